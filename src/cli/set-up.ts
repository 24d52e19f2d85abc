// From a checked experiment to a running simulation: opens the backend, refuses grids that are too large for it or
// for this machine's memory before anything of their size is made, then computes the initial state.

import { cellCount } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import { formatBytes } from '../record/storage.ts';
import { checkGridFits, createSimulation } from '../simulation/index.ts';
import { openBackend } from './choose-backend.ts';
import type { Backend } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
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
  const { backend, why, close } = await openBackend(host, choice);
  try {
    checkMemory(config, backend.name, host.machine().memory);
    checkGridFits(config, backend);
    const simulation = await createSimulation(config, backend, await experiment.initial());
    return { simulation, backend, why, close };
  } catch (error) {
    close();
    throw error;
  }
}

/**
 * Bytes of main memory a cell: the initial state in float64 (16), snapshots and what is written of them (16); the
 * reference also keeps the model's eight numbers a cell (64), and eleven more and four neighbours for each of its two
 * stages (208).
 */
const BYTES_PER_CELL = { gpu: 32, reference: 304 } as const;

export function checkMemory(config: Config, name: Backend['name'], memory: number): void {
  const needed = BYTES_PER_CELL[name] * cellCount(config);
  if (needed <= memory) return;
  const most = Math.floor(memory / BYTES_PER_CELL[name]);
  const side = Math.floor(Math.sqrt(most));
  throw new InputError([
    {
      field: 'nx, ny',
      value: `${config.nx} x ${config.ny}`,
      rule: `the ${name} backend needs ${formatBytes(needed)} of memory for it, and this machine has ${formatBytes(memory)}`,
      remedy: `The largest grid that fits here is ${side} x ${side} cells`,
    },
  ]);
}
