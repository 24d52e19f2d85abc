// What theory reports of whole experiments: states, thresholds and waves that presets announce, states of formulas with known
// roots, and what it must not claim.

import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/core/config.ts';
import { coefficientsAt } from '../../src/theory/coefficients.ts';
import { dispersionCurve } from '../../src/theory/dispersion-curve.ts';
import { frontSpeed } from '../../src/theory/fronts.ts';
import { theoryOf } from '../../src/theory/report.ts';
import { reynoldsNumber } from '../../src/theory/reynolds.ts';
import { sensedField, walkOf } from '../../src/theory/sensed-field.ts';
import { verdict } from '../../src/theory/verdict.ts';
import { findRule } from '../../src/sensing/index.ts';
import { baseConfig, cellsConfig } from '../support/configs.ts';
import { presetConfig } from '../support/preset-config.ts';

const thresholdOf = (config: Config, parameter: string) =>
  theoryOf(config).thresholds.find((found) => found.parameter === parameter);
const states = (config: Config) => theoryOf(config).uniform!.states.map(({ u, v }) => [u, v]);
const fields = (settings: Partial<typeof baseConfig>): Config => ({ ...baseConfig, ...settings });

describe('uniform states', () => {
  test('of VisualPDE: empty and unstable, full and stable by itself', () => {
    const { uniform } = theoryOf(presetConfig('saturated'));
    expect(uniform!.states.map(({ u, v, stableAlone }) => [u, v, stableAlone])).toEqual([
      [0, 0, false],
      [1, 10, true],
    ]);
    expect(uniform!.tracked).toBe(uniform!.states[1]);
    // rates -1 and -a without waves, and the slower one counts
    expect(uniform!.states[1].alone.rate).toBeCloseTo(-0.1, 14);
  });

  test('all roots, on and between the values that are tried, and curves that cross twice', () => {
    const allee = fields({ growth: 'u*(1 - u)*(u - 0.2)', production: 'u^2 - a*v' });
    expect(states(allee)).toEqual([
      [0, 0],
      [0.2, expect.closeTo(0.4, 12)],
      [1, expect.closeTo(10, 12)],
    ]);
    // u + v = 3 and u v = 2: (1, 2) and (2, 1)
    expect(states(fields({ growth: 'u + v - 3', production: 'u*v - 2' }))).toEqual([
      [expect.closeTo(1, 12), expect.closeTo(2, 12)],
      [expect.closeTo(2, 12), expect.closeTo(1, 12)],
    ]);
    // v^2 = u = 4e5: either sign of v, none of u
    const large = states(fields({ growth: 'u*(4e5 - u)', production: 'u - v^2' }));
    expect(large.slice(-2)).toEqual([
      [4e5, expect.closeTo(-Math.sqrt(4e5), 6)],
      [4e5, expect.closeTo(Math.sqrt(4e5), 6)],
    ]);
    expect(states(fields({ growth: 'u*(u + 1)', production: 'u + 1 - v' }))).toEqual([[0, 1]]);
  });

  test('oscillates without waves: complex pair of a predator and its prey', () => {
    // f = u (1 - v), g = v (u - 1), linear about (1, 1): s^2 = -1
    const { uniform } = theoryOf(fields({ growth: 'u*(1 - v)', production: 'v*(u - 1)' }));
    const inner = uniform!.states.find(({ u }) => u === 1)!;
    expect(inner.alone.rate).toBeCloseTo(0, 12);
    expect(inner.alone.frequency).toBeCloseTo(1, 12);
  });

  test('a pole is no root, nor is a line of roots', () => {
    expect(states(fields({ growth: 'u*(1 - u)', production: 'u/(v - 2)' }))).toEqual([]);
    const eaten = theoryOf(fields({ growth: 'u*(v - 1)', production: '-u*v' }));
    expect(eaten.uniform!.states).toEqual([]);
    expect(eaten.uniform!.note).toContain('line');
    expect(verdict(eaten)).toContain('no uniform state');
  });

  test('without growth the mean of the start decides', () => {
    const { uniform } = theoryOf(
      fields({
        growth: '0',
        initialU: '3 + cos(2*pi*x/width)',
        production: 'u - a*v',
        width: 10,
        height: 10,
      }),
    );
    expect(uniform!.conserved).toBe(true);
    expect(uniform!.tracked!.u).toBeCloseTo(3, 12);
    expect(uniform!.tracked!.v).toBeCloseTo(30, 11);
    // 2000 cells of weight 1 on 200 x 200
    const cells = theoryOf({ ...cellsConfig, chemical: 'live' });
    expect(cells.uniform!.tracked!.u).toBeCloseTo(0.05, 14);
  });

  test('nothing is claimed where a formula contains the place or the time', () => {
    const placed = theoryOf(fields({ growth: 'u*(1 - u) + 0.1*sin(x)' }));
    expect(placed.uniform!.states).toEqual([]);
    expect(placed.uniform!.note).toContain('contains x');
    const moved = theoryOf(fields({ diffusionU: '1 + 0.1*sin(t)' })).uniform!.tracked!;
    expect([moved.u, moved.levels, moved.linearised]).toEqual([1, [], null]);
    expect(moved.note).toContain('contains t');
    expect(theoryOf(cellsConfig).uniform).toBeNull();
  });
});

describe('thresholds', () => {
  test('of presets, as they announce them', () => {
    const saturated = presetConfig('saturated');
    expect(thresholdOf(saturated, 'c')).toMatchObject({ present: 4, unstableBeyond: false });
    expect(thresholdOf(saturated, 'c')!.threshold).toBeCloseTo(3.46491, 5);
    // (1 + sqrt a)^2 = c/2
    expect(thresholdOf(saturated, 'a')!.threshold).toBeCloseTo((Math.SQRT2 - 1) ** 2, 12);
    expect(thresholdOf(presetConfig('logarithmic'), 'chi')!.threshold).toBeCloseTo(1, 12);
    expect(thresholdOf(presetConfig('logarithmic'), 'level')!.threshold).toBeNull();
    expect(thresholdOf(presetConfig('self-aggregation'), 'chi')!.threshold).toBeCloseTo(4, 12);
    // chi0 capacity (1 - capacity) = (1 + sqrt r)^2
    const spots = (1 + Math.sqrt(0.1)) ** 2 / (0.25 * 0.75);
    expect(thresholdOf(presetConfig('spots'), 'chi')!.threshold).toBeCloseTo(spots, 12);
  });

  test('receptor-saturation: chi u K/(K + v)^2 > 1 at u = v = the mean of its noise', () => {
    const config = presetConfig('receptor-saturation');
    const { u } = theoryOf(config).uniform!.tracked!;
    // uniform noise of width 0.1 on 256^2 cells errs by 0.029/256
    expect(Math.abs(u - 1)).toBeLessThan(5e-4);
    expect(thresholdOf(config, 'chi')!.threshold).toBeCloseTo((1 + u) ** 2 / u, 10);
    // chi u/(1 + u)^2 = 1: u = 4 - sqrt 15
    expect(thresholdOf(config, 'u')!.threshold).toBeCloseTo(4 - Math.sqrt(15), 10);
  });

  test('from the stable side, and through 0 to the other sign', () => {
    const stable = fields({ parameters: { c: 3, a: 0.1 } });
    expect(thresholdOf(stable, 'c')).toMatchObject({ unstableBeyond: true });
    expect(thresholdOf(stable, 'c')!.threshold).toBeCloseTo(3.46491, 5);
    const repelled = fields({ parameters: { c: -1, a: 0.1 } });
    expect(thresholdOf(repelled, 'c')!.threshold).toBeCloseTo(3.46491, 5);
    const none = fields({ parameters: { c: 0, a: 0.1 } });
    expect(thresholdOf(none, 'c')!.threshold).toBeCloseTo(3.46491, 5);
    // without attraction a cannot matter
    expect(thresholdOf(none, 'a')!.threshold).toBeNull();
  });
});

describe('waves of an experiment', () => {
  test('self-aggregation: the announced wave of cells beside that of fields', () => {
    const { levels, fitting } = theoryOf(presetConfig('self-aggregation')).uniform!.tracked!;
    expect(levels.map(({ level }) => level)).toEqual(['kinetic', 'keller-segel']);
    expect(levels[0].fastest!.rate).toBeCloseTo(0.065, 3);
    expect(levels[0].fastest!.wavelength).toBeCloseTo(204, -1);
    expect((2 * Math.PI) / levels[0].bands[0].high).toBeCloseTo(115, 0);
    // both theories end at the same wave
    expect(levels[1].bands[0].high).toBeCloseTo(levels[0].bands[0].high, 12);
    // the fifth wave round a domain of 1000 is the nearest to 204
    expect(fitting!.fastest!.wavelength).toBeCloseTo(200, 9);
    expect(fitting!.longest!.wavelength).toBeCloseTo(1000, 9);
  });

  test('responses: slope chi/v of the logarithm, chi K/(K + v)^2 of receptors, chi of the linear rule', () => {
    const parameters = { ...cellsConfig.parameters, speed: 20, chi: 3, K: 2, persistence: 0.2 };
    const chi = (sensing: string): number => {
      const { uniform } = theoryOf({ ...cellsConfig, sensing, parameters, chemical: 'live', weight: 20 });
      return uniform!.tracked!.linearised!.sensitivity;
    };
    // u = v = 1; D lam (1 - persistence) = v^2/2
    expect(chi('linear')).toBeCloseTo(200 * 3, 10);
    expect(chi('logarithmic')).toBeCloseTo(200 * 3, 10);
    expect(chi('receptor-saturation')).toBeCloseTo((200 * 3 * 2) / 9, 10);
    const eaten = { ...cellsConfig, sensing: 'logarithmic', parameters, chemical: 'live' } as const;
    expect(theoryOf({ ...eaten, production: '-v' }).uniform!.tracked!.note).toContain('logarithmic');
  });

  test('waves need room: none below a domain of 7.16, none on half of it between walls', () => {
    const grows = (width: number, boundaryX: 'periodic' | 'no-flux') =>
      theoryOf(fields({ ny: 1, width, boundaryX })).uniform!.tracked!.fitting!.fastest?.wavelength ?? null;
    expect(grows(7.1, 'periodic')).toBeNull();
    expect(grows(7.3, 'periodic')).toBeCloseTo(7.3, 12);
    expect(grows(3.5, 'no-flux')).toBeNull();
    expect(grows(3.7, 'no-flux')).toBeCloseTo(7.4, 12);
    // 12.8 along the axes grows by less than 9.05 along the diagonal, and 9.95 is the fastest of all
    const square = theoryOf(fields({ width: 12.8, height: 12.8 })).uniform!.tracked!.fitting!;
    expect(square.fastest!.wavelength).toBeCloseTo(12.8 / Math.SQRT2, 12);
    expect(verdict(theoryOf(fields({ ny: 1, width: 7 })))).toContain('none of them fits');
  });

  test('a chemical that does not diffuse lets ever shorter waves grow', () => {
    const report = theoryOf(fields({ diffusionV: '0', ny: 1, width: 100 }));
    const { levels, fitting } = report.uniform!.tracked!;
    // determinant (q + 1) a - chi q = a + (a - 2) q
    expect(levels[0].bands).toEqual([
      { low: expect.closeTo(Math.sqrt(0.1 / 1.9), 12) as number, high: Infinity },
    ]);
    expect(levels[0].fastest).toBeNull();
    expect(fitting!.fastest!.rate).toBeGreaterThan(0);
    expect(verdict(report)).toContain('waves shorter than 27.4 grow; a pattern');
  });

  test('crawling cells: D = m T and chi = m chi u, without a heading', () => {
    const values = { mobility: 0.5, temperature: 3, chi: 8, gain: 0, K: 1, tau: 1 };
    const config = { ...cellsConfig, sensing: 'landscape', chemical: 'live', parameters: values } as const;
    const { levels, linearised } = theoryOf(config).uniform!.tracked!;
    // 2000 cells on 200 x 200: u = 0.05
    expect([linearised!.diffusionU, linearised!.sensitivity]).toEqual([1.5, expect.closeTo(0.2, 12)]);
    expect(levels.map(({ level }) => level)).toEqual(['keller-segel']);
    const faster = theoryOf({ ...config, parameters: { ...values, gain: 1 } }).uniform!.tracked!;
    expect(faster.note).toContain('mobility');
  });

  test('as a curve, from 0 to beyond the band; on the grid a little lower', () => {
    const config = presetConfig('saturated');
    const level = theoryOf(config).uniform!.tracked!.levels[0];
    const curve = dispersionCurve(config, level);
    expect(curve[0].rate).toBeCloseTo(-0.1, 12);
    expect(curve.at(-1)!.rate).toBeLessThan(0);
    expect(Math.max(...curve.map(({ rate }) => rate!))).toBeCloseTo(0.05125, 4);
    // q is less by (kh)^2/12 of itself, 1.3e-3 at the fastest wave, where the rate does not care
    const near = curve.find(({ wavenumber }) => wavenumber > 0.631)!;
    expect(near.rateOnGrid! - near.rate!).not.toBe(0);
    expect(Math.abs(near.rateOnGrid! - near.rate!)).toBeLessThan(1e-4);
  });

  test('a line in words', () => {
    const said = verdict(theoryOf(presetConfig('saturated')));
    expect(said).toBe(
      'The uniform state u = 1, v = 10 is unstable: waves of 7.16 to 17.4 grow, the fastest 9.95 long at 0.05125 a unit of time; a pattern is expected out of noise.',
    );
    expect(verdict(theoryOf(fields({ parameters: { c: 3, a: 0.1 } })))).toContain(
      'is stable: every wave decays',
    );
    expect(verdict(theoryOf(presetConfig('gradient-1d')))).toContain(
      'drift towards larger x at a speed of 8',
    );
  });
});

describe('fronts', () => {
  test('of a growing colony: 2 sqrt(D r) = .632, and 6.3/t behind it', () => {
    const front = theoryOf(presetConfig('growing-colony')).front!;
    expect(front.speed).toBeCloseTo(0.632, 3);
    expect((front.speed - frontSpeed(front, 2, 70)) * 70).toBeCloseTo(6.3, 1);
  });

  test("Bramson's correction over [50, 100] (row 26)", () => {
    const front = theoryOf(fields({ growth: 'u*(1-u)', sensitivity: '0' })).front!;
    expect(front.speed).toBe(2);
    // mean of the speed between two times, by Simpson's rule
    const times = Array.from({ length: 1001 }, (_, i) => 50 + i / 20);
    const weights = times.map((_, i) => (i === 0 || i === 1000 ? 1 : i % 2 === 1 ? 4 : 2) / 3000);
    const mean = times.reduce((sum, t, i) => sum + weights[i] * frontSpeed(front, 1, t), 0);
    expect(mean).toBeCloseTo(2 - (1.5 * Math.LN2) / 50, 9);
    expect(mean).toBeCloseTo(1.9792, 4);
  });

  test('none where nothing grows on an empty place', () => {
    expect(theoryOf(presetConfig('logarithmic')).front).toBeNull();
    expect(theoryOf(fields({ growth: 'u*(1 - u)*(u - 0.2)' })).front).toBeNull();
  });
});

describe('cells in a prescribed field', () => {
  const line = presetConfig('lecture-1d');
  if (line.model === 'keller-segel') throw new Error('lecture-1d is no preset of cells');

  test('D_eff and v_eff of the two rates, clipped at 0', () => {
    const field = sensedField(line, findRule('rates')!);
    for (const x of [10, 60, 90, 100, 130, 199]) {
      const swing = 2 * Math.tanh((x - 100) / 50);
      // reversals: every tumble is one
      const [plus, minus] = [Math.max(1 + swing, 0), Math.max(1 - swing, 0)];
      const { diffusion, driftX, driftY } = coefficientsAt(field, walkOf(line), x, 0);
      expect(diffusion).toBeCloseTo(400 / (plus + minus), 10);
      expect(driftX).toBeCloseTo((20 * (minus - plus)) / (plus + minus), 10);
      expect(driftY).toBe(0);
    }
  });

  test('in the plane linear response: v s lam (1 - persistence)/(d mu) along the gradient (row 14)', () => {
    const parameters = { speed: 20, tumbleRate: 1, persistence: 0.33, rotationalDiffusion: 0.062, chi: 0.1 };
    // s = chi v |grad c| = .1, 3 : 4 between the axes
    const config = { ...cellsConfig, parameters, attractant: '0.03*x + 0.04*y' };
    const { diffusion, driftX, driftY } = coefficientsAt(
      sensedField(config, findRule('linear')!),
      walkOf(config),
      50,
      70,
    );
    expect(Math.hypot(driftX, driftY)).toBeCloseTo(0.9153, 4);
    expect(driftY / driftX).toBeCloseTo(4 / 3, 10);
    expect(diffusion).toBeCloseTo(273.22, 2);
    const { profile } = theoryOf(config).cells!;
    expect(profile!.index[10]).toBeCloseTo(0.9153 / 20, 5);
    expect([profile!.kind, profile!.clipped]).toEqual(['linear response', false]);
  });

  test('cells that never turn have no finite D', () => {
    const still = { ...cellsConfig, parameters: { ...cellsConfig.parameters, persistence: 1 } };
    const found = coefficientsAt(sensedField(still, findRule('linear')!), walkOf(still), 50, 50);
    expect(found).toEqual({ diffusion: Infinity, driftX: 0, driftY: 0 });
    const { cells } = theoryOf(still);
    expect([cells!.diffusion, cells!.headingTime, cells!.profile!.diffusion[0]]).toEqual([null, null, null]);
  });

  test('time scales: a run, a heading, diffusion and drift through the domain', () => {
    const scales = theoryOf(presetConfig('gradient-1d')).timeScales;
    const value = (name: string) => scales.find((scale) => scale.name === name)?.value;
    expect(value('run')).toBe(1);
    expect(value('memory of a heading')).toBe(0.5);
    // L^2/D = 800^2/200, L/v_eff = 800/8
    expect(value('diffusion of the cells along x')).toBeCloseTo(3200, 9);
    expect(value('drift along x')).toBeCloseTo(100, 9);
    // the lecture's 100 um at D = 200 um^2/s takes 50 s, not 25 s
    const lecture = theoryOf({ ...line, width: 100 }).timeScales;
    expect(lecture.find(({ name }) => name === 'diffusion of the cells along x')!.value).toBeCloseTo(50, 9);
  });
});

test('Reynolds number of 2 um at 25 um/s in water: 5e-5', () => {
  // water at 20 degrees: 1.0034e-6 m^2/s, so 4.98e-5
  expect(reynoldsNumber(25e-6, 2e-6)).toBeCloseTo(4.983e-5, 8);
});
