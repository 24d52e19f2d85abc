// Cells on a line and the levels beside them, off-screen. The picture shows the course of the run, so every state that is painted
// or noted adds to it; whoever paints a single picture notes states on the way there.

import type { RunAndTumbleConfig } from '../core/config.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import { observeLevels } from '../observables/levels.ts';
import type { DrawingCanvas } from './canvas.ts';
import { BACKGROUND } from './colormap.ts';
import type { FigureOptions } from './figure-painter.ts';
import { createLevelCourse, type LevelCourse } from './levels/course.ts';
import { drawLevelFigure } from './levels/figure.ts';

/** States that one picture is made from, at least. */
const NOTES = 120;

export interface LevelOptions extends Omit<FigureOptions, 'series'> {
  /** The course of the run so far, which goes on here; null begins a new one. */
  readonly course: LevelCourse | null;
}

/** `canvas` is painted over as a whole. */
export function createLevelPainter(
  simulation: Simulation,
  config: RunAndTumbleConfig,
  canvas: DrawingCanvas,
  options: LevelOptions,
) {
  const { width, height, unit, title, pace } = options;
  const course = options.course ?? createLevelCourse(simulation.companions.map(({ level }) => level));
  const note = async (): Promise<void> => {
    const state = await observeLevels(simulation);
    if (state !== null) course.add(state);
  };
  return {
    note,
    noteTimes(until: number): readonly number[] {
      const interval = Math.min(config.every, until / NOTES);
      return Array.from({ length: Math.ceil(until / interval - 1e-9) }, (_, k) => k * interval);
    },
    async paint({ time }: Measurement): Promise<void> {
      await note();
      const { context } = canvas;
      context.fillStyle = BACKGROUND;
      context.fillRect(0, 0, width, height);
      const until = time <= config.until ? config.until : null;
      const area = { x: 0, y: 0, width, height };
      drawLevelFigure(context, { area, unit, grid: config, course, until, title, time, pace });
    },
    dispose: () => {},
  };
}
