// `tumble theory`: the same numbers as text and as JSON, and its refusals.

import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { workFolder } from './command.ts';

const { path, tumble } = workFolder();

interface Told {
  readonly verdict: string;
  readonly uniform: {
    readonly tracked: number;
    readonly states: readonly {
      u: number;
      levels: { level: string; curve: { wavenumber: number; rate: number | null }[] | null }[];
    }[];
  };
  readonly thresholds: readonly { parameter: string; threshold: number | null }[];
  readonly swimmer: { reynolds: number } | null;
}

it('prints states, waves, thresholds, fronts and times of fields', async () => {
  const { out, error, code } = await tumble(['theory', 'saturated']);
  expect([code, error]).toEqual([0, '']);
  expect(out).toMatch(/^The uniform state u = 1, v = 10 is unstable/);
  expect(out).toMatch(/wavelengths that grow +7\.1596 L to 17\.437 L/);
  expect(out).toMatch(/fastest wave +9\.9501 L, by 0\.05125 per T/);
  expect(out).toMatch(/\n {2}c +4: waves cease to grow below 3\.4649\n/);
  expect(out).toMatch(/2 sqrt\(D r\) = 2 L\/T/);
  expect((await tumble(['theory', 'saturated', '--set', 'c=3.4'])).out).toMatch(/v = 10 is stable/);
});

it('prints the same as JSON, with the curve and without numbers that JSON lacks', async () => {
  const { out, code } = await tumble(['theory', 'self-aggregation', '--json']);
  expect(code).toBe(0);
  const told = JSON.parse(out) as Told;
  expect(told.verdict).toContain('waves longer than 115 grow');
  const state = told.uniform.states[told.uniform.tracked];
  expect(state.levels.map(({ level }) => level)).toEqual(['kinetic', 'keller-segel']);
  const rates = state.levels[0].curve!.map(({ rate }) => rate ?? 0);
  expect(Math.max(...rates)).toBeCloseTo(0.0646, 4);
  expect(told.thresholds.find(({ parameter }) => parameter === 'chi')!.threshold).toBeCloseTo(4, 9);
  // 20 um/s and 2 um in water of 1.0034e-6 m^2/s
  expect(told.swimmer!.reynolds).toBeCloseTo(3.9864e-5, 9);
});

it('tells what units it takes the cells to have, and takes others', async () => {
  const { out } = await tumble(['theory', 'free-run']);
  expect(out).toMatch(
    /Reynolds number +4e-5 in water: a body of 2e-6 m at 2e-5 m\/s, taking L as 1e-6 m and T as 1 s/,
  );
  const larger = await tumble([
    'theory',
    'free-run',
    '--body',
    '1e-3',
    '--metres',
    '1e-3',
    '--seconds',
    '0.5',
  ]);
  expect(larger.out).toMatch(/Reynolds number +40 in water/);
});

it('knows the mean of a start that is a file', async () => {
  // 2 x 2 values of .npy: 1, 2, 3, 6
  const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }".padEnd(117) + '\n';
  const bytes = Buffer.alloc(128 + 32);
  bytes.write('\x93NUMPY\x01\x00', 'latin1');
  bytes.writeUInt16LE(118, 8);
  bytes.write(header, 10, 'latin1');
  [1, 2, 3, 6].forEach((value, index) => bytes.writeDoubleLE(value, 128 + 8 * index));
  await writeFile(path('start.npy'), bytes);
  const { out, error } = await tumble(['theory', 'logarithmic', '--set', 'initialU=start.npy', '--json']);
  expect(error).toBe('');
  const { uniform } = JSON.parse(out) as Told;
  expect(uniform.states[uniform.tracked].u).toBeCloseTo(3, 12);
});

it.each([
  [['theory', 'saturatd'], /Did you mean saturated/],
  [['theory', 'saturated', '--set', 'c=x'], /c = /],
  [['theory', 'free-run', '--body', '-1'], /--body = "-1": must be a number above 0/],
  [['theory'], /missing required argument/],
])('refuses %j', async (words, message) => {
  const { out, error, code } = await tumble(words);
  expect([code, out]).toEqual([2, '']);
  expect(error).toMatch(message);
});

it('explains itself with an example', async () => {
  const { out, code } = await tumble(['theory', '--help']);
  expect(code).toBe(0);
  expect(out).toMatch(/Examples?:\n {2}tumble theory/);
});
