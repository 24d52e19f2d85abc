// `tumble run` of cells end to end: the files it leaves agree with one another, with the density and with theory.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readArray, workFolder } from './command.ts';

const { path, tumble, summary } = workFolder();

async function experiment(settings: Record<string, unknown>): Promise<void> {
  await writeFile(path('cells.json'), JSON.stringify({ model: 'run-and-tumble', ...settings }));
}

/** Columns of a table by name. */
async function table(...names: string[]): Promise<Record<string, number[]>> {
  const [heading, ...rows] = (await readFile(path(...names), 'utf8')).trimEnd().split('\n');
  const values = rows.map((row) => row.split(',').map(Number));
  return Object.fromEntries(heading.split(',').map((name, k) => [name, values.map((row) => row[k])]));
}

const FREE = {
  ...{ cells: 3000, nx: 20, ny: 10, width: 40, height: 30, boundaryX: 'periodic', boundaryY: 'no-flux' },
  ...{ attractant: '1', until: 4, every: 0.4, weight: 2.5 },
};

it.each(['gpu', 'reference'])(
  'leaves cells, histogram, ways and displacements that agree (%s)',
  async (backend) => {
    await experiment(FREE);
    const ended = await tumble(['run', 'cells.json', '--backend', backend, '--out', 'out', '--quiet']);
    expect(ended).toMatchObject({ code: 0, error: '' });
    expect(ended.out).toMatch(/^cells\.json: 3000 cells on a grid of 20 x 10, t = 4 in .* cell-steps\/s on /);
    expect(ended.out).toContain('cells: 3000 simulated, each standing for 2.5; mean x');
    expect((await readdir(path('out'))).sort()).toEqual(
      [
        ...['cells.npy', 'histogram.npy', 'msd.csv', 'observables.csv', 'summary.json', 't.npy'],
        ...['trajectories.npy', 'u.npy', 'v.npy'],
      ].sort(),
    );
    const cells = await readArray(path('out', 'cells.npy'));
    expect(cells.shape).toEqual([3000, 5]);
    const column = (k: number) => Array.from({ length: 3000 }, (_, i) => cells.values[5 * i + k]);
    const [x, y, heading, farX, farY] = [0, 1, 2, 3, 4].map(column);
    for (const [values, most] of [
      [x, 40],
      [y, 30],
      [heading, 2 * Math.PI],
    ] as const) {
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(most);
    }
    // Whole rounds along the periodic axis, none between the walls.
    const rounds = farX.map((far, i) => (far - x[i]) / 40);
    expect(rounds.every((turns) => Math.abs(turns - Math.round(turns)) < 1e-9)).toBe(true);
    expect(new Set(rounds.map(Math.round)).size).toBeGreaterThan(1);
    expect(farY).toEqual(y);

    const histogram = await readArray(path('out', 'histogram.npy'));
    expect(histogram.shape).toEqual([11, 20]);
    for (let frame = 0; frame < 11; frame += 1) {
      const columns = [...histogram.values.subarray(20 * frame, 20 * frame + 20)];
      expect(columns.reduce((sum, value) => sum + value)).toBe(3000);
    }
    // Counted from the final positions: the same. Positions are words; on a column's edge rounding may choose the other.
    const counted = new Array<number>(20).fill(0);
    for (const value of x) counted[Math.min(Math.floor(value / 2), 19)] += 1;
    const onEdge = x.filter((value) => Math.abs(value / 2 - Math.round(value / 2)) < 1e-9).length;
    const moved = counted.reduce((sum, value, k) => sum + Math.abs(value - histogram.values[200 + k]), 0);
    expect(moved).toBeLessThanOrEqual(2 * onEdge);

    const ways = await readArray(path('out', 'trajectories.npy'));
    expect(ways.shape).toEqual([11, 20, 2]);
    const last = ways.values.subarray(10 * 40);
    expect([...last]).toEqual(Array.from({ length: 20 }, (_, i) => [farX[i], farY[i]]).flat());

    const msd = await table('out', 'msd.csv');
    const observables = await table('out', 'observables.csv');
    expect(msd['t']).toEqual(observables['t']);
    expect(msd['msd']).toEqual(observables['msd']);
    expect([msd['msd'][0], msd['displacement_x'][0], msd['heading_correlation'][0]]).toEqual([0, 0, 1]);
    // No cell is faster than its speed of 20.
    msd['msd'].forEach((value, k) => expect(value).toBeLessThanOrEqual((20 * msd['t'][k]) ** 2 * 1.001));
    // All cells are tracers here: the mean of what is stored, in 32-bit sums on the GPU.
    const mean = x.reduce((sum, value) => sum + value, 0) / 3000;
    expect(Math.abs(observables['mean_x'][10] - mean)).toBeLessThan(1e-3);
    // u in real cells: 2.5 times as many.
    observables['u_mass'].forEach((mass) => expect(mass / 7500).toBeCloseTo(1, 5));

    const told = await summary('out');
    expect(told).toMatchObject({
      stopReason: 'until',
      warnings: [],
      cells: { simulated: 3000, weight: 2.5, count: 3000, squaredDisplacement: msd['msd'][10], fitted: null },
      files: { 'cells.npy': { shape: [3000, 5] }, 'histogram.npy': { shape: [11, 20] } },
    });
    expect(told['cellStepsPerSecond']).toBeGreaterThan(0);
  },
);

it('tells the diffusion coefficient, measured and predicted, where nothing guides the cells', async () => {
  await experiment({ ...FREE, boundaryY: 'periodic', until: 12 });
  const ended = await tumble(['run', 'cells.json', '--backend', 'reference', '--out', 'out', '--quiet']);
  expect(ended.code).toBe(0);
  expect(ended.out).toMatch(
    /mean squared displacement .* \(predicted .*\), D .* \+- .* \(predicted 200\), drift/,
  );
  const { cells } = (await summary('out')) as {
    cells: {
      fitted: Record<string, { value: number; error: number }>;
      predicted: { diffusion: number; squaredDisplacement: number };
    };
  };
  // v^2/(2 mu), with mu = 1. The growth of the mean square is 4 D (1 - e^-t): from t = 6 on, where the fit begins, it is
  // within e^-6 of that, and so is a slope.
  expect(cells.predicted.diffusion).toBeCloseTo(200, 9);
  const { diffusion, driftX, driftY } = cells.fitted;
  expect(Math.abs(diffusion.value - 200)).toBeLessThan(4 * diffusion.error + 200 * Math.exp(-6));
  expect(Math.abs(driftX.value)).toBeLessThan(4 * driftX.error);
  expect(Math.abs(driftY.value)).toBeLessThan(4 * driftY.error);
  const msd = await table('out', 'msd.csv');
  expect(msd['predicted_msd'].at(-1)).toBe(cells.predicted.squaredDisplacement);
  // |r|^2 of N Gaussian displacements in the plane has the standard error MSD/sqrt(N); earlier it is narrower.
  msd['msd'].forEach((value, k) => {
    const predicted = msd['predicted_msd'][k];
    expect(Math.abs(value - predicted)).toBeLessThanOrEqual((4 / Math.sqrt(3000)) * predicted + 1e-9);
  });
});

it('says where a rate is below zero, on the screen and in the summary, and has 3 columns between walls', async () => {
  const steep = '1 + 2*tanh(4*(x - width/2)/width)';
  await experiment({ cells: 50, ny: 1, until: 1, sensing: 'rates', ratePlus: steep, rateMinus: '1' });
  const ended = await tumble(['run', 'cells.json', '--backend', 'reference', '--out', 'out', '--quiet']);
  expect(ended.code).toBe(0);
  // tanh(4 d/200) = -1/2 at d = -50 artanh(1/2) = -27.47.
  expect(ended.error).toMatch(/^tumble: ratePlus is below zero for x < 72\.53 and counts as zero there\n$/);
  const told = await summary('out');
  expect(told['warnings']).toEqual([ended.error.slice('tumble: '.length, -1)]);
  expect((await readArray(path('out', 'cells.npy'))).shape).toEqual([50, 3]);
  expect((await readArray(path('out', 'u.npy'))).shape).toEqual([2, 1, 100]);
});

it('does the same again from its summary, the same to the last bit, and another seed does not', async () => {
  await experiment({ ...FREE, cells: 100, until: 1 });
  const words = ['--backend', 'reference', '--quiet', '--out'];
  await tumble(['run', 'cells.json', ...words, 'a']);
  await tumble(['run', 'a/summary.json', ...words, 'b']);
  await tumble(['run', 'cells.json', ...words, 'c', '--seed', '9']);
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => readFile(path(name, 'cells.npy'))));
  expect(b.equals(a)).toBe(true);
  expect(c.equals(a)).toBe(false);
});

it.each(['gpu', 'reference'])('follows one cell, every step of it (%s)', async (backend) => {
  await experiment({
    ...{
      sensing: 'e-coli',
      attractant: '100*exp(x/500)',
      cells: 50,
      nx: 20,
      ny: 10,
      width: 400,
      height: 300,
    },
    ...{ until: 6, every: 2 },
  });
  const words = ['run', 'cells.json', '--backend', backend, '--out', 'out', '--quiet', '--follow', '7'];
  expect(await tumble(words)).toMatchObject({ code: 0, error: '' });
  const followed = await table('out', 'cell-7.csv');
  const { steps } = (await summary('out')) as { steps: number };
  expect(followed['step']).toEqual(Array.from({ length: steps }, (_, k) => k + 1));
  expect(followed['t'].at(-1)).toBeCloseTo(6, 5);
  // It ends where cells.npy has it, senses what is there, and its inside is that of an adapting cell.
  const cells = await readArray(path('out', 'cells.npy'));
  const columns = cells.shape[1];
  expect(followed['x'].at(-1)).toBeCloseTo(cells.values[7 * columns], 3);
  expect(followed['y'].at(-1)).toBeCloseTo(cells.values[7 * columns + 1], 3);
  const cue = followed['x'].map((x) => 100 * Math.exp(x / 500));
  followed['cue'].forEach((value, k) => expect(Math.abs(value / cue[k] - 1)).toBeLessThan(1e-5));
  expect(followed['inner_activity'].every((activity) => activity > 0 && activity < 1)).toBe(true);
  expect(followed['tumbles'].every((count, k, all) => k === 0 || count >= all[k - 1])).toBe(true);
  expect(followed['tumbles'].at(-1)).toBeGreaterThan(0);
});

it.each([
  ['50', 'must be the index of a cell: a whole number from 0 to 49'],
  ['-1', 'must be the index of a cell'],
  ['one', 'must be the index of a cell'],
])('follows no cell %s', async (index, rule) => {
  await experiment({ cells: 50, ny: 1, until: 1, every: 1 });
  const { code, error } = await tumble(['run', 'cells.json', '--out', 'out', `--follow=${index}`]);
  expect(code).toBe(2);
  expect(error).toContain(`follow = ${index}: ${rule}`);
});
