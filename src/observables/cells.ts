// What is known of run-and-tumble cells one by one, averaged over the tracers: where they are, how far they came, and
// how they are turned towards the gradient. Their density has the observables of every field beside these.
// Displacements go on across periodic edges; between walls they end there, so mean squares level off.

import { ruleOf } from '../models/index.ts';
import type { RunAndTumbleConfig } from '../core/config.ts';
import type { CellStatistics } from '../core/simulation.ts';
import type { Observable, ObservedState } from './observable.ts';

/** Throws TypeError for a state without cells: only configs of cells have these observables. */
function cellsOf({ measurement }: ObservedState): CellStatistics {
  if (!measurement.cells) throw new TypeError('this state has no cells');
  return measurement.cells;
}

const average = (
  name: string,
  unit: string,
  doc: string,
  of: (cells: CellStatistics) => number,
): Observable => ({ name, unit, doc, of: (state) => of(cellsOf(state)) });

/** Mean displacement by time; not-a-number at the start. */
const drift = (axis: 'x' | 'y', of: (cells: CellStatistics) => number): Observable => ({
  name: `drift_${axis}`,
  unit: 'length/time',
  doc: `cells: displacement_${axis} divided by t, the mean velocity since the start`,
  of: (state) => (state.measurement.time > 0 ? of(cellsOf(state)) / state.measurement.time : NaN),
});

const MOTION: readonly Observable[] = [
  average('mean_x', 'length', 'cells: mean of x', (cells) => cells.meanX),
  average('mean_y', 'length', 'cells: mean of y (0 in 1D)', (cells) => cells.meanY),
  average('variance_x', 'length^2', 'cells: variance of x', (cells) => cells.varianceX),
  average('variance_y', 'length^2', 'cells: variance of y (0 in 1D)', (cells) => cells.varianceY),
  average(
    'displacement_x',
    'length',
    'cells: mean displacement since the start',
    (cells) => cells.displacementX,
  ),
  average('displacement_y', 'length', 'cells: mean displacement (0 in 1D)', (cells) => cells.displacementY),
  average(
    'msd',
    'length^2',
    'cells: mean squared displacement since the start',
    (cells) => cells.squaredDisplacement,
  ),
  drift('x', (cells) => cells.displacementX),
  drift('y', (cells) => cells.displacementY),
  average(
    'chemotactic_index',
    '1',
    'cells: mean cosine between heading and gradient of the attractant; 0 where there is none',
    (cells) => cells.alignment,
  ),
  average(
    'heading_correlation',
    '1',
    'cells: mean cosine between present and first heading',
    (cells) => cells.correlation,
  ),
];

/** Columns of a run of cells: those with an inside have mean and standard deviation of what it shows, too. */
export function cellObservables(config: RunAndTumbleConfig): readonly Observable[] {
  const { inner, motion } = ruleOf(config);
  return [
    ...MOTION,
    ...(motion === 'tumbling' ? [TUMBLE_RATE] : []),
    ...inner.flatMap(({ name, unit, doc }) => [
      average(`mean_${name}`, unit || '1', `cells: mean of ${doc}`, (cells) => cells.inner[name].mean),
      average(
        `sd_${name}`,
        unit || '1',
        `cells: standard deviation of ${doc}`,
        (cells) => cells.inner[name].deviation,
      ),
    ]),
  ];
}

const TUMBLE_RATE = average(
  'mean_tumble_rate',
  '1/time',
  'cells: mean of the tumbling rate that the law gives where each cell is and as it heads',
  (cells) => cells.tumbleRate ?? NaN,
);
