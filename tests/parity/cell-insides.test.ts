// Where cells with an inside begin (the kernel `rest`): on the GPU and in WebAssembly against its twin, for every rule with memory, in one and two
// dimensions, on prescribed and live fields, with what differs from cell to cell. How the inside then moves, noise included,
// cell-step.test.ts compares.
//
// Tolerance: a cue of some ten roundings of 6e-8; a logarithm within 2^-21, added up in a free energy of a few units; a factor of
// variety within 1e-6: all that is stored is of the order of 1 and right to 1e-5 of itself, or of 1.

import { describe, expect, test } from 'vitest';
import { SENSING_RULES } from '../../src/sensing/index.ts';
import { before, both, excess, find } from '../support/cell-kernels.ts';
import { CELL_CASES } from '../support/cell-cases.ts';
import { singleBackends } from '../support/single-backends.ts';

const REMEMBERING = SENSING_RULES.filter(({ memory }) => memory.length > 0).map(({ name }) => name);
const CASES = CELL_CASES.filter(
  ({ label, config }) => REMEMBERING.includes(config.sensing) && /ring|box/.test(label),
);

const close = (value: number): number => 1e-5 * Math.max(1, value);

test('rules with memory are all here', () => {
  expect(new Set(CASES.map(({ config }) => config.sensing))).toEqual(new Set(REMEMBERING));
  expect(REMEMBERING.length).toBeGreaterThanOrEqual(5);
});

describe.each(singleBackends())('cells begin alike on the $name', ({ create }) => {
  test.each(CASES)('$label', async ({ config }) => {
    const { single, judged } = await both(create, config, find(config, 'rest'));
    expect(excess(single['memory'], judged['memory'], close)).toBeLessThanOrEqual(0);
    const made = await before(config, 'memory');
    expect(excess(judged['memory'], made, () => 0)).toBeGreaterThan(0.01); // it did write
  });
});
