// `tumble run` end to end: the files it leaves, on both backends, and how it ends.

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readArray, workFolder } from './command.ts';

const { path, tumble, summary } = workFolder();
const SMALL = ['--set', 'nx=24', '--set', 'ny=16', '--set', 'width=12', '--set', 'height=8', '--quiet'];

it.each(['gpu', 'cpu', 'reference'])('leaves arrays, table and summary that agree (%s)', async (backend) => {
  const words = ['run', 'saturated', ...SMALL, '--until', '2', '--every', '0.8', '--backend', backend];
  const ended = await tumble([...words, '--out', 'results/first']);
  expect(ended.error).toBe('');
  expect(ended.code).toBe(0);
  expect(ended.out).toContain('results/first');
  expect(await readdir(path('results'))).toEqual(['first']);
  const at = (name: string) => path('results', 'first', name);

  const t = await readArray(at('t.npy'));
  expect([...t.values]).toEqual([0, 0.8, 1.6, 2]);
  const u = await readArray(at('u.npy'));
  const v = await readArray(at('v.npy'));
  expect(u.shape).toEqual([4, 16, 24]);
  expect(v.shape).toEqual([4, 16, 24]);

  const [heading, ...rows] = (await readFile(at('observables.csv'), 'utf8')).trimEnd().split('\n');
  const names = heading.split(',');
  const columns = (name: string) => rows.map((row) => Number(row.split(',')[names.indexOf(name)]));
  expect(columns('t')).toEqual([0, 0.8, 1.6, 2]);
  const frame = (values: ArrayLike<number>, index: number) =>
    Array.from({ length: 384 }, (_, cell) => values[index * 384 + cell]);
  columns('u_mass').forEach((mass, index) => {
    const sum = frame(u.values, index).reduce((all, value) => all + value, 0);
    // Cells of 0.5 x 0.5; each value was rounded to f32 (2^-24), and so was the GPU's sum of 384 (9 levels of adding).
    expect(Math.abs(mass - 0.25 * sum)).toBeLessThanOrEqual(10 * 2 ** -24 * mass);
  });
  columns('v_max').forEach((max, index) =>
    expect(Math.fround(max)).toBe(Math.max(...frame(v.values, index))),
  );

  const told = await summary('results', 'first');
  expect(told).toMatchObject({
    stopReason: 'until',
    reason: null,
    backend,
    simulatedTime: 2,
    frames: 4,
    u: { mass: columns('u_mass')[3], max: columns('u_max')[3], min: columns('u_min')[3] },
    config: {
      preset: 'saturated',
      nx: 24,
      ny: 16,
      until: 2,
      every: 0.8,
      parameters: { c: 4, a: 0.1 },
      seed: 1,
    },
  });
  expect(told['steps']).toBe(columns('steps')[3]);
  expect(told['wallSeconds']).toBeGreaterThan(0);
  expect(told['adapter']).toEqual(expect.any(String));
});

it('does the same again from its summary, the same to the last bit, and another seed does not', async () => {
  const words = ['run', 'saturated', ...SMALL, '--until', '1', '--backend', 'reference'];
  await tumble([...words, '--out', 'a']);
  const again = await tumble(['run', 'a/summary.json', '--backend', 'reference', '--out', 'b', '--quiet']);
  expect(again).toMatchObject({ code: 0, error: '' });
  await tumble([...words, '--out', 'c', '--seed', '2']);
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => readFile(path(name, 'u.npy'))));
  expect(b.equals(a)).toBe(true);
  expect(c.equals(a)).toBe(false);
});

it('carries a state on from the file that an earlier run left, named beside a JSON file', async () => {
  await tumble(['run', 'saturated', ...SMALL, '--until', '1', '--out', 'runs/a']);
  await mkdir(path('experiments'));
  const settings = { preset: 'saturated', nx: 24, ny: 16, width: 12, height: 8, until: 0.5 };
  const files = { initialU: '../runs/a/u.npy', initialV: { file: '../runs/a/v.npy', frame: 0 } };
  await writeFile(path('experiments', 'on.json'), JSON.stringify({ ...settings, ...files }));
  const ended = await tumble(['run', 'experiments/on.json', '--frames', '2', '--out', 'b', '--quiet']);
  expect(ended).toMatchObject({ code: 0, error: '' });
  const before = await readArray(path('runs', 'a', 'u.npy'));
  const after = await readArray(path('b', 'u.npy'));
  expect(after.shape).toEqual([3, 16, 24]);
  expect([...after.values.subarray(0, 384)]).toEqual([...before.values.subarray(-384)]);
  expect([...(await readArray(path('b', 't.npy'))).values]).toEqual([0, 0.25, 0.5]);
});

it('stops with code 3 and says why when the grid no longer resolves the peak, and keeps the frames', async () => {
  const ended = await tumble(['run', 'collapse-1d', '--backend', 'reference', '--out', 'peaks', '--quiet']);
  expect(ended.code).toBe(3);
  expect(ended.error).toMatch(/^tumble: Stopped at t = .*no longer resolves/);
  const told = await summary('peaks');
  expect(told['stopReason']).toBe('unresolved');
  expect(told['collapse']).toMatchObject({ criticalMass: null, massOverCriticalMass: null });
  expect(ended.out).toContain('In one dimension nothing collapses');
  const t = await readArray(path('peaks', 't.npy'));
  expect(t.values.at(-1)).toBe(told['simulatedTime']);
  expect((await readArray(path('peaks', 'u.npy'))).shape).toEqual([t.shape[0], 1, 200]);
});

it('keeps what was computed when interrupted, exits with 130 and says so', async () => {
  // Half an hour of work; the first progress line comes after ten seconds, the signal with it.
  const ended = await tumble(
    ['run', 'saturated', '--backend', 'reference', '--every', '150', '--out', 'half'],
    '%',
  );
  expect(ended.code).toBe(130);
  expect(ended.error).toContain('tumble: Interrupted: what was computed is kept\n');
  const told = await summary('half');
  expect(told['stopReason']).toBe('interrupted');
  const t = await readArray(path('half', 't.npy'));
  expect(t.shape).toEqual([2]);
  expect(t.values[1]).toBeGreaterThan(0);
  expect(t.values[1]).toBe(told['simulatedTime']);
  expect((await readArray(path('half', 'v.npy'))).shape).toEqual([2, 500, 500]);
  expect(await readdir(path())).toEqual(['half']);
});

it('names a fresh folder by itself', async () => {
  const ended = await tumble(['run', 'collapse-1d', '--until', '0.1', '--backend', 'reference']);
  expect(ended.code).toBe(0);
  const [name] = await readdir(path('runs'));
  expect(name).toMatch(/^collapse-1d-\d{8}-\d{6}$/);
});
