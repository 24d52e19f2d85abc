// What must hold inside a cell: settings of rules with an inside that are refused, with what is said about them.

import { describe, expect, test } from 'vitest';
import { configToHash, hashToSettings, parseConfig } from '../../src/config/index.ts';
import { accept, only } from '../support/parsed-cells.ts';

const coli = (parameters: Record<string, number> = {}, more: Record<string, unknown> = {}) => ({
  ...{ ny: 1, sensing: 'e-coli', attractant: '100' },
  ...{ parameters, ...more },
});

/** Settings with a step. */
type Raw = Record<string, unknown>;

describe('constants in their order', () => {
  test('K_I above K_A, and equal to it', () => {
    for (const K_I of [4000, 3000]) {
      const problem = only(coli({ K_I }));
      expect(problem).toMatchObject({ field: 'parameters.K_I', value: String(K_I) });
      expect(problem.rule).toContain('must be below K_A = 3000');
      expect(problem.remedy).toContain('Swap them');
    }
    expect(accept(coli({ K_I: 2999 }))).toBeDefined();
  });

  test('those of the second ligand, where there is one', () => {
    const two = (K_I2: number) => coli({ K_I2 }, { sensing: 'e-coli-two-ligands', secondCue: '50' });
    expect(only(two(1001))).toMatchObject({ field: 'parameters.K_I2', value: '1001' });
    expect(only(two(1001)).remedy).toContain('share2 negative for a repellent');
    expect(accept(two(999))).toBeDefined();
  });

  test('the most that a motor does must be above 1/tau', () => {
    for (const most of [1.25, 1]) {
      const problem = only(coli({ most, tau: 0.8 }));
      expect(problem).toMatchObject({ field: 'parameters.most', value: String(most) });
      expect(problem.rule).toContain('must be above 1/tau = 1.25');
    }
    expect(accept(coli({ most: 1.26, tau: 0.8 }))).toBeDefined();
  });

  test('noise of the ligand without the time that CheY-P averages it over', () => {
    const problem = only(coli({ ligandNoise: 0.01, tauY: 0 }));
    expect(problem).toMatchObject({ field: 'parameters.ligandNoise', value: '0.01' });
    expect(problem.rule).toContain('tauY is 0');
    expect(accept(coli({ ligandNoise: 0.01, tauY: 0.2 }))).toBeDefined();
    expect(accept(coli({ ligandNoise: 0, methylationNoise: 1e-5, tauY: 0 }))).toBeDefined();
  });
});

describe('concentrations below nothing are refused where they are', () => {
  const rises = '(x - 50)/10';
  test.each([
    ['e-coli', { attractant: rises }, 'attractant'],
    ['e-coli-two-ligands', { attractant: '1', secondCue: rises }, 'secondCue'],
    ['ccr7', { attractant: rises, secondCue: '1' }, 'attractant'],
    ['ccr7', { attractant: '1', secondCue: rises }, 'secondCue'],
  ] as const)('%s: %o', (sensing, formulas, field) => {
    const problem = only({ ny: 1, sensing, ...formulas });
    expect(problem.field).toBe(field);
    expect(problem.rule).toContain('must not be negative');
    expect(problem.rule).toMatch(/but it is -5 at x = 0, t = 0/);
    expect(problem.remedy).toContain('max(0, ...)');
  });

  test('in two dimensions and at a later time', () => {
    const problem = only({ sensing: 'e-coli', attractant: '10 - t', until: 20 });
    expect(problem.rule).toMatch(/but it is -[\d.]+ at x = [\d.]+, y = [\d.]+, t = [\d.]+/);
    const [, found, time] = /is -([\d.]+) at .* t = ([\d.]+)/.exec(problem.rule)!;
    expect(Number(time) - 10).toBeCloseTo(Number(found), 10);
  });

  test('nothing itself is a concentration', () => {
    expect(accept({ ny: 1, sensing: 'e-coli', attractant: 'max(0, x - 50)' })).toBeDefined();
    expect(accept({ ny: 1, sensing: 'ccr7', attractant: '0', secondCue: 'x' })).toBeDefined();
  });

  test('a live chemical that starts below nothing', () => {
    const live = { chemical: 'live', sensing: 'e-coli', initialV: 'x - 50' };
    const problem = only(live);
    expect(problem.field).toBe('initialV');
    expect(problem.rule).toMatch(/must not be negative, but v is -[\d.]+ at/);
  });

  test('a memory kernel may sense what it likes', () => {
    expect(accept({ ny: 1, sensing: 'memory-kernel', attractant: 'x - 50' })).toBeDefined();
  });
});

describe('a step longer than a third of the fastest time inside a cell', () => {
  const tauY = 'the time tauY of CheY-P is 0.2';
  test.each<readonly [Raw, string, number]>([
    // 0.2/3 = 0.06667
    [coli({}, { timeStep: 0.07 }), tauY, 0.0666],
    // 4/(6 x 1.7 x (1 + 1)) = 0.196
    [
      coli({ kR: 1, kB: 1 }, { timeStep: 0.07 }),
      'the fastest adaptation 4/(N alpha (kR + kB)) is 0.196',
      0.0653,
    ],
    // without a filter 4/(6 x 1.7 x 0.01) = 39.2
    [
      coli({ tauY: 0, speed: 0 }, { timeStep: 20 }),
      'the fastest adaptation 4/(N alpha (kR + kB)) is 39.2',
      13,
    ],
    [
      { ny: 1, sensing: 'memory-kernel', attractant: 'x', parameters: { tau: 1.5 }, timeStep: 0.6 },
      'the time tau of its filters is 1.5',
      0.5,
    ],
    // 1/(0.05 + 0.25 + 0.02) = 3.125
    [
      { ny: 1, sensing: 'ccr7', attractant: '1', secondCue: '1', timeStep: 1.1 },
      'the fastest turnover of receptors 1/(kRec + k19 + k21) is 3.12',
      1.04,
    ],
  ])('%o', (raw, words, largest) => {
    const problem = only(raw);
    expect(problem).toMatchObject({ field: 'timeStep', value: String(raw['timeStep']) });
    expect(problem.rule).toContain('must not exceed a third of the fastest time inside a cell');
    expect(problem.rule).toContain(words);
    expect(problem.remedy).toBe(`Use auto, or ${largest} or less`);
    expect(accept({ ...raw, timeStep: largest }).timeStep).toBe(largest);
    expect(accept({ ...raw, timeStep: 'auto' })).toBeDefined();
  });
});

describe('what is drawn of the inside', () => {
  const plane = (sensing: string, field: string) => ({
    ...{ sensing, attractant: '100', nx: 20, ny: 20 },
    view: { field },
  });

  test('an internal variable of the rule; another one is refused, with those there are', () => {
    expect(accept(plane('e-coli', 'methylation')).view.field).toBe('methylation');
    const problem = only(plane('linear', 'methylation'));
    expect(problem).toMatchObject({ field: 'view.field', value: '"methylation"' });
    expect(problem.remedy).toContain('Use u or v');
    expect(only(plane('ccr7', 'activity')).remedy).toContain('receptors');
  });

  test('ends of the colour range of a density say nothing of it', () => {
    const parsed = (more: Record<string, unknown>) => {
      const found = parseConfig({ preset: 'adaptation-step', ...more });
      if ('problems' in found) throw new Error(JSON.stringify(found.problems));
      return found.config.view;
    };
    expect(parsed({}).low).toBe(0);
    expect(parsed({ view: { field: 'methylation' } }).low).toBeNull();
    expect(parsed({ view: { field: 'methylation', low: 1 } }).low).toBe(1);
  });

  test('a link keeps it', () => {
    const parsed = parseConfig({ preset: 'adaptation-step', view: { field: 'methylation' } });
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    const again = hashToSettings(configToHash(parsed.config));
    if ('problems' in again) throw new Error(JSON.stringify(again.problems));
    expect(parseConfig(again.raw)).toEqual(parsed);
  });
});
