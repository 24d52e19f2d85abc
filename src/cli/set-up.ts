// From a checked experiment to a running simulation: opens the backend, refuses grids that are too large for it or
// for this machine's memory before anything of their size is made, then computes the initial state.

import { cellCount } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import { formatBytes } from '../record/storage.ts';
import { ruleOf } from '../models/index.ts';
import { checkGridFits, createExperiment } from '../simulation/index.ts';
import { openBackend } from './choose-backend.ts';
import type { Backend } from '../core/backend.ts';
import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import type { Simulation } from '../core/simulation.ts';
import type { BackendChoice } from './choose-backend.ts';
import type { Experiment } from './experiment.ts';
import type { Host } from './host.ts';

export interface Running {
  readonly simulation: Simulation;
  readonly backend: Backend;
  /** Why this backend, in a sentence. */
  readonly why: string;
  close(): void;
}

export async function setUp(host: Host, experiment: Experiment, choice: BackendChoice): Promise<Running> {
  const { config } = experiment;
  const { backend, another, why, close } = await openBackend(host, choice);
  try {
    checkMemory(config, backend.name, host.machine().memory);
    checkGridFits(config, backend);
    const simulation = await createExperiment(config, backend, another, await experiment.initial());
    return { simulation, backend, why, close };
  } catch (error) {
    close();
    throw error;
  }
}

/**
 * Bytes of main memory a grid cell: the initial state in float64 (16), snapshots and what is written of them (16); the
 * reference also keeps the model's eight numbers a cell (64), and eleven more and four neighbours for each of its two
 * stages (208). The CPU backend keeps the eight in single precision, and shares of sums.
 */
const BYTES_PER_GRID_CELL = { gpu: 32, cpu: 65, reference: 304 } as const;
/** Beside that: where cells are placed (4), and their counts, of which there are at most 32 a grid cell and 4 a cell. */
const BYTES_PER_PLACE = 4;
/**
 * Bytes a simulated cell: what is read at the end, as words (16), words apart (16) and in the user's units (36), and what of
 * that is not yet collected. The reference keeps the state itself (24) and its counts (16), the GPU's words come through
 * memory that both see (16). Measured: 150 in the reference, with ten million cells.
 */
const BYTES_PER_CELL = { gpu: 126, cpu: 150, reference: 150 } as const;
/** A variable of a cell's memory: in float64, and once more when it is read. */
const BYTES_PER_VARIABLE = 16;

export function checkMemory(config: Config, name: Backend['name'], memory: number): void {
  const cells = config.model === 'run-and-tumble' ? config.cells * bytesPerCell(config, name) : 0;
  const gridCell = BYTES_PER_GRID_CELL[name] + (config.model === 'run-and-tumble' ? BYTES_PER_PLACE : 0);
  const grid = gridCell * cellCount(config);
  if (grid + cells <= memory) return;
  const needed = `the ${name} backend needs ${formatBytes(grid + cells)} of memory for it`;
  const rule = `${needed}, and this machine has ${formatBytes(memory)}`;
  if (config.model === 'run-and-tumble' && cells > grid && grid < memory) {
    const most = Math.floor((memory - grid) / bytesPerCell(config, name));
    const remedy = `At most ${most} cells fit here; let each stand for more with weight`;
    throw new InputError([{ field: 'cells', value: String(config.cells), rule, remedy }]);
  }
  const side = Math.floor(Math.sqrt(Math.max(memory - cells, 0) / gridCell));
  throw new InputError([
    {
      field: 'nx, ny',
      value: `${config.nx} x ${config.ny}`,
      rule,
      remedy: `The largest grid that fits here is ${side} x ${side} cells`,
    },
  ]);
}

const bytesPerCell = (config: RunAndTumbleConfig, name: Backend['name']): number =>
  BYTES_PER_CELL[name] + BYTES_PER_VARIABLE * ruleOf(config).memory.length;
