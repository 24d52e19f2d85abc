// One model on either side of the critical mass, and the one that cannot collapse because places fill up: where crowds
// end, on reduced grids (see support/reduced-preset.ts), against what each announces.

import { describe, expect, it, vi } from 'vitest';
import { selectedWavelengths } from '../support/linear-theory.ts';
import { countBand, reducedPreset, type Seen, shareAroundPeak } from '../support/reduced-preset.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

/** f = 0. What is measured is rounded: a sum of 4096 numbers in pairs to log2(4096) x 6e-8, and steps carry what they round. */
const expectMassKept = (seen: Seen, mass: number): void =>
  expect(Math.abs(seen.u.mass / mass - 1)).toBeLessThan(1e-6);

describe('collapse', () => {
  it('draws two critical masses into one peak that no grid follows', async () => {
    const run = await reducedPreset('collapse', { cells: 64 });
    const start = await run.at(0);
    expect(start.u.mass).toBeCloseTo(50.27, 2);
    expect((await run.at(0.3)).peaks).toBe(4);
    expect((await run.at(1.2)).peaks).toBe(1);
    expect((await run.at(2)).u.max).toBeGreaterThan(10);
    const end = await run.at(5);
    expect(end.status).toBe('unresolved');
    expect(end.time).toBeLessThan(2.8); // coarser cells are too wide for the peak a little earlier
    expect(end.time).toBeGreaterThan(2.4);
    expect(end.u.max).toBeGreaterThan(200 / 4); // a peak of three cells of twice the size, with the same mass
    expect(end.peaks).toBe(1);
    // A blow-up takes at least one critical mass (Herrero and Velazquez 1996), and there are two.
    expect(shareAroundPeak(end, 1)).toBeGreaterThan(0.5);
    expectMassKept(end, start.u.mass);
  });
});

describe('subcritical', () => {
  it('merges, then spreads towards the mean', async () => {
    const run = await reducedPreset('subcritical', { cells: 48 });
    const start = await run.at(0);
    expect(start.u.mass).toBeCloseTo(15.08, 2);
    expect((await run.at(0.3)).peaks).toBe(4);
    const merged = await run.at(1.2);
    expect(merged.peaks).toBe(1);
    expect(merged.u.max).toBeCloseTo(0.55, 1);
    const end = await run.at(5);
    expect(end.status).toBe('running');
    expect(end.u.max).toBeLessThan(0.3);
    expect(end.u.max).toBeGreaterThan(0.151);
    expectMassKept(end, start.u.mass);
  });

  it('collapses, too, once `mass` is raised to 2', async () => {
    const run = await reducedPreset('subcritical', { cells: 48, settings: { parameters: { mass: 2 } } });
    const end = await run.at(5);
    expect(end.status).toBe('unresolved');
    expect(end.u.max).toBeGreaterThan(20);
  });
});

describe('volume-filling', () => {
  it('fills up to 1 and no further, and coarsens', async () => {
    const run = await reducedPreset('volume-filling', { part: 0.5, cells: 52 });
    const start = await run.at(0);
    expect(start.u.mean).toBeCloseTo(0.375, 2);
    const early = await run.at(20);
    // about u = v = 0.375: chi = 10 u (1 - u), no growth
    const linear = {
      diffusionU: 1,
      diffusionV: 1,
      sensitivity: 10 * 0.375 * 0.625,
      growth: 0,
      production: 1,
      decay: 1,
    };
    const selected = selectedWavelengths(linear, 20);
    expect(early.wavelength).toBeGreaterThan(selected.shortest);
    expect(early.wavelength).toBeLessThan(selected.longest);
    const islands = await run.at(60);
    const coarse = await run.at(400);
    for (const [seen, announced] of [
      [islands, 60],
      [coarse, 30],
    ] as const) {
      const { fewest, most } = countBand(announced, 0.25);
      expect(seen.status).toBe('running');
      expect(seen.peaks).toBeGreaterThan(fewest);
      expect(seen.peaks).toBeLessThan(most);
      // 1 is a fixed point of the flux: chi vanishes there, and diffusion flows away from the highest cell
      expect(seen.u.max).toBeLessThanOrEqual(1 + 1e-6);
      expect(seen.u.max).toBeGreaterThan(0.98);
      expectMassKept(seen, start.u.mass);
    }
    expect(coarse.peaks).toBeLessThan(0.75 * islands.peaks);
    // the number of islands halves: distances grow by sqrt(2); a fifth at least, for few islands are counted
    expect(coarse.wavelength).toBeGreaterThan(1.2 * islands.wavelength);
  });
});
