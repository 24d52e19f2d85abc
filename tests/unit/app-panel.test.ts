// What is typed into the panel and pressed on the keyboard, and the equation that is shown: text in, meaning out.

import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { equationLines, equationParameters } from '../../src/app/equation-lines.ts';
import { equationTex } from '../../src/app/equation-tex.ts';
import { formulaFault, usedParameters } from '../../src/app/formula-pointer.ts';
import { keyBindings, wantsKey } from '../../src/app/keyboard.ts';
import {
  effectOf,
  GROUPS,
  pageText,
  panelSettings,
  shownValue,
  typedValue,
  withSetting,
} from '../../src/app/panel-values.ts';
import { massRange, spansDecades, tickLabel } from '../../src/app/plot-scales.ts';
import { wheelFactor } from '../../src/app/pointer.ts';
import { largeNumber } from '../../src/app/readouts.ts';
import { referenceConfig, reductionText } from '../../src/app/reference-domain.ts';
import { sliderRange } from '../../src/app/slider-range.ts';
import { FASTEST, paceAt, paceText, positionOf } from '../../src/app/transport.ts';
import { isRead, parseConfig, settingsOf } from '../../src/config/index.ts';
import type { Config } from '../../src/core/config.ts';
import { PRESETS } from '../../src/presets/index.ts';

function configOf(raw: unknown): Config {
  const parsed = parseConfig(raw);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

describe('equation', () => {
  const formulas = {
    ny: 8,
    parameters: { c: 4, a: 0.1, D_u: 2 },
    diffusionU: '1',
    diffusionV: 'D_u',
    sensitivity: 'c*u',
    growth: '0',
    production: '-a*v',
  };

  test('terms that are zero are left out, constants stand before the Laplacian', () => {
    const tex = equationTex(formulas);
    expect(tex).toContain('\\partial_t u &= \\,\\nabla^2 u');
    expect(tex).toContain('-\\,\\nabla\\cdot\\left(c \\, u\\,\\nabla v\\right)');
    expect(tex).toContain('D_{u}\\,\\nabla^2 v');
    // A term with its own minus sign gets no plus.
    expect(tex).toMatch(/&\\quad \{\} -a/);
    expect(tex).not.toContain('+ 0');
  });

  test('a diffusion that varies stays inside the divergence, in parentheses where it is a sum', () => {
    expect(equationTex({ ...formulas, diffusionU: '1 + u' })).toContain(
      '\\nabla\\cdot\\left(\\left(1 + u\\right)\\,\\nabla u\\right)',
    );
  });

  test('in one dimension there are derivatives in x', () => {
    expect(equationTex({ ...formulas, ny: 1 })).toContain('\\partial_x^2 u');
  });

  test.each(PRESETS.map((preset) => preset.name))('the equation of %s is good TeX', (name) => {
    const config = configOf({ preset: name });
    for (const tex of [...equationLines(config), ...equationParameters(config)]) {
      expect(() => katex.renderToString(tex, { throwOnError: true })).not.toThrow();
    }
  });
});

describe('formulas', () => {
  test('the fault is found where it is', () => {
    const fault = formulaFault('growth', 'u*(1-+*u)', []);
    expect(fault && fault.before + fault.at + fault.after).toBe('u*(1-+*u)');
    expect(fault?.unknownName).toBeNull();
    expect(formulaFault('growth', 'u*(1-u)', [])).toBeNull();
  });

  test('an unknown name could become a parameter; a function, a variable or a draw could not', () => {
    expect(formulaFault('growth', 'k*u', ['c'])?.unknownName).toBe('k');
    expect(formulaFault('growth', 'k*u', ['k'])).toBeNull();
    expect(formulaFault('growth', 'wobble(u)', [])?.unknownName).toBeNull();
    expect(formulaFault('growth', 'u*rand', [])?.unknownName).toBeNull();
    expect(formulaFault('initialU', 'u', [])?.unknownName).toBeNull();
    expect(formulaFault('growth', 'constructor', [])?.unknownName).toBeNull();
  });

  test('parameters without use are dropped', () => {
    expect(usedParameters({ c: 4, a: 1, cc: 2 }, ['c*u', { file: 'a.npy' }, 'cc + 1'])).toEqual({
      c: 4,
      cc: 2,
    });
  });
});

describe('settings', () => {
  test('every setting of a model is in its panel once, but for those that do nothing or stand elsewhere', () => {
    for (const config of [configOf({}), configOf({ model: 'run-and-tumble', sensing: 'two-cues' })]) {
      const keys = GROUPS.flatMap(({ group }) => panelSettings(config, group).map((setting) => setting.key));
      expect(new Set(keys).size).toBe(keys.length);
      const left = settingsOf(config.model).flatMap(({ key }) =>
        isRead(config, key) && !keys.includes(key) ? [key] : [],
      );
      expect(left).toEqual(['model', 'every', 'view.pace']);
    }
  });

  test.each(PRESETS.map((preset) => preset.name))(
    'what is shown of %s, typed in again, changes nothing',
    (name) => {
      const config = configOf({ preset: name });
      for (const { group } of GROUPS) {
        for (const { key, kind } of panelSettings(config, group)) {
          const shown = shownValue(config, key);
          const typed = typedValue(key, kind === 'choice' ? shown : String(shown));
          expect(configOf(withSetting(config, key, typed))).toEqual(config);
        }
      }
    },
  );

  test('auto, numbers and nonsense', () => {
    expect(typedValue('view.low', 'auto')).toBeNull();
    expect(typedValue('view.low', ' 1e-3 ')).toBe(0.001);
    expect(typedValue('timeStep', 'auto')).toBe('auto');
    expect(typedValue('timeStep', '')).toBe('auto');
    expect(typedValue('width', '')).toBe('');
    expect(typedValue('width', 'wide')).toBe('wide');
    expect(typedValue('growth', '12')).toBe('12');
    expect(effectOf('view.low')).toBe('redraw');
    expect(effectOf('nx')).toBe('restart');
  });

  test.each([0.1, 4, 40, 1e-6, 25_000, -3, 0])(
    'the slider of a parameter of %f holds it, with room',
    (value) => {
      const { low, high, step } = sliderRange(value);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(high - low).toBeGreaterThanOrEqual(4 * Math.abs(value) * (1 - 1e-12));
      expect(high - low).toBeGreaterThan(50 * step);
      // Whole steps to the end, and each a round number.
      const steps = (high - low) / step;
      expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-9 * steps);
      expect(String(step / 10 ** Math.floor(Math.log10(step) + 1e-9))).toMatch(/^(1|2|5)(\.0{9}|$)/);
    },
  );

  test('fixed ends of a preset belong to its field and scale, those of a person to the person', () => {
    const collapse = configOf({ preset: 'collapse' });
    const other = configOf(withSetting(collapse, 'view.field', 'v'));
    expect([other.view.field, other.view.low, other.view.high]).toEqual(['v', null, null]);
    expect(configOf(withSetting(other, 'view.field', 'u'))).toEqual(collapse);
    const linear = configOf(withSetting(collapse, 'view.scale', 'linear'));
    expect([linear.view.low, linear.view.high]).toEqual([null, null]);
    const own = configOf(withSetting(collapse, 'view.high', 50));
    expect(configOf(withSetting(own, 'view.field', 'v')).view.high).toBe(50);
    const spots = configOf({ preset: 'spots' });
    expect(configOf(withSetting(spots, 'view.field', 'v')).view).toEqual({ ...spots.view, field: 'v' });
  });

  test('what is null in a file is auto on the page', () => {
    const parsed = parseConfig({ view: { low: 2, high: 1 } });
    const remedy = 'problems' in parsed ? parsed.problems[0].remedy : '';
    expect(remedy).toContain('null');
    expect(pageText(remedy)).toBe(remedy.replace('null', 'auto'));
    expect(pageText('annulled')).toBe('annulled');
  });

  test('the pace of a slider position is the pace whose position it is', () => {
    for (let position = 0; position <= 71; position++) expect(positionOf(paceAt(position))).toBe(position);
    expect(paceAt(71)).toBe(FASTEST);
    expect(paceText(FASTEST)).toBe('as fast as possible');
    expect(paceText(FASTEST, 3)).toBe('as fast as possible');
    expect(paceText(0.5, 0.0183)).toBe('0.018 of 0.5 per second');
    expect(paceText(0.5, 0.47)).toBe('0.5 per second');
    expect(positionOf(1e-9)).toBe(0);
  });

  const given = (raw: Record<string, unknown>) => {
    const { nx, ny, width, height } = referenceConfig(configOf(raw));
    return [nx, ny, width, height];
  };

  test('the reference gets few cells, and of a preset as much of the domain as they resolve', () => {
    // Cells of 100/256 may grow by 1.3: 128 of them are 65 wide. Those of 100/500 may grow to 100/256.
    expect(given({ preset: 'spots' })).toEqual([128, 128, 65, 65]);
    expect(given({ preset: 'growing-colony' })).toEqual([128, 128, 78, 78]);
    expect(given({ preset: 'saturated' })).toEqual([128, 128, 50, 50]);
    for (const { name } of PRESETS) {
      const config = configOf({ preset: name });
      const small = referenceConfig(config);
      if (config.model === 'run-and-tumble') continue; // their grids: app-cells.test.ts
      expect(Math.max(small.nx, small.ny === 1 ? 0 : small.ny)).toBeLessThanOrEqual(
        small.ny === 1 ? 4096 : 128,
      );
      // A mass that is counted in critical masses must stay whole.
      if ('mass' in config.parameters || small.ny === 1) expect(small).toBe(config);
    }
  });

  test("a domain of one's own is not cropped, nor one with something at a fixed place", () => {
    expect(given({ nx: 500, ny: 125, width: 20, height: 5 })).toEqual([128, 32, 20, 5]);
    expect(given({ nx: 32768, ny: 3 })).toEqual([128, 3, 100, 100]);
    expect(given({ preset: 'collapse', nx: 256, ny: 256 })).toEqual([128, 128, 10, 10]);
    expect(given({ preset: 'spots', width: 50 })).toEqual([128, 128, 50, 100]);
    const placed = {
      parameters: {},
      initialU: 'exp(-(x-90)^2)',
      initialV: '0',
      growth: '0',
      sensitivity: 'u',
    };
    expect(given({ preset: 'saturated', ...placed, production: 'u - v' })).toEqual([128, 128, 100, 100]);
  });

  test('what became of the grid is told', () => {
    const told = (raw: Record<string, unknown>) => {
      const config = configOf(raw);
      return reductionText(config, referenceConfig(config));
    };
    expect(told({ nx: 64, ny: 32 })).toBeNull();
    expect(told({ nx: 5000, ny: 1 })).toBe('the grid has 4096 points instead of 5000');
    expect(told({ nx: 500, ny: 500 })).toBe('the grid has 128 \u00d7 128 points instead of 500 \u00d7 500');
    expect(told({ preset: 'spots' })).toContain(
      'a part of the domain, 65 \u00d7 65, on 128 \u00d7 128 points',
    );
  });
});

describe('keys', () => {
  test('no key means two things', () => {
    const bindings = keyBindings(new Proxy({}, { get: () => () => undefined }) as never);
    const keys = bindings.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of [' ', '.', 'ArrowRight', 'r', '?']) expect(keys).toContain(key);
  });

  test('fields keep their keys', () => {
    expect(wantsKey({ tagName: 'INPUT', type: 'text' }, 'r')).toBe(true);
    expect(wantsKey({ tagName: 'INPUT', type: 'checkbox' }, 'r')).toBe(false);
    expect(wantsKey({ tagName: 'BUTTON' }, ' ')).toBe(true);
    expect(wantsKey({ tagName: 'BUTTON' }, 'r')).toBe(false);
    expect(wantsKey({ tagName: 'BODY' }, ' ')).toBe(false);
  });

  test('a notch of the wheel and its reverse cancel', () => {
    expect(wheelFactor(-100, 0, false)).toBeCloseTo(1.2, 12);
    expect(wheelFactor(-100, 0, false) * wheelFactor(100, 0, false)).toBeCloseTo(1, 12);
    expect(wheelFactor(1e9, 0, false)).toBeGreaterThan(0.1);
  });
});

describe('plots and readouts', () => {
  test('a conserved mass is drawn as a level line', () => {
    const [low, high] = massRange(100, 100.00001);
    expect(high - low).toBeGreaterThanOrEqual(2 * 0.01 * 100);
    expect(massRange(0, 10)[1]).toBeGreaterThan(10);
    expect(massRange(0, 0)[0]).toBeLessThan(massRange(0, 0)[1]);
  });

  test('a peak that grows thirtyfold and more calls for a logarithm', () => {
    expect(spansDecades([1, 2, 31])).toBe(false);
    expect(spansDecades([1, 2, 33])).toBe(true);
    expect(spansDecades([0, 1, 2])).toBe(false);
  });

  test('neighbouring ticks read differently', () => {
    expect([10.05, 10.1].map((value) => tickLabel(value, 0.05))).toEqual(['10.05', '10.10']);
    expect(tickLabel(9950, 50)).toBe('9,950');
    expect([0, 2.5, 5].map((value) => tickLabel(value, 2.5))).toEqual(['0.0', '2.5', '5.0']);
  });

  test('large numbers are said in words', () => {
    expect(largeNumber(2_114_000)).toBe('2.11 million');
    expect(largeNumber(163_456)).toBe('163,000');
    expect(largeNumber(3.14)).toBe('3.14');
    expect(largeNumber(5.2e9)).toBe('5.20 billion');
  });
});
