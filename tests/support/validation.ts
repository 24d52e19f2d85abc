// The quick part of `tumble validate` as tests, a case a check. Each backend has a file of its own: files run side by side.

import { describe, expect, it } from 'vitest';
import type { Backend } from '../../src/core/backend.ts';
import { CHECKS, runChecks } from '../../src/validation/index.ts';

/**
 * One or two checks for each kind of kernel, for the backends that do not run all of them: tests/parity holds every kernel of
 * each against its float64 twin, and the CPU backend's, the quickest, run the whole list.
 */
export const ONE_OF_A_KIND: readonly string[] = [
  ...['diffusion-factor', 'flux-equilibrium', 'axes-alike', 'growth-modes', 'collapse-peak'],
  ...['telegraph-density', 'plane-persistent', 'drift-plane-persistent', 'crawling-spring', 'own-cloud'],
  ...['deposit-noise', 'mean-field-error', 'random-numbers', 'mwc-step', 'ccr7-index'],
  ...['two-state-moments', 'two-state-tanh', 'two-state-between'],
  ...['fokker-planck-tanh', 'fokker-planck-ornstein-uhlenbeck', 'levels-at-rest'],
];

const now = (): number => performance.now() / 1000;

/** `names`: which of them; all by default. */
export function validates(
  backend: Backend['name'],
  create: () => Backend,
  names: readonly string[] | null = null,
): void {
  const quick = CHECKS.filter((check) => check.quick && (names?.includes(check.name) ?? true));
  describe(`exact answers, on ${backend}`, () => {
    it('are those that are named', () => {
      if (names !== null) expect(quick.map(({ name }) => name).sort()).toEqual([...names].sort());
    });

    it.each(quick)('$name: $title', { timeout: 240_000 }, async (check) => {
      const [outcome] = await runChecks([check], { create, backend, now });
      expect(outcome.fault).toBeNull();
      const off = outcome.result!.quantities.filter(({ pass }) => !pass);
      const told = off.map(
        (each) => `${each.quantity}: ${each.measured}, ${each.exact} +- ${each.tolerance}`,
      );
      expect(told).toEqual([]);
      expect(outcome.pass).toBe(true);
    });
  });
}
