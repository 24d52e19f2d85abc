// From a checked experiment to a running simulation: opens the backend, refuses grids that are too large for it or
// for this machine's memory before anything of their size is made, then computes the initial state.

import { cellCount } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import { formatBytes } from '../record/storage.ts';
import { checkGridFits } from '../simulation/fits.ts';
import { createSimulation } from '../simulation/index.ts';
import { openBackend } from './choose-backend.ts';
import type { ArraySpec, Backend } from '../core/backend.ts';
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
    checkGridFits(config, backend, [largestArray(config)]);
    const simulation = await createSimulation(config, backend, await experiment.initial());
    return { simulation, backend, why, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** u (and v) in the two slots of models/keller-segel; asking that for its arrays would already make them. */
const largestArray = (config: Config): ArraySpec => ({
  name: 'u',
  type: { kind: 'f32', length: 2 * cellCount(config) },
  usage: 'storage',
});

/**
 * Bytes of main memory a cell: the initial state in float64 (16), snapshots and what is written of them (16); the
 * reference also keeps its six numbers a cell (48) and nine more for each of its two stages (144).
 */
const BYTES_PER_CELL = { gpu: 32, reference: 224 } as const;

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
