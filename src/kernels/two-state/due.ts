// Twin of shaders/two-state/due.wgsl: whether the step that the clock has just accepted makes a lattice step due.

import type { Twin } from '../../core/backend.ts';
import { record, words } from '../arrays.ts';
import { coarseness, LATTICE } from './lattice.ts';

export const due: Twin = (arrays) => {
  const parameters = record(arrays[0]);
  const clock = record(arrays[1]);
  const lattice = words(arrays[2]);
  // As the shader's clock tells it in f32.
  const unit = Math.fround(parameters.most_ticks);
  const before = lattice[LATTICE.unit];
  if (before !== 0 && before !== unit) {
    lattice[LATTICE.pending] = Math.floor(lattice[LATTICE.pending] * (unit / before));
  }
  lattice[LATTICE.unit] = unit;
  const pending =
    lattice[LATTICE.pending] +
    Math.round(Math.fround(clock.taken / parameters.tick / coarseness(parameters)));
  const due = pending >= unit;
  lattice[LATTICE.pending] = due ? Math.min(pending - unit, unit - 1) : pending;
  lattice[LATTICE.due] = due ? 1 : 0;
  if (due) lattice[LATTICE.slot] = 1 - lattice[LATTICE.slot];
};
