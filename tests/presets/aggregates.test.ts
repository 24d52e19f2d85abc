// Presets without growth whose noise gathers in aggregates: what each announces, on reduced grids (see
// support/reduced-preset.ts). The one in one dimension is cheap enough for its own grid, and for the GPU too.

import { describe, expect, it, vi } from 'vitest';
import { testGpu } from '../support/gpu.ts';
import { fastestRate, selectedWavelengths } from '../support/linear-theory.ts';
import { countBand, reducedPreset, type Seen } from '../support/reduced-preset.ts';
import { relativeDifference } from '../support/run.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

const gpu = testGpu();

/** About u = v = 1, no growth. */
const linear = (sensitivity: number, diffusionV = 1) => ({
  diffusionU: 1,
  diffusionV,
  sensitivity,
  growth: 0,
  production: 1,
  decay: 1,
});

describe('receptor-saturation', () => {
  it('makes aggregates that merge but never collapse', async () => {
    const run = await reducedPreset('receptor-saturation', { part: 0.4, cells: 44 });
    const early = await run.at(20);
    const selected = selectedWavelengths(linear(10 / 4), 20);
    expect(early.wavelength).toBeGreaterThan(selected.shortest);
    expect(early.wavelength).toBeLessThan(selected.longest);
    const some = await run.at(33);
    const late = await run.at(200);
    for (const [seen, announced] of [
      [some, 55],
      [late, 33],
    ] as const) {
      const { fewest, most } = countBand(announced, 0.4 ** 2);
      expect(seen.peaks).toBeGreaterThan(fewest);
      expect(seen.peaks).toBeLessThan(most);
    }
    expect(late.status).toBe('running');
    expect(late.peaks).toBeLessThan(some.peaks);
    expect(late.u.mean).toBeCloseTo(1, 2);
    // `near 12`; the height grows with the mass an aggregate caught, which the number above fixes within a half
    expect(late.u.max).toBeGreaterThan(10);
    expect(late.u.max).toBeLessThan(14);
  });

  it('collapses with chi = c*u of the same strength at the start in its place', async () => {
    const run = await reducedPreset('receptor-saturation', {
      part: 0.5,
      cells: 64,
      settings: { sensitivity: 'chi*u/(1 + K)^2' },
    });
    const end = await run.at(33);
    expect(end.status).toBe('unresolved');
    expect(end.u.max).toBeGreaterThan(5);
  });
});

describe('logarithmic', () => {
  const run = (parameters: Record<string, number>, settings: Record<string, unknown> = {}) =>
    reducedPreset('logarithmic', { part: 0.5, cells: 56, settings: { parameters, ...settings } });

  it('makes the same pattern from ten times as many cells', async () => {
    const [one, ten] = [await run({}), await run({ level: 10 })];
    const early = await one.at(20);
    const selected = selectedWavelengths(linear(2), 20);
    expect(early.wavelength).toBeGreaterThan(selected.shortest);
    expect(early.wavelength).toBeLessThan(selected.longest);
    const [a, b] = [await one.at(50), await ten.at(50)];
    expect(a.status).toBe('running');
    const { fewest, most } = countBand(30, 0.25);
    expect(a.peaks).toBeGreaterThan(fewest);
    expect(a.peaks).toBeLessThan(most);
    expect(a.contrast).toBeGreaterThan(1); // aggregates, not ripples
    // Rounding decides now and then between two numbers of stages: steps then differ by what they are tolerated to err by.
    const tenth = b.field.map((u) => u / 10);
    expect(relativeDifference(tenth, a.field)).toBeLessThan(1e-4);
    expect(b.u.mass / a.u.mass).toBeCloseTo(10, 5); // two sums of 3000 numbers in pairs: 7e-7 each
  });

  it('does so to rounding where the number of stages is fixed', async () => {
    const [one, ten] = [await run({}, { scheme: 'ssprk2' }), await run({ level: 10 }, { scheme: 'ssprk2' })];
    const [a, b] = [await one.at(15), await ten.at(15)];
    // The start is rounded to 6e-8, which grows as the fastest wave, exp(0.125 x 15) = 7; what steps round off is carried
    const tenth = b.field.map((u) => u / 10);
    expect(relativeDifference(tenth, a.field)).toBeLessThan((7 + 3) * 6e-8); // a, b, and b/10 are rounded, too
  });

  it('makes no pattern below chi = 1', async () => {
    const below = await run({ chi: 0.9 });
    expect(fastestRate(linear(0.9))).toBeLessThan(0);
    const early = await below.at(5);
    expect((await below.at(20)).contrast).toBeLessThan(early.contrast);
  });
});

describe('collapse-1d', () => {
  const stopped = (end: Seen): void => {
    expect(end.status).toBe('unresolved');
    expect(end.time).toBeGreaterThan(4.6); // `near t = 4.7`
    expect(end.time).toBeLessThan(4.8);
    expect(end.u.max).toBeGreaterThan(3.5); // `about 4`; it doubles within 0.4
    expect(end.u.max).toBeLessThan(4.5);
    expect(end.u.mass).toBeCloseTo(99.99, 2); // the mean of 200 draws of 1 +- 0.01 over a length of 100
  };

  it('grows about ten peaks and stops when they are too narrow', async () => {
    const run = await reducedPreset('collapse-1d');
    const grown = await run.at(4);
    const { shortest, longest } = selectedWavelengths(linear(40, 20), 4);
    expect(grown.wavelength).toBeGreaterThan(shortest);
    expect(grown.wavelength).toBeLessThan(longest);
    expect(grown.peaks).toBeGreaterThanOrEqual(8); // ten announced; seed and grid decide
    expect(grown.peaks).toBeLessThanOrEqual(12);
    stopped(await run.at(10));
  });

  // f32 rounds to 6e-8 a step: after 900 steps in one direction 5e-5, and the growth that follows them is shared with
  // the noise of 1e-2 they ride on: peaks differ by less than a per cent, far inside the bands.
  it('does so on the GPU', async () => {
    const run = await reducedPreset('collapse-1d', { on: gpu.access });
    expect((await run.at(4)).peaks).toBe(10);
    stopped(await run.at(10));
    run.dispose();
  });
});
