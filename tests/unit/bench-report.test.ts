// The benchmark's table and plot: of each kind the newest row, and what stands in bench/ is made of what lies in
// bench/results (`npm run readme` writes it anew).

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accuracyReport, newestRows, readRows, reportPicture, reportTable } from '../../src/bench/report.ts';

const BENCH = new URL('../../bench/', import.meta.url);
const results = (): string => {
  const folder = new URL('results/', BENCH);
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return names
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
};
/** Tables in bench/README.md, by their marks. */
const TABLES = { results: reportTable, accuracy: accuracyReport } as const;

test('table and plot in bench/ are those of the results', () => {
  const rows = readRows(results());
  expect(rows.length).toBeGreaterThan(0);
  const [page, plot] = [new URL('README.md', BENCH), new URL('speed.svg', BENCH)];
  const write = process.env['TUMBLE_WRITE_README'] === '1';
  if (write) writeFileSync(plot, reportPicture(rows));
  for (const [name, table] of Object.entries(TABLES)) {
    const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
    const text = readFileSync(page, 'utf8');
    const from = text.indexOf(begin) + begin.length;
    const to = text.indexOf(end);
    expect(to, name).toBeGreaterThanOrEqual(from);
    if (write) writeFileSync(page, text.slice(0, from) + table(rows) + text.slice(to));
    expect(readFileSync(page, 'utf8')).toContain(begin + table(rows) + end);
  }
  expect(readFileSync(plot, 'utf8')).toBe(reportPicture(rows));
});

test('the newest row of a kind counts, of one processor, and of every GPU', () => {
  const spread = { median: 1e6, min: 9e5, max: 2e6 };
  const row = (more: Record<string, unknown>): string =>
    JSON.stringify({
      ...{ date: '2026-01-01', commit: 'a', cpu: 'old', cores: 2, backend: 'reference', adapter: 'float64' },
      ...{ preset: 'saturated', scheme: 'ssprk2', nx: 64, ny: 64, cellsPerSecond: spread },
      copyBytesPerSecond: { median: 1.6e8, min: 1e8, max: 2e8 },
      ...more,
    });
  const rows = readRows(
    [
      row({}),
      row({ date: '2026-02-03', cpu: 'new', commit: 'c' }),
      row({ date: '2026-02-01', cpu: 'new', commit: 'b' }),
      row({ backend: 'gpu', adapter: 'NVIDIA H100 (Vulkan)' }),
      row({ backend: 'gpu', adapter: 'SwiftShader (software)' }),
      row({
        date: '2026-02-02',
        cpu: 'new',
        model: 'run-and-tumble',
        sensing: 'linear',
        placed: 'uniform',
        cells: 1e6,
      }),
    ].join('\n'),
  );
  const kept = newestRows(rows);
  expect(kept.map(({ model, cpu, commit, backend }) => [model, cpu, commit, backend])).toEqual([
    ['keller-segel', 'old', 'a', 'gpu'],
    ['keller-segel', 'new', 'c', 'reference'],
    ['run-and-tumble', 'new', 'a', 'reference'],
  ]);
  expect(reportTable(rows)).toContain(
    '| saturated, ssprk2 | 64 x 64 | NVIDIA H100 | 1 M | 900 k ... 2 M | 16 M | 10% | old, 2 cores |',
  );
  expect(reportTable(rows)).toContain('| cells, linear, uniform | 1e6 on 64 x 64 | reference |');
  expect(reportPicture(rows)).toContain('NVIDIA H100');
});

test('answers are told the fastest first, and not among the speeds', () => {
  const answer = (attempt: string, pace: number, more: Record<string, unknown> = {}): string =>
    JSON.stringify({
      ...{ date: '2026-03-01', commit: 'd', cpu: 'new', cores: 2, backend: 'cpu', adapter: 'WebAssembly' },
      ...{ model: 'keller-segel', preset: 'saturated', nx: 128, ny: 128, attempt, error: 0.0056, work: 1e8 },
      simulatedTimePerSecond: { median: pace, min: pace / 2, max: 2 * pace },
      ...more,
    });
  const rows = readRows(
    [
      answer('forward Euler', 10),
      answer('RKL2', 70, { date: '2026-02-28' }),
      answer('RKL2', 80, { error: 0.0065 }),
    ].join('\n'),
  );
  const lines = accuracyReport(rows).split('\n');
  expect(lines.slice(2, -1)).toEqual([
    '| RKL2 | 128 x 128 | cpu | 0.65% | 80 | 40 ... 160 | new, 2 cores | 2026-03-01, d |',
    '| forward Euler | 128 x 128 | cpu | 0.56% | 10 | 5 ... 20 | new, 2 cores | 2026-03-01, d |',
  ]);
  expect(reportTable(rows).split('\n')).toHaveLength(3);
});
