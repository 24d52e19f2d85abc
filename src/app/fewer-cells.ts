// What a processor is given where a GPU would get more cells: so few that a step takes a few milliseconds, each standing
// for more real ones, so that densities, secretion and consumption stay what was asked for. What does change is the
// noise: a density counted from a hundred times fewer cells fluctuates ten times as much.

import type { GpuAccess } from '../backends/gpu/access.ts';
import type { Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { referenceConfig } from './reference-domain.ts';

/** Cells of the reference, in one dimension (where the lecture's 5,000 must stay whole) and in two. */
const REFERENCE_CELLS = { 1: 5_000, 2: 10_000 } as const;
/** Cells of a GPU that is really the processor. */
const SOFTWARE_CELLS = 50_000;

export type Processor = 'reference' | 'software' | 'gpu';

/** The config as this processor runs it: the same object where it is small enough. */
export function withFewerCells(wanted: Config, on: Processor): Config {
  if (wanted.model !== 'run-and-tumble' || on === 'gpu') return wanted;
  const cells = Math.min(
    wanted.cells,
    on === 'software' ? SOFTWARE_CELLS : REFERENCE_CELLS[dimension(wanted)],
  );
  return cells === wanted.cells
    ? wanted
    : { ...wanted, cells, weight: (wanted.weight * wanted.cells) / cells };
}

/** What of a wish is run with this device; null for the reference, which gets a smaller grid as well. */
export function fitted(wish: Config, access: GpuAccess | null): Config {
  if (access === null) return withFewerCells(referenceConfig(wish), 'reference');
  return withFewerCells(wish, access.software ? 'software' : 'gpu');
}

/** In words, what became of the cells; null when nothing did. */
export function fewerCellsText(wanted: Config, given: Config): string | null {
  if (wanted.model !== 'run-and-tumble' || given.model !== 'run-and-tumble') return null;
  if (given.cells === wanted.cells) return null;
  const each = Number(given.weight.toPrecision(4)).toLocaleString('en');
  return `Shown are ${given.cells.toLocaleString('en')} cells, each standing for ${each}.`;
}
