// From the records that the reductions leave on the device to a measurement in the user's units.

import type { Fields } from '../core/backend.ts';
import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import { cellCount, cellMeasure, dimension } from '../core/grid.ts';
import type { CellStatistics, FieldStatistics, Measurement } from '../core/simulation.ts';
import { STATUSES } from '../kernels/keller-segel/layout.ts';
import { MOST_TRACERS } from '../kernels/run-and-tumble/layout.ts';
import { stopReason } from './reasons.ts';
import { fromWords } from './ticks.ts';

/** @param moments null where the model has no cells. */
export function measurementOf(
  config: Config,
  tick: number,
  clock: Fields,
  statistics: Fields,
  moments: Fields | null,
): Measurement {
  const time = fromWords(clock) * tick;
  const status = STATUSES[clock.status];
  const field = (name: 'u' | 'v'): FieldStatistics => ({
    mass: statistics[`${name}_sum`] * cellMeasure(config),
    mean: statistics[`${name}_sum`] / cellCount(config),
    min: statistics[`${name}_min`],
    max: statistics[`${name}_max`],
    notFinite: statistics[`${name}_not_finite`],
  });
  return {
    time,
    steps: clock.steps,
    rejected: clock.rejected,
    timeStep: clock.planned_ticks * tick,
    status,
    reason: stopReason(status, time, clock.limit),
    u: field('u'),
    v: field('v'),
    cells: config.model === 'run-and-tumble' && moments ? cellStatistics(config, moments) : null,
  };
}

function cellStatistics(config: RunAndTumbleConfig, sums: Fields): CellStatistics {
  const count = Math.min(config.cells, MOST_TRACERS);
  const mean = (name: string): number => sums[name] / count;
  const variance = (square: string, value: string): number => Math.max(mean(square) - mean(value) ** 2, 0);
  const height = dimension(config) === 1 ? 0 : config.height;
  return {
    count,
    // The kernel counts positions from the centre, which keeps digits.
    meanX: config.width / 2 + mean('x'),
    meanY: height / 2 + mean('y'),
    varianceX: variance('xx', 'x'),
    varianceY: variance('yy', 'y'),
    displacementX: mean('dx'),
    displacementY: mean('dy'),
    squaredDisplacement: mean('rr'),
    fourthDisplacement: mean('rrrr'),
    alignment: mean('alignment'),
    correlation: mean('correlation'),
    memory: mean('memory'),
  };
}
