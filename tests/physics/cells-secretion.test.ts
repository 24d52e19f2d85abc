// Cells that secrete what they are attracted by, on the grid: the rate at which a wave of density grows, and that no cell is
// drawn anywhere by its own cloud.

import { describe, expect, it } from 'vitest';
import type { CellRun } from '../support/cells.ts';
import { average, expectExact, startCells } from '../support/cells.ts';

const WIDTH = 200;
const NX = 32;
const STEP = 0.1;
const CELLS = 60_000;
const k = (2 * Math.PI * 3) / WIDTH;

/**
 * Growth rate s of a small wave: (s + Dc q + g)(s (s + 2a) + v^2 k^2) = 2 a chi v^2 rho k^2 feed, with v = 20, a = 1, chi = 2,
 * Dc = 100, g = rho = 1; without a grid q = k^2, feed = 1. The only positive root, by bisection.
 */
function growth(q: number, feed: (s: number) => number): number {
  const excess = (s: number): number =>
    (s + 100 * q + 1) * (s * (s + 2) + 400 * k ** 2) - 2 * 2 * 400 * k ** 2 * feed(s);
  let [low, high] = [0, 5];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * The same on a grid of spacing h: diffusion has q = (2 - 2 cos kh)/h^2; dividing cells among the nearest centres damps a
 * wave by sinc^2(kh/2), interpolating between centres does so again; and the chemical of a step is fed by the cells as they
 * stood at its beginning, half a step behind on average, e^(-s dt/2). All tend to nothing with h and dt.
 */
function growthOnGrid(h: number, dt: number): number {
  const sinc = Math.sin((k * h) / 2) / ((k * h) / 2);
  return growth((2 - 2 * Math.cos(k * h)) / h ** 2, (s) => sinc ** 4 * Math.exp((-s * dt) / 2));
}

/** Amplitude of cos(kx) among the cells. */
const amplitude = (x: Float64Array): number => 2 * average(x.map((place) => Math.cos(k * place))).mean;

describe('a wave of cells that secrete', () => {
  const start = (size: number): Promise<CellRun> =>
    startCells({
      ...{ ny: 1, nx: NX, width: WIDTH, boundaryX: 'periodic', chemical: 'live', timeStep: STEP, seed: 111 },
      ...{
        diffusionV: '100',
        production: 'u - v',
        parameters: { chi: 2 },
        cells: CELLS,
        weight: WIDTH / CELLS,
      },
      initialU: `1 + ${size}*cos(${k}*x)`,
      initialV: `1 + ${size / 2.6}*cos(${k}*x)`,
    });

  it('grows at the rate of the kinetic Keller-Segel equations, .70869, but for what the grid takes off', async () => {
    expect(growth(k ** 2, () => 1)).toBeCloseTo(0.70869, 5);
    expect(growthOnGrid(WIDTH / 1e4, 1e-4)).toBeCloseTo(0.70869, 4);
    // Two runs with the same random numbers, the wave's crests in the one at the troughs in the other: half the
    // difference is free of most noise, and of what grows with the square of the amplitude.
    const [[earlyUp, lateUp], [earlyDown, lateDown]] = await Promise.all(
      [0.05, -0.05].map(async (size) => {
        const run = await start(size);
        // the other two modes decay as e^(-2.3 t): by 1.2 they have fallen behind e^(-3.6) to one
        const early = amplitude((await run.to(1.2)).cells.x);
        const late = amplitude((await run.to(2.7)).cells.x);
        run.dispose();
        return [early, late];
      }),
    );
    const rate = Math.log((lateUp - lateDown) / (earlyUp - earlyDown)) / 1.5;
    // Five seeds scattered by .0077 about .633; the diffusion equation's Keller-Segel rate is .83 (without a grid).
    expect(Math.abs(rate - growthOnGrid(WIDTH / NX, STEP))).toBeLessThan(4 * 0.0077);
  });
});

describe('a cell alone in its own cloud', () => {
  it('does not drift, and neither way', async () => {
    // One cell to every 40 of the grid, at all places within a grid cell. The clouds are so strong that they hold the cells
    // back: read half a grid cell aside they would carry each 20 L away, and the standard error is .24 L.
    const count = 500;
    const run = await startCells({
      ...{ ny: 1, nx: 20_000, width: 40_000, boundaryX: 'periodic', chemical: 'live', timeStep: 0.05 },
      ...{
        diffusionV: '20',
        production: 'u - 5*v',
        parameters: { chi: 2 },
        cells: count,
        weight: 160,
        seed: 112,
      },
    });
    const position = new Uint32Array(2 * count);
    for (let i = 0; i < count; i += 1) position[2 * i] = Math.floor(((i + 0.37 * (i % 7)) / count) * 2 ** 32);
    run.simulation.backend.write('position', position);
    const { x } = await run.to(3);
    run.dispose();
    const moved = x.map((value, i) => value + run.start.x[i] - (position[2 * i] / 2 ** 32) * 40_000);
    expectExact(average(moved), 0);
  });
});
