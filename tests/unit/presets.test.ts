// Each preset as data: valid, complete, described. That it does what it promises is shown by running it (tests/presets).

import { describe, expect, test } from 'vitest';
import { initialFields, parseConfig } from '../../src/config/index.ts';
import { cellMeasure } from '../../src/core/grid.ts';
import { formatProblem } from '../../src/core/problem.ts';
import { findPreset, PRESETS } from '../../src/presets/index.ts';

function load(name: string) {
  const parsed = parseConfig({ preset: name });
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.config;
}

const mass = (name: string, raw = {}) => {
  const parsed = parseConfig({ preset: name, ...raw });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const { u } = initialFields(parsed.config, {});
  return u.reduce((sum, value) => sum + value, 0) * cellMeasure(parsed.config);
};

describe.each(PRESETS.map((preset) => [preset.name, preset] as const))('%s', (name, preset) => {
  test('is a valid configuration with a valid start', () => {
    const config = load(name);
    expect(config.preset).toBe(name);
    const { u, v } = initialFields(config, {});
    expect(u).toHaveLength(config.nx * config.ny);
    expect(Math.max(...u.subarray(0, 1000), ...v.subarray(0, 1000))).toBeLessThan(1e6);
  });

  test('says what to watch in one or two sentences, and what comes out with a number', () => {
    expect(preset.title.length).toBeGreaterThan(4);
    expect(preset.watch).toMatch(/^[A-Z].{20,200}\.$/);
    expect(preset.expect).toMatch(/^[A-Zu].{20,}\.$/);
    expect(preset.expect).toMatch(/\d/);
  });
});

test('names are unique and found; unknown ones are not', () => {
  expect(new Set(PRESETS.map((preset) => preset.name)).size).toBe(PRESETS.length);
  for (const preset of PRESETS) expect(findPreset(preset.name)).toBe(preset);
  expect(findPreset('nothing')).toBeUndefined();
  expect(findPreset('toString')).toBeUndefined();
});

test('saturated is the published experiment', () => {
  expect(load('saturated')).toMatchObject({
    nx: 500,
    ny: 500,
    width: 100,
    height: 100,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
    diffusionU: '1',
    diffusionV: '1',
    sensitivity: 'c*u/(1+u^2)',
    growth: 'u*(1-u)',
    production: 'u - a*v',
    parameters: { c: 4, a: 0.1 },
    initialU: '0.01*rand',
    initialV: '0',
  });
});

test('collapse-1d is the case of the lecture', () => {
  expect(load('collapse-1d')).toMatchObject({ nx: 200, ny: 1, width: 100, parameters: { chi: 40, a: 1 } });
});

test('`mass` counts critical masses of 8 pi D_u D_v/(chi beta), whatever chi and beta are', () => {
  // What lies outside the domain: tails of the Gaussians beyond 3.4 = 8.5 standard deviations, below 1e-16.
  const critical = (8 * Math.PI * 1 * 4) / (1 * 4);
  expect(mass('collapse') / critical).toBeCloseTo(2, 10);
  expect(mass('subcritical') / critical).toBeCloseTo(0.6, 10);
  expect(mass('collapse', { parameters: { chi: 2, mass: 1 } }) / (critical / 2)).toBeCloseTo(1, 10);
  expect(mass('collapse', { nx: 64, ny: 64 }) / critical).toBeCloseTo(2, 10);
});

test('collapse and subcritical differ in the mass alone', () => {
  const common = (name: string) => {
    const config = load(name);
    return { ...config, preset: null, parameters: { ...config.parameters, mass: null } };
  };
  expect(common('collapse')).toEqual(common('subcritical'));
});
