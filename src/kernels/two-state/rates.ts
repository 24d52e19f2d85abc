// Twin of shaders/two-state/rates.wgsl in float64: rates of reversal at the centres of the grid cells.

import type { Twin } from '../../core/backend.ts';
import type { WalkConfig } from '../../core/config.ts';
import { cellX } from '../../core/grid.ts';
import { numbers, record, words } from '../arrays.ts';
import type { SenseOptions } from '../sensing/sense-at.ts';
import { createSensesAt } from '../sensing/sense-at.ts';
import { coarseness, LATTICE } from './lattice.ts';
import { NO_MEMORY } from '../../sensing/rule.ts';

/** @param atMiddle At the middle of the lattice step that is due, else at the clock's time. */
export function createRates(config: WalkConfig, options: SenseOptions, atMiddle: boolean): Twin {
  const { rule, terms } = options;
  const senses = createSensesAt(options);
  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const lattice = words(arrays[2]);
    const rates = numbers(arrays[3]);
    senses.update(parameters);
    const { values } = senses;
    let t = clock.time;
    if (atMiddle)
      t -=
        (lattice[LATTICE.pending] + 0.5 * lattice[LATTICE.unit]) * (parameters.tick * coarseness(parameters));
    const turning = 0.5 * (1 - values.persistence);
    const rate = (x: number, way: 1 | -1): number =>
      rule.law.tumbleRate(
        senses.senseAt(x, 0, t, way, 0, values.speed),
        values,
        terms.functions,
        config,
        NO_MEMORY,
      );
    for (let i = 0; i < parameters.nx; i += 1) {
      const x = cellX(config, i);
      rates[2 * i] = turning * Math.max(rate(x, 1), 0);
      rates[2 * i + 1] = turning * Math.max(rate(x, -1), 0);
    }
  };
}
