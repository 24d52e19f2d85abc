// The time stepping of the presets of fields: what stands in bench/README.md is made of bench/schemes.jsonl (`npm run readme` writes
// it anew), and every preset has what was fastest there of what will do.

import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fastest, readSchemeRows, schemePresets, schemeReport, thatWillDo } from '../../src/bench/schemes.ts';
import type { SchemeRow } from '../../src/bench/schemes.ts';
import { fieldsConfig } from '../support/preset-config.ts';

const BENCH = new URL('../../bench/', import.meta.url);
const rows = readSchemeRows(readFileSync(new URL('schemes.jsonl', BENCH), 'utf8'));
const MARKS = ['<!-- schemes -->\n', '<!-- /schemes -->'] as const;

test('the table in bench/ is that of the measurements', () => {
  const page = new URL('README.md', BENCH);
  const text = readFileSync(page, 'utf8');
  const from = text.indexOf(MARKS[0]) + MARKS[0].length;
  const to = text.indexOf(MARKS[1]);
  expect(to).toBeGreaterThanOrEqual(from);
  if (process.env['TUMBLE_WRITE_README'] === '1')
    writeFileSync(page, text.slice(0, from) + schemeReport(rows) + text.slice(to));
  expect(readFileSync(page, 'utf8')).toContain(MARKS[0] + schemeReport(rows) + MARKS[1]);
});

// Not measured yet: its half cells take minutes. That super-time-steps serve it as they do `saturated-warm` shows the check
// saturated-work: a twelfth of the right-hand sides of two stages, and the grid's error.
const UNMEASURED = ['saturated'];
const measured = schemePresets().filter((name) => !UNMEASURED.includes(name));

test('every preset of fields is measured, but for those named here', () => {
  expect([...new Set(rows.map(({ preset }) => preset))].sort()).toEqual([...measured].sort());
});

// Which tolerance of two is the faster one by a few per cent is a matter of the day.
test.each(measured)('%s has the fastest scheme of those that will do', (name) => {
  const { scheme, tolerance } = fieldsConfig(name);
  expect(fastest(rows).get(name)?.scheme).toBe(scheme);
  const own = scheme === 'rkl2' ? tolerance : null;
  const good = thatWillDo(rows).map((row) => [row.preset, row.scheme, row.tolerance]);
  expect(good).toContainEqual([name, scheme, own]);
});

test('a faster scheme that errs more than the grid at one look, goes below zero or stops too late will not do', () => {
  const row = { preset: 'spots', scheme: 'euler', tolerance: null, seconds: 3, lowest: 0, time: 9 } as const;
  const grid = { gridErrors: [0.1, 0.1] };
  const list = [
    { ...row, ...grid, errors: [0.05, 0.05] },
    { ...row, ...grid, scheme: 'rkl2', tolerance: 1e-3, seconds: 1, errors: [0.01, 0.2] },
    { ...row, ...grid, scheme: 'ssprk2', seconds: 2, lowest: -1e-9, errors: [0, 0] },
    { ...row, ...grid, scheme: 'rkl2', tolerance: 1e-4, seconds: 2, time: 9.1, errors: [0.01, 0.01] },
  ] as unknown as SchemeRow[];
  expect(fastest(list).get('spots')).toBe(list[0]);
});
