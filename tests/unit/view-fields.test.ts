// The plots of fields: growth rates measured from spectra against linear theory, on a run; the course of a collapse; and
// that both plots draw within their rectangle and tell what they should.

import { describe, expect, it, test } from 'vitest';
import { gridSquare } from '../../src/theory/dispersion.ts';
import { theoryOf } from '../../src/theory/report.ts';
import { collapseTheory } from '../../src/theory/collapse.ts';
import { normal } from '../../src/core/random.ts';
import { radialSpectrum } from '../../src/observables/wavelength.ts';
import type { RadialSpectrum } from '../../src/observables/wavelength.ts';
import { collapseNotes, drawCollapse } from '../../src/view/fields/collapse.ts';
import type { CollapseData } from '../../src/view/fields/collapse.ts';
import { createCollapseSeries } from '../../src/view/fields/collapse-series.ts';
import type { CollapseSeries } from '../../src/view/fields/collapse-series.ts';
import { createGrowthMeter } from '../../src/view/fields/growth.ts';
import { drawWaves } from '../../src/view/fields/waves.ts';
import type { WavesData } from '../../src/view/fields/waves.ts';
import { baseConfig } from '../support/configs.ts';
import { strays, written } from '../support/drawing.ts';
import { fields, simulate } from '../support/run.ts';

const spectrumOf = (power: number[]): RadialSpectrum => ({
  wavenumbers: Float64Array.from(power, (_, ring) => 0.3 * (ring + 1)),
  power: Float64Array.from(power),
  modes: Float64Array.from(power, () => 4),
  wavelength: 5,
});

describe('measured growth', () => {
  it('is half the slope of the logarithm of the power, of waves strong enough', () => {
    const meter = createGrowthMeter();
    for (let k = 0; k <= 20; k++) {
      const power = [1e-6 * Math.exp(0.2 * k), 3e-6 * Math.exp(-0.1 * k), 1e-12];
      meter.add(k, spectrumOf(power), 1, 1);
    }
    const { wavenumbers, rates, from, to } = meter.measured!;
    expect([...wavenumbers]).toEqual([0.3]);
    expect(rates[0]).toBeCloseTo(0.1, 12);
    expect([from, to]).toEqual([10, 20]);
  });

  it('ends where waves are large, and stays what it was', () => {
    const meter = createGrowthMeter();
    for (let k = 0; k <= 60; k++) meter.add(k, spectrumOf([1e-8 * Math.exp(0.4 * k)]), 1, 1);
    // Variance 4e-8 exp(0.4 t) is 0.05^2 at t = 27.6.
    expect(meter.measured!.to).toBe(27);
    expect(meter.measured!.rates[0]).toBeCloseTo(0.2, 12);
    meter.clear();
    expect(meter.measured).toBeNull();
  });

  it('begins only near the uniform state', () => {
    const meter = createGrowthMeter();
    for (let k = 0; k <= 20; k++) meter.add(k, spectrumOf([1e-8]), k < 10 ? 0.5 : 1, 1);
    expect(meter.measured!.from).toBe(15);
    const without = createGrowthMeter();
    for (let k = 0; k <= 20; k++) without.add(k, spectrumOf([1e-8]), 1, null);
    expect(without.measured).toBeNull();
  });

  it('of a run is what linear theory predicts', async () => {
    const config = { ...baseConfig, nx: 200, ny: 1, width: 100, height: 1 };
    const initial = fields(
      config,
      (x) => 1 + 0.002 * normal(1, 1, Math.round(x * 10), 0),
      () => 10,
    );
    const simulation = await simulate(config, initial);
    const meter = createGrowthMeter();
    for (let t = 2; t <= 40; t += 2) {
      const { u } = await simulation.advance(t);
      const snapshot = await simulation.snapshot();
      meter.add(t, radialSpectrum(snapshot.u, config), u.mean, 1);
      expect(Math.max(u.max - u.mean, u.mean - u.min)).toBeLessThan(t < 20 ? 0.02 : 0.012); // at most 3 standard deviations
    }
    const dispersion = theoryOf(config).uniform!.tracked!.levels[0];
    const { wavenumbers, rates } = meter.measured!;
    expect(wavenumbers.length).toBeGreaterThan(4);
    wavenumbers.forEach((k, index) => {
      // The grid's own rate: it has (2 - 2 cos kh)/h^2 in the place of k^2. Two waves drive a third by about the contrast
      // times their amplitude; here that is at most 0.004, and the third has at least sqrt(WEAK) = 0.22 of their amplitude:
      // 0.018, which over the window of 20 is a rate of 0.0009.
      const exact = dispersion.growthOfSquare(gridSquare(k, 0.5))!.rate;
      expect(Math.abs(rates[index] - exact)).toBeLessThan(0.0009);
    });
  });
});

const minimal = {
  ...baseConfig,
  ...{
    nx: 32,
    ny: 32,
    width: 10,
    height: 10,
    sensitivity: 'u',
    growth: '0',
    production: 'u',
    parameters: {},
  },
};

/** A Gaussian of 10 pi cells that narrows at constant mass, with a chemical that does nothing, and a peak as in a collapse. */
function narrowing(until: number): CollapseSeries {
  const series = createCollapseSeries(minimal);
  const mass = 10 * Math.PI;
  for (let k = 0; k <= 100 * until; k++) {
    const time = k / 100;
    const variance = 1.2 - time;
    const { u } = fields(
      minimal,
      (x, y) => (mass * Math.exp(-((x - 5) ** 2 + (y - 5) ** 2) / (2 * variance))) / (2 * Math.PI * variance),
      () => 0,
    );
    const max = mass / (2 * Math.PI * variance);
    const statistics = { mass, mean: mass / 100, min: 0, max, notFinite: 0 };
    series.add({ time, status: 'running', u: statistics });
    series.look(
      { time, u: Float32Array.from(u as ArrayLike<number>), v: new Float32Array(1024) },
      collapseTheory(minimal),
    );
  }
  return series;
}

describe('the course of a collapse', () => {
  const series = narrowing(1.1);

  it('has second moment, prediction by the fluxes, and the time at which the peak is infinite', () => {
    const { times, values, predicted } = series.moments;
    // What lies beyond the square, 4.6 sigma out, is 1e-4 of it.
    expect(Math.abs(values[0] / (2 * 1.2 * 10 * Math.PI) - 1)).toBeLessThan(2e-4);
    // Nothing attracts: it would grow by 4 D M from where it begins.
    expect(predicted[50] - predicted[0]).toBeCloseTo(4 * 10 * Math.PI * times[50], 1);
    // Width 3 cells of 0.3125: variance 0.158, time 1.04; interpolation between cells makes the cut wider by less than a fifth
    // of a cell, 7 %: variance 0.138, time 1.062.
    expect(series.unresolvedSince).toBeGreaterThan(1.03);
    expect(series.unresolvedSince).toBeLessThan(1.065);
    expect(series.blowUp()!.time).toBeCloseTo(1.2, 6);
    expect(series.blowUp()!.to).toBeLessThanOrEqual(series.unresolvedSince!);
    expect(series.edge).toBeLessThan(1e-3);
  });

  const data: CollapseData = { theory: collapseTheory(minimal), series, until: 2 };

  it('is told in sentences', () => {
    expect(collapseNotes(data)[0]).toMatch(/^31\.4 cells are 1\.25 critical masses \(25\.1\)/);
    expect(collapseNotes(data)[1]).toMatch(/^Since t = .* no longer resolves/);
    expect(collapseNotes({ ...data, series: createCollapseSeries(minimal) })).toHaveLength(1);
  });

  it('has the virial law while it is resolved', () => {
    const early = { ...data, series: narrowing(0.5) };
    const texts = written((context, area) => drawCollapse(context, area, 14, early), 640, 400);
    // sigma^2 = 0.7: within sigma^2/(2/4) in free space, 1.4 from t = 0.5; in the square of side 10, whose mean pulls back
    // by k = M/100, ln(1/(1 - k 1.4))/k = 1.84.
    expect(texts).toContain('virial, v at rest: 0 at t = 2.34');
    const late = written((context, area) => drawCollapse(context, area, 14, data), 640, 400);
    expect(late.join()).not.toContain('virial');
    expect(late.some((text) => /^fitted: infinite at t = 1\.2/.test(text))).toBe(true);
    expect(late).toContain('not resolved');
  });

  it('its second moment follows the rate that its fields have, to the order of the scheme', async () => {
    const difference = async (cells: number): Promise<number> => {
      const config = { ...minimal, nx: cells, ny: cells, production: 'u-0.4*v', diffusionV: '2' };
      const theory = collapseTheory(config);
      const { u, v } = fields(
        config,
        (x, y) => 20 * Math.exp(-((x - 4.7) ** 2 + (y - 5.2) ** 2) / 0.8),
        (x, y) => 3 * Math.exp(-((x - 5) ** 2 + (y - 5) ** 2) / 2),
      );
      const simulation = await simulate(config, { u, v });
      const course = createCollapseSeries(config);
      for (let k = 0; k <= 20; k++) {
        course.add(k === 0 ? await simulation.measure() : await simulation.advance(0.01 * k));
        course.look(await simulation.snapshot(), theory);
      }
      const { values, predicted } = course.moments;
      expect(values).toHaveLength(21);
      // There is something to compare.
      expect(Math.abs(values[20] - values[0])).toBeGreaterThan(0.1 * values[0]);
      return Math.abs(predicted[20] - values[20]) / Math.abs(values[20] - values[0]);
    };
    const [coarse, fine] = [await difference(32), await difference(64)];
    // Both the step and the differences of v are of second order in the spacing: 4 times smaller, and 3 at the least.
    expect(fine).toBeLessThan(coarse / 3);
    expect(fine).toBeLessThan(0.02);
  });

  it('goes back to nothing', () => {
    const other = narrowing(0.2);
    other.clear();
    expect([other.peaks.times.length, other.moments.times.length, other.edge]).toEqual([0, 0, null]);
  });
});

const sizes = [
  [300, 180, 11],
  [360, 240, 14],
  [600, 900, 30],
  [100, 140, 9],
] as const;

describe('plots of fields stay within their rectangle', () => {
  const levels = theoryOf(baseConfig).uniform!.tracked!.levels;
  const stable = theoryOf({ ...baseConfig, parameters: { c: 2, a: 0.1 } }).uniform!.tracked!.levels;
  const spectrum = spectrumOf([1e-6, 1e-3, 1e-5, 1e-9]);
  const growth = { wavenumbers: [0.6, 0.9], rates: [0.05, 40], from: 1, to: 2 };
  const waves: [string, WavesData][] = [
    ['unstable waves', { levels, spectrum, growth }],
    ['stable waves', { levels: stable, spectrum, growth: null }],
    ['no theory', { levels: [], spectrum, growth: null }],
    ['nothing', { levels: [], spectrum: null, growth: null }],
    ['a blank spectrum', { levels, spectrum: spectrumOf([0, 0, 0]), growth: null }],
  ];
  test.each(waves)('%s', (_, data) => {
    for (const [width, height, unit] of sizes) {
      const { inside, outside } = strays(
        (context, area) => drawWaves(context, area, unit, data),
        width,
        height,
      );
      expect(inside).toBeGreaterThan(100);
      expect(outside).toBe(0);
    }
  });

  const line = { ...minimal, ny: 1, height: 1 };
  const theory = collapseTheory(minimal);
  const collapses: [string, CollapseData][] = [
    ['a collapse', { theory, series: narrowing(1.1), until: 2 }],
    ['the start of a collapse', { theory, series: createCollapseSeries(minimal), until: null }],
    ['aggregation', { theory: collapseTheory(line), series: createCollapseSeries(line), until: 3 }],
    ['no minimal model', { theory: collapseTheory(baseConfig), series: narrowing(0.3), until: null }],
  ];
  test.each(collapses)('%s', (_, data) => {
    for (const [width, height, unit] of sizes) {
      const { inside, outside } = strays(
        (context, area) => drawCollapse(context, area, unit, data),
        width,
        height,
      );
      expect(inside).toBeGreaterThan(100);
      expect(outside).toBe(0);
    }
  });

  test('wavelengths predicted and measured are told', () => {
    const texts = (width: number, height: number) =>
      written((context, area) => drawWaves(context, area, 12, waves[0][1]), width, height);
    expect(texts(640, 400)).toEqual(
      expect.arrayContaining([
        'wavelength 9.95 predicted',
        '5 in the spectrum of u (log, no axis)',
        'growth measured, t = 1 to 2',
      ]),
    );
    expect(texts(340, 160)).toEqual(
      expect.arrayContaining(['wavelength 9.95 predicted', '5 in the spectrum', 'growth measured']),
    );
  });
});
