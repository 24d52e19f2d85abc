// Waves on uniform states: closed forms against other ways to the same number (the characteristic equation itself, a scan, a
// matrix of harmonics, limits), against NUMERICS' rows 29, 30 and 39, and against what the presets announce.

import { describe, expect, test } from 'vitest';
import type { Walk } from '../../src/theory/diffusion.ts';
import { fieldDispersion, gridSquare, growthOf, type Linearised } from '../../src/theory/dispersion.ts';
import { kineticDispersion, kineticGrowth, type Secreting } from '../../src/theory/kinetic-dispersion.ts';

const line: Walk = { dimension: 1, speed: 20, tumbleRate: 2, persistence: 0, rotationalDiffusion: 0 };
const plane: Walk = { dimension: 2, speed: 20, tumbleRate: 1, persistence: 0, rotationalDiffusion: 0 };

/** VisualPDE's model about (1, 1/a). */
const saturated = (c: number, a = 0.1, D = 1): Linearised => ({
  diffusionU: 1,
  diffusionV: D,
  sensitivity: c / 2,
  growthU: -1,
  growthV: 0,
  productionU: 1,
  productionV: -a,
});

describe('waves of fields', () => {
  test('VisualPDE, c = 4 (row 29)', () => {
    const { bands, fastest } = fieldDispersion(saturated(4));
    expect(fastest!.wavenumber ** 2).toBeCloseTo(0.39875, 12);
    expect(fastest!.rate).toBeCloseTo(0.05125, 12);
    expect(fastest!.frequency).toBe(0);
    expect(fastest!.wavelength).toBeCloseTo(9.9501, 4);
    expect(bands).toHaveLength(1);
    expect((2 * Math.PI) / bands[0].high).toBeCloseTo(7.16, 3);
    expect((2 * Math.PI) / bands[0].low).toBeCloseTo(17.437, 3);
  });

  test('the same on the grid, mode 10 of L = 100, h = .2 (row 30)', () => {
    expect(growthOf(saturated(4), gridSquare((2 * Math.PI) / 10, 0.2)).rate).toBeCloseTo(0.0512399, 7);
  });

  test('critical c = 2 (sqrt D + sqrt a)^2 = 3.46491, also with another D', () => {
    for (const D of [1, 5, 0.2]) {
      const critical = 2 * (Math.sqrt(D) + Math.sqrt(0.1)) ** 2;
      expect(fieldDispersion(saturated(critical * (1 - 1e-9), 0.1, D)).bands).toHaveLength(0);
      expect(fieldDispersion(saturated(critical * (1 + 1e-9), 0.1, D)).bands).toHaveLength(1);
    }
  });

  /** Coefficients of all kinds: D_u above and below D_v, stable and not, real and complex. */
  const cases: readonly Linearised[] = [
    saturated(4),
    saturated(9, 0.3, 7),
    saturated(30, 2, 0.05),
    { ...saturated(4), growthU: 0.5, growthV: -2, productionU: 3 },
    { ...saturated(-4), growthU: 0.3, productionV: -0.2 },
    { ...saturated(10), diffusionV: 0 },
    { ...saturated(6), growthU: 0, growthV: 0 },
  ];

  test('a rate solves the characteristic equation: determinant of J - s is 0, and so is no larger real part', () => {
    for (const l of cases) {
      for (const q of [0, 0.01, 0.3, 1, 20]) {
        const { rate, frequency } = growthOf(l, q);
        const [a, b] = [l.growthU - l.diffusionU * q, l.growthV + l.sensitivity * q];
        const [c, d] = [l.productionU, l.productionV - l.diffusionV * q];
        const real = (a - rate) * (d - rate) - frequency ** 2 - b * c;
        const imaginary = frequency * (2 * rate - a - d);
        const scale = (Math.abs(a) + Math.abs(d)) ** 2 + Math.abs(b * c) + 1e-300;
        expect(Math.abs(real) / scale).toBeLessThan(1e-14);
        expect(Math.abs(imaginary) / scale).toBeLessThan(1e-14);
        // the larger of two roots is not left of the middle between them
        expect(rate).toBeGreaterThanOrEqual((a + d) / 2 - 1e-14 * scale);
      }
    }
  });

  test('bands and fastest wave are those of a scan', () => {
    for (const l of cases) {
      const { bands, fastest, growth } = fieldDispersion(l);
      const wavenumbers = Array.from({ length: 20_000 }, (_, i) => 1e-3 * 1.0006 ** i);
      const wrong = wavenumbers.filter((k) => {
        const inside = bands.some(({ low, high }) => k > low && k < high);
        const edge = bands.some(
          ({ low, high }) => Math.abs(k / low - 1) < 1e-9 || Math.abs(k / high - 1) < 1e-9,
        );
        return !edge && growth(k)!.rate > 0 !== inside;
      });
      expect(wrong).toEqual([]);
      const rates = wavenumbers.map((k) => growth(k)!.rate);
      const best = rates.indexOf(Math.max(...rates));
      const inner = best > 0 && best < rates.length - 1;
      expect(fastest !== null).toBe(inner);
      if (fastest === null) continue;
      expect(fastest.rate).toBeGreaterThanOrEqual(rates[best]);
      expect(Math.abs(fastest.wavenumber / wavenumbers[best] - 1)).toBeLessThan(6e-4);
    }
  });
});

describe('waves of cells', () => {
  const row39: Secreting = { walk: line, response: 2 * 2, diffusionV: 100, decay: 1 };
  const k39 = (2 * Math.PI * 3) / 200;

  test('on a line (row 39), where Keller-Segel says .8339', () => {
    expect(kineticGrowth(row39, k39 ** 2)!.rate).toBeCloseTo(0.70869, 5);
    const fields: Linearised = {
      diffusionU: 200,
      diffusionV: 100,
      sensitivity: 800,
      growthU: 0,
      growthV: 0,
      productionU: 1,
      productionV: -1,
    };
    expect(growthOf(fields, k39 ** 2).rate).toBeCloseTo(0.8339, 4);
  });

  test('on a line all roots count: the largest of the cubic by another way, complex ones too', () => {
    // response below 0: a repellent that cells make makes waves swing
    const swinging = { ...row39, response: -30 };
    const { rate, frequency } = kineticGrowth(swinging, k39 ** 2)!;
    expect(frequency).toBeGreaterThan(0);
    // the polynomial in complex arithmetic: (s + f)(s (s + mu) + w) - w response
    const [f, w] = [100 * k39 ** 2 + 1, (20 * k39) ** 2];
    const times = ([a, b]: number[], [c, d]: number[]): number[] => [a * c - b * d, a * d + b * c];
    const inner = times([rate, frequency], [rate + 2, frequency]);
    const product = times([rate + f, frequency], [inner[0] + w, inner[1]]);
    expect(Math.hypot(product[0] + 30 * w, product[1]) / (30 * w)).toBeLessThan(1e-13);
  });

  /**
   * Rightmost growth of the harmonics themselves, cut off: f_n = (-i)^n h_n makes their equations real, and the power
   * method on 1 + dt M finds the largest eigenvalue, if it is real: it ends when 1000 steps change it by less than 1e-11.
   */
  function harmonicsRate({ walk, response, diffusionV, decay }: Secreting, k: number): number {
    // where rotation forgets the n-th harmonic at n^2 D_r, 30 are enough
    const [count, a] = [walk.rotationalDiffusion > 0 ? 30 : 60, (walk.speed * k) / 2];
    const loss = (n: number): number =>
      walk.tumbleRate * (1 - walk.persistence ** n) + n ** 2 * walk.rotationalDiffusion;
    // Of h_0 = 1 only: production is scaled so that the chemical feeds back with `response`.
    let h = Float64Array.from({ length: count }, (_, n) => (n === 0 ? 1 : 0));
    let chemical = 0;
    const dt = 0.5 / Math.max(loss(count - 1), 2 * a, diffusionV * k ** 2 + decay);
    let [rate, previous] = [NaN, NaN];
    for (let step = 0; ; step += 1) {
      if (step > 2e6) throw new Error('does not converge');
      const next = new Float64Array(count);
      for (let n = 0; n < count; n += 1) {
        const lower = n === 0 ? 0 : h[n - 1];
        const upper = n + 1 < count ? h[n + 1] : 0;
        const change =
          n === 0 ? -2 * a * h[1] : a * (lower - upper) - loss(n) * h[n] - (n === 1 ? a * chemical : 0);
        next[n] = h[n] + dt * change;
      }
      const made = chemical + dt * (response * h[0] - (decay + diffusionV * k ** 2) * chemical);
      const size = Math.hypot(...next, made);
      if (step % 1000 === 999) {
        previous = rate;
        rate = (size - 1) / dt;
        if (Math.abs(rate - previous) < 1e-11) return rate;
      }
      h = next.map((value) => value / size);
      chemical = made / size;
    }
  }

  test('in the plane the continued fraction is that of the harmonics themselves', () => {
    const walks = [
      plane,
      { ...plane, persistence: 0.33, rotationalDiffusion: 0.062 },
      { ...plane, persistence: -0.4 },
    ];
    for (const walk of walks) {
      const cells = { walk, response: 0.8, diffusionV: 200, decay: 0.1 };
      for (const k of [0.01, 0.03, 0.05]) {
        // 1e-11 in 1000 steps, and what is left falls by a tenth at least in as many
        expect(Math.abs(kineticGrowth(cells, k ** 2)!.rate - harmonicsRate(cells, k))).toBeLessThan(1e-8);
      }
    }
  });

  test('without persistence and rotation the fraction has its closed form', () => {
    const nearly = { ...plane, persistence: 1e-12 };
    const cells = { response: 0.8, diffusionV: 200, decay: 0.1 };
    for (const k of [0.01, 0.1, 0.5]) {
      const [closed, fraction] = [plane, nearly].map((walk) => kineticGrowth({ walk, ...cells }, k ** 2));
      expect(closed?.rate ?? null).toEqual(fraction === null ? null : expect.closeTo(fraction.rate, 10));
      if (closed === null) continue;
      // tests the relation in its other form, 1 - lam/r = response (1 - S/r)/(s + decay + D_v q)
      const S = closed.rate + 1;
      const r = Math.hypot(S, 20 * k);
      const sides = [1 - 1 / r, (0.8 * (1 - S / r)) / (closed.rate + 0.1 + 200 * k ** 2)];
      expect(sides[0]).toBeCloseTo(sides[1], 10);
    }
  });

  test('long waves are those of Keller-Segel with D = v^2/(d mu), the difference falling with k^2', () => {
    for (const walk of [line, plane, { ...plane, persistence: 0.5, rotationalDiffusion: 0.2 }]) {
      const mu = walk.tumbleRate * (1 - walk.persistence) + (walk.dimension - 1) * walk.rotationalDiffusion;
      const D = walk.speed ** 2 / (walk.dimension * mu);
      const fields: Linearised = {
        diffusionU: D,
        diffusionV: 100,
        sensitivity: D * 3,
        growthU: 0,
        growthV: 0,
        productionU: 1,
        productionV: -1,
      };
      const apart = (k: number): number => {
        const kinetic = kineticGrowth({ walk, response: 3, diffusionV: 100, decay: 1 }, k ** 2)!.rate;
        return kinetic / growthOf(fields, k ** 2).rate - 1;
      };
      expect(Math.abs(apart(1e-3))).toBeLessThan(1e-2);
      expect(apart(1e-3) / apart(5e-4)).toBeCloseTo(4, 1);
    }
  });

  test('the band ends where response = decay + D_v k^2, whatever the walk', () => {
    for (const walk of [line, { ...plane, persistence: 0.33, rotationalDiffusion: 0.062 }]) {
      const cells = { walk, response: 0.8, diffusionV: 200, decay: 0.1 };
      const { bands, fastest } = kineticDispersion(cells);
      expect(bands).toEqual([{ low: 0, high: expect.closeTo(Math.sqrt(0.7 / 200), 14) as number }]);
      expect(kineticGrowth(cells, bands[0].high ** 2 * 1.001)!.rate).toBeLessThan(0);
      expect(kineticGrowth(cells, bands[0].high ** 2 * 0.999)!.rate).toBeGreaterThan(0);
      for (const factor of [0.98, 1.02])
        expect(kineticGrowth(cells, (fastest!.wavenumber * factor) ** 2)!.rate).toBeLessThan(fastest!.rate);
    }
    expect(kineticDispersion({ walk: plane, response: 0.1, diffusionV: 1, decay: 0.1 }).bands).toEqual([]);
  });
});
