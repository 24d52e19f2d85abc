// Configuration of run-and-tumble cells: what its model has and the other has not, parameters that sensing rules declare,
// changes, and links.

import { describe, expect, test } from 'vitest';
import {
  applySettings,
  changeSettings,
  configToHash,
  declaredParameters,
  findParameter,
  hashToSettings,
  parseConfig,
  settingsOf,
} from '../../src/config/index.ts';
import type { Config } from '../../src/core/config.ts';
import { formatProblem } from '../../src/core/problem.ts';
import { PRESETS } from '../../src/presets/index.ts';
import { parametersOf, SENSING_RULES } from '../../src/sensing/index.ts';
import { cellsConfig } from '../support/configs.ts';
import { accept, acceptAny, fields, only } from '../support/parsed-cells.ts';

const rule = (name: string) => SENSING_RULES.find((candidate) => candidate.name === name)!;

describe('the settings of each model', () => {
  test('cells by default have every setting of cells and every declared parameter, and none of fields', () => {
    const config = accept() as unknown as Record<string, unknown>;
    const keys = settingsOf('run-and-tumble').map(({ key }) => key.split('.')[0]!);
    expect(new Set(Object.keys(config))).toEqual(new Set([...keys, 'preset', 'parameters']));
    expect(Object.keys(config)).not.toContain('growth');
    expect(config['parameters']).toEqual(
      Object.fromEntries(parametersOf(rule('linear')).map((spec) => [spec.name, spec.default])),
    );
    expect(config).toMatchObject({ boundaryX: 'no-flux', initialU: '1', width: 200, cells: 100_000 });
  });

  test.each(SENSING_RULES.map(({ name }) => name))(
    '%s runs with its defaults, in one and two dimensions',
    (sensing) => {
      for (const ny of [1, 100]) {
        const config = accept({ sensing, ny });
        expect(Object.keys(config.parameters)).toEqual(parametersOf(rule(sensing)).map(({ name }) => name));
        expect(acceptAny(JSON.parse(JSON.stringify(config)))).toEqual(config);
      }
    },
  );

  test('a complete config comes back unchanged, with keys the rule does not read', () => {
    const config = accept({ sensing: 'rates', secondCue: 'x*q', parameters: { q: 3, speed: 7 } });
    expect(config).toMatchObject({ secondCue: 'x*q', parameters: { q: 3, speed: 7 } });
    expect(acceptAny(JSON.parse(JSON.stringify(config)))).toEqual(config);
    expect(acceptAny(cellsConfig)).toEqual(cellsConfig);
  });

  test('a setting of the other model is refused, whichever it is', () => {
    const problem = only({ growth: 0 });
    expect(problem).toMatchObject({ field: 'growth', value: '0' });
    expect(only({ growth: '0' }).value).toBe('0');
    expect(only({ growth: '' }).value).toBe('(empty)');
    expect(only({ scheme: 'euler' }).value).toBe('"euler"');
    expect(problem.rule).toBe('is a setting of keller-segel, and this is run-and-tumble');
    expect(fields({ scheme: 'euler', whenUnresolved: 'stop' })).toEqual(['scheme', 'whenUnresolved']);
    const parsed = parseConfig({ preset: 'saturated', cells: 5 });
    expect('problems' in parsed && parsed.problems[0]!.rule).toBe(
      'is a setting of run-and-tumble, two-state, fokker-planck, and this is keller-segel',
    );
    // Nobody knows whose setting it is where the model itself is none.
    expect(fields({ model: 'fisher', cells: 5 })).toEqual(['model']);
  });

  test("a preset's settings of the other model are dropped with its parameters, common ones stay", () => {
    const config = accept({ preset: 'collapse' });
    expect(config).not.toHaveProperty('sensitivity');
    expect(config.production).toBe((acceptAny({ preset: 'collapse' }) as { production: string }).production);
    // The preset's chi is a sensitivity of fields; the rule's own has its own default.
    expect(config.parameters['chi']).toBe(rule('linear').parameters[0]!.default);
    expect(accept({ preset: 'collapse-1d' }).parameters).toMatchObject({ chi: 1, a: 1, persistence: -1 });
  });
});

describe('declared parameters', () => {
  test('take given values, and are known to all formulas', () => {
    const config = accept({
      attractant: 'chi*x/(width*speed)',
      initialU: 'tumbleRate + x',
      production: 'tumbleRate*u - v',
      parameters: { speed: 30, persistence: 0.33 },
    });
    expect(config.parameters).toMatchObject({ speed: 30, persistence: 0.33, tumbleRate: 1 });
  });

  test('the persistence follows the dimension where it is not given', () => {
    expect(accept({ ny: 1 }).parameters['persistence']).toBe(-1);
    expect(accept({ ny: 1, parameters: { persistence: 0.5 } }).parameters['persistence']).toBe(0.5);
    expect(accept().parameters['persistence']).toBe(0);
  });

  test.each([
    [{ speed: -1 }, 'parameters.speed', 'speed'],
    [{ persistence: 1.5 }, 'parameters.persistence', 'from -1 to 1'],
    [{ persistence: -1.5 }, 'parameters.persistence', 'mean cosine'],
    [{ speed: '20' }, 'parameters.speed', 'finite number'],
  ])('%j is refused with what it means', (parameters, field, words) => {
    const problem = only({ parameters });
    expect(problem.field).toBe(field);
    expect(problem.rule).toContain(words);
  });

  test('one of another rule is refused where it is given, unless a formula uses it', () => {
    const problem = only({ parameters: { K: 3 } });
    expect(problem.field).toBe('parameters.K');
    expect(problem.rule).toContain('the sensing rules receptor-saturation, two-cues');
    expect(accept({ attractant: '1 + x/K', parameters: { K: 300 } }).parameters['K']).toBe(300);
    expect(accept({ sensing: 'receptor-saturation', parameters: { K: 3 } }).parameters['K']).toBe(3);
    // A formula that waits for its rule does not bring it into use.
    expect(fields({ secondCue: 'x/K', parameters: { K: 3 } })).toEqual(['parameters.K']);
    expect(only({ parameters: { sped: 3 } }).remedy).toBe('Did you mean speed?');
  });

  test('in one dimension nothing rotates', () => {
    const raw = { ny: 1, parameters: { rotationalDiffusion: 0.1 } };
    for (const preset of [null, 'gradient-2d']) {
      const problem = only({ preset, ...raw });
      expect(problem.field).toBe('parameters.rotationalDiffusion');
      expect(problem.remedy).toContain('Set it to 0');
    }
  });

  test("a preset's turning of the heading follows the dimension, all else of it stays", () => {
    expect(accept({ preset: 'gradient-2d' }).parameters).toMatchObject({ persistence: 0.33 });
    expect(accept({ preset: 'gradient-2d', ny: 1 }).parameters).toMatchObject({
      ...{ persistence: -1, rotationalDiffusion: 0, chi: 8, speed: 20 },
    });
    expect(accept({ preset: 'lecture-1d' }).parameters['persistence']).toBe(-1);
    expect(accept({ preset: 'lecture-1d', ny: 50 }).parameters['persistence']).toBe(0);
  });

  test('the remedy names the default of the dimension', () => {
    expect(only({ ny: 1, parameters: { persistence: 2 } }).remedy).toBe('Use 1, or the default -1');
    expect(only({ parameters: { persistence: 2 } }).remedy).toBe('Use 1, or the default 0');
  });

  test('doc and unit are found by name', () => {
    expect(findParameter(cellsConfig, 'speed')).toMatchObject({ unit: 'L/T' });
    expect(findParameter(rule('landscape'), 'mobility')?.name).toBe('mobility');
    expect(findParameter(cellsConfig, 'mobility')).toBeUndefined();
    expect(declaredParameters(acceptAny({}))).toEqual([]);
    expect(declaredParameters(cellsConfig).map(({ name }) => name)).toContain('chi');
  });
});

describe('changes of a complete config', () => {
  const changed = (config: Config, changes: Record<string, unknown>): Config =>
    acceptAny(changeSettings(config, changes));

  test('another rule keeps what means the same, and has its own defaults', () => {
    const config = accept({ sensing: 'receptor-saturation', parameters: { speed: 7, chi: 9, K: 3 } });
    const linear = changed(config, { sensing: 'linear' });
    // chi has another unit there: T/C, not T.
    expect(linear.parameters).toMatchObject({ speed: 7, chi: 1 });
    expect(linear.parameters).not.toHaveProperty('K');
    expect(changed(config, { sensing: 'logarithmic' }).parameters).toMatchObject({ chi: 9 });
    expect(Object.keys(changed(config, { sensing: 'landscape' }).parameters)).not.toContain('speed');
  });

  test('another dimension moves a persistence that was never touched, and stops rotation', () => {
    const config = accept({ parameters: { rotationalDiffusion: 0.062 } });
    expect(changed(config, { ny: 1 }).parameters).toMatchObject({ persistence: -1, rotationalDiffusion: 0 });
    const own = accept({ parameters: { persistence: 0.33 } });
    expect(changed(own, { ny: 1 }).parameters['persistence']).toBe(0.33);
    expect(changed(accept({ ny: 1 }), { ny: 50 }).parameters['persistence']).toBe(0);
  });

  test('another model, there and back', () => {
    const field = acceptAny({ preset: 'saturated', nx: 64, ny: 64 });
    const cells = changed(field, { model: 'run-and-tumble' });
    expect(cells).toMatchObject({ model: 'run-and-tumble', nx: 64, sensing: 'linear' });
    expect(changed(cells, { model: 'keller-segel' })).toEqual(field);
    expect(changed(acceptAny({ preset: 'collapse' }), { model: 'run-and-tumble' }).parameters).toMatchObject({
      chi: 1,
    });
  });

  test('anything else is only that', () => {
    expect(changed(cellsConfig, { cells: 10 })).toEqual({ ...cellsConfig, cells: 10 });
    expect(changed(cellsConfig, { parameters: { ...cellsConfig.parameters, chi: 2 } })).toMatchObject({
      parameters: { chi: 2 },
    });
    expect(parseConfig(changeSettings(cellsConfig, { sensing: 'nearest' }))).toHaveProperty('problems');
  });
});

describe('what is given over a file', () => {
  /** A complete configuration as a run stores it. */
  const stored = (raw: Record<string, unknown>): Record<string, unknown> =>
    JSON.parse(JSON.stringify(acceptAny(raw))) as Record<string, unknown>;
  const over = (base: Record<string, unknown>, ...assignments: string[]) => {
    const applied = applySettings({}, assignments);
    if ('problems' in applied) throw new Error('malformed');
    return parseConfig(changeSettings(base, applied.raw));
  };
  const sound = (base: Record<string, unknown>, ...assignments: string[]): Config => {
    const parsed = over(base, ...assignments);
    if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
    return parsed.config;
  };
  const refused = (base: Record<string, unknown>, ...assignments: string[]): string[] => {
    const parsed = over(base, ...assignments);
    return 'problems' in parsed ? parsed.problems.map(({ field }) => field) : [];
  };

  const everything = PRESETS.map(({ name }) => name);
  const rules = SENSING_RULES.map(({ name }) => name);

  test.each(everything)('any model, rule and dimension over a stored %s', (preset) => {
    const base = stored({ preset });
    for (const sensing of rules) {
      // A step chosen for a rule without memory may be too long for another's inside.
      // Cues of presets need not have the sign that a response asks for.
      const cue = 'attractant=1 + x/width';
      const config = sound(base, 'model=run-and-tumble', `sensing=${sensing}`, cue, 'timeStep=auto');
      const names = parametersOf(rule(sensing)).map(({ name }) => name);
      expect(Object.keys(config.parameters)).toEqual(expect.arrayContaining(names));
    }
    expect(sound(base, 'model=keller-segel')).not.toHaveProperty('sensing');
    expect(sound(base, 'ny=1', 'timeStep=auto').ny).toBe(1);
  });

  test('what is given itself is refused where it has no meaning, whatever the order', () => {
    const base = stored({ preset: 'gradient-2d' });
    expect(refused(base, 'sensing=landscape', 'speed=3')).toEqual(['parameters.speed']);
    expect(refused(base, 'speed=3', 'sensing=landscape')).toEqual(['parameters.speed']);
    expect(refused(base, 'model=keller-segel', 'cells=3')).toEqual(['cells']);
    expect(refused(base, 'ny=1', 'rotationalDiffusion=1')).toEqual(['parameters.rotationalDiffusion']);
    expect(sound(base, 'K=3', 'sensing=receptor-saturation').parameters).toMatchObject({ K: 3, speed: 20 });
  });

  test('a misspelt parameter of the file is refused as before', () => {
    const base = { model: 'run-and-tumble', parameters: { sped: 3, speed: 7 } };
    expect(refused(base, 'sensing=landscape')).toEqual(['parameters.sped']);
    expect(refused({ ...base, parameters: 5 }, 'speed=3')).toEqual(['parameters']);
  });

  test('a parameter goes with the last formula that used it', () => {
    const base = stored({ model: 'run-and-tumble', attractant: 'q*x', parameters: { q: 2 } });
    expect(sound(base, 'attractant=x').parameters).not.toHaveProperty('q');
    expect(sound(base, 'attractant=x/q').parameters['q']).toBe(2);
    // tumbleRate is a number like any other where no rule declares it.
    const rate = stored({ model: 'run-and-tumble', initialU: 'tumbleRate', parameters: { tumbleRate: 4 } });
    expect(sound(rate, 'sensing=landscape').parameters['tumbleRate']).toBe(4);
  });

  test("a file's own turning stays where it means something in one dimension", () => {
    const base = { model: 'run-and-tumble', parameters: { persistence: 0.5, rotationalDiffusion: 0.1 } };
    expect(sound(base, 'ny=1').parameters).toMatchObject({ persistence: 0.5, rotationalDiffusion: 0 });
  });

  test('an end of the colour range that a logarithmic scale cannot have is open, unless it is given', () => {
    for (const base of [{ preset: 'lecture-1d' }, stored({ preset: 'lecture-1d' })]) {
      expect(sound(base).view.low).toBe(0);
      expect(sound(base, 'view.scale=logarithmic').view).toMatchObject({ low: null, high: null });
      expect(sound(base, 'view.scale=logarithmic', 'view.low=1').view.low).toBe(1);
      expect(refused(base, 'view.scale=logarithmic', 'view.low=0')).toEqual(['view.low']);
    }
  });
});

describe('links', () => {
  test.each([
    {},
    { ny: 1 },
    { ny: 1, parameters: { persistence: 0 } },
    { preset: 'gradient-2d', ny: 1 },
    { preset: 'gradient-2d', ny: 1, parameters: { persistence: 0.33 } },
    { preset: 'lecture-1d', view: { scale: 'logarithmic' } },
    { parameters: { persistence: -1, chi: 0.5 }, cells: 7 },
    { sensing: 'landscape', parameters: { temperature: 2 } },
    { preset: 'saturated', sensing: 'two-cues', secondResponse: 'logarithmic', parameters: { K2: 4 } },
    { preset: 'collapse-1d', chemical: 'live', parameters: { chi: 40 } },
    {
      sensing: 'rates',
      ratePlus: 'tumbleRate*(1 + 0.5*tanh(x/q))',
      parameters: { q: 4 },
      view: { marks: 'never' },
    },
  ])('%j reads back', (raw) => {
    const config = accept(raw);
    const read = hashToSettings(`#${configToHash(config)}`);
    if ('problems' in read) throw new Error(read.problems.map(formatProblem).join('\n'));
    expect(acceptAny(read.raw)).toEqual(config);
  });

  test('hold only what differs', () => {
    expect(configToHash(accept())).toBe('model=run-and-tumble');
    expect(configToHash(accept({ sensing: 'landscape', ny: 1 }))).toBe(
      'model=run-and-tumble&sensing=landscape&ny=1',
    );
  });
});
