// Spots against stripes: one model with two capacities, on a part of the domain and coarser cells (see
// support/reduced-preset.ts). A file of its own, like the others here, for the engine slows down with every further
// model's formulas in one process.

import { describe, expect, it, vi } from 'vitest';
import { selectedWavelengths } from '../support/linear-theory.ts';
import { countBand, countIslands, reducedPreset } from '../support/reduced-preset.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

/** About u = v = capacity: chi = chi0 capacity (1 - capacity), f' = -r. */
const fillingModel = (chi0: number, capacity: number) => ({
  diffusionU: 1,
  diffusionV: 1,
  sensitivity: chi0 * capacity * (1 - capacity),
  growth: -0.1,
  production: 1,
  decay: 1,
});

describe('spots', () => {
  it('makes separate spots of equal height, in the announced number', async () => {
    const run = await reducedPreset('spots', { part: 0.4, cells: 62 });
    const early = await run.at(20);
    const selected = selectedWavelengths(fillingModel(14, 0.25), 20);
    expect(early.wavelength).toBeGreaterThan(selected.shortest);
    expect(early.wavelength).toBeLessThan(selected.longest);
    const late = await run.at(200);
    expect(late.status).toBe('running');
    const { fewest, most } = countBand(115, 0.4 ** 2);
    expect(late.peaks).toBeGreaterThan(fewest);
    expect(late.peaks).toBeLessThan(most);
    // every spot is one island, and even half-way up the highest no spot is missing: their heights are alike
    expect(countIslands(late, late.u.max / 2)).toBe(late.peaks);
    expect(late.u.max).toBeGreaterThan(0.7); // about 0.76
    expect(late.u.max).toBeLessThan(0.82);
  });
});

describe('labyrinth', () => {
  it('makes connected stripes, not spots, and loses half of its cells', async () => {
    const run = await reducedPreset('labyrinth', { part: 0.4, cells: 48 });
    const early = await run.at(60);
    const selected = selectedWavelengths(fillingModel(9, 0.65), 60);
    expect(early.wavelength).toBeGreaterThan(selected.shortest);
    expect(early.wavelength).toBeLessThan(selected.longest);
    expect(early.u.mean).toBeGreaterThan(0.6);
    expect((await run.at(80)).u.min).toBeLessThan(0.1); // holes
    const late = await run.at(200);
    expect(late.status).toBe('running');
    expect(countIslands(late, late.u.max / 2)).toBeLessThan(late.peaks / 4); // a stripe holds many peaks, a spot one
    expect(late.u.min).toBeGreaterThan(0.015); // about 0.03
    expect(late.u.max).toBeGreaterThan(0.88); // about 0.93
    expect(late.u.max).toBeLessThan(0.98);
    expect(late.u.mean).toBeLessThan(0.4); // on its way from 0.65 to 0.32
    expect(late.u.mean).toBeGreaterThan(0.3);
  });
});
