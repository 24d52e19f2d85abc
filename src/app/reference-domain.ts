// What the reference is given where a GPU would get more: a grid small enough that it steps at an interactive speed. Merely
// coarser grids would not do: the peaks of most presets would be a point or two wide and the run would stop. So the grid's
// spacing grows only as far as a preset's pattern stays resolved, and the rest is taken off the domain: fewer spots, each
// as it was. A pattern that needs the whole domain, or one placed at fixed coordinates, is not cropped, and may stop early.
// Below single cells the grid only carries the chemical, whose fronts suffer from coarse grids (the travelling band slows
// down): such a grid stays whole up to twice as many points, and long ones keep more points along their length.

import { parseConfig } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import type { Grid } from '../core/grid.ts';

/** Points on a side, and in all for one-dimensional runs. */
const REFERENCE_SIDE = 128;
const REFERENCE_LINE = 4096;
/** Points of a grid below single cells that stay as they are. */
const REFERENCE_PLANE = 2 * REFERENCE_SIDE ** 2;

/** The spacing of a preset's grid may grow by this factor: peaks of the finer ones are about four points wide, and three must remain. */
const MOST_GROWTH = 1.3;
/** A grid of more points than this on a side has some to spare. */
const ENOUGH_CELLS = 256;

/** The same shape with few enough points. */
function referenceGrid({ model, nx, ny }: Config): Pick<Grid, 'nx' | 'ny'> {
  if (ny === 1) return { nx: Math.min(nx, REFERENCE_LINE), ny };
  const walks = model === 'run-and-tumble';
  if (walks && nx * ny <= REFERENCE_PLANE) return { nx, ny };
  const factor = Math.min(1, REFERENCE_SIDE / (walks ? Math.sqrt(nx * ny) : Math.max(nx, ny)));
  return { nx: Math.max(Math.round(nx * factor), 3), ny: Math.max(Math.round(ny * factor), 3) };
}

/** The config as the reference runs it: the same object when it is small enough. */
export function referenceConfig(wanted: Config): Config {
  const grid = referenceGrid(wanted);
  if (grid.nx === wanted.nx && grid.ny === wanted.ny) return wanted;
  const longest = Math.max(wanted.nx, wanted.ny);
  const growth = Math.max(MOST_GROWTH, longest / ENOUGH_CELLS);
  const share = (growth * REFERENCE_SIDE) / longest;
  if (grid.ny === 1 || share >= 1 || !mayBeCropped(wanted)) return { ...wanted, ...grid };
  const cropped = (length: number) => Number((length * share).toPrecision(3));
  return { ...wanted, ...grid, width: cropped(wanted.width), height: cropped(wanted.height) };
}

/** What became of the grid, for a list; null when nothing did. */
export function reductionText(wanted: Config, given: Config): string | null {
  if (given.nx === wanted.nx && given.ny === wanted.ny) return null;
  const size = ({ nx, ny }: Config): string => (ny === 1 ? String(nx) : `${nx} \u00d7 ${ny}`);
  const points = `${size(given)} points`;
  if (given.width === wanted.width) return `the grid has ${points} instead of ${size(wanted)}`;
  return `shown is a part of the domain, ${given.width} \u00d7 ${given.height}, on ${points}`;
}

/** Only a preset's own domain: whoever chose another one means it. And only where nothing stands at fixed places. */
function mayBeCropped(config: Config): boolean {
  const parsed = config.preset === null ? null : parseConfig({ preset: config.preset });
  if (!parsed || 'problems' in parsed) return false;
  const own = parsed.config;
  if ((['nx', 'ny', 'width', 'height'] as const).some((key) => own[key] !== config[key])) return false;
  if (own.model !== 'keller-segel' || config.model !== 'keller-segel') return false;
  const { initialU, initialV, diffusionU, diffusionV, sensitivity, growth, production } = config;
  return [initialU, initialV, diffusionU, diffusionV, sensitivity, growth, production].every(
    (formula) =>
      typeof formula === 'string' &&
      (!/\bx\b/.test(formula) || /\bwidth\b/.test(formula)) &&
      (!/\by\b/.test(formula) || /\bheight\b/.test(formula)),
  );
}
