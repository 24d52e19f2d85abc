// Configuration: defaults, presets, and every refusal with its field. Formulas' own grammar is tested in expression*.

import { describe, expect, test } from 'vitest';
import {
  applySettings,
  isRead,
  loadPreset,
  parseConfig,
  SETTINGS,
  settingsOf,
  settingsHelp,
  settingsTable,
} from '../../src/config/index.ts';
import { SETTING_NAMES } from '../../src/config/settings.ts';
import type { Config } from '../../src/core/config.ts';
import { formatProblem, type Problem } from '../../src/core/problem.ts';

function accept(raw: unknown): Config {
  const parsed = parseConfig(raw);
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.config;
}

function refuse(raw: unknown): readonly Problem[] {
  const parsed = parseConfig(raw);
  if ('config' in parsed) throw new Error(`${JSON.stringify(raw)} was accepted`);
  for (const { field, value, rule, remedy } of parsed.problems) {
    for (const part of [field, value, rule, remedy]) expect(part.length).toBeGreaterThan(0);
    expect(formatProblem({ field, value, rule, remedy })).not.toMatch(/\n/);
    expect(value.length).toBeLessThan(100);
  }
  return parsed.problems;
}

const fields = (raw: unknown): string[] => refuse(raw).map((problem) => problem.field);

describe('defaults and layers', () => {
  test('nothing given: every setting has its declared default', () => {
    const config = accept({}) as unknown as Record<string, unknown>;
    for (const { key, default: wanted } of settingsOf('keller-segel')) {
      const [first, second] = key.split('.') as [string, string | undefined];
      const found = second === undefined ? config[first] : (config[first] as Record<string, unknown>)[second];
      expect(found, key).toBe(wanted);
    }
    const keys = [...settingsOf('keller-segel').map(({ key }) => key.split('.')[0]!), 'preset', 'parameters'];
    expect(new Set(Object.keys(config))).toEqual(new Set(keys));
  });

  test('a preset lies over the defaults, what is given over the preset, key by key', () => {
    const config = accept({
      preset: 'saturated',
      nx: 64,
      parameters: { c: 5 },
      view: { scale: 'logarithmic' },
    });
    expect(config).toMatchObject({ preset: 'saturated', nx: 64, ny: 500, parameters: { c: 5, a: 0.1 } });
    expect(config.view).toMatchObject({ scale: 'logarithmic', pace: 10, colormap: 'viridis' });
  });

  test('numbers are formulas, too', () => {
    expect(accept({ growth: 0, initialV: 1e-7 })).toMatchObject({ growth: '0', initialV: '1e-7' });
  });

  test('a parameter that a changed formula no longer uses is left out', () => {
    expect(accept({ preset: 'saturated', sensitivity: '2*u' }).parameters).toEqual({ a: 0.1 });
    expect(accept({ preset: 'saturated', sensitivity: '2*u', parameters: { c: 5 } }).parameters).toEqual({
      a: 0.1,
    });
  });

  test('own formulas with own parameters', () => {
    const config = accept({
      sensitivity: 'chi*u*exp(-v/scale_v)',
      growth: 0,
      production: 'u - v',
      parameters: { chi: 3, scale_v: 2 },
    });
    expect(config.parameters).toEqual({ chi: 3, scale_v: 2 });
  });

  test('files: a short form and a long one', () => {
    const whole = { file: 'a/start.npy', frame: -1, black: 0, white: 1 };
    expect(accept({ initialU: 'a/start.npy' }).initialU).toEqual(whole);
    expect(accept({ initialU: { file: 'a/start.npy' } }).initialU).toEqual(whole);
    expect(accept({ initialV: { file: 'x.PNG', white: 5 } }).initialV).toMatchObject({
      file: 'x.PNG',
      white: 5,
    });
  });

  test('a complete Config is valid input and comes back unchanged', () => {
    const configs = [
      accept({}),
      accept({ preset: 'collapse', view: { low: null } }),
      accept({ initialU: 'a.npy', ny: 1 }),
    ];
    for (const config of configs) expect(accept(JSON.parse(JSON.stringify(config)))).toEqual(config);
  });
});

describe('refusals name the field', () => {
  test.each([
    [null, 'configuration'],
    [[], 'configuration'],
    ['saturated', 'configuration'],
    [{ preset: 'saturatd' }, 'preset'],
    [{ preset: 7 }, 'preset'],
    [{ nx: 2 }, 'nx'],
    [{ nx: 32769 }, 'nx'],
    [{ nx: 64.5 }, 'nx'],
    [{ nx: '256' }, 'nx'],
    [{ nx: [[256]] }, 'nx'],
    [{ nx: undefined }, 'nx'],
    [{ ny: 2 }, 'ny'],
    [{ ny: 0 }, 'ny'],
    [{ width: 0 }, 'width'],
    [{ width: NaN }, 'width'],
    [{ width: Infinity }, 'width'],
    [{ width: 1e13 }, 'width'],
    [{ height: 1e-12 }, 'height'],
    [{ boundaryX: 'Periodic' }, 'boundaryX'],
    [{ seed: -1 }, 'seed'],
    [{ seed: 2 ** 53 }, 'seed'],
    [{ timeStep: 0 }, 'timeStep'],
    [{ timeStep: 'fast' }, 'timeStep'],
    [{ timeStep: 200 }, 'timeStep'],
    [{ until: -1 }, 'until'],
    [{ every: 0 }, 'every'],
    [{ until: 1, every: 1e-7 }, 'every'],
    [{ model: 'fisher' }, 'model'],
    [{ view: 3 }, 'view'],
    [{ view: { low: 2, high: 1 } }, 'view.low'],
    [{ view: { scale: 'logarithmic', low: 0 } }, 'view.low'],
    [{ view: { colormap: 'jet' } }, 'view.colormap'],
    [{ parameters: [1] }, 'parameters'],
    [{ parameters: { c: '4' } }, 'parameters.c'],
    [{ parameters: { c: NaN } }, 'parameters.c'],
    [{ parameters: { c: 1e39 } }, 'parameters.c'],
    [{ parameters: { c: 1e-39 } }, 'parameters.c'],
    [{ parameters: { u: 1 } }, 'parameters.u'],
    [{ parameters: { sin: 1 } }, 'parameters.sin'],
    [{ parameters: { nx: 1 } }, 'parameters.nx'],
    [{ parameters: { toString: 1 } }, 'parameters.toString'],
    [{ parameters: { 'a b': 1 } }, 'parameters.a b'],
    [{ parameters: { q: 1 } }, 'parameters.q'],
    [{ growth: true }, 'growth'],
    [{ growth: 'u*(1-w)' }, 'growth'],
    [{ growth: 'rand*u' }, 'growth'],
    [{ initialU: 'u' }, 'initialU'],
    [{ initialU: { file: 'x.txt' } }, 'initialU.file'],
    [{ initialU: { file: 'x.npy', frame: 0.5 } }, 'initialU.frame'],
    [{ initialU: { file: 'x.npy', fram: 1 } }, 'initialU.fram'],
    [{ initialU: { file: 'x.png', white: Infinity } }, 'initialU.white'],
  ] as const)('%j', (raw, field) => expect(fields(raw)).toEqual([field]));

  test('all problems at once', () => {
    expect(
      fields({ nx: 1, hieght: 3, growth: 'u*', view: { scal: 1 }, parameters: { c: 'x' } }).sort(),
    ).toEqual(['growth', 'hieght', 'nx', 'parameters.c', 'view.scal'].sort());
  });

  test('a key that is none beside a value that is none; a bad name is told once', () => {
    expect(fields({ nx: 'abc', parameters: { cc: 5 } })).toEqual(['nx', 'parameters.cc']);
    expect(fields({ nx: 'abc', parameters: { sin: 5 } })).toEqual(['nx', 'parameters.sin']);
    // The formula that cannot be read might be the one that uses it.
    expect(fields({ growth: true, parameters: { cc: 5 } })).toEqual(['growth']);
  });

  test('the nearest known name is suggested', () => {
    const remedy = (raw: unknown) => refuse(raw)[0]!.remedy;
    expect(remedy({ wdith: 4 })).toBe('Did you mean width?');
    expect(remedy({ preset: 'colapse' })).toMatch(/^Did you mean collapse\?/);
    expect(remedy({ view: { colormap: 'virdis' } })).toBe('Did you mean viridis?');
    expect(remedy({ parameters: { widht: 4 } })).toBe('Did you mean width?');
  });

  test('a formula is shown with the character at fault', () => {
    const [problem] = refuse({ growth: 'u*(1-w)' });
    expect(problem).toMatchObject({ field: 'growth', value: 'u*(1-w)' });
    expect(problem!.rule).toContain('character 6');
    expect(problem!.rule).toContain('u*(1-[w])');
  });
});

describe('what can be known before the first step', () => {
  test.each([
    ['a negative constant', { diffusionU: '-0.1' }, 'diffusionU', 'is -0.1'],
    ['negative through a parameter', { diffusionV: 'c - 5' }, 'diffusionV', 'is -1'],
    [
      'negative at the densest place of the start',
      { diffusionU: '1 - u', initialU: '0.5 + rand' },
      'diffusionU',
      'u = 1',
    ],
    ['negative in a corner', { diffusionU: 'x - 50' }, 'diffusionU', 'x = '],
    ['negative in the end', { diffusionU: '50 - t' }, 'diffusionU', 't = 100'],
    ['infinite diffusion', { diffusionU: '1/v' }, 'diffusionU', 'v = 0'],
    ['a sensitivity without u', { sensitivity: 'c' }, 'sensitivity', 'vanish'],
    ['a sensitivity that vanishes too slowly', { sensitivity: 'sqrt(u)' }, 'sensitivity', 'vanish'],
    ['a division by an empty chemical', { sensitivity: 'c*u/v' }, 'sensitivity', 'Infinity'],
    ['loss where there are no cells', { growth: 'u - 0.1' }, 'growth', '-0.1 at u = 0'],
    ['production that is not finite', { production: 'log(v)' }, 'production', 'v = 0'],
  ] as const)('%s is refused', (_, raw, field, words) => {
    const problems = refuse(raw);
    expect(problems.map((problem) => problem.field)).toEqual([field]);
    expect(problems[0]!.rule).toContain(words);
  });

  test.each([
    ['no diffusion', { diffusionU: 0, diffusionV: 0 }],
    ['diffusion that would be negative only beyond the start', { diffusionU: '1 - u', initialU: '0.5' }],
    ['logarithmic sensing of a chemical that is there', { sensitivity: 'c*u/v', initialV: '1' }],
    ['a sensitivity with a steep start', { sensitivity: 'u/(1e-6 + u)' }],
    ['repulsion', { sensitivity: '-c*u' }],
    ['u log u', { sensitivity: 'u*log(1 + 1/(u + 1e-9))' }],
    ['death in proportion', { growth: '-0.1*u' }],
    ['influx', { growth: '0.1 - u' }],
    ['a pole at what only stands in for a file', { production: '1/(1 - v)', initialV: 'v.npy' }],
    ['the same where cells are missing', { growth: 'u + v - 1.5', initialV: 'v.npy' }],
    ['a sensitivity that depends on a file', { sensitivity: 'u^(0.5 + v - 1)', initialV: 'v.npy' }],
  ])('%s is accepted', (_, raw) => expect(accept(raw)).toBeDefined());
});

test('formulas that depend on no file are checked before it is read', () => {
  expect(fields({ diffusionU: -1, initialU: 'u.npy' })).toEqual(['diffusionU']);
  expect(fields({ sensitivity: 'c', initialU: 'u.npy' })).toEqual(['sensitivity']);
  expect(fields({ growth: 'u - 1', initialU: 'u.npy' })).toEqual(['growth']);
  expect(fields({ production: 'log(v)', initialU: 'u.npy' })).toEqual(['production']);
});

describe('super-time-stepping', () => {
  test('has a flux of its own, which others are refused with a remedy', () => {
    expect(accept({ scheme: 'rkl2', flux: 'fourth-order' })).toMatchObject({
      flux: 'fourth-order',
      tolerance: 1e-3,
    });
    for (const scheme of ['euler', 'ssprk2']) {
      const [problem] = refuse({ scheme, flux: 'fourth-order' });
      expect(problem).toMatchObject({ field: 'flux', remedy: 'Use scheme=rkl2, or flux=scharfetter-gummel' });
      expect(problem.rule).toContain(scheme);
    }
  });

  test('reads a tolerance above rounding and below the whole, with adaptive steps only', () => {
    for (const tolerance of [0, 1e-7, 1.5, -1]) expect(fields({ tolerance })).toEqual(['tolerance']);
    const reads = (raw: unknown): boolean => isRead(accept(raw), 'tolerance');
    expect(reads({ scheme: 'rkl2' })).toBe(true);
    expect(reads({ scheme: 'rkl2', timeStep: 0.1 })).toBe(false);
    expect(reads({})).toBe(false);
  });
});

describe('hostile input is refused, not obeyed', () => {
  test('prototype keys', () => {
    expect(fields(JSON.parse('{"__proto__": {"nx": 3}, "constructor": 1}'))).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(fields({ parameters: JSON.parse('{"__proto__": 1}') as unknown })).toEqual([
      'parameters.__proto__',
    ]);
    expect(fields({ view: JSON.parse('{"__proto__": 1}') as unknown })).toEqual(['view.__proto__']);
    expect(({} as Record<string, unknown>)['nx']).toBeUndefined();
    expect(loadPreset('__proto__')).toHaveProperty('problems');
    expect(loadPreset('constructor')).toHaveProperty('problems');
  });

  test('ten-megabyte strings and deep nests are refused within a quarter of a second', () => {
    const long = 'u'.repeat(1e7);
    let nest: unknown = 1;
    for (let depth = 0; depth < 1e5; depth++) nest = [nest];
    for (const raw of [
      { growth: long },
      { preset: long },
      { [long]: 1 },
      { nx: nest },
      { parameters: { [long]: 1 } },
      { initialU: { file: long } },
    ]) {
      const start = performance.now();
      refuse(raw);
      expect(performance.now() - start).toBeLessThan(250);
    }
  });

  test('too many parameters', () => {
    const parameters = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`p${index}`, 1]));
    expect(fields({ parameters })).toEqual(['parameters']);
  });
});

describe('key=value', () => {
  const set = (...assignments: string[]): unknown => {
    const result = applySettings({ preset: 'saturated' }, assignments);
    return 'raw' in result ? result.raw : result.problems;
  };

  test.each([
    ['nx=64', { nx: 64 }],
    ['width = 2.5e1', { width: 25 }],
    ['growth=0', { growth: '0' }],
    ['initialU=0.01*rand', { initialU: '0.01*rand' }],
    ['initialU=start.npy', { initialU: 'start.npy' }],
    ['initialU={"file": "a.png", "white": 2}', { initialU: { file: 'a.png', white: 2 } }],
    ['timeStep=auto', { timeStep: 'auto' }],
    ['view.low=null', { view: { low: null } }],
    ['view.colormap=magma', { view: { colormap: 'magma' } }],
    ['c=5', { parameters: { c: 5 } }],
    ['parameters.c=-.5', { parameters: { c: -0.5 } }],
    ['production=u == 1 ? 2 : 3', { production: 'u == 1 ? 2 : 3' }],
    ['preset=spots', { preset: 'spots' }],
  ])('%s', (assignment, wanted) => expect(set(assignment)).toEqual({ preset: 'saturated', ...wanted }));

  test('later ones win, and the input is not touched', () => {
    const raw = { parameters: { a: 1 } };
    expect(applySettings(raw, ['c=5', 'c=6'])).toEqual({ raw: { parameters: { a: 1, c: 6 } } });
    expect(raw).toEqual({ parameters: { a: 1 } });
  });

  test.each(['nx', '=3', '__proto__=3', 'a.b=3', 'view.x.y=1', ' =1', 'a b=1'])(
    '%j is malformed',
    (assignment) => {
      const [problem] = set(assignment) as Problem[];
      expect(problem).toMatchObject({ field: 'set' });
    },
  );

  test.each([
    ['nx=abc', 'nx', '"abc"'],
    ['nx=0x10', 'nx', '"0x10"'],
    ['width=Infinity', 'width', '"Infinity"'],
    ['c=', 'parameters.c', '""'],
    ['view.low=red', 'view.low', '"red"'],
    ['widht=3', 'parameters.widht', '3'],
    ['view=3', 'parameters.view', '3'],
  ])('%s is left for parseConfig to refuse', (assignment, field, value) => {
    const problems = refuse(set(assignment));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ field, value });
  });
});

test('help and table show every setting', () => {
  for (const { key, doc } of SETTINGS) {
    expect(settingsHelp()).toContain(doc);
    expect(settingsTable()).toContain(`\`${key}\``);
  }
  const rows = settingsTable()
    .split('\n')
    .filter((line) => line.startsWith('|'));
  // Five tables: what all models have, fields, walks, single cells, Fokker-Planck.
  expect(rows).toHaveLength(SETTINGS.length + 5 * 2);
  // Each row has six bars even where a value contains one.
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
});

test('no name means two things', () => {
  expect(SETTING_NAMES.has('c')).toBe(false);
  expect(new Set(SETTINGS.map(({ key }) => key)).size).toBe(SETTINGS.length);
});
