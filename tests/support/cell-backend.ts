// A kernel of cells by itself on a backend: a made-up state, the clock set by hand, so that a test can say which step of what
// length the cells are catching up with.

import type { Backend, Dispatch, Fields, Values } from '../../src/core/backend.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import { cellX, cellY, dimension } from '../../src/core/grid.ts';
import { exponential, philox } from '../../src/core/random.ts';
import { CLOCK } from '../../src/kernels/keller-segel/layout.ts';
import { parameterRecord } from '../../src/models/index.ts';
import { cellProgram } from '../../src/models/run-and-tumble/program.ts';

/** The kernel that moves the cells. */
export function movingKernel(config: RunAndTumbleConfig): Dispatch {
  const found = cellProgram(config).step.find(({ kernel }) => /run-and-tumble\/(step|crawl)$/.test(kernel));
  if (!found) throw new Error(`no kernel moves the cells of ${config.sensing}`);
  return found;
}

const WORD = 2 ** 32;
const HALF = 2 ** 31;

/** Everywhere in the domain, running in all directions, each with a hazard drawn from Exp(1). */
export function madeUpCells(config: RunAndTumbleConfig): {
  position: Uint32Array;
  heading: Uint32Array;
  hazard: Float64Array;
} {
  const { cells } = config;
  const line = dimension(config) === 1;
  const position = new Uint32Array(2 * cells);
  const heading = new Uint32Array(cells);
  const hazard = new Float64Array(cells);
  for (let i = 0; i < cells; i += 1) {
    const words = philox([i, 0, 0, 99], [3, 0]);
    position[2 * i] = config.boundaryX === 'periodic' ? words[0] : words[0] % HALF;
    position[2 * i + 1] = line ? 0 : config.boundaryY === 'periodic' ? words[1] : words[1] % HALF;
    heading[i] = line ? (words[2] >>> 31) * HALF : words[2];
    hazard[i] = Math.fround(exponential(words[3]));
  }
  return { position, heading, hazard };
}

/** Arrays and parameters, every number one that f32 holds, so that both backends start alike. */
function setUpCells(backend: Backend, config: RunAndTumbleConfig): void {
  for (const spec of cellProgram(config).arrays) backend.allocate(spec);
  const exact: Fields = { tick: 1e-9, fixed_ticks: 0, most_ticks: 1 };
  for (const [name, value] of Object.entries(parameterRecord(config, config.parameters)))
    exact[name] = Number.isInteger(value) && value < WORD ? value : Math.fround(value);
  backend.writeRecord('parameters', exact);
  const state = madeUpCells(config);
  backend.write('position', state.position);
  backend.write('heading', state.heading);
  backend.write('hazard', state.hazard);
  backend.write('rounds', new Uint32Array(config.cells));
}

/** The clock after its `steps`-th step, of length `taken`; both at once in `slot` 1 or 0. */
function setClock(backend: Backend, steps: number, taken: number): void {
  const clock = Object.fromEntries(CLOCK.fields.map(({ name }) => [name, 0]));
  const taken_time = Math.fround((steps - 1) * taken);
  backend.writeRecord('clock', { ...clock, busy: 1, slot: steps % 2, steps, taken, taken_time });
}

/** A field that rises and falls everywhere, is positive, and changes with every step. */
const field = (x: number, y: number, step: number): number =>
  1.5 + Math.sin(0.05 * x + 0.1 * step) * Math.cos(0.04 * y - 0.05 * step);

/** Both states of v that the cells see: before and after the step that setClock tells. */
function setField(backend: Backend, config: RunAndTumbleConfig, steps: number, value: typeof field): void {
  const cells = config.nx * config.ny;
  const v = new Float64Array(2 * cells);
  for (const step of [steps - 1, steps])
    for (let iy = 0; iy < config.ny; iy += 1)
      for (let ix = 0; ix < config.nx; ix += 1)
        v[(step % 2) * cells + iy * config.nx + ix] = Math.fround(
          value(cellX(config, ix), cellY(config, iy), step),
        );
  backend.write('v', v);
}

const STATE = ['position', 'heading', 'hazard', 'rounds', 'memory', 'extremes'] as const;
export type CellState = Readonly<Record<(typeof STATE)[number], Values>>;

interface Run {
  readonly steps: number;
  /** Length of each. */
  readonly step: number;
  /** Hazard of every cell at the start, in place of what was drawn. */
  readonly hazard?: number;
  readonly value?: typeof field;
  readonly change?: (dispatch: Dispatch) => Dispatch;
}

/** Moves the made-up cells and gives back their state; the backend is disposed of. */
export async function moveCells(backend: Backend, config: RunAndTumbleConfig, run: Run): Promise<CellState> {
  setUpCells(backend, config);
  if (run.hazard !== undefined) backend.write('hazard', new Float64Array(config.cells).fill(run.hazard));
  const rest = cellProgram(config).place.filter(({ kernel }) => kernel === 'run-and-tumble/rest');
  const start = await Promise.all(rest.map((dispatch) => backend.prepare(dispatch)));
  const moving = await backend.prepare((run.change ?? ((dispatch) => dispatch))(movingKernel(config)));
  for (let k = 1; k <= run.steps; k += 1) {
    setClock(backend, k, run.step);
    setField(backend, config, k, run.value ?? field);
    backend.run(k === 1 ? [...start, moving] : [moving], 1);
  }
  const entries = await Promise.all(STATE.map(async (name) => [name, await backend.read(name)] as const));
  backend.dispose();
  return Object.fromEntries(entries) as unknown as CellState;
}

/** Distance of two words on the circle, in turns. */
export function apart(a: number, b: number): number {
  const difference = (((a - b) % WORD) + WORD) % WORD;
  return Math.min(difference, WORD - difference) / WORD;
}
