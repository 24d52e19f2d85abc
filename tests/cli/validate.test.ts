// `tumble validate`: what it prints, what it ends with, and what it refuses.

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/validation/index.ts';
import type { Results } from '../../src/cli/validate-table.ts';
import { workFolder } from './command.ts';

const { path, tumble } = workFolder();

it('lists the checks, all and the quick ones, for people and as JSON', async () => {
  const all = await tumble(['validate', '--list']);
  expect(all.code).toBe(0);
  for (const { name } of CHECKS) expect(all.out).toContain(`${name} `);
  const quick = await tumble(['validate', '--list', '--quick', '--json']);
  const names = (JSON.parse(quick.out) as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(CHECKS.filter((check) => check.quick).map(({ name }) => name));
});

it('runs the checks that are named, prints measured beside exact, and ends with 0', async () => {
  const words = ['validate', '--only', 'random-numbers,order-euler', '--backend', 'reference'];
  const { out, error, code } = await tumble(words);
  expect(error).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/order-euler +order in the time step +1\.0\d* +1 +0\.15 +pass +\d/);
  expect(out).toMatch(/2 checks passed, 0 failed \(reference, /);
  expect(out).not.toContain('telegraph');
});

it('writes one JSON document and a report with plots, a column a backend', async () => {
  const words = ['validate', '--only', 'mean-field-error,random-numbers', '--backend', 'all', '--json'];
  for (let twice = 0; twice < 2; twice += 1) {
    const { out, code } = await tumble([...words, '--report', 'docs/validation.md']);
    expect(code).toBe(0);
    const { runs } = JSON.parse(out) as Results;
    expect(runs.map(({ backend, passed, failed }) => [backend, passed, failed])).toEqual([
      ['gpu', 2, 0],
      ['cpu', 2, 0],
      ['reference', 2, 0],
    ]);
    const [first] = runs[0].checks;
    expect(first).toMatchObject({ name: 'mean-field-error', pass: true, fault: null, rows: [41] });
    for (const { measured, exact, tolerance } of first.quantities)
      expect(Math.abs(measured - exact)).toBeLessThanOrEqual(tolerance);
    const report = await readFile(path('docs', 'validation.md'), 'utf8');
    expect(report.match(/^# Validation/gm)).toHaveLength(1);
    expect(report).toMatch(
      /\| quantity \| unit \| exact \| gpu ± allowed \| cpu ± allowed \| reference ± allowed \|/,
    );
    expect(report).toContain('](validation/mean-field-error.svg)');
    const plot = await readFile(path('docs', 'validation', 'mean-field-error.svg'), 'utf8');
    expect(plot).toMatch(/^<svg [^]*measured, gpu[^]*measured, cpu[^]*measured, reference[^]*<\/svg>\n$/);
  }
});

describe('refuses', () => {
  it.each([
    [
      ['--only', 'random-number'],
      /only = "random-number": there is no such check\. Did you mean random-numbers\?/,
    ],
    [['--only', 'zzz'], /only = "zzz": there is no such check\. `tumble validate --list`/],
    [['--only', 'plane-long-steps', '--quick'], /only = plane-long-steps: .*--quick/],
    [['--backend', 'cuda'], /cuda/],
  ])('%j', async (words, message) => {
    const { out, error, code } = await tumble(['validate', ...words]);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(error).toMatch(message);
  });

  it('a report that is a folder, or not to be written', async () => {
    const words = ['validate', '--only', 'random-numbers', '--backend', 'reference', '--report', '.'];
    const { error, code } = await tumble(words);
    expect(code).toBe(2);
    expect(error).toMatch(/report = "\."/);
  });
});
