// What theory predicts, against exact values: NUMERICS' table, limits in which two formulas must agree, and integrals done
// another way. Tolerances of table values are half a unit of their last printed digit.

import { describe, expect, test } from 'vitest';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import { uniform } from '../../src/core/random.ts';
import {
  diffusionCoefficient,
  fourthMoment,
  headingCorrelation,
  meanSquaredDisplacement,
  orderedIntegral,
} from '../../src/theory/diffusion.ts';
import { diffusesAfter, diffusionAboutDrift, drift } from '../../src/theory/drift.ts';
import { predict } from '../../src/theory/prediction.ts';

const line = { dimension: 1, speed: 20, tumbleRate: 1, persistence: -1, rotationalDiffusion: 0 } as const;
const plane = { dimension: 2, speed: 20, tumbleRate: 1, persistence: 0, rotationalDiffusion: 0 } as const;
const coli = { ...plane, persistence: 0.33, rotationalDiffusion: 0.062 } as const;

describe('diffusion', () => {
  test('telegraph process (rows 1 and 2)', () => {
    expect(meanSquaredDisplacement(line, 0.5)).toBeCloseTo(73.576, 3);
    // The table's 1800.01 is 400 (5 - 1/2 + e^-10/2).
    expect(meanSquaredDisplacement(line, 5)).toBeCloseTo(1800.009, 3);
    expect(Math.abs(fourthMoment(line, 2) - 689230)).toBeLessThan(5);
  });

  test('two dimensions, isotropic and persistent (rows 4 to 6)', () => {
    expect(diffusionCoefficient(plane)).toBe(200);
    expect(headingCorrelation(plane, 1)).toBeCloseTo(Math.exp(-1), 12);
    expect(Math.abs(fourthMoment(plane, 1) - 102786)).toBeLessThan(0.5);
    expect(diffusionCoefficient(coli)).toBeCloseTo(273.22, 2);
    // mu = 1 - .33 + .062.
    expect(headingCorrelation(coli, 1)).toBeCloseTo(Math.exp(-0.732), 12);
  });

  test('straight runs at short times, a Gaussian at long ones', () => {
    for (const walk of [line, plane, coli]) {
      const short = 1e-7;
      // The next terms are mu t/3 of the whole, and of the fourth moment twice that.
      expect(meanSquaredDisplacement(walk, short) / (walk.speed * short) ** 2).toBeCloseTo(1, 6);
      expect(fourthMoment(walk, short) / (walk.speed * short) ** 4).toBeCloseTo(1, 5);
      // <r^4> = (1 + 2/d) <r^2>^2, but for terms of order 1/(mu t).
      const ratio = fourthMoment(walk, 1e6) / meanSquaredDisplacement(walk, 1e6) ** 2;
      expect(ratio).toBeCloseTo(1 + 2 / walk.dimension, 4);
    }
  });

  test('the series at short times joins the closed form', () => {
    const around = [0.99999e-4, 1.00001e-4].map((t) => meanSquaredDisplacement(plane, t) / t ** 2);
    // Between them it really changes by speed^2 2e-9/3; the closed form loses 2^-53/1e-4^2 of its digits.
    expect(Math.abs(around[0] / around[1] - 1)).toBeLessThan(5e-8);
  });

  test('a cell that never turns runs straight for ever', () => {
    const straight = { ...plane, tumbleRate: 0 };
    expect(meanSquaredDisplacement(straight, 3)).toBeCloseTo(3600, 9);
    expect(fourthMoment(straight, 3) / 3600 ** 2).toBeCloseTo(1, 12);
    expect(diffusionCoefficient(straight)).toBe(Infinity);
  });

  test('fourth moment with persistence, against cells one by one', () => {
    const walk = { ...plane, persistence: 0.5 };
    const count = 100_000;
    const time = 2;
    let draw = 0;
    const random = (): number => uniform(7, 0, draw++, 0) + 2 ** -25;
    let sum = 0;
    let squares = 0;
    for (let cell = 0; cell < count; cell += 1) {
      let [x, y, left, angle] = [0, 0, time, 0];
      while (left > 0) {
        const run = Math.min(-Math.log(random()), left);
        x += walk.speed * run * Math.cos(angle);
        y += walk.speed * run * Math.sin(angle);
        left -= run;
        // A wrapped Cauchy turn: 2 atan((1 - r)/(1 + r) tan(z/2)).
        angle += 2 * Math.atan(((1 - 0.5) / (1 + 0.5)) * Math.tan(Math.PI * (random() - 0.5)));
      }
      const fourth = (x * x + y * y) ** 2;
      sum += fourth;
      squares += fourth ** 2;
    }
    const mean = sum / count;
    const error = Math.sqrt((squares / count - mean ** 2) / count);
    expect(Math.abs(mean - fourthMoment(walk, time))).toBeLessThan(4 * error);
    // Sharp enough to tell the rate of cos 2(angle) from that of the heading: 3 % of the whole.
    expect(error / mean).toBeLessThan(0.006);
  });

  test('ordered integrals agree with partial fractions', () => {
    // 1/(s (s + 2) (s + 5)) at t = 1.5.
    const exact = 1 / 10 - Math.exp(-3) / 6 + Math.exp(-7.5) / 15;
    expect(orderedIntegral([0, 2, 5], 1.5)).toBeCloseTo(exact, 14);
    expect(orderedIntegral([0, 0, 0], 4)).toBeCloseTo(8, 12);
  });
});

describe('drift', () => {
  test('linear rule at half its strength (row 12)', () => {
    expect(drift(line, 0.5)).toEqual({ value: 10, kind: 'exact' });
    const inPlane = drift(plane, 0.5);
    expect(inPlane?.kind).toBe('exact');
    expect(inPlane?.value).toBeCloseTo(5.359, 4);
  });

  test('persistence and rotational diffusion: linear response (row 14)', () => {
    const weak = drift(coli, 0.1);
    expect(weak?.kind).toBe('linear response');
    expect(weak?.value).toBeCloseTo(0.9153, 4);
  });

  test('linear response is the slope of the exact drift at 0', () => {
    const nearly = { ...plane, rotationalDiffusion: 1e-12 };
    // The exact drift has a relative excess of s^2/4.
    expect(drift(plane, 1e-3)!.value / drift(nearly, 1e-3)!.value).toBeCloseTo(1, 6);
  });

  test('rates of .25 and 1.75 (row 9)', () => {
    expect(drift(line, 0.75)?.value).toBeCloseTo(15, 12);
    expect(diffusionAboutDrift(line, 0.75)).toBeCloseTo(87.5, 12);
    expect(diffusionAboutDrift(coli, 0.1)).toBeNull();
    expect([1, 3].map((bias) => diffusionAboutDrift(line, bias))).toEqual([null, null]);
    const straight = { ...line, persistence: 1 };
    expect([0, 0.5, 1].map((bias) => diffusionAboutDrift(straight, bias))).toEqual([null, null, null]);
  });

  test('the spread grows evenly from 3 lifetimes of a heading on, if at all', () => {
    expect(diffusesAfter(coli, 0)).toBeCloseTo(3 / 0.732, 12);
    expect(diffusesAfter(line, 0.75)).toBeCloseTo(1.5, 12);
    expect(diffusesAfter(plane, 0.5)).toBeCloseTo(6, 12);
    expect([diffusesAfter(line, 1), diffusesAfter({ ...line, persistence: 1 }, 0)]).toEqual([null, null]);
    // What a straight line through the exact spread loses over [3, 6] lifetimes: the 1.4% of its description.
    const times = Array.from({ length: 1001 }, (_, k) => 3 + (3 * k) / 1000);
    const weights = times.map((time) => (time - 4.5) / times.reduce((sum, t) => sum + (t - 4.5) ** 2, 0));
    const slope = times.reduce((sum, t, k) => sum + weights[k] * meanSquaredDisplacement(plane, t), 0);
    expect(slope / (4 * diffusionCoefficient(plane))).toBeCloseTo(1 - 0.0138, 3);
  });

  test('nothing is claimed of clipped rates in the plane, nor of cells that never turn', () => {
    expect(drift(line, 3)).toEqual({ value: 20, kind: 'exact' });
    expect(drift(plane, 1.01)).toBeNull();
    expect(drift({ ...plane, tumbleRate: 0 }, 0.5)).toBeNull();
    expect(drift({ ...line, persistence: 1 }, 0.5)).toBeNull();
  });
});

/** The lecture's experiment: walls at 0 and 200, rates of 1 +- 2 tanh((x - 100)/50). */
const lecture: RunAndTumbleConfig = {
  model: 'run-and-tumble',
  preset: null,
  sensing: 'rates',
  cells: 5000,
  weight: 1,
  levels: 'none',
  chemical: 'prescribed',
  attractant: '1',
  secondCue: '1',
  firstResponse: 'linear',
  secondResponse: 'linear',
  link: 'linear',
  ratePlus: '1 + b*tanh(4*(x - width/2)/width)',
  rateMinus: '1 - b*tanh(4*(x - width/2)/width)',
  nx: 100,
  ny: 1,
  width: 200,
  height: 200,
  boundaryX: 'no-flux',
  boundaryY: 'no-flux',
  diffusionV: '0',
  production: '0',
  initialU: '1',
  initialV: '0',
  parameters: { b: 2, speed: 20, tumbleRate: 1, persistence: -1, rotationalDiffusion: 0 },
  seed: 1,
  timeStep: 0.01,
  until: 40,
  every: 1,
  view: { field: 'u', colormap: 'viridis', scale: 'linear', marks: 'auto', low: null, high: null, pace: 1 },
};
const withParameters = (values: Record<string, number>, more: Partial<RunAndTumbleConfig> = {}) => ({
  ...lecture,
  ...more,
  parameters: { ...lecture.parameters, ...values },
});
const total = (density: Float64Array | null, width: number): number =>
  density!.reduce((sum, value) => sum + value, 0) * (width / density!.length);

describe('stationary density', () => {
  test("the lecture's, clipped (row 10)", () => {
    const { density, mean, variance } = predict({ ...lecture, nx: 4000 });
    expect(variance).toBeCloseTo(292.876, 3);
    expect(mean).toBeCloseTo(100, 9);
    expect(Math.max(...density!)).toBeCloseTo(0.024421, 6);
    const outside = density!.filter((_, index) => index < 1000 || index >= 3000);
    expect(outside.reduce((sum, value) => sum + value, 0) * 0.05).toBeCloseTo(0.0067122, 6);
    expect(total(density, 200)).toBeCloseTo(1, 12);
  });

  test('unclipped: cosh^-4 (row 10), with columns as wide as asked', () => {
    const { density, variance } = predict(withParameters({ b: 0.8 }));
    expect(variance).toBeCloseTo(783.004, 3);
    // Antiderivative of cosh^-4(z): tanh - tanh^3/3.
    const share = (x: number) => Math.tanh(x / 50) - Math.tanh(x / 50) ** 3 / 3;
    expect(density![50]).toBeCloseTo((share(2) - share(0)) / (2 * share(100)) / 2, 8);
  });

  test('equal rates leave it flat, however they vary (row 11)', () => {
    const rate = '1 + 0.9*sin(x/10)';
    const { density } = predict({ ...lecture, ratePlus: rate, rateMinus: rate });
    for (const value of density!) expect(value).toBeCloseTo(1 / 200, 12);
  });

  test('both ways agree where both hold: exp(lam (1 - persistence) chi c) (row 15)', () => {
    const still = {
      sensing: 'linear',
      attractant: 'exp(-((x - 70)/40)^2)',
    } as const;
    const values = { chi: 0.8, tumbleRate: 1.5, persistence: 0.2, rotationalDiffusion: 0.1 };
    const along = predict(withParameters(values, { ...still, ny: 8 }));
    // The same field, but for a term in y that is 0: it is no longer known to depend on x alone.
    const hidden = predict(
      withParameters(values, { ...still, attractant: `${still.attractant} + 0*y`, ny: 8 }),
    );
    const oblique = predict(
      withParameters(values, { ...still, attractant: `${still.attractant} + 1e-13*y`, ny: 8 }),
    );
    expect(along.variance).not.toBeNull();
    // The midpoint rule on 256 columns of .78: h^2/24 of the relative curvature, 4e-4 at most, is 1e-5.
    expect(oblique.variance! / along.variance!).toBeCloseTo(1, 4);
    expect(hidden.variance! / along.variance!).toBeCloseTo(1, 4);
    const exact = (x: number) => Math.exp(1.5 * 0.8 * 0.8 * Math.exp(-(((x - 70) / 40) ** 2)));
    // A column 2 wide differs from its middle by 2^2/24 of the relative curvature, 2e-4 at most.
    expect((along.density![35] / along.density![90]) * (exact(181) / exact(71))).toBeCloseTo(1, 3);
  });

  test('the marginal of a density that depends on y', () => {
    const values = { chi: 1, persistence: 0 };
    const { density, mean } = predict(
      withParameters(values, { sensing: 'linear', attractant: 'x*y/1e4', ny: 64 }),
    );
    // Integral of exp(x y/1e4) over y in [0, 200]: (e^{x/50} - 1) 1e4/x; the midpoint rule in y errs by (h/50)^2/24.
    const exact = (x: number) => (Math.exp(x / 50) - 1) / x;
    expect(density![80] / density![20] / (exact(161) / exact(41))).toBeCloseTo(1, 3);
    expect(mean).toBeGreaterThan(100);
  });

  test('crawling cells: exp(chi c/temperature)', () => {
    const crawling = { chi: 2, mobility: 1, temperature: 0.5, gain: 0, K: 1, tau: 1 };
    const config = withParameters(crawling, { sensing: 'landscape', attractant: 'x/100' });
    const { density, mean } = predict(config);
    expect(density![60] / density![50]).toBeCloseTo(Math.exp((4 * 20) / 100), 9);
    // An exponential of decay length 25 from the wall at 200.
    expect(mean).toBeCloseTo(200 - 25 + 200 * (Math.exp(-8) / (1 - Math.exp(-8))), 3);
    expect(predict({ ...config, parameters: { ...config.parameters, gain: 1 } }).density).toBeNull();
  });

  test('null where there is no answer', () => {
    const linear = { sensing: 'linear', attractant: 'x/100' } as const;
    const values = { chi: 1 };
    expect(predict(withParameters(values, linear)).density).not.toBeNull();
    expect(predict(withParameters(values, { ...linear, chemical: 'live' })).density).toBeNull();
    expect(predict(withParameters(values, { ...linear, attractant: 'x/100 + t' })).density).toBeNull();
    expect(predict(withParameters(values, { ...linear, boundaryX: 'periodic' })).density).toBeNull();
    expect(predict(withParameters({ speed: 0 })).density).toBeNull();
    expect(predict(withParameters({ b: NaN })).density).toBeNull();
    // A bias of 4 in the plane: clipped.
    const steep = { ...linear, ny: 16 };
    expect(predict(withParameters({ chi: 20 }, steep)).density).toBeNull();
    expect(
      predict(withParameters({ chi: 20 }, { ...steep, attractant: 'x/100 + y/1e9' })).density,
    ).toBeNull();
    expect(predict(withParameters({ chi: 20 }, linear)).density).not.toBeNull();
  });

  test('round a periodic axis there is one where no flux is driven', () => {
    const wave = {
      nx: 1000,
      boundaryX: 'periodic',
      sensing: 'linear',
      attractant: 'sin(2*pi*x/width)',
    } as const;
    const { density } = predict(withParameters({ chi: 0.5 }, wave));
    // lam (1 - persistence) chi = 1: peak over trough e^2, but for columns 1/1000 of the wave wide.
    expect(Math.max(...density!) / Math.min(...density!)).toBeCloseTo(Math.exp(2), 2);
  });
});

describe('prediction', () => {
  const free = withParameters(
    { chi: 0, persistence: 0.33, rotationalDiffusion: 0.062 },
    { sensing: 'linear', boundaryX: 'periodic', boundaryY: 'periodic', ny: 100 },
  );

  test('free cells: diffusion, displacement, a flat density, no drift', () => {
    const { diffusion, meanSquaredDisplacement: displacement, density, drift: none } = predict(free);
    expect(diffusion).toBeCloseTo(273.22, 2);
    expect(displacement!(1)).toBe(meanSquaredDisplacement(coli, 1));
    expect(none).toBeNull();
    for (const value of density!) expect(value).toBeCloseTo(1 / 200, 12);
    expect(predict({ ...free, boundaryY: 'no-flux' }).meanSquaredDisplacement).toBeNull();
  });

  test('an even rise gives a drift along it, with the chemotactic index', () => {
    const uphill = withParameters(
      { chi: 1, persistence: 0 },
      { sensing: 'linear', attractant: '0.015*x + 0.02*y', ny: 100 },
    );
    const { drift: up, diffusion } = predict(uphill);
    // s = chi v |grad c| = .5.
    expect(up?.value).toBeCloseTo(5.359, 4);
    expect(up?.index).toBeCloseTo(5.359 / 20, 5);
    expect([up!.x, up!.y].map((part) => Math.round(part * 1e9) / 1e9)).toEqual([0.6, 0.8]);
    expect(up?.walls).toBe(true);
    expect(diffusion).toBeNull();
    const open = predict({ ...uphill, boundaryX: 'periodic', boundaryY: 'periodic' });
    expect(open.drift?.walls).toBe(false);
    // Not known how fast in the plane, but they do spread evenly in the end.
    expect([open.diffusesAfter, predict(uphill).diffusesAfter]).toEqual([expect.closeTo(6, 12), null]);
  });

  test('a repellent drives cells down its gradient: the index, a cosine with it, is negative', () => {
    const gradient = { sensing: 'linear', attractant: '0.01*x' } as const;
    const up = predict(withParameters({ chi: 2 }, gradient)).drift;
    const down = predict(withParameters({ chi: -2 }, gradient)).drift;
    // s = chi v g = .4 either way.
    expect([up?.index, up?.x, down?.x]).toEqual([expect.closeTo(0.4, 12), 1, -1]);
    expect([down?.index, down?.value]).toEqual([expect.closeTo(-0.4, 12), expect.closeTo(8, 12)]);
    const falling = predict(withParameters({ chi: -2 }, { ...gradient, attractant: '9 - 0.01*x' })).drift;
    expect([falling?.index, falling?.x]).toEqual([expect.closeTo(-0.4, 12), 1]);
    // Two cues that rise at right angles pull along the diagonal, at 45 degrees to the first one's gradient.
    const diagonal = predict(
      withParameters(
        { chi: 1, psi: -1, persistence: 0 },
        { sensing: 'two-cues', attractant: '0.01*y', secondCue: '0.01*x', ny: 100 },
      ),
    ).drift;
    expect(diagonal?.index).toBeCloseTo((diagonal!.value / 20) * Math.SQRT1_2, 9);
    expect([diagonal!.x, diagonal!.y].map(Math.sign)).toEqual([-1, 1]);
  });

  test('cells that never turn neither diffuse nor settle', () => {
    const straight = { ...free, parameters: { ...free.parameters, persistence: 1, rotationalDiffusion: 0 } };
    expect(predict(straight)).toMatchObject({ diffusion: null, diffusesAfter: null, density: null });
    const hill = { ...straight, attractant: 'exp(-(x - 100)^2 - (y - 100)^2)' };
    expect(predict(hill).density).toBeNull();
  });

  test('the mean of x has no meaning round a periodic axis, the density has', () => {
    const { density, mean, variance } = predict(free);
    expect([density?.length, mean, variance]).toEqual([100, null, null]);
    expect(predict({ ...free, boundaryX: 'no-flux' }).mean).toBeCloseTo(100, 9);
  });

  test('Weber: an exponential attractant is an even rise to a logarithmic rule, and to no other', () => {
    const weber = withParameters(
      { chi: 0.5, K: 1 },
      { sensing: 'logarithmic', attractant: 'exp(-x/50)', boundaryX: 'periodic' },
    );
    const { drift: down, diffusion } = predict(weber);
    expect(down?.value).toBeCloseTo(20 * 0.5 * 20 * 0.02, 9);
    expect(down?.x).toBe(-1);
    // v^2 (1 - s^2)/mu.
    expect(diffusion).toBeCloseTo(200 * (1 - 0.04), 9);
    expect(predict({ ...weber, sensing: 'linear' }).drift).toBeNull();
  });

  test('constant rates by formula, one of them clipped', () => {
    const constant = { boundaryX: 'periodic', ratePlus: '0.25', rateMinus: '1.75' } as const;
    const biased = predict(withParameters({}, constant));
    expect(biased.drift?.value).toBeCloseTo(15, 12);
    expect(biased.diffusion).toBeCloseTo(87.5, 12);
    const clipped = predict(withParameters({}, { ...constant, ratePlus: '-1' }));
    expect(clipped.drift?.value).toBe(20);
    // All run to the right in the end: nothing spreads them any more.
    expect(clipped.diffusion).toBeNull();
    expect(clipped.diffusesAfter).toBeNull();
    // No attractant: no gradient to measure a cosine with.
    expect(biased.drift?.index).toBeNull();
    // Reversals at .25 and 1.75: headings are lost at a rate of 2.
    expect(biased.diffusesAfter).toBeCloseTo(3 / 2, 12);
  });

  test('crawling cells diffuse with mobility times temperature and drift down the slope', () => {
    const values = { chi: 2, mobility: 3, temperature: 0.5, gain: 0, K: 1, tau: 1 };
    const flat = withParameters(values, { sensing: 'landscape', attractant: '1', boundaryX: 'periodic' });
    expect(predict(flat).diffusion).toBe(1.5);
    expect(predict(flat).meanSquaredDisplacement!(2)).toBe(6);
    const sloping = predict({ ...flat, attractant: '2 - x/100' });
    expect(sloping.drift?.value).toBeCloseTo(0.06, 12);
    expect(sloping.drift?.x).toBe(-1);
    expect(sloping.drift?.index).toBeNull();
    // The level settles at 1/2: mobility and noise are half as large again with a gain of 1.
    expect(predict({ ...flat, parameters: { ...flat.parameters, gain: 1 } }).diffusion).toBe(2.25);
  });
});
