// The laws of all sensing rules: against their definitions at points worked out by hand, and against what is known of the
// cells that follow them (NUMERICS rows 9, 10, 12, 16, 17), by quadrature of the law without any simulation.

import { describe, expect, test } from 'vitest';
import { RESPONSES, type RunAndTumbleConfig } from '../../src/core/config.ts';
import {
  answersAtOnce,
  findRule,
  parametersOf,
  SENSING_RULES,
  type SensingRule,
} from '../../src/sensing/index.ts';
import { RESPONSE } from '../../src/sensing/response.ts';
import {
  NO_MEMORY,
  nothingSensed,
  type RuleTerms,
  type RuleValues,
  type Sensed,
} from '../../src/sensing/rule.ts';
import { cellsConfig } from '../support/configs.ts';

const rule = (name: string): SensingRule => {
  const found = findRule(name);
  if (!found) throw new Error(`no rule ${name}`);
  return found;
};
const defaults = (of: SensingRule): RuleValues =>
  Object.fromEntries(parametersOf(of).map((spec) => [spec.name, spec.default]));
const sensed = (parts: Partial<Sensed>): Sensed => ({ ...nothingSensed(), ...parts });
const rate = (
  name: string,
  parts: Partial<Sensed>,
  values: RuleValues,
  terms: RuleTerms = {},
  config: RunAndTumbleConfig = cellsConfig,
): number => rule(name).law.tumbleRate(sensed(parts), values, terms, config, NO_MEMORY);

/** Simpson's rule on 2 x 2000 intervals: its error is below 1e-12 for the smooth functions here. */
function integral(of: (x: number) => number, from: number, to: number): number {
  const intervals = 4000;
  const h = (to - from) / intervals;
  let sum = of(from) + of(to);
  for (let k = 1; k < intervals; k += 1) sum += (k % 2 === 1 ? 4 : 2) * of(from + k * h);
  return (sum * h) / 3;
}

describe('the registry', () => {
  test('knows each rule by its name, and no other', () => {
    expect(new Set(SENSING_RULES.map(({ name }) => name)).size).toBe(SENSING_RULES.length);
    for (const each of SENSING_RULES) expect(findRule(each.name)).toBe(each);
    expect(findRule('toString')).toBeUndefined();
  });

  test.each(SENSING_RULES.map((each) => [each.name, each] as const))('%s declares itself', (_name, each) => {
    const specs = parametersOf(each);
    expect(new Set(specs.map(({ name }) => name)).size).toBe(specs.length);
    for (const { default: value, defaultInOneDimension = value, least, most, doc, source } of specs) {
      expect(least).toBeLessThan(most);
      for (const number of [value, defaultInOneDimension]) {
        expect(number).toBeGreaterThanOrEqual(least);
        expect(number).toBeLessThanOrEqual(most);
      }
      expect(doc).not.toBe('');
      expect(source).not.toBe('');
    }
    const crawling = each.motion === 'crawling';
    expect(each.law.driftVelocity !== undefined).toBe(crawling);
    const wgsl = each.wgsl(cellsConfig);
    expect(wgsl).toContain(`const CUES: u32 = ${each.cues}u;`);
    expect(wgsl).toContain(crawling ? 'fn drift_velocity(' : 'fn tumble_rate(');
    for (const { name, varies } of each.parameters)
      expect(wgsl).toContain(varies ? `own.${name}` : `parameters.p_${name}`);
    // what a rule keeps and shows, both languages know
    const { law, memory, inner } = each;
    expect([law.remember, law.rest, law.inner, law.times].map(Boolean)).toEqual(
      Array(4).fill(memory.length > 0),
    );
    expect(inner.length).toBeLessThanOrEqual(6);
    for (const [name, has] of Object.entries({
      remember: memory.length > 0,
      disturb: law.noisy,
      pull: law.pull,
    }))
      expect(wgsl.includes(`fn ${name}(`)).toBe(Boolean(has));
  });
});

describe('responses', () => {
  const step = 1e-4;
  test.each(RESPONSES)('%s: the rate is the derivative of the value', (name) => {
    const { value, rate: rateOf } = RESPONSE[name];
    for (const cue of [0.3, 1, 7]) {
      const slope = (value(cue + step, 2) - value(cue - step, 2)) / (2 * step);
      // central differences: third derivative (at most 2/0.3^3 = 74) times step^2/6, 1.3e-7
      expect(Math.abs(rateOf(cue, 3, 2) - 3 * slope)).toBeLessThan(4e-7);
    }
  });

  test('nothing is answered to a cue that is absent', () => {
    expect(RESPONSE.logarithmic.rate(0, 5, 0)).toBe(0);
    expect(RESPONSE.logarithmic.rate(-1, 5, 0)).toBe(0);
    expect(Number.isFinite(RESPONSE.logarithmic.value(0, 0))).toBe(true);
  });
});

describe('laws at points worked out by hand', () => {
  const values = { ...defaults(rule('two-cues')), tumbleRate: 2, chi: 0.5, psi: 0.25, K: 1, K2: 3 };

  test('linear: 2 (1 - 0.5 x 0.4), and below zero where the rise is steep', () => {
    expect(rate('linear', { c: 9, ct: 0.4 }, values)).toBeCloseTo(1.6, 14);
    expect(rate('linear', { c: 9, ct: 4 }, values)).toBeCloseTo(-2, 14);
  });
  test('logarithmic: 2 (1 - 0.5 x 0.4/2)', () => {
    expect(rate('logarithmic', { c: 2, ct: 0.4 }, values)).toBeCloseTo(1.8, 14);
  });
  test('receptor-saturation: 2 (1 - 0.5 x 0.4 x 1/4)', () => {
    expect(rate('receptor-saturation', { c: 1, ct: 0.4 }, values)).toBeCloseTo(1.9, 14);
  });
  test('two cues add: logarithmic 0.4/2 and receptors 0.8 x 3/16', () => {
    const config = {
      ...cellsConfig,
      firstResponse: 'logarithmic',
      secondResponse: 'receptor-saturation',
    } as const;
    const expected = 2 * (1 - 0.5 * 0.2 - 0.25 * 0.15);
    expect(rate('two-cues', { c: 2, ct: 0.4, a: 1, at: 0.8 }, values, {}, config)).toBeCloseTo(expected, 14);
  });
  test('rates: the formulas along the x axis, mixed in between, never clipped', () => {
    const terms = { ratePlus: (x: number) => 3 + x, rateMinus: (x: number) => 1 - x };
    expect(rate('rates', { x: 2, ex: 1 }, {}, terms)).toBe(5);
    expect(rate('rates', { x: 2, ex: -1 }, {}, terms)).toBe(-1);
    expect(rate('rates', { x: 2, ex: 0.5, ey: Math.sqrt(0.75) }, {}, terms)).toBe(0.75 * 5 - 0.25);
  });

  test('landscape: downhill, faster by gain times level, noise by Einstein, memory by relaxation', () => {
    const { law, memory } = rule('landscape');
    const set = { mobility: 2, temperature: 0.5, chi: 3, gain: 4, K: 1, tau: 5 };
    const state = new Float64Array(memory.length);
    const s = sensed({ c: 3, cx: 0.1, cy: -0.2 });
    law.rest!(s, set, state);
    expect([...state]).toEqual([0.75]);
    const out = new Float64Array(2);
    law.driftVelocity!(s, set, state, out); // mobility 2 (1 + 4 x 0.75) = 8
    expect(out[0]).toBeCloseTo(8 * 3 * 0.1, 14);
    expect(out[1]).toBeCloseTo(8 * 3 * -0.2, 14);
    expect(law.noiseStrength!(s, set, state)).toBeCloseTo(0.5 * 8, 14);
    law.remember!(s, s, set, state, 5);
    expect(state[0]).toBe(0.75);
    state[0] = 0;
    law.remember!(s, s, set, state, 5);
    expect(state[0]).toBeCloseTo(0.75 * (1 - Math.exp(-1)), 14);
  });
});

describe('drift of cells that follow the law', () => {
  const speed = 20;
  const gradient = 0.025;

  /** Two states, right and left: v (a- - a+)/(a+ + a-). */
  const drift1d = (rateTowards: (ex: number) => number): number =>
    (speed * (rateTowards(-1) - rateTowards(1))) / (rateTowards(-1) + rateTowards(1));
  /** Headings renewed at each tumble: their density is proportional to 1/rate. */
  const drift2d = (rateTowards: (ex: number) => number): number => {
    const mean = (of: (ex: number) => number): number =>
      integral((angle) => of(Math.cos(angle)) / rateTowards(Math.cos(angle)), 0, Math.PI);
    return (speed * mean((ex) => ex)) / mean(() => 1);
  };
  /** The rate towards each heading where the first cue has this value and slope, the second that slope alone. */
  const towards =
    (name: string, values: RuleValues, c = 1, slope = gradient, second = 0, config = cellsConfig) =>
    (ex: number): number =>
      rate(name, { ex, c, ct: speed * ex * slope, a: 1, at: speed * ex * second }, values, {}, config);

  test('linear, s = 0.5: 10 in one dimension, 5.3590 in two (row 12)', () => {
    const values = { ...defaults(rule('linear')), chi: 1 };
    expect(drift1d(towards('linear', values))).toBeCloseTo(10, 12);
    expect(drift2d(towards('linear', values))).toBeCloseTo((20 * (1 - Math.sqrt(0.75))) / 0.5, 10);
    expect(drift2d(towards('linear', values))).toBeCloseTo(5.359, 4);
  });
  test('logarithmic: the same at every concentration for the same relative slope', () => {
    const values = { ...defaults(rule('logarithmic')), chi: 1 };
    for (const c of [0.01, 1, 100])
      expect(drift1d(towards('logarithmic', values, c, gradient * c))).toBeCloseTo(10, 12);
  });
  test('two cues: v (s1 + s2) in one dimension (row 16)', () => {
    const values = { ...defaults(rule('two-cues')), chi: 1, psi: 0.5 };
    const linear = { ...cellsConfig, firstResponse: 'linear', secondResponse: 'linear' } as const;
    expect(drift1d(towards('two-cues', values, 1, gradient, 0.02, linear))).toBeCloseTo(20 * (0.5 + 0.2), 12);
  });
  test('receptors: s = chi v g K/(K + c)^2, a quarter of it at c = K = 1 (row 17)', () => {
    const values = { ...defaults(rule('receptor-saturation')), chi: 1, K: 1 };
    expect(drift1d(towards('receptor-saturation', values, 1))).toBeCloseTo(20 * 0.5 * 0.25, 12);
    expect(drift1d(towards('receptor-saturation', values, 1e-9))).toBeCloseTo(10, 6);
  });
  test('rates .25 and 1.75: 15 (row 9)', () => {
    const terms = { ratePlus: () => 0.25, rateMinus: () => 1.75 };
    expect(drift1d((ex) => rate('rates', { ex }, {}, terms))).toBe(15);
  });
});

describe('stationary density between walls', () => {
  const c = (x: number): number => 0.2 + 0.01 * x + 0.1 * Math.sin(0.1 * x);
  const dc = (x: number): number => 0.01 + 0.01 * Math.cos(0.1 * x);
  const a = (x: number): number => 2 - 0.015 * x;
  const da = -0.015;
  const values = { speed: 20, tumbleRate: 1.3, rotationalDiffusion: 0, chi: 1.5, psi: 0.8, K: 0.7, K2: 1.1 };

  /** ln p between two places, from p'/p = (a- - a+)/v with reversal rates a+- = rates (1 - persistence)/2. */
  function logarithm(of: SensingRule, config: RunAndTumbleConfig, persistence: number): number {
    const law = (x: number, ex: number): number => {
      const s = { x, ex, c: c(x), ct: 20 * ex * dc(x), a: a(x), at: 20 * ex * da };
      return of.law.tumbleRate(sensed(s), { ...values, persistence }, {}, config, NO_MEMORY);
    };
    return integral((x) => ((law(x, -1) - law(x, 1)) * (1 - persistence)) / 2 / 20, 5, 95);
  }

  const cases = SENSING_RULES.filter((each) => answersAtOnce(each) && each.cues > 0).flatMap((each) =>
    each.cues === 1
      ? [{ name: each.name, config: cellsConfig }]
      : RESPONSES.flatMap((firstResponse) =>
          RESPONSES.map((secondResponse) => ({
            name: each.name,
            config: { ...cellsConfig, firstResponse, secondResponse },
          })),
        ),
  );

  test('there are cases', () => {
    expect(cases.length).toBe(3 + 9);
  });

  test.each(cases)(
    '$name: potential() is ln p, $config.firstResponse, $config.secondResponse',
    ({ name, config }) => {
      for (const persistence of [-1, 0, 0.33]) {
        const at = (x: number): number =>
          rule(name).potential({ ...values, persistence }, { c: c(x), a: a(x) }, config)!;
        expect(at(95) - at(5)).toBeCloseTo(logarithm(rule(name), config, persistence), 10);
      }
    },
  );

  test('rates: cosh^-4 (row 10), and no potential', () => {
    const each = rule('rates');
    const bias = (x: number): number => 0.8 * Math.tanh(x / 50);
    const terms = { ratePlus: (x: number) => 1 + bias(x), rateMinus: (x: number) => 1 - bias(x) };
    const slope = (x: number): number =>
      (rate('rates', { x, ex: -1 }, {}, terms) - rate('rates', { x, ex: 1 }, {}, terms)) / 20;
    const density = (x: number): number => Math.exp(integral(slope, 0, x));
    expect(density(70)).toBeCloseTo(Math.cosh(70 / 50) ** -4, 10);
    expect(each.potential({}, { c: 1, a: 1 }, cellsConfig)).toBeNull();
  });

  test('landscape: exp(chi c/temperature) at a constant mobility, no closed form at a changing one', () => {
    const each = rule('landscape');
    const set = { mobility: 3, temperature: 0.4, chi: 1.5, gain: 0, K: 1, tau: 1 };
    const memory = Float64Array.of(0.3);
    const out = new Float64Array(2);
    const slope = (x: number): number => {
      const s = sensed({ c: c(x), cx: dc(x) });
      each.law.driftVelocity!(s, set, memory, out);
      return out[0] / each.law.noiseStrength!(s, set, memory);
    };
    const at = (x: number): number => each.potential(set, { c: c(x), a: 0 }, cellsConfig)!;
    expect(at(95) - at(5)).toBeCloseTo(integral(slope, 5, 95), 10);
    expect(each.potential({ ...set, gain: 1 }, { c: 1, a: 0 }, cellsConfig)).toBeNull();
    expect(each.potential({ ...set, temperature: 0 }, { c: 1, a: 0 }, cellsConfig)).toBeNull();
  });
});
