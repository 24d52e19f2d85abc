// What a processor is given where a GPU would get more cells: so few that a step takes a few milliseconds, each standing
// for more real ones, so that densities, secretion and consumption stay what was asked for. What does change is the
// noise: a density counted from a hundred times fewer cells fluctuates ten times as much. Whoever asks for another number
// than the preset's means it, and gets it up to a limit at which the page still answers. The wish itself stays whole:
// links carry it, and every machine fits it to itself.

import { findSetting } from '../config/index.ts';
import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { findPreset } from '../presets/index.ts';
import { referenceConfig } from './reference-domain.ts';

/** Cells in one dimension (where the lecture's 5,000 must stay whole) and in two. */
interface MostCells {
  readonly 1: number;
  readonly 2: number;
  /** Where somebody asked for a number of their own. */
  readonly meant: number;
}
/** Of the reference, and of a GPU that is really the processor. */
const PLAIN: MostCells = { 1: 5_000, 2: 10_000, meant: 200_000 };
/** Of threads in WebAssembly: two of them move some tens of millions of cells a second. */
const THREADS: MostCells = { 1: 50_000, 2: 100_000, meant: 2_000_000 };

function mostCells(wanted: RunAndTumbleConfig, most: MostCells): number {
  const preset = wanted.preset === null ? undefined : findPreset(wanted.preset);
  const own = preset?.settings['cells'] ?? findSetting('cells')?.default;
  return wanted.cells === own ? most[dimension(wanted)] : most.meant;
}

/** The config as a processor runs it: the same object where it is small enough. */
export function withFewerCells(wanted: Config, most = PLAIN): Config {
  if (wanted.model !== 'run-and-tumble') return wanted;
  const cells = Math.min(wanted.cells, mostCells(wanted, most));
  return cells === wanted.cells
    ? wanted
    : { ...wanted, cells, weight: (wanted.weight * wanted.cells) / cells };
}

/**
 * What of a wish is run with this device; null for the reference. A GPU that is really the processor, and its threads, step
 * whole grids of fields, but not the crowds of cells that fill them; threads not quite so small ones.
 */
export function fitted(
  wish: Config,
  access: { readonly software: boolean; readonly threads?: number } | null,
): Config {
  const whole = access !== null && (!access.software || wish.model === 'keller-segel');
  if (whole) return wish;
  return access?.threads === undefined
    ? withFewerCells(referenceConfig(wish))
    : withFewerCells(wish, THREADS);
}

/** The fitted `given` after a change of its wish to `wish` that asks for no restart. */
export const followed = (given: Config, wish: Config): Config => ({
  ...given,
  parameters: wish.parameters,
  until: wish.until,
  every: wish.every,
  view: wish.view,
});

/** What became of the cells, for a list; null when nothing did. */
export function fewerCellsText(wanted: Config, given: Config): string | null {
  if (wanted.model !== 'run-and-tumble' || given.model !== 'run-and-tumble') return null;
  if (given.cells === wanted.cells) return null;
  const each = Number(given.weight.toPrecision(4)).toLocaleString('en');
  return `shown are ${given.cells.toLocaleString('en')} cells, each standing for ${each}`;
}
