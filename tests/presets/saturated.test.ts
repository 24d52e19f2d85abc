// The two presets with saturating sensitivity on a part of their domain and coarser cells (see
// support/reduced-preset.ts): what each announces in its `expect` text must come out. Which wave the noise holds most
// of is chance (the seed); the bands come from linear theory.

import { describe, expect, it, vi } from 'vitest';
import { fastestRate, selectedWavelengths, unstableBand } from '../support/linear-theory.ts';
import { reducedPreset } from '../support/reduced-preset.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

/** About (1, 1/a): chi = c/2, f' = -1. */
const saturatedModel = {
  diffusionU: 1,
  diffusionV: 1,
  sensitivity: 2,
  growth: -1,
  production: 1,
  decay: 0.1,
};

describe('saturated', () => {
  it('is near-uniform until t = 50, then opens holes with bright rims, about 10 apart', async () => {
    const run = await reducedPreset('saturated', { part: 0.4, cells: 64 });
    const grown = await run.at(15);
    expect(grown.u.mean).toBeGreaterThan(0.98); // logistic from 0.005: 1/(1 + 199 exp(-15)) = 0.99994, less the pattern
    const quiet = await run.at(50);
    // no wave grows faster than the fastest; second order in a contrast of 1 % changes that by a few per cent
    const most = Math.exp(35 * fastestRate(saturatedModel));
    expect(quiet.contrast / grown.contrast).toBeGreaterThan(1);
    expect(quiet.contrast / grown.contrast).toBeLessThan(1.05 * most);
    // 0.014 on the preset's grid (independent computation); the few strongest waves of a part scatter by 2
    expect(quiet.contrast).toBeGreaterThan(0.007);
    expect(quiet.contrast).toBeLessThan(0.028);

    const before = await run.at(75);
    expect(before.u.min).toBeGreaterThan(0.3); // no hole yet
    const selected = selectedWavelengths(saturatedModel, 75);
    expect(before.wavelength).toBeGreaterThan(selected.shortest);
    expect(before.wavelength).toBeLessThan(selected.longest);
    const open = await run.at(90);
    expect(open.u.min).toBeLessThan(0.3);
    const band = unstableBand(saturatedModel);
    expect(band.shortest).toBeCloseTo(7.16, 1);
    expect(band.longest).toBeCloseTo(17.44, 1);
    expect(open.wavelength).toBeGreaterThan(band.shortest);
    expect(open.wavelength).toBeLessThan(band.longest);

    const late = await run.at(105);
    expect(late.status).toBe('running');
    expect(late.u.min).toBeLessThan(0.05);
    expect(late.u.max).toBeGreaterThan(1.5); // rims
    expect(late.field.filter((u) => u < 0.3).length / late.field.length).toBeGreaterThan(0.3); // a field of holes
  });
});

describe('saturated-warm', () => {
  it('fades, then grows at the rate of linear theory; holes open at about t = 90', async () => {
    const run = await reducedPreset('saturated-warm', { part: 0.32, cells: 52 });
    const start = await run.at(0);
    const faint = await run.at(5);
    expect(faint.contrast).toBeLessThan(start.contrast / 2);
    const visible = await run.at(10);
    const selected = selectedWavelengths(saturatedModel, 10);
    expect(visible.wavelength).toBeGreaterThan(selected.shortest);
    expect(visible.wavelength).toBeLessThan(selected.longest);
    const early = await run.at(30);
    const late = await run.at(60);
    expect(late.wavelength).toBeGreaterThan(9); // `about 10`: 9.95 in theory
    expect(late.wavelength).toBeLessThan(11);
    // All waves grow together: their mean rate is below the fastest's s* by 1/(4t), because the power near the fastest
    // wave narrows as exp(-|s''| (k - k*)^2 t), a Gaussian of variance 1/(2|s''|t). Few waves in a part: twice that.
    const rate = Math.log(late.contrast / early.contrast) / 30;
    const fastest = fastestRate(saturatedModel);
    expect(fastest).toBeCloseTo(0.0513, 3);
    expect(rate).toBeGreaterThan(fastest - (2 * Math.log(60 / 30)) / (4 * 30));
    expect(rate).toBeLessThan(1.02 * fastest); // second order in a contrast of 2 %
    expect((await run.at(80)).u.min).toBeGreaterThan(0.3);
    const open = await run.at(100);
    expect(open.status).toBe('running');
    expect(open.u.min).toBeLessThan(0.1);
    expect(open.u.max).toBeGreaterThan(1.3);
  });

  it('makes no pattern below the threshold c = 3.465', async () => {
    const run = await reducedPreset('saturated-warm', {
      part: 0.2,
      cells: 40,
      settings: { parameters: { c: 3.4 } },
    });
    expect(fastestRate({ ...saturatedModel, sensitivity: 1.7 })).toBeLessThan(0);
    const early = await run.at(10);
    expect((await run.at(40)).contrast).toBeLessThan(early.contrast);
  });
});
