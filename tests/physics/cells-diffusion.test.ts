// Free cells: what is known of their displacements at any time, short or long against the time between tumbles. The
// hazard clock is exact for constant rates, so steps here are half a tumble long and the step has no bias; rotational
// diffusion turns the heading at the end of a step, which puts (Dr dt)^2/12 on the diffusion (the velocity's
// correlation is then held for a step: the sum over steps in place of the integral).

import { describe, expect, it } from 'vitest';
import {
  average,
  cellsAt,
  expectDensity,
  expectExact,
  LINE,
  PLANE,
  scaled,
  startCells,
  varianceOf,
} from '../support/cells.ts';
import { testGpu } from '../support/gpu.ts';

const gpu = testGpu();

/** <r^2> where the heading's correlation is e^(-mu t): the integral of v^2 times it, twice. */
const spread = (speed: number, mu: number, t: number): number =>
  ((2 * speed ** 2) / mu ** 2) * (mu * t - 1 + Math.exp(-mu * t));

/** Modified Bessel functions over their common powers: I0(z) and I1(z)/z, by their power series. */
function bessel(z: number): { i0: number; i1z: number } {
  let [i0, i1z, term] = [0, 0, 1];
  for (let k = 0; k < 40; k += 1) {
    i0 += term;
    i1z += term / (2 * (k + 1));
    term *= (z / 2) ** 2 / (k + 1) ** 2;
  }
  return { i0, i1z };
}

describe('a line, reversals at rate a = 1, v = 20 (Goldstein 1951, Kac 1974)', () => {
  const count = 60_000;
  const free = { ...LINE, cells: count, attractant: '1', timeStep: 0.5, until: 5, seed: 11 };

  it('has the second and fourth moments of the telegraph equation, its density and its fronts', async () => {
    const run = await startCells(free);
    // <x^2> = (v^2/a)(t - (1 - e^(-2at))/(2a))
    const short = await run.to(0.5);
    expect(spread(20, 2, 0.5)).toBeCloseTo(73.576, 3);
    expectExact(average(short.squared), 73.576);

    const { x, squared, measurement } = await run.to(2);
    expectExact(average(squared.map((s) => s ** 2)), 689_230);
    const cells = measurement.cells!;
    // the averages that are made on the device, of the same cells
    expect(cells.count).toBe(count);
    expect(cells.squaredDisplacement).toBeCloseTo(average(squared).mean, 6);
    expect(cells.fourthDisplacement / average(squared.map((s) => s ** 2)).mean).toBeCloseTo(1, 9);
    expect(cells.displacementX).toBeCloseTo(average(x).mean, 8);

    // Fronts: cells that never reversed, e^(-at) of them, half on either side; nobody beyond.
    const front = 40;
    const rounding = 4 * (1000 / 2 ** 32); // a unit of position each step
    expect(x.every((value) => Math.abs(value) <= front + rounding)).toBe(true);
    const onFronts = x.map((value) => (Math.abs(value) > front - rounding ? 1 : 0));
    expectExact(average(onFronts), Math.exp(-2));
    expectExact(average(x.map((value, i) => onFronts[i] * Math.sign(value))), 0);

    const within = (place: number): number => {
      const z = Math.sqrt(Math.max(4 - (place / 20) ** 2, 0));
      const { i0, i1z } = bessel(z);
      return i0 + 2 * i1z;
    };
    const inside = x.filter((_, i) => onFronts[i] === 0);
    expectDensity(inside, within, -front, front, 40);

    const long = await run.to(5);
    run.dispose();
    expectExact(average(long.squared), 1800.01);
  });

  it('has them whatever the number of reversals in a step', async () => {
    // Three a step. What is left of the clock has no memory, so the steps cut a run anywhere.
    const parameters = { tumbleRate: 3 };
    const { squared } = await cellsAt(4, { ...free, cells: 40_000, timeStep: 1, parameters, seed: 12 });
    expectExact(average(squared), spread(20, 6, 4));
  });

  it('has its rate halved where half of the tumbles go on ahead', async () => {
    const parameters = { tumbleRate: 3, persistence: 0 };
    const { squared } = await cellsAt(4, { ...free, cells: 40_000, timeStep: 1, parameters, seed: 13 });
    expectExact(average(squared), spread(20, 3, 4));
  });
});

describe('a plane', () => {
  const cells = 40_000;

  it('has D = v^2/(2 lambda), the correlation e^(-lambda t) and the fourth moment of full resets', async () => {
    const parameters = { persistence: 0, rotationalDiffusion: 0 };
    const run = await startCells({ ...PLANE, cells, attractant: '1', parameters, timeStep: 0.5, seed: 21 });
    const { cells: then, squared } = await run.to(1);
    const cosine = then.heading.map((angle, i) => Math.cos(angle - run.start.heading[i]));
    expectExact(average(cosine), Math.exp(-1));
    expectExact(average(squared), spread(20, 1, 1));
    // (v/lambda)^4 [8T^2 + 4T^2 e^-T - 24T + 24 - 24e^-T], T = lambda t = 1
    expectExact(average(squared.map((s) => s ** 2)), 102_786);

    const later = await run.to(5);
    run.dispose();
    expectExact(average(later.squared), spread(20, 1, 5));
    // Both axes alike, and independent of one another.
    expectExact(average(later.x.map((x, i) => x ** 2 - later.y[i] ** 2)), 0);
    expectExact(average(later.x.map((x, i) => x * later.y[i])), 0);
  });

  it.each(['reference', 'gpu'] as const)(
    'has D = 273.22 with the persistence .33 and rotational diffusion .062 of E. coli, on %s',
    async (backend) => {
      const parameters = { persistence: 0.33, rotationalDiffusion: 0.062 };
      const settings = { ...PLANE, cells, attractant: '1', parameters, timeStep: 0.5, seed: 22 };
      const run = await startCells(settings, backend === 'gpu' ? gpu.access : undefined);
      const mu = 0.67 + 0.062;
      const { cells: then, measurement } = await run.to(1);
      const cosine = average(then.heading.map((angle, i) => Math.cos(angle - run.start.heading[i])));
      expectExact(cosine, 0.481);
      // the same average from the device: in f32 on the GPU, where the cosines are right to 2e-7
      expect(Math.abs(measurement.cells!.correlation - cosine.mean)).toBeLessThan(1e-6);

      const { squared, measurement: later } = await run.to(5);
      run.dispose();
      // What is missing at the start while the heading is still remembered: <r^2> = 4D (t - (1 - e^(-mu t))/mu).
      const time = 5 - (1 - Math.exp(-mu * 5)) / mu;
      const bias = 273.22 * ((0.062 * 0.5) ** 2 / 12);
      expectExact(average(squared.map((s) => s / (4 * time))), 273.22, bias);
      expect(later.cells!.squaredDisplacement / average(squared).mean).toBeCloseTo(1, 5);
    },
  );

  it('has the same diffusion at steps of several tumbles', async () => {
    const parameters = { tumbleRate: 3, persistence: 0.33, rotationalDiffusion: 0 };
    const { squared } = await cellsAt(4, {
      ...{ ...PLANE, cells: 20_000, attractant: '1', parameters, timeStep: 1, seed: 23 },
    });
    expectExact(average(squared), spread(20, 3 * 0.67, 4));
  });
});

describe('biased cells on a line: reversal rates .25 and 1.75', () => {
  it('drift at v (a- - a+)/(a+ + a-) = 15 and diffuse with 4 v^2 a+ a-/(a+ + a-)^3 = 87.5', async () => {
    const rates = { sensing: 'rates', ratePlus: '0.25', rateMinus: '1.75' };
    const run = await startCells({ ...LINE, ...rates, cells: 40_000, timeStep: 1, until: 16, seed: 31 });
    // Headings forget their even start as e^(-2t).
    const early = await run.to(6);
    const late = await run.to(16);
    run.dispose();
    const way = late.x.map((x, i) => x - early.x[i]);
    expectExact(average(way), 15 * 10);
    // The velocity's correlation is 175 e^(-2t): <dx^2> = 2 D (t - (1 - e^(-2t))/2), and D = 175/2. Not 200, as the
    // Fokker-Planck equation has it.
    const time = 10 - (1 - Math.exp(-20)) / 2;
    expectExact(scaled(varianceOf(way), 1 / (2 * time)), 87.5);
  });
});
