// How fast cells climb. On constant gradients every rate is constant along a run, so that steps of one tumble have no bias
// (but for rotational diffusion, which turns the heading between steps). A periodic domain goes on for ever: rules see
// gradients only, and relative ones.

import { describe, expect, it } from 'vitest';
import { average, cellsAt, expectExact, LINE, PLANE, scaled, startCells } from '../support/cells.ts';

const cells = 40_000;
const line = { ...LINE, cells, timeStep: 1, until: 8 };

/** Way made at a drift while headings forget their even start as e^(-2t): tumble rate 1, all of them reversals. */
const way = (drift: number, t: number): number => drift * (t - (1 - Math.exp(-2 * t)) / 2);

describe('on a line', () => {
  it('linear: v s, s = chi v dc/dx = .5', async () => {
    const { x } = await cellsAt(8, { ...line, attractant: '0.01*x', parameters: { chi: 2.5 }, seed: 61 });
    expectExact(average(x), way(10, 8));
  });

  it('linear, the field moving at w = 10 with the cells: rates 1 + s w/v -+ s, drift v s/(1 + s w/v)', async () => {
    const settings = { ...line, attractant: '0.01*(x - 10*t)', parameters: { chi: 2.5 }, seed: 62 };
    const run = await startCells(settings);
    const early = await run.to(4);
    const late = await run.to(12);
    run.dispose();
    expectExact(average(late.x.map((x, i) => x - early.x[i])), (8 * 10) / 1.25);
  });

  it('logarithmic: the same drift anywhere on an exponential, and at a thousandfold concentration', async () => {
    const settings = { ...line, sensing: 'logarithmic', parameters: { chi: 2.5 }, seed: 63 };
    const low = await cellsAt(8, { ...settings, attractant: 'exp(0.01*x)' });
    expectExact(average(low.x), way(10, 8));
    const { roundsX } = low.cells;
    const start = low.x.map((x, i) => low.cells.x[i] + 1000 * roundsX[i] - x);
    const half = (upper: boolean): Float64Array => low.x.filter((_, i) => start[i] > 500 === upper);
    expectExact(average(half(false)), way(10, 8));
    expectExact(average(half(true)), way(10, 8));
    // The quotient of slope and value is the same but for its last bit.
    const high = await cellsAt(8, { ...settings, attractant: '1000*exp(0.01*x)' });
    expect(Math.max(...high.x.map((x, i) => Math.abs(x - low.x[i])))).toBeLessThan(1e-5);
  });

  it('two cues: the answers add, here 10 and -4', async () => {
    const cues = { sensing: 'two-cues', attractant: '0.01*x', secondCue: '0.02*x' };
    const { x } = await cellsAt(8, { ...line, ...cues, parameters: { chi: 2.5, psi: -0.5 }, seed: 64 });
    expectExact(average(x), way(6, 8));
  });

  it('rates: v (a- - a+)/(a+ + a-) with the rates halved where half of the tumbles go on ahead', async () => {
    const rates = { sensing: 'rates', ratePlus: '1', rateMinus: '3', parameters: { persistence: 0 } };
    const { x } = await cellsAt(8, { ...line, ...rates, seed: 65 });
    expectExact(average(x), way(10, 8));
  });
});

/**
 * Drift over v in two dimensions, exact for any s < 1: the stationary Fourier modes of the heading obey
 * (lambda (1 - rho^n) + Dr n^2) f_n = lambda (1 - rho^n) s (f_(n-1) + f_(n+1))/2, with rho^n the nth moment of the wrapped
 * Cauchy distribution; f_1/f_0 as a continued fraction from below. For small s: s lambda (1 - rho)/(2 mu).
 */
function climb(s: number, rho: number, rotation: number): number {
  let ratio = 0; // f_n/f_(n-1)
  for (let n = 200; n >= 1; n -= 1) {
    const turned = (1 - rho ** n) * (s / 2);
    ratio = turned / (1 - rho ** n + rotation * n ** 2 - turned * ratio);
  }
  return ratio;
}

describe('in a plane, linear', () => {
  // Headings settle within a few times 1/(1 - s).
  const drift = async (settings: Record<string, unknown>) => {
    const run = await startCells({ ...PLANE, cells, timeStep: 1, ...settings });
    const early = await run.to(10);
    const late = await run.to(20);
    run.dispose();
    expectExact(average(late.y.map((y, i) => y - early.y[i])), 0);
    return {
      drift: scaled(average(late.x.map((x, i) => x - early.x[i])), 1 / 10),
      index: late.measurement.cells!.alignment,
    };
  };

  it('s = .5, full resets: v (1 - sqrt(1 - s^2))/s = 5.3590', async () => {
    expect(20 * climb(0.5, 0, 0)).toBeCloseTo(5.359, 4);
    const parameters = { chi: 2.5, persistence: 0 };
    const found = await drift({ attractant: '0.01*x', parameters, seed: 71 });
    expectExact(found.drift, 5.359);
    // The chemotactic index is the mean cosine with the gradient; the variance of a cosine is at most 1/2 here.
    expect(Math.abs(found.index - 5.359 / 20)).toBeLessThan(4 * Math.sqrt(0.5 / cells));
  });

  it('s = .5 with persistence .33 and rotational diffusion .062', async () => {
    expect(20 * climb(0.001, 0.33, 0.062)).toBeCloseTo(0.009153, 6);
    const parameters = { chi: 2.5, persistence: 0.33, rotationalDiffusion: 0.062 };
    const found = await drift({ attractant: '0.01*x', parameters, seed: 72 });
    const exact = 20 * climb(0.5, 0.33, 0.062);
    // Turning between steps, not within them: off by the commutator with tumbling times dt^2/8, 1.5 x .062/8 at most.
    expectExact(found.drift, exact, (exact * (0.062 * 1.5)) / 8);
  });

  it('up a slanted gradient, towards persistence -.5', async () => {
    const parameters = { chi: 2.5, persistence: -0.5 };
    const settings = { ...PLANE, cells, timeStep: 1, attractant: '0.006*x + 0.008*y', parameters, seed: 73 };
    const run = await startCells(settings);
    const early = await run.to(10);
    const late = await run.to(20);
    run.dispose();
    const exact = 10 * 20 * climb(0.5, -0.5, 0);
    expectExact(average(late.x.map((x, i) => x - early.x[i])), 0.6 * exact);
    expectExact(average(late.y.map((y, i) => y - early.y[i])), 0.8 * exact);
  });
});
