// Cells counted on the grid: every cell once, in any order, with the noise that independent cells have. A cell that is
// divided among the nearest grid cells (the density that feeds a live chemical) leaves less noise, spread over neighbours.

import type { CellRun } from './cell-runs.ts';
import { startCells } from './cell-runs.ts';
import type { Check, Quantity } from './check.ts';
import { within } from './verdict.ts';

const side = 128;
const cells = 200_000;
const weight = 2.5;
/** Density of one cell in a grid cell of 2 x 2. */
const one = weight / 4;

const settings = {
  ...{ nx: side, ny: side, width: 256, height: 256, boundaryX: 'periodic', boundaryY: 'periodic' },
  ...{ cells, weight, chemical: 'live', diffusionV: '10', production: 'u - v', initialV: '1' },
  ...{ parameters: { chi: 0.1 }, timeStep: 0.05, seed: 101 },
} as const;

/** Densities that the last step of a live chemical was fed with, and the chemical after it. */
async function oneStep({ simulation, config }: CellRun): Promise<{ u: Float64Array; v: Float64Array }> {
  simulation.run(1, config.until);
  const { slot, taken } = await simulation.backend.readRecord('clock');
  if (!(taken > 0)) throw new Error('the step was not taken');
  const grid = config.nx * config.ny;
  const [u, v] = await Promise.all(
    ['u', 'v'].map((name) => simulation.backend.read(name, slot * grid, grid)),
  );
  return { u: Float64Array.from(u), v: Float64Array.from(v) };
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i];
  return sum;
}

/** Variance of the counts over their mean, and their covariances with the neighbour to the right, above and aslant. */
function noise(u: ArrayLike<number>) {
  const numbers = Float64Array.from(u, (value) => value / one);
  const mean = total(numbers) / numbers.length;
  const at = (ix: number, iy: number): number => numbers[(iy % side) * side + (ix % side)] - mean;
  const covariance = (dx: number, dy: number): number => {
    let sum = 0;
    for (let iy = 0; iy < side; iy += 1)
      for (let ix = 0; ix < side; ix += 1) sum += at(ix, iy) * at(ix + dx, iy + dy);
    return sum / numbers.length / mean;
  };
  return {
    mean,
    own: covariance(0, 0),
    right: covariance(1, 0),
    above: covariance(0, 1),
    aslant: covariance(1, 1),
  };
}

/**
 * Four standard errors of a covariance of n counts, over their mean: sqrt(2 sum(rho^2) + 1/mean) times the variance over
 * sqrt(n) at most (Bartlett 1946); the sum over all neighbours is (3/2)^2/2 + ... = 81/64 for divided cells, 1 for whole ones.
 */
function compare(
  name: string,
  u: ArrayLike<number>,
  exact: Readonly<Record<string, number>>,
  squares: number,
): Quantity[] {
  const found = noise(u);
  const error = 4 * exact.own * Math.sqrt((2 * squares + 1 / found.mean) / side ** 2);
  const from = '4 standard errors (Bartlett 1946)';
  return (['own', 'right', 'above', 'aslant'] as const).map((which) =>
    within(
      which === 'own' ? `${name}: variance/mean` : `${name}: covariance/mean with the neighbour ${which}`,
      '1',
      found[which],
      exact[which],
      error,
      from,
    ),
  );
}

const mass = (name: string, u: ArrayLike<number>): Quantity =>
  within(
    `${name}: all cells over their number`,
    '1',
    (4 * total(u)) / (cells * weight),
    1,
    1e-6,
    'densities in f32: 6e-8 each',
  );

const noiseOfCounts: Check = {
  name: 'deposit-noise',
  rows: [40],
  title:
    'Noise of cells counted on the grid: whole, and divided among the nearest centres; the order does not matter',
  model: 'run-and-tumble',
  quick: true,
  source:
    'Poisson counts; cloud in cell leaves (2/3)^2 of the variance and 1/9 with each neighbour (Hockney and Eastwood 1981)',
  settings,
  async run(context) {
    const run = await startCells(context, this.settings);
    const position = new Uint32Array(await run.simulation.backend.read('position'));
    const whole = (await run.simulation.snapshot()).u;
    context.progress(0.3);
    const divided = await oneStep(run);
    run.dispose();
    context.progress(0.5);

    // The last cell first: the same densities and the same chemical, bit for bit.
    const other = await startCells(context, this.settings);
    const reversed = new Uint32Array(position.length);
    for (let i = 0; i < cells; i += 1) reversed.set(position.subarray(2 * i, 2 * i + 2), 2 * (cells - 1 - i));
    other.simulation.backend.write('position', reversed);
    const again = await oneStep(other);
    other.dispose();
    const changed = divided.u.filter(
      (value, i) => value !== again.u[i] || divided.v[i] !== again.v[i],
    ).length;
    return {
      quantities: [
        mass('whole', whole),
        ...compare('whole', whole, { own: 1, right: 0, above: 0, aslant: 0 }, 1),
        mass('divided', divided.u),
        ...compare('divided', divided.u, { own: 4 / 9, right: 1 / 9, above: 1 / 9, aslant: 1 / 36 }, 81 / 64),
        within(
          'grid cells that differ when the cells come in another order',
          '1',
          changed,
          0,
          0,
          'none: bit for bit',
        ),
      ],
    };
  },
};

const BINS = 64;

const meanField: Check = {
  name: 'mean-field-error',
  rows: [41],
  title:
    'Distance between a histogram of N cells and their density: falls as 1/sqrt(N), by the law of large numbers',
  model: 'run-and-tumble',
  quick: true,
  source: 'L1 error = sqrt(2/pi) sum sqrt(p (1 - p)/N) for binomial counts near the normal law',
  settings: {
    ...{ ny: 1, nx: BINS, width: BINS, attractant: 'x', timeStep: 0.1, seed: 102, cells: 204_800 },
    ...{ boundaryX: 'no-flux', initialU: '1 + cos(pi*x/width)' },
  },
  async run(context) {
    const run = await startCells(context, this.settings);
    const { x } = run.start;
    run.dispose();
    const share = (bin: number): number =>
      (1 + (BINS / Math.PI) * (Math.sin((Math.PI * (bin + 1)) / BINS) - Math.sin((Math.PI * bin) / BINS))) /
      BINS;
    const shares = Array.from({ length: BINS }, (_, bin) => share(bin));
    const quantities: Quantity[] = [];
    const found: [number, number][] = [];
    const exact: [number, number][] = [];
    for (let n = 3200; n <= x.length; n *= 4) {
      const counted = new Float64Array(BINS);
      for (let i = 0; i < n; i += 1) counted[Math.min(Math.floor(x[i]), BINS - 1)] += 1;
      const distance = total(counted.map((count, bin) => Math.abs(count / n - shares[bin])));
      const variances = shares.map((p) => (p * (1 - p)) / n);
      const expected = Math.sqrt(2 / Math.PI) * total(variances.map(Math.sqrt));
      const error = Math.sqrt((1 - 2 / Math.PI) * total(variances));
      found.push([n, distance]);
      exact.push([n, expected]);
      quantities.push(
        within(
          `L1 error of ${n} cells`,
          '1',
          distance,
          expected,
          4 * error,
          '4 standard errors: (1 - 2/pi) p (1 - p)/N a bin',
        ),
      );
    }
    return {
      quantities,
      plot: {
        title: 'Mean-field error',
        x: { label: 'N', unit: 'cells', scale: 'logarithmic' },
        y: { label: 'L1 error', unit: '1', scale: 'logarithmic' },
        curves: [
          { name: 'exact', kind: 'exact', points: exact },
          { name: 'measured', kind: 'measured', points: found },
        ],
      },
    };
  },
};

export const COUNTING: readonly Check[] = [noiseOfCounts, meanField];
