// The density of free cells on a line, with the fronts of those that never reversed: the whole solution of the telegraph
// equation, not its moments alone.

import { LINE, startCells } from './cell-runs.ts';
import type { Check } from './check.ts';
import { average } from './statistics.ts';
import { densityPlot, equal, follows, statistical } from './verdict.ts';

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

const fronts: Check = {
  name: 'telegraph-density',
  rows: [3],
  title: 'Free cells on a line: density between the fronts, and the cells on them',
  model: 'run-and-tumble',
  quick: true,
  source:
    'Goldstein 1951: (a e^(-at)/2v)[I0(az) + (t/z) I1(az)], z^2 = t^2 - x^2/v^2; e^(-at) of the cells on the fronts',
  settings: { ...LINE, cells: 60_000, attractant: '1', timeStep: 0.5, until: 2, seed: 14 },
  async run(context) {
    const run = await startCells(context, this.settings);
    const { x } = await run.to(2);
    run.dispose();
    const front = 40;
    const rounding = 4 * (1000 / 2 ** 32); // a unit of position each step
    const onFronts = x.map((value) => (Math.abs(value) > front - rounding ? 1 : 0));
    const inside = x.filter((_, i) => onFronts[i] === 0);
    const shape = {
      density: (place: number): number => {
        const { i0, i1z } = bessel(Math.sqrt(Math.max(4 - (place / 20) ** 2, 0)));
        return i0 + 2 * i1z;
      },
      ...{ low: -front, high: front, bins: 40 },
    };
    const beyond = x.filter((value) => Math.abs(value) > front + rounding).length;
    return {
      quantities: [
        equal('cells beyond the fronts', beyond, 0, 'none but the rounding of positions'),
        statistical('share of cells on the fronts', '1', average(onFronts), Math.exp(-2)),
        statistical(
          'right front less left front',
          '1',
          average(x.map((value, i) => onFronts[i] * Math.sign(value))),
          0,
        ),
        follows('density between the fronts', inside, shape),
      ],
      plot: densityPlot('Between the fronts at t = 2', 'x', inside, shape),
    };
  },
};

export const CELLS_FRONTS: readonly Check[] = [fronts];
