// The cells of a run in words and numbers: their part of summary.json and of the lines printed at the end.

import { dimension } from '../core/grid.ts';
import { ruleOf } from '../models/index.ts';
import type { RunAndTumbleConfig } from '../core/config.ts';
import type { CellStatistics, Measurement } from '../core/simulation.ts';
import type { Prediction } from '../theory/prediction.ts';
import type { Estimate } from '../view/cells/fit.ts';
import type { Motion } from './cell-recorder.ts';

export interface CellFacts {
  readonly motion: Motion | null;
  readonly prediction: Prediction;
}

/** What is measured at the end, drawn out of the whole run, and predicted; null is what nobody knows. */
export function summarizeCells(
  config: RunAndTumbleConfig,
  last: Measurement,
  { motion, prediction }: CellFacts,
): Record<string, unknown> {
  return {
    simulated: config.cells,
    weight: config.weight,
    ...last.cells,
    fitted: motion,
    predicted: {
      diffusion: prediction.diffusion,
      drift: prediction.drift,
      squaredDisplacement: prediction.meanSquaredDisplacement?.(last.time) ?? null,
      stationaryMeanX: prediction.mean,
      stationaryVarianceX: prediction.variance,
    },
  };
}

const round = (value: number, digits = 4): string => String(Number(value.toPrecision(digits)));

/** `12.3 (predicted 12)`, or the number alone; `walls`: what is predicted ends where cells come to walls. */
const beside = (value: number, predicted: number | null, walls = false): string =>
  predicted === null
    ? round(value)
    : `${round(value)} (predicted ${round(predicted)}${walls ? ' until the walls' : ''})`;

const withError = ({ value, error }: Estimate, predicted: number | null): string => {
  const measured = `${round(value)} +- ${round(error, 2)}`;
  return predicted === null ? measured : `${measured} (predicted ${round(predicted)})`;
};

/** Lines for the terminal, indented by two. */
export function cellLines(
  config: RunAndTumbleConfig,
  time: number,
  cells: CellStatistics,
  { motion, prediction }: CellFacts,
): string {
  const flat = dimension(config) === 1;
  const weight = config.weight === 1 ? '' : `, each standing for ${round(config.weight)}`;
  const rest =
    prediction.mean === null || prediction.variance === null
      ? ''
      : ` (at rest by theory: ${round(prediction.mean)} and ${round(prediction.variance)})`;
  const placed = [`mean x ${round(cells.meanX)}`, `variance ${round(cells.varianceX)}${rest}`];
  if (!flat) placed.push(`mean y ${round(cells.meanY)}`, `variance ${round(cells.varianceY)}`);
  const moved = [
    `mean squared displacement ${beside(cells.squaredDisplacement, prediction.meanSquaredDisplacement?.(time) ?? null)}`,
  ];
  const drift = prediction.drift;
  if (motion) {
    if (motion.diffusion) moved.push(`D ${withError(motion.diffusion, prediction.diffusion)}`);
    moved.push(`drift ${withError(motion.driftX, drift && drift.value * drift.x)}`);
    if (!flat) moved.push(`upwards ${withError(motion.driftY, drift && drift.value * drift.y)}`);
  }
  if (ruleOf(config).cues > 0)
    moved.push(`chemotactic index ${beside(cells.alignment, drift?.index ?? null, drift?.walls)}`);
  return (
    `  cells: ${config.cells} simulated${weight}; ${placed.join(', ')}\n` + `  motion: ${moved.join(', ')}\n`
  );
}
