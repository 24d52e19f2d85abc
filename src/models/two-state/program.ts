// The master equation of two states, movers to the right and to the left, as a backend runs it:
//
//   d p+/dt = -v dp+/dx - a+ p+ + a- p-      d p-/dt = v dp-/dx + a+ p+ - a- p-
//
//   settle -> start, rates -> [ clock -> due -> step ] ... -> show
//
// on a lattice whose step is dx/v, so that transport is exact. The clock may stop anywhere: the state stays on the lattice,
// and `show` works out where it would be (shaders/two-state/lattice.wgsl). Where a formula contains t, the rates are found
// anew for each step. u is the density, v the current. Exact cases: NUMERICS rows 1-3, 9-11, 13; src/validation.

import extremesWgsl from '../../../shaders/keller-segel/extremes.wgsl?raw';
import gatherRowsWgsl from '../../../shaders/keller-segel/gather-rows.wgsl?raw';
import gatherWgsl from '../../../shaders/keller-segel/gather.wgsl?raw';
import dueWgsl from '../../../shaders/two-state/due.wgsl?raw';
import latticeWgsl from '../../../shaders/two-state/lattice.wgsl?raw';
import ratesWgsl from '../../../shaders/two-state/rates.wgsl?raw';
import settleWgsl from '../../../shaders/two-state/settle.wgsl?raw';
import showWgsl from '../../../shaders/two-state/show.wgsl?raw';
import stepWgsl from '../../../shaders/two-state/step.wgsl?raw';
import type { ArraySpec, Dispatch } from '../../core/backend.ts';
import type { TwoStateConfig } from '../../core/config.ts';
import { due } from '../../kernels/two-state/due.ts';
import { LATTICE_WORDS } from '../../kernels/two-state/lattice.ts';
import { createRates } from '../../kernels/two-state/rates.ts';
import { settle } from '../../kernels/two-state/settle.ts';
import { createLatticeShow } from '../../kernels/two-state/show.ts';
import { createLatticeStep } from '../../kernels/two-state/step.ts';
import { continuum, continuumArrays } from '../continuum.ts';
import type { ModelProgram } from '../program.ts';
import { bind } from '../program.ts';
import { cellsDependOnTime } from '../run-and-tumble/formulas.ts';
import { sensingKernel } from '../run-and-tumble/wasm.ts';

/** Arrays that hold the state of a run. */
export const TWO_STATE_STATE = ['movers', 'lattice'] as const;

export function twoStateArrays(config: TwoStateConfig): readonly ArraySpec[] {
  const array = (name: string, kind: 'f32' | 'u32', length: number): ArraySpec => ({
    name,
    type: { kind, length },
    usage: 'storage',
  });
  return [
    ...continuumArrays(config),
    array('movers', 'f32', 4 * config.nx),
    array('rates', 'f32', 2 * config.nx),
    array('lattice', 'u32', LATTICE_WORDS),
  ];
}

export function twoStateProgram(config: TwoStateConfig): ModelProgram {
  const { grid, sensing, senses, kernel } = continuum(config, 'two-state');
  const { nx } = config;
  const rates = (atMiddle: boolean): Dispatch =>
    kernel(
      'rates',
      [`const LATTICE: bool = ${atMiddle};`, latticeWgsl, ...sensing, ratesWgsl],
      bind('parameters~', 'clock', 'lattice', 'rates!'),
      () => createRates(config, senses(), atMiddle),
      sensingKernel(config, nx, false, [Number(atMiddle)]),
    );
  const settling = kernel(
    'settle',
    [latticeWgsl, settleWgsl],
    bind('parameters~', 'u', 'movers!'),
    () => settle,
    { work: nx },
  );
  const falling: Dispatch = {
    ...kernel(
      'due',
      [latticeWgsl, dueWgsl],
      bind('parameters~', 'clock', 'lattice!'),
      () => due,
      sensingKernel(config, 1),
    ),
    workgroups: [1, 1, 1],
  };
  const stepping = kernel(
    'step',
    [extremesWgsl, gatherRowsWgsl, gatherWgsl, latticeWgsl, stepWgsl],
    bind('parameters~', 'lattice', 'rates', 'movers!', 'extremes!'),
    () => createLatticeStep(config),
    sensingKernel(config, nx),
  );
  const showing = kernel(
    'show',
    [latticeWgsl, showWgsl],
    bind('parameters~', 'clock', 'lattice', 'rates', 'movers', 'u!', 'v!'),
    () => createLatticeShow(config),
    sensingKernel(config, nx),
  );
  const moves = cellsDependOnTime(config);
  return {
    arrays: twoStateArrays(config),
    place: [settling],
    begin: [...grid.begin, ...(moves ? [] : [rates(false)])],
    step: [grid.clock, falling, ...(moves ? [rates(true)] : []), stepping],
    show: [...(moves ? [rates(false)] : []), showing],
    extract: grid.extract,
    measure: grid.measure,
  };
}
