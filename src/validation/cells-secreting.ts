// Cells that secrete what they are attracted by, on the grid: the rate at which a wave of density grows, and that no cell is
// drawn anywhere by its own cloud.

import type { CellRun } from './cell-runs.ts';
import { startCells } from './cell-runs.ts';
import type { Check } from './check.ts';
import { part } from './check.ts';
import { average, root } from './statistics.ts';
import { statistical, within } from './verdict.ts';

const WIDTH = 200;
const NX = 32;
const STEP = 0.1;
const CELLS = 60_000;
const k = (2 * Math.PI * 3) / WIDTH;

/**
 * Growth rate s of a small wave: (s + Dc q + g)(s (s + 2a) + v^2 k^2) = 2 a chi v^2 rho k^2 feed, with v = 20, a = 1, chi = 2,
 * Dc = 100, g = rho = 1; without a grid q = k^2, feed = 1: .70869. The only positive root.
 */
export function kineticGrowth(q: number, feed: (s: number) => number): number {
  return root((s) => (s + 100 * q + 1) * (s * (s + 2) + 400 * k ** 2) - 2 * 2 * 400 * k ** 2 * feed(s), 0, 5);
}

/**
 * The same on a grid of spacing h: diffusion has q = (2 - 2 cos kh)/h^2; dividing cells among the nearest centres damps a
 * wave by sinc^2(kh/2), interpolating between centres does so again; and the chemical of a step is fed by the cells as they
 * stood at its beginning, half a step behind on average, e^(-s dt/2). All tend to nothing with h and dt.
 */
export function kineticGrowthOnGrid(h: number, dt: number): number {
  const sinc = Math.sin((k * h) / 2) / ((k * h) / 2);
  return kineticGrowth((2 - 2 * Math.cos(k * h)) / h ** 2, (s) => sinc ** 4 * Math.exp((-s * dt) / 2));
}

/** Amplitude of cos(kx) among the cells. */
const amplitude = (x: Float64Array): number => 2 * average(x.map((place) => Math.cos(k * place))).mean;

const settings = {
  ...{ ny: 1, nx: NX, width: WIDTH, boundaryX: 'periodic', chemical: 'live', timeStep: STEP, seed: 111 },
  ...{ diffusionV: '100', production: 'u - v', parameters: { chi: 2 }, cells: CELLS, weight: WIDTH / CELLS },
  until: 2.7,
} as const;

const secretingWave: Check = {
  name: 'kinetic-growth',
  rows: [39],
  title:
    'A wave of cells that secrete grows at the rate of the kinetic Keller-Segel equations (.70869 without a grid, .8339 by diffusion)',
  model: 'run-and-tumble',
  quick: true,
  source:
    'linear stability of the two-state equations with a chemical; q and the damping of the grid are exact as well',
  settings,
  varied: 'initialU = 1 + A cos(3 2 pi x/width), A = 0.05, -0.05',
  async run(context) {
    const start = (size: number, index: number): Promise<CellRun> =>
      startCells(part(context, index, 2), {
        ...this.settings,
        initialU: `1 + ${size}*cos(${k}*x)`,
        initialV: `1 + ${size / 2.6}*cos(${k}*x)`,
      });
    // Two runs with the same random numbers, the wave's crests in the one at the troughs in the other: half the
    // difference is free of most noise, and of what grows with the square of the amplitude.
    const found: (readonly [number, number])[] = [];
    for (const [index, size] of [0.05, -0.05].entries()) {
      const run = await start(size, index);
      // the other two modes decay as e^(-2.3 t): by 1.2 they have fallen behind e^(-3.6) to one
      const early = amplitude((await run.to(1.2)).cells.x);
      const late = amplitude((await run.to(2.7)).cells.x);
      run.dispose();
      found.push([early, late]);
    }
    const [[earlyUp, lateUp], [earlyDown, lateDown]] = found;
    const rate = Math.log((lateUp - lateDown) / (earlyUp - earlyDown)) / 1.5;
    return {
      quantities: [
        within(
          'growth rate on this grid',
          '1/time',
          rate,
          kineticGrowthOnGrid(WIDTH / NX, STEP),
          4 * 0.0077,
          '4 standard errors: five seeds scattered by .0077',
        ),
      ],
    };
  },
};

const ownCloud: Check = {
  name: 'own-cloud',
  rows: [],
  title: 'A cell alone in the cloud that it secretes is not drawn either way',
  model: 'run-and-tumble',
  quick: true,
  source:
    'symmetry, where a cell is divided and the field interpolated with the same weights (Birdsall and Langdon 1991); read half a grid cell aside it would go 20 L',
  settings: {
    // One cell to every 40 of the grid, at all places within a grid cell; clouds so strong that they hold the cells back.
    ...{ ny: 1, nx: 20_000, width: 40_000, boundaryX: 'periodic', chemical: 'live', timeStep: 0.05 },
    ...{ diffusionV: '20', production: 'u - 5*v', parameters: { chi: 2 }, cells: 500, weight: 160 },
    ...{ until: 3, seed: 112 },
  },
  async run(context) {
    const count = 500;
    const run = await startCells(context, this.settings);
    const position = new Uint32Array(2 * count);
    for (let i = 0; i < count; i += 1) position[2 * i] = Math.floor(((i + 0.37 * (i % 7)) / count) * 2 ** 32);
    run.simulation.backend.write('position', position);
    const { x } = await run.to(3);
    run.dispose();
    const moved = x.map((value, i) => value + run.start.x[i] - (position[2 * i] / 2 ** 32) * 40_000);
    return { quantities: [statistical('mean displacement', 'length', average(moved), 0)] };
  },
};

export const CELLS_SECRETING: readonly Check[] = [secretingWave, ownCloud];
