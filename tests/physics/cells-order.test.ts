// How the error of a step shrinks. The hazard clock spends exactly the rate that it takes for the true one: linear along each
// straight piece of the path. That differs from a smooth rate by h^2 max|a''|/8 at most, and so do averages over cells:
// second order (NUMERICS section 3). At a wall the rate jumps, within a step's length of it only, and where in the step is
// anybody's guess: what is left of that is of second order, too.
//
// Both are tried where the exact density is a formula. Cells start there, and what leads them away is the step's error.

import { describe, expect, it } from 'vitest';
import type { Average } from '../support/cells.ts';
import { average, cellsAt, expectExact, integral } from '../support/cells.ts';

/** Order of the error between a step and half of it, and four standard errors of that. */
function orderOf([coarse, fine]: readonly Average[], exact: number): { order: number; uncertain: number } {
  const [first, second] = [coarse, fine].map(({ mean }) => Math.abs(mean - exact));
  const uncertain = (4 * Math.hypot(coarse.error / first, fine.error / second)) / Math.LN2;
  return { order: Math.log2(first / second), uncertain };
}

describe('the error of a step is of second order', () => {
  it('where rates vary: 2 +- 1.8 sin(kx) on a circle', async () => {
    // p'/p = (a- - a+)/v, hence p ~ exp(kappa cos(kx)), kappa = 3.6/(v k). A million cells gave -.0626, -.0168 and -.0050
    // (+- .0006) for steps of 1/2, 1/4 and 1/8: the next power counts still at the first of them, for .1 in the order.
    const k = (2 * Math.PI) / 40;
    const kappa = 3.6 / (20 * k);
    const settings = {
      ...{ ny: 1, nx: 400, width: 40, boundaryX: 'periodic', until: 2, seed: 41 },
      ...{
        sensing: 'rates',
        ratePlus: '2 + 1.8*sin(q*x)',
        rateMinus: '2 - 1.8*sin(q*x)',
        parameters: { q: k },
      },
      initialU: `exp(${kappa}*cos(${k}*x))`,
    };
    const moment = (n: number): number =>
      integral((angle) => Math.exp(kappa * Math.cos(angle)) * Math.cos(n * angle), 0, 2 * Math.PI);
    const exact = moment(1) / moment(0);
    const found = [];
    for (const [timeStep, cells] of [
      [0.5, 160_000],
      [0.25, 160_000],
      [0.125, 80_000],
    ]) {
      const { cells: state } = await cellsAt(2, { ...settings, timeStep, cells });
      found.push(average(state.x.map((x) => Math.cos(k * x))));
    }
    const { order, uncertain } = orderOf(found, exact);
    expect(uncertain).toBeLessThan(0.7);
    expect(Math.abs(order - 2)).toBeLessThan(uncertain + 0.1);
    // One step more: a quarter of the error before, itself known to its own standard error.
    const quarter = (Math.abs(found[1].mean - exact) + 4 * found[1].error) / 4;
    expectExact(found[2], exact, quarter);
  });

  it('at walls, where alone the rate changes: 1 -+ .9 to the right and left', async () => {
    // p ~ exp(.09 x). Ten million cells of another program gave -.532, -.166, -.043 and -.012 (+- .006 to .003) for steps of 1/2 to
    // 1/16: still .32 below the order that they reach between the first two.
    const exact = integral((x) => x * Math.exp(0.09 * x), 0, 20) / integral((x) => Math.exp(0.09 * x), 0, 20);
    const found = [];
    for (const timeStep of [0.5, 0.25]) {
      const { cells: state } = await cellsAt(2, {
        ...{
          ny: 1,
          nx: 200,
          width: 20,
          boundaryX: 'no-flux',
          attractant: 'x',
          initialU: 'exp(0.09*x)',
          until: 2,
        },
        ...{ parameters: { chi: 0.045 }, cells: 160_000, timeStep, seed: 42 },
      });
      found.push(average(state.x));
    }
    const { order, uncertain } = orderOf(found, exact);
    expect(uncertain).toBeLessThan(0.7);
    expect(Math.abs(order - 2)).toBeLessThan(uncertain + 0.32);
    expect(order).toBeGreaterThan(1);
  });
});
