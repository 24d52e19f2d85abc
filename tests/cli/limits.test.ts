// `tumble limits`: the same numbers as a table, as comma-separated values, as JSON and as a picture, and its refusals.

import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { workFolder } from './command.ts';

const { path, tumble } = workFolder();
const quick = ['--cells', '50', '--steepness', '0.01,0.02', '--backend', 'reference'];

it('measures cells in two gradients, as a table and as a picture', async () => {
  const { out, error, code } = await tumble(['limits', 'gradient-1d', ...quick, '-o', 'limits.svg']);
  expect([code, error]).toEqual([0, expect.stringMatching(/^tumble: wrote .*limits\.svg\n$/)]);
  expect(out).toMatch(/^Linear response \(linear\) in one dimension, 50 cells in each gradient/);
  expect(out).toMatch(/\ng \[C\/L\] +drift \[L\/T\] +theory/);
  expect(out).toMatch(/\n0\.01 +-?[\d.]+ ± [\d.]+ +8 /);
  expect(out).toMatch(/\n0\.02 +[\d.]+ ± [\d.]+ +16 /);
  expect(out).not.toContain('What adapting costs');
  const picture = await readFile(path('limits.svg'), 'utf8');
  expect(picture.match(/<circle/g)!.length).toBe(2 * 3 + 3);
});

it('prints the same as CSV and as JSON', async () => {
  const words = ['limits', 'gradient-1d', ...quick];
  const csv = (await tumble([...words, '--csv', '-o', 'limits.json'])).out.trimEnd().split('\n');
  expect(csv).toHaveLength(3);
  const row = Object.fromEntries(csv[0].split(',').map((name, k) => [name, csv[1].split(',')[k]]));
  const { results } = JSON.parse(await readFile(path('limits.json'), 'utf8')) as {
    results: { steepness: number; drift: { value: number }; theory: number }[];
  };
  expect(results[0]).toMatchObject({ steepness: 0.01, drift: { value: Number(row.drift) } });
  expect(Number(row.share_of_speed)).toBeCloseTo(Number(row.drift) / 20, 12);
});

it('tells what adaptation costs, and that crawling cells tell nothing by tumbling', async () => {
  const short = [
    '--cells',
    '2',
    '--settle',
    '1',
    '--follow',
    '1',
    '--steepness',
    '1e-3',
    '--backend',
    'reference',
  ];
  const { out, code } = await tumble(['limits', 'exponential-gradient', ...short]);
  expect(code).toBe(0);
  expect(out).toMatch(/What adapting costs, by a model \(not measured\)/);
  expect(out).toMatch(/\n10 +1\.9e-10 +0\.148 +5\.79\n/);
  expect((await tumble(['limits', 'landscape', ...short])).out).toContain('crawling cells have no heading');
});

it.each([
  [['limits', 'saturated'], /model = keller-segel: limits are measured on single cells/],
  [['limits', 'lecture-1d'], /sensing = rates: these cells sense no cue/],
  [['limits', 'gradient-1d', '--steepness', '1e-3,steep'], /--steepness = "steep": must be numbers/],
  [['limits', 'gradient-1d', '--cells', '1'], /--cells = "1": must be a whole number from 2/],
  [
    ['limits', 'gradient-1d', '-o', 'limits.txt'],
    /--output = "limits.txt": must end in \.svg, \.csv or \.json/,
  ],
  [['limits', 'gradient-1d', '--until', '5'], /unknown option/],
])('refuses %j', async (words, message) => {
  const { out, error, code } = await tumble(words);
  expect([code, out]).toEqual([2, '']);
  expect(error).toMatch(message);
});
