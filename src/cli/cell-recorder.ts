// What `tumble run` keeps of cells beside their density: a row of msd.csv and a histogram for every frame, and at the
// end what was measured of their motion, next to what theory predicts where it predicts anything.

import { dimension } from '../core/grid.ts';
import { columnHistogram } from '../observables/index.ts';
import { cellColumns, trackedCells } from '../record/cell-files.ts';
import { predict } from '../theory/prediction.ts';
import { driftSeries, fitDiffusion } from '../view/cells/fit.ts';
import { createCellSeries } from '../view/cells/series.ts';
import type { RunAndTumbleConfig } from '../core/config.ts';
import type { Cells, CellStatistics, Measurement, Snapshot } from '../core/simulation.ts';
import type { CellFrame, CellPlan } from '../record/cell-files.ts';
import type { Prediction } from '../theory/prediction.ts';
import type { Direction, Estimate } from '../view/cells/fit.ts';

interface MsdState {
  readonly time: number;
  readonly cells: CellStatistics;
  readonly prediction: Prediction;
}

interface MsdColumn {
  readonly name: string;
  readonly unit: string;
  readonly doc: string;
  readonly of: (state: MsdState) => number;
}

const measured = (
  name: string,
  unit: string,
  doc: string,
  of: (cells: CellStatistics) => number,
): MsdColumn => ({
  name,
  unit,
  doc,
  of: ({ cells }) => of(cells),
});

export const MSD_COLUMNS: readonly MsdColumn[] = [
  { name: 't', unit: 'time', doc: 'simulated time', of: ({ time }) => time },
  measured(
    'msd',
    'length^2',
    'mean squared displacement since the start',
    (cells) => cells.squaredDisplacement,
  ),
  {
    name: 'predicted_msd',
    unit: 'length^2',
    doc: 'the same by theory: without bias and without walls; else nan',
    of: ({ time, prediction }) => prediction.meanSquaredDisplacement?.(time) ?? NaN,
  },
  measured('displacement_x', 'length', 'mean displacement along x', (cells) => cells.displacementX),
  measured('displacement_y', 'length', 'mean displacement along y (0 in 1D)', (cells) => cells.displacementY),
  measured(
    'displacement_variance',
    'length^2',
    'variance of the displacements: msd less drift',
    (cells) => cells.squaredDisplacement - cells.displacementX ** 2 - cells.displacementY ** 2,
  ),
  measured(
    'fourth_displacement',
    'length^4',
    'mean fourth power of the displacement',
    (cells) => cells.fourthDisplacement,
  ),
  measured(
    'heading_correlation',
    '1',
    'mean cosine between present and first heading',
    (cells) => cells.correlation,
  ),
];

/** Drawn out of the whole run, with standard errors: see view/cells/fit.ts. */
export interface Motion {
  /** L^2/T; null with too few frames, and where or while cells do not diffuse: see Prediction.diffusesAfter. */
  readonly diffusion: Estimate | null;
  /** Mean displacement by time, L/T; upwards 0 in one dimension. */
  readonly driftX: Estimate;
  readonly driftY: Estimate;
}

export interface CellRecorder {
  readonly plan: CellPlan;
  readonly prediction: Prediction;
  frame(snapshot: Snapshot, measurement: Measurement, tracked: Cells): CellFrame;
  /** From the frames so far. Null between walls, where displacements end, and at the start. */
  motion(): Motion | null;
}

export function createCellRecorder(config: RunAndTumbleConfig): CellRecorder {
  const prediction = predict(config);
  const series = createCellSeries(config);
  const dimensions = dimension(config);
  const walls = config.boundaryX === 'no-flux' || (dimensions === 2 && config.boundaryY === 'no-flux');
  const drift = (direction: Direction): Estimate => {
    const { sinceStart, error } = driftSeries(series.averages, direction, dimensions, series.count);
    return { value: sinceStart[sinceStart.length - 1], error };
  };
  return {
    plan: { grid: config, cells: config.cells, columns: MSD_COLUMNS.map(({ name }) => name) },
    prediction,
    frame({ u }, { time, cells }, tracked) {
      if (!cells) throw new TypeError('this state has no cells');
      series.add({ time, cells });
      const row = MSD_COLUMNS.map((column) => column.of({ time, cells, prediction }));
      return { histogram: columnHistogram(u, config), tracked, row };
    },
    motion: () =>
      walls || series.averages.times.length < 2
        ? null
        : {
            diffusion: fitDiffusion(series.averages, dimensions, series.count, prediction.diffusesAfter),
            driftX: drift({ x: 1, y: 0 }),
            driftY: drift({ x: 0, y: 1 }),
          },
  };
}

/** The files of cells, for summary.json. */
export function describeCellFiles(
  config: RunAndTumbleConfig,
  frames: number,
  stored: boolean,
): Record<string, unknown> {
  const { nx, cells } = config;
  const columns = cellColumns(config);
  const final = {
    dtype: 'float64',
    shape: [cells, columns.length],
    axes: `cell, (${columns.join(', ')})`,
    doc:
      'final state: position from the lower left corner (y = 0 in 1D), heading in radians from the x axis, ' +
      'and, where an axis is periodic, the position as if the domain went on across it',
  };
  return {
    ...(stored ? { 'cells.npy': final } : {}),
    'histogram.npy': {
      dtype: 'float64',
      shape: [frames, nx],
      axes: 'frame, x',
      doc: 'simulated cells in each column of the grid, from the density u: add up to their number',
    },
    'trajectories.npy': {
      dtype: 'float64',
      shape: [frames, trackedCells(cells), 2],
      axes: 'frame, cell, (x, y)',
      doc: 'positions of the first cells, as if the domain went on across periodic edges',
    },
    'msd.csv': MSD_COLUMNS.map(({ name, unit, doc }) => ({ name, unit, doc })),
  };
}
