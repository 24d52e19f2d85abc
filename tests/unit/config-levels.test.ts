// Levels of description in the configuration: which experiments have them and which are refused, each with the setting to
// change; presets at another level; links.

import { describe, expect, test } from 'vitest';
import {
  changeSettings,
  configToHash,
  hashToSettings,
  isRead,
  loadPreset,
  parseConfig,
  settingsOf,
} from '../../src/config/index.ts';
import type { Config } from '../../src/core/config.ts';
import { MODELS } from '../../src/core/config.ts';
import type { Problem } from '../../src/core/problem.ts';
import { acceptAny } from '../support/parsed-cells.ts';

type Raw = Readonly<Record<string, unknown>>;

function problemsOf(raw: Raw): readonly Problem[] {
  const parsed = parseConfig(raw);
  return 'problems' in parsed ? parsed.problems : [];
}

const cells = { model: 'run-and-tumble', ny: 1 };
const walls = { sensing: 'landscape' };
const live = { chemical: 'live' };
const gain = { sensing: 'landscape', parameters: { gain: 1 } };

describe('levels beside the cells', () => {
  test.each<readonly [string, Raw, string, string]>([
    ['two-state', { ny: 40 }, 'levels', 'that of a line'],
    ['two-state', walls, 'levels', 'no two states'],
    ['two-state', live, 'levels', 'prescribed fields only'],
    ['two-state', { parameters: { speed: 0 } }, 'parameters.speed', 'dx/speed'],
    [
      'two-state',
      { width: 2e5, parameters: { tumbleRate: 1e-3 }, every: 0.05, until: 1 },
      'every',
      'more than 512 times as long',
    ],
    ['two-state+fokker-planck', { ny: 40 }, 'levels', 'that of a line'],
    ['fokker-planck', live, 'levels', 'prescribed fields only'],
    ['fokker-planck', gain, 'levels', 'mobility varies'],
    ['fokker-planck', { parameters: { persistence: 1 } }, 'levels', 'never turn at x = 0'],
    ['fokker-planck', { parameters: { tumbleRate: 0 } }, 'levels', 'never turn'],
    [
      'fokker-planck',
      { sensing: 'rates', ratePlus: 'x < 20', rateMinus: 'x < 30' },
      'levels',
      'never turn at x = 30',
    ],
    ['keller-segel', {}, 'levels', 'that the cells make'],
    ['keller-segel', { ...live, sensing: 'rates' }, 'levels', 'no Keller-Segel equation for the rule rates'],
    [
      'keller-segel',
      { ...live, sensing: 'two-cues' },
      'levels',
      'no Keller-Segel equation for the rule two-cues',
    ],
    ['keller-segel', { ...live, ...gain }, 'levels', 'no Keller-Segel equation'],
    ['keller-segel', { ...live, parameters: { persistence: 1 } }, 'levels', 'never turn'],
    ['keller-segel', { ...live, ny: 40, parameters: { tumbleRate: 0 } }, 'levels', 'never turn'],
  ])('%s with %j is refused', (levels, raw, field, words) => {
    const problems = problemsOf({ ...cells, levels, ...raw });
    expect(problems.map((one) => one.field)).toEqual([field]);
    expect(problems[0]!.rule).toContain(words);
    expect(problems[0]!.remedy.length).toBeGreaterThan(10);
    // The same cells stand by themselves.
    expect(problemsOf({ ...cells, ...raw })).toEqual([]);
  });

  test.each<readonly [string, Raw]>([
    ['two-state', {}],
    ['two-state', { parameters: { persistence: 1 } }],
    ['two-state', { timeStep: 0.01 }],
    ['two-state', { width: 2e5, parameters: { tumbleRate: 1e-3 }, every: 0.5, until: 1 }],
    ['two-state+fokker-planck', { sensing: 'two-cues' }],
    ['fokker-planck', { ny: 40 }],
    ['fokker-planck', walls],
    ['fokker-planck', { ny: 40, parameters: { tumbleRate: 0, rotationalDiffusion: 0.1 } }],
    ['fokker-planck', { sensing: 'rates', ratePlus: 'x < 30', rateMinus: 'x > 20' }],
    ['keller-segel', live],
    ['keller-segel', { ...live, ny: 40, parameters: { tumbleRate: 0, rotationalDiffusion: 0.1 } }],
    ['keller-segel', { ...live, ...walls }],
    ['keller-segel', { ...live, sensing: 'logarithmic' }],
    ['keller-segel', { ...live, sensing: 'receptor-saturation' }],
  ])('%s with %j is accepted, and comes back from a link', (levels, raw) => {
    const config = acceptAny({ ...cells, levels, ...raw });
    expect(config).toMatchObject({ levels });
    expect(fromLink(config)).toEqual(config);
  });
});

describe('a model of the continuum', () => {
  test.each<readonly [string, Raw, string, string]>([
    ['two-state', { ny: 40 }, 'model', 'that of a line'],
    ['two-state', walls, 'model', 'no two states'],
    ['two-state', live, 'model', 'prescribed fields only'],
    ['two-state', { parameters: { speed: 0 } }, 'parameters.speed', 'dx/speed'],
    ['two-state', { timeStep: 0.01 }, 'timeStep', 'dx/speed = 0.1'],
    [
      'two-state',
      { width: 2e5, parameters: { tumbleRate: 1e-3 }, every: 0.05, until: 1 },
      'every',
      'more than 512 times as long',
    ],
    ['two-state', { levels: 'fokker-planck' }, 'levels', 'is a setting of run-and-tumble'],
    ['two-state', { diffusion: '1' }, 'diffusion', 'is a setting of fokker-planck'],
    ['fokker-planck', live, 'model', 'prescribed fields only'],
    ['fokker-planck', gain, 'model', 'mobility varies'],
    ['fokker-planck', { parameters: { persistence: 1 } }, 'model', 'never turn'],
    ['fokker-planck', { coefficients: 'given', diffusion: 'x - 3' }, 'diffusion', 'must not be negative'],
    ['fokker-planck', { coefficients: 'given', driftX: '1/(x - 100)' }, 'driftX', 'must be finite'],
  ])('%s with %j is refused', (model, raw, field, words) => {
    const problems = problemsOf({ model, ny: 1, ...raw });
    expect(problems.map((one) => one.field)).toEqual([field]);
    expect(problems[0]!.rule).toContain(words);
  });

  test.each<readonly [string, Raw]>([
    ['two-state', {}],
    ['two-state', { sensing: 'rates', ratePlus: '-1', rateMinus: 'x < 20' }],
    ['fokker-planck', {}],
    ['fokker-planck', { timeStep: 0.01, ny: 40 }],
    [
      'fokker-planck',
      { coefficients: 'given', diffusion: 'max(0, x - 3)', driftX: 'q*t', parameters: { q: 2 } },
    ],
    // What the cells would do is not asked.
    ['fokker-planck', { coefficients: 'given', ...live }],
    ['fokker-planck', { coefficients: 'given', ...gain }],
    ['fokker-planck', { coefficients: 'given', parameters: { persistence: 1 }, attractant: '1/x' }],
  ])('%s with %j is accepted, and comes back from a link', (model, raw) => {
    const config = acceptAny({ model, ny: 1, ...raw });
    expect(config.model).toBe(model);
    expect(fromLink(config)).toEqual(config);
    expect(acceptAny(JSON.parse(JSON.stringify(config)))).toEqual(config);
    const keys = settingsOf(config.model).map(({ key }) => key.split('.')[0]!);
    expect(new Set(Object.keys(config))).toEqual(new Set([...keys, 'preset', 'parameters']));
  });

  test("a line is the master equation's own dimension: tumbles reverse a cell unless told otherwise", () => {
    expect(acceptAny({ model: 'two-state' })).toEqual(acceptAny({ model: 'two-state', ny: 1 }));
    expect(acceptAny({ model: 'two-state' }).parameters).toMatchObject({ persistence: -1 });
  });

  test('drift and diffusion are read where they are given, and what cells sense where they are not', () => {
    const own = acceptAny({ model: 'fokker-planck', ny: 1 });
    const given = acceptAny({ model: 'fokker-planck', ny: 1, coefficients: 'given' });
    for (const key of ['diffusion', 'driftX', 'driftY'])
      expect([isRead(own, key), isRead(given, key)]).toEqual([false, true]);
    for (const key of ['sensing', 'attractant'])
      expect([isRead(own, key), isRead(given, key)]).toEqual([true, false]);
  });
});

describe('a preset at another level', () => {
  const preset = (name: string): Config => {
    const parsed = loadPreset(name);
    if ('problems' in parsed) throw new Error(name);
    return parsed.config;
  };
  const shared = ({ parameters, nx, width, sensing, cells: count }: Config & Raw): Raw => ({
    ...{ parameters, nx, width, sensing, count },
  });

  test.each(['lecture-1d', 'gradient-1d'])('%s has the same experiment', (name) => {
    const base = preset(name) as Config & Raw;
    for (const model of ['two-state', 'fokker-planck']) {
      const changed = acceptAny(changeSettings(base, { model })) as Config & Raw;
      const named = acceptAny({ preset: name, model }) as Config & Raw;
      expect(named).toEqual(changed);
      expect(shared(named)).toEqual(shared(base));
      // Steps are a matter of the model.
      expect(named.timeStep).toBe('auto');
      expect(fromLink(named)).toEqual(named);
      // And back, with all that the preset has.
      expect(acceptAny(changeSettings(changed, { model: 'run-and-tumble' }))).toEqual(base);
    }
  });

  test('parameters that a preset of cells declares keep their values, those of fields do not', () => {
    const landscape = preset('landscape');
    const named = acceptAny({ preset: 'landscape', model: 'fokker-planck', parameters: { gain: 0 } });
    expect(named.parameters).toEqual({ ...landscape.parameters, gain: 0 });
    const fields = acceptAny({ preset: 'saturated', model: 'fokker-planck' });
    expect(fields.parameters).not.toHaveProperty('c');
  });

  test('a step that is asked for is not forgotten', () => {
    expect(acceptAny({ preset: 'lecture-1d', model: 'fokker-planck', timeStep: 0.003 }).timeStep).toBe(0.003);
    const base = preset('gradient-1d');
    expect(acceptAny(changeSettings(base, { model: 'fokker-planck', timeStep: 0.003 })).timeStep).toBe(0.003);
  });

  test('there are four models', () => {
    expect(MODELS).toEqual(['keller-segel', 'run-and-tumble', 'two-state', 'fokker-planck']);
  });
});

function fromLink(config: Config): Config {
  const read = hashToSettings(`#${configToHash(config)}`);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return acceptAny(read.raw);
}
