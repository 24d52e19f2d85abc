// Cells in one dimension, off-screen: the lecture's three figures of a run. They show its course, so every state that
// is painted or noted adds to them; whoever paints a single picture notes states on the way there.

import type { RunAndTumbleConfig } from '../core/config.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import { predict } from '../theory/prediction.ts';
import type { DrawingCanvas } from './canvas.ts';
import { drawFigures, layoutFigures } from './cells/figures.ts';
import { createCellSeries, FOLLOWED_CELLS } from './cells/series.ts';
import type { CellSeries } from './cells/series.ts';
import { BACKGROUND } from './colormap.ts';

/** States that one picture is made from, at least: paths have corners. */
const NOTES = 400;

export interface FigureOptions {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  readonly title: string | null;
  readonly pace: number;
  /** The course of the run so far, which goes on here; null begins a new one. */
  readonly series: CellSeries | null;
}

/** `canvas` is painted over as a whole. */
export function createFigurePainter(
  simulation: Simulation,
  config: RunAndTumbleConfig,
  canvas: DrawingCanvas,
  options: FigureOptions,
) {
  const { width, height, unit, title, pace } = options;
  const layout = layoutFigures({ x: 0, y: 0, width, height }, unit);
  const prediction = predict(config);
  const series = options.series ?? createCellSeries(config);
  const note = async (measurement: Measurement): Promise<void> => {
    series.add(measurement);
    const { population } = simulation;
    if (population) series.follow(await population.read(Math.min(FOLLOWED_CELLS, population.count)));
  };
  return {
    note,
    noteTimes(until: number): readonly number[] {
      const interval = Math.min(config.every, until / NOTES);
      return Array.from({ length: Math.ceil(until / interval - 1e-9) }, (_, k) => k * interval);
    },
    async paint(measurement: Measurement): Promise<void> {
      await note(measurement);
      const { u } = await simulation.snapshot();
      const { context } = canvas;
      context.fillStyle = BACKGROUND;
      context.fillRect(0, 0, width, height);
      const { time } = measurement;
      const until = time <= config.until ? config.until : null;
      drawFigures(context, { layout, config, series, density: u, prediction, until, title, time, pace });
    },
    dispose: () => {},
  };
}
