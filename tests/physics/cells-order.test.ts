// How the error of a step shrinks. The hazard clock takes the tumbling rate as linear along a straight path: the trapezoid,
// so that averages over cells are right to second order in the step where rates vary in space (NUMERICS section 3).
//
// Tried where the exact answer is a formula: reversal rates a+- = 2 +- 1.8 sin(kx) on a circle of 40, k = 2 pi/40, for
// which the zero-flux density obeys p'/p = (a- - a+)/v, hence p ~ exp(kappa cos(kx)), kappa = 3.6/(v k), and
// <cos(kx)> = I1(kappa)/I0(kappa). Cells start there, and whatever leads them away is the step's error. An independent
// program with the same scheme gave it as -.061, -.015 and -.004 for steps of 1/2, 1/4 and 1/8.

import { describe, expect, it } from 'vitest';
import { average, cellsAt, expectExact, integral } from '../support/cells.ts';

const k = (2 * Math.PI) / 40;
const kappa = 3.6 / (20 * k);
const settings = {
  ...{ ny: 1, nx: 400, width: 40, boundaryX: 'periodic', until: 2 },
  ...{ sensing: 'rates', ratePlus: '2 + 1.8*sin(q*x)', rateMinus: '2 - 1.8*sin(q*x)' },
  parameters: { q: k },
  initialU: `exp(${kappa}*cos(${k}*x))`,
};
const moment = (order: number): number =>
  integral((angle) => Math.exp(kappa * Math.cos(angle)) * Math.cos(order * angle), 0, 2 * Math.PI);
const exact = moment(1) / moment(0);

describe('rates that vary within a step', () => {
  it('leave an error of second order in the step', async () => {
    const found = [];
    for (const [timeStep, cells] of [
      [0.5, 200_000],
      [0.25, 200_000],
      [0.125, 100_000],
    ])
      found.push(
        average(
          (await cellsAt(2, { ...settings, timeStep, cells, seed: 41 })).cells.x.map((x) => Math.cos(k * x)),
        ),
      );
    const errors = found.map(({ mean }) => Math.abs(mean - exact));
    const order = Math.log2(errors[0] / errors[1]);
    // that of the logarithm of a quotient
    const uncertain = Math.hypot(found[0].error / errors[0], found[1].error / errors[1]) / Math.LN2;
    expect(uncertain).toBeLessThan(0.2);
    expect(Math.abs(order - 2)).toBeLessThan(4 * uncertain);
    // One step more: a quarter of the error before, itself known to its own standard error.
    expectExact(found[2], exact, (errors[1] + 4 * found[1].error) / 4);
  });
});
