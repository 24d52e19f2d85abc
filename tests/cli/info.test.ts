// `tumble presets`, `info`, `bench` and every `--help`.

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { PRESETS } from '../../src/presets/index.ts';
import type { CellRow } from '../../src/bench/cells.ts';
import type { FieldRow } from '../../src/bench/fields.ts';
import type { Row } from '../../src/bench/row.ts';
import { workFolder } from './command.ts';

const { path, tumble } = workFolder();

it('lists all presets with what to expect, for people and as JSON', async () => {
  const { out, code } = await tumble(['presets']);
  expect(code).toBe(0);
  for (const preset of PRESETS) expect(out).toContain(`${preset.name}: ${preset.title}`);
  const json = await tumble(['presets', '--json']);
  expect(JSON.parse(json.out)).toEqual(JSON.parse(JSON.stringify(PRESETS)));
});

it('tells the adapter, its limits, and why `auto` takes what it takes', async () => {
  const { out, code } = await tumble(['info']);
  expect(code).toBe(0);
  expect(out).toMatch(/auto takes +(gpu|cpu): \w/);
  const facts = JSON.parse((await tumble(['info', '--json'])).out) as {
    gpu: {
      adapter: string;
      limits: Record<string, number>;
      largestSquareGrid: number;
      mostCells: number;
    };
    films: { formats: string[] };
  };
  expect(facts.gpu.adapter).not.toBe('');
  const { maxBufferSize, maxStorageBufferBindingSize } = facts.gpu.limits;
  const side = facts.gpu.largestSquareGrid;
  expect(8 * side ** 2).toBeLessThanOrEqual(Math.min(maxBufferSize, maxStorageBufferBindingSize));
  expect(8 * (side + 1) ** 2).toBeGreaterThan(Math.min(maxBufferSize, maxStorageBufferBindingSize));
  // Positions of 8 bytes each; no more than an experiment may ask for.
  const room = Math.floor(Math.min(maxBufferSize, maxStorageBufferBindingSize) / 8);
  expect(facts.gpu.mostCells).toBe(Math.min(room, 2 ** 24));
  // On a software adapter there is nothing to measure; elsewhere nothing need have been measured yet.
  expect(out).toMatch(/^tiles +(fixed|measured|\d+ measured)/m);
  expect(facts.films.formats).toEqual(['mp4', 'webm']);
});

it.each([
  [[]],
  [['--help']],
  [['presets', '--help']],
  [['info', '--help']],
  [['run', '--help']],
  [['record', '-h']],
  [['help', 'bench']],
])('explains itself with an example: tumble %j', async (words) => {
  const { out, error, code } = await tumble(words);
  expect(code).toBe(0);
  expect(error).toBe('');
  expect(out).toMatch(/Usage: tumble/);
  expect(out).toMatch(/Examples?:\n {2}tumble /);
});

it('measures the GPU against the reference and appends lines', async () => {
  await mkdir(path('figures'));
  await writeFile(path('figures', 'here.jsonl'), 'earlier line\n');
  const words = ['bench', '--quick', '--no-native', '--sizes', '32', '--out', 'figures/here.jsonl'];
  const { out, error, code } = await tumble(words);
  expect(error).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/32 x 32 +gpu/);
  expect(await readdir(path('figures'))).toEqual(['here.jsonl']);
  const [earlier, ...lines] = (await readFile(path('figures', 'here.jsonl'), 'utf8')).trimEnd().split('\n');
  expect(earlier).toBe('earlier line');
  const rows = lines.map((line) => JSON.parse(line) as FieldRow);
  expect(rows.map((row) => row.backend)).toEqual(['gpu', 'cpu', 'reference']);
  for (const row of rows) expect(row).toMatchObject({ model: 'keller-segel', preset: 'saturated', nx: 32 });
  agree(rows, 1024);
});

/** The figures of a row follow from one another. */
function agree(rows: readonly Row[], count: number): void {
  for (const row of rows) {
    expect(row.cellsPerSecond.median).toBeCloseTo(count / row.secondsPerStep.median, 3);
    expect(row.bytesPerSecond.median).toBeCloseTo(row.cellsPerSecond.median * row.bytesPerCell, 0);
    expect(row.secondsPerStep.min).toBeLessThanOrEqual(row.secondsPerStep.max);
    expect(row.shareOfCopy).toBeCloseTo(row.bytesPerSecond.median / row.copyBytesPerSecond.median, 6);
    expect(row.shareOfCopy).toBeGreaterThan(0);
  }
}

it('measures cells, spread out and collapsed, on every backend', async () => {
  const words = [
    'bench',
    '--model',
    'run-and-tumble',
    '--quick',
    '--sizes',
    '500',
    '--sorted',
    '--out',
    'cells.jsonl',
  ];
  const { out, error, code } = await tumble(words);
  expect(error).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/500 +linear +collapsed +gpu .* x the time/);
  const lines = (await readFile(path('cells.jsonl'), 'utf8')).trimEnd().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as CellRow);
  expect(rows.map((row) => [row.placed, row.backend])).toEqual([
    ['uniform', 'gpu'],
    ['uniform', 'cpu'],
    ['uniform', 'reference'],
    ['collapsed', 'gpu'],
    ['collapsed', 'cpu'],
    ['collapsed', 'reference'],
    ['sorted', 'gpu'],
    ['sorted', 'cpu'],
    ['sorted', 'reference'],
  ]);
  for (const row of rows) {
    expect(row).toMatchObject({ model: 'run-and-tumble', sensing: 'linear', cells: 500, nx: 128 });
    expect(row.bytesPerCell).toBe(row.backend === 'reference' ? 48 : 40);
  }
  agree(rows, 500);
});
