// From the records that the reductions leave on the device to a measurement in the user's units.

import type { Fields } from '../core/backend.ts';
import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import { cellCount, cellMeasure } from '../core/grid.ts';
import type { CellStatistics, FieldStatistics, Measurement } from '../core/simulation.ts';
import { STATUSES } from '../kernels/keller-segel/layout.ts';
import { MOST_TRACERS } from '../kernels/run-and-tumble/layout.ts';
import { ruleOf } from '../models/index.ts';
import { coordinate } from './coordinate.ts';
import { stopReason } from './reasons.ts';
import { fromWords } from './ticks.ts';

/** What is known of the cells: the sums over the tracers, and the position words of the first cell. */
export interface CellSums {
  readonly moments: Fields;
  readonly first: ArrayLike<number>;
}

/** @param sums null where the model has no cells. */
export function measurementOf(
  config: Config,
  tick: number,
  clock: Fields,
  statistics: Fields,
  sums: CellSums | null,
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
    cells: config.model === 'run-and-tumble' && sums ? cellStatistics(config, sums) : null,
  };
}

function cellStatistics(config: RunAndTumbleConfig, { moments, first }: CellSums): CellStatistics {
  const count = Math.min(config.cells, MOST_TRACERS);
  const rule = ruleOf(config);
  const mean = (name: string): number => moments[name] / count;
  const variance = (square: string, value: string): number => Math.max(mean(square) - mean(value) ** 2, 0);
  return {
    count,
    // The kernel counts positions from the first cell, which keeps digits.
    meanX: coordinate(first[0], config, 'x') + mean('x'),
    meanY: coordinate(first[1], config, 'y') + mean('y'),
    varianceX: variance('xx', 'x'),
    varianceY: variance('yy', 'y'),
    displacementX: mean('dx'),
    displacementY: mean('dy'),
    squaredDisplacement: mean('rr'),
    fourthDisplacement: mean('rrrr'),
    alignment: mean('alignment'),
    correlation: mean('correlation'),
    inner: Object.fromEntries(
      rule.inner.map(({ name }, k) => [
        name,
        {
          // The kernel counts these from the first cell, too.
          mean: moments[`first${k}`] + mean(`inner${k}`),
          deviation: Math.sqrt(variance(`square${k}`, `inner${k}`)),
        },
      ]),
    ),
    tumbleRate: rule.motion === 'tumbling' ? mean('rate') : null,
  };
}
