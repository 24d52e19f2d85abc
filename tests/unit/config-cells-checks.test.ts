// Run-and-tumble cells before their first step: formulas that are refused and where, what a rule reads at all, and the
// tables of rules and parameters.

import { describe, expect, test } from 'vitest';
import {
  initialFields,
  isRead,
  parametersTable,
  sensingTable,
  settingsHelp,
} from '../../src/config/index.ts';
import { InputError } from '../../src/core/problem.ts';
import { parametersOf, SENSING_RULES } from '../../src/sensing/index.ts';
import { spreadNames, varietyGroups } from '../../src/sensing/variety.ts';
import { cellsConfig } from '../support/configs.ts';
import { accept, acceptAny, only } from '../support/parsed-cells.ts';

describe('what can be known before the first step', () => {
  const line = { ny: 1 };
  test.each([
    [
      'a rate that is not a number',
      { ...line, sensing: 'rates', ratePlus: 'log(x - 3)' },
      'ratePlus',
      'is NaN at x = 0, t = 0',
    ],
    [
      'one that becomes so',
      { ...line, sensing: 'rates', rateMinus: 'sqrt(60 - t)' },
      'rateMinus',
      'NaN at x = 0, t = 100',
    ],
    [
      'a pole in the middle',
      { attractant: '1/(x - 100)' },
      'attractant',
      'Infinity at x = 100, y = 0, t = 0',
    ],
    [
      'more than a GPU can hold',
      { attractant: 'exp(x)' },
      'attractant',
      'must be finite in single precision (3.4e38 at most) everywhere',
    ],
    [
      'a slope that is infinite at the wall',
      { attractant: 'sqrt(x)' },
      'attractant',
      'd/dx is Infinity at x = 0',
    ],
    ['one in time', { attractant: '(t + 0)^0.5' }, 'attractant', 'd/dt is Infinity'],
    ['a second cue', { sensing: 'two-cues', secondCue: '1/y' }, 'secondCue', 'Infinity at x = 0, y = 0'],
    [
      'a logarithm of nothing',
      { sensing: 'logarithmic', attractant: 'x' },
      'attractant',
      'above 0, but it is 0 at x = 0',
    ],
    [
      'a logarithm of less',
      { sensing: 'two-cues', secondResponse: 'logarithmic', secondCue: '50 - y' },
      'secondCue',
      'y = 50',
    ],
    [
      'receptors and less than -K',
      { sensing: 'receptor-saturation', attractant: 'x/100 - 1.5' },
      'attractant',
      'above -K = -1',
    ],
    [
      'the same for a level that counts',
      { sensing: 'landscape', attractant: '-1 - x', parameters: { gain: 0.1 } },
      'attractant',
      'above -K = -1',
    ],
    [
      'a pole at the centre of a grid cell',
      { ...line, nx: 20, sensing: 'rates', ratePlus: '1/(x - 105)' },
      'ratePlus',
      'Infinity at x = 105',
    ],
    [
      'one on a long grid, where not all centres are tried',
      { nx: 4000, ny: 100, attractant: '1/(x - 105.025)' },
      'attractant',
      'Infinity at x = 105',
    ],
    ['a formula of nothing', { sensing: 'rates', ratePlus: ' ' }, 'ratePlus', 'cannot be empty'],
    ['negative diffusion', { chemical: 'live', diffusionV: 'x - 50' }, 'diffusionV', 'not negative'],
    [
      'production that is not finite',
      { chemical: 'live', production: 'log(v)' },
      'production',
      '-Infinity at u = 2.5, v = 0',
    ],
    [
      'a live chemical that starts below nothing',
      { chemical: 'live', sensing: 'logarithmic', initialV: -1 },
      'initialV',
      'v is -1',
    ],
    ['a step across the domain', { timeStep: 10 }, 'timeStep', 'cross the domain (width 200)'],
    ['across the height', { timeStep: 5, height: 90 }, 'timeStep', 'cross the domain (height 90)'],
    [
      'densities beyond single precision',
      { weight: 1e12, width: 1e-8, height: 1e-8, cells: 2 ** 24, parameters: { speed: 0 } },
      'weight',
      '3.4e38',
    ],
    ['a name that places do not have', { attractant: 'v' }, 'attractant', 'unknown name v'],
    ['bad grammar in a formula that waits', { ratePlus: '1 +' }, 'ratePlus', 'syntax'],
    ['too many cells', { cells: 2 ** 24 + 1 }, 'cells', '16777216'],
  ])('%s is refused', (_, raw, field, words) => {
    const problem = only(raw);
    expect(problem.field).toBe(field);
    expect(problem.rule).toContain(words);
  });

  test.each([
    [
      'formulas that the rule does not read',
      { ratePlus: '1/x', secondCue: 'log(-x)', production: '1/v', diffusionV: -1 },
    ],
    ['an attractant that is not there', { chemical: 'live', attractant: '1/x' }],
    ['a repellent below zero', { attractant: '-x/100' }],
    ['a kink', { attractant: 'abs(x - 100)/100' }],
    ['a live chemical that starts with nothing', { chemical: 'live', sensing: 'logarithmic' }],
    ['a step of nearly the domain', { timeStep: 9.99 }],
    ['a long step of cells that crawl', { sensing: 'landscape', timeStep: 50 }],
    ['a height without meaning', { ...line, timeStep: 5, height: 90 }],
    ['an attractant of both signs where no level counts', { sensing: 'landscape', attractant: 'x - 100' }],
    ['a rate below zero', { ...line, sensing: 'rates', ratePlus: '-1' }],
  ])('%s: accepted', (_, raw) => expect(accept(raw)).toBeDefined());

  test('the remedy for a long step is a tenth of the domain at most, and accepted', () => {
    for (const [width, speed] of [
      [200, 20],
      [70, 31],
      [1e-3, 20],
    ] as const) {
      const raw = { ny: 1, width, until: 1e4, every: 10, parameters: { speed } };
      const problem = only({ ...raw, timeStep: 1000 });
      const step = Number(/([\d.e-]+) or less/.exec(problem.remedy)![1]);
      expect(step * speed).toBeLessThanOrEqual(0.1 * width * (1 + 1e-12));
      expect(step * speed).toBeGreaterThan(0.08 * width);
      expect(accept({ ...raw, timeStep: step }).timeStep).toBe(step);
    }
  });

  test('what depends on a file waits for it', () => {
    const config = accept({ nx: 4, ny: 1, chemical: 'live', production: '1/v', initialV: 'v.npy' });
    const file = (value: number) => ({ v: { nx: 1, ny: 1, data: Float64Array.of(value) } });
    expect(initialFields(config, file(2)).v[0]).toBe(2);
    expect(() => initialFields(config, file(0))).toThrow(/production = 1\/v: must be finite/);
  });
});

describe('the density cells are drawn from', () => {
  const start = (initialU: unknown, files = {}) => initialFields(accept({ nx: 8, ny: 4, initialU }), files);

  test('must be positive somewhere and negative nowhere', () => {
    expect(() => start('0')).toThrow(/initialU = 0: it is 0 everywhere, and no cell can be placed/);
    expect(() => start('x - 100')).toThrow(/cannot be negative/);
    const empty = { u: { nx: 1, ny: 1, data: Float64Array.of(0) } };
    expect(() => start('empty.npy', empty)).toThrow(InputError);
    expect(start('x > 100').u.reduce((sum, value) => sum + value, 0)).toBe(16);
  });

  test('fields may well begin empty', () => {
    const fieldsOnly = acceptAny({ nx: 8, ny: 4, initialU: '0' });
    expect(new Set(initialFields(fieldsOnly, {}).u)).toEqual(new Set([0]));
  });
});

describe('what is read', () => {
  test.each([
    ['linear', 'prescribed', ['attractant']],
    ['linear', 'live', ['diffusionV', 'production', 'initialV']],
    ['rates', 'prescribed', ['attractant', 'ratePlus', 'rateMinus']],
    ['two-cues', 'prescribed', ['attractant', 'secondCue', 'firstResponse', 'secondResponse']],
  ] as const)('%s with a %s chemical', (sensing, chemical, wanted) => {
    const config = { ...cellsConfig, sensing, chemical };
    const choosy = [
      ...['attractant', 'secondCue', 'firstResponse', 'secondResponse', 'ratePlus', 'rateMinus'],
      ...['diffusionV', 'production', 'initialV'],
    ];
    expect(choosy.filter((key) => isRead(config, key))).toEqual([...wanted]);
    expect(isRead(config, 'initialU')).toBe(true);
  });
});

test('help and tables name every rule and every declared parameter', () => {
  for (const rule of SENSING_RULES) {
    const { name, doc, tex } = rule;
    expect(sensingTable()).toContain(`| \`${name}\` | ${doc} |`);
    expect(sensingTable()).toContain(tex);
    const spreads = spreadNames(rule);
    for (const spec of parametersOf(rule).filter((other) => !spreads.includes(other.name))) {
      expect(settingsHelp()).toContain(spec.doc);
      expect(parametersTable()).toContain(`| \`${spec.name}\` |`);
    }
    // Spreads are all alike: one line names what varies.
    if (spreads.length === 0) continue;
    const names = `${varietyGroups(rule).flat().join(', ')} (${name})`;
    for (const text of [settingsHelp(), parametersTable()]) expect(text).toContain(names);
  }
  for (const table of [sensingTable(), parametersTable()]) {
    const bars = table
      .trim()
      .split('\n')
      .map((row) => row.match(/(?<!\\)\|/g)!.length);
    expect(new Set(bars).size).toBe(1);
  }
});
