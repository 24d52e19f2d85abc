// Linear theory and the equation on the page, for a chemical that follows at once.

import { describe, expect, it } from 'vitest';
import { equationTex } from '../../src/app/equation-tex.ts';
import { fieldFormulas } from '../../src/theory/field-formulas.ts';
import { fieldDispersion } from '../../src/theory/dispersion.ts';
import { baseConfig } from '../support/configs.ts';

describe('waves on a uniform state', () => {
  // c = 4, a = 0.1, D = 1 about u = 1, v = 10: chi = c/2, f_u = -1
  const at = (settings: object) => {
    const formulas = fieldFormulas({ ...baseConfig, ...settings });
    return fieldDispersion(formulas.linearised(1, 10));
  };
  const waves = at({ chemicalDynamics: 'quasi-steady' });

  it('grow at -D_u q + f_u + chi p_u q/(D_v q + a)', () => {
    for (const q of [0.02, 0.2, 0.7, 3]) {
      const exact = -q - 1 + (2 * q) / (q + 0.1);
      expect(waves.growthOfSquare(q)!.rate).toBeCloseTo(exact, 5);
      expect(waves.growthOfSquare(q)!.frequency).toBe(0);
    }
  });

  it('grow within the roots of that, fastest where D_u (D_v q + a)^2 = chi p_u a', () => {
    // -q - 1 + 2q/(q + a) = 0 is q^2 - (1 - a) q + a = 0
    const root = Math.sqrt(0.9 ** 2 / 4 - 0.1);
    expect(waves.bands).toHaveLength(1);
    expect(waves.bands[0]!.low ** 2).toBeCloseTo(0.45 - root, 5);
    expect(waves.bands[0]!.high ** 2).toBeCloseTo(0.45 + root, 5);
    expect(waves.fastest!.wavenumber ** 2).toBeCloseTo(Math.sqrt(0.2) - 0.1, 5);
  });

  it('grow more slowly where the chemical takes its time', () => {
    const q = 0.3;
    expect(at({}).growthOfSquare(q)!.rate).toBeLessThan(waves.growthOfSquare(q)!.rate);
    expect(at({}).growthOfSquare(q)!.rate).toBeGreaterThan(0);
  });
});

it('the equation on the page has no change of v', () => {
  expect(equationTex({ ...baseConfig, chemicalDynamics: 'quasi-steady' })).toContain('0 &= \\,\\nabla^2 v');
  expect(equationTex(baseConfig)).toContain('\\partial_t v &= \\,\\nabla^2 v');
});
