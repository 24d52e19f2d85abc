// What a quasi-steady chemical refuses before the first step, and what it takes.

import { describe, expect, it } from 'vitest';
import { configToHash, parseConfig } from '../../src/config/index.ts';

const parse = (settings: Readonly<Record<string, unknown>>) =>
  parseConfig({
    chemicalDynamics: 'quasi-steady',
    sensitivity: 'u',
    growth: '0',
    nx: 16,
    ny: 16,
    ...settings,
  });

describe('quasi-steady', () => {
  it.each([
    ['u - v'],
    ['beta*u - a*v', { beta: 2, a: 0.1 }],
    ['a*(u - v)/tau', { a: 1, tau: 3 }],
    ['max(u, 1)*exp(-x) - v'],
    ['u'],
    ['u/(1+u) + step(t-1) - 0.5*v'],
  ] as const)('takes production = %s', (production, parameters: object = {}) => {
    expect(parse({ production, parameters })).not.toHaveProperty('problems');
  });

  it.each([
    ['production', 'u - u*v', /p\(u\) - a\*v/],
    ['production', 'u - v^2', /linear in v/],
    ['production', 'u - x*v', /constant a/],
    ['production', 'u - min(v, 1)', /linear in v/],
    // of slope 0 nearly everywhere, and no line
    ['production', 'u - v - floor(v)', /linear in v/],
    ['production', 'u - (v > 1 ? v : v + 1)', /linear in v/],
    ['production', 'u + v', /must not make v from v/],
    ['diffusionV', '1 + u', /must be a constant, and contains u/],
    ['diffusionV', '0', /must be above 0/],
  ] as const)('refuses %s = %s', (field, source, rule) => {
    const result = parse({ production: 'u - v', [field]: source });
    expect(result).toMatchObject({ problems: [{ field, rule: expect.stringMatching(rule) as string }] });
  });

  it('refuses v itself where it is known up to a constant only', () => {
    const result = parse({ production: 'u', sensitivity: 'u/(1+v^2)' });
    expect(result).toMatchObject({ problems: [{ field: 'sensitivity' }] });
    expect(parse({ production: 'u - v', sensitivity: 'u/(1+v^2)' })).not.toHaveProperty('problems');
  });

  it('leaves the dynamic chemical alone', () => {
    expect(parse({ chemicalDynamics: 'dynamic', production: 'u - u*v' })).not.toHaveProperty('problems');
  });

  it('refuses super-time-steps, whose stages do not solve for v', () => {
    const result = parse({ production: 'u - v', scheme: 'rkl2' });
    expect(result).toMatchObject({
      problems: [{ field: 'scheme', rule: expect.stringMatching(/chemicalDynamics/) as string }],
    });
  });

  it('takes the usual time stepping where a preset has super-time-steps that nobody asked for', () => {
    const taken = parseConfig({ preset: 'collapse', chemicalDynamics: 'quasi-steady' });
    expect(taken).toMatchObject({ config: { scheme: 'ssprk2', flux: 'scharfetter-gummel' } });
    if ('config' in taken)
      expect(configToHash(taken.config)).toBe('preset=collapse&chemicalDynamics=quasi-steady');
    expect(parseConfig({ preset: 'collapse' })).toMatchObject({ config: { scheme: 'rkl2' } });
    const asked = parseConfig({ preset: 'collapse', chemicalDynamics: 'quasi-steady', scheme: 'rkl2' });
    expect(asked).toMatchObject({ problems: [{ field: 'scheme' }] });
  });
});
