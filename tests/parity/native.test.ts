// The benchmark's yardstick in C computes what the reference computes: the same steps of the same scheme from the same state.

import { expect, test } from 'vitest';
import { initialFields } from '../../src/config/index.ts';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { nativeYardstick } from '../../src/platform/native.ts';
import { baseConfig } from '../support/configs.ts';
import { simulate } from '../support/run.ts';

const yardstick = await nativeYardstick();
const missing = 'rule' in yardstick;

// Without a compiler there is nothing to compare, and the benchmark says so.
test.skipIf(missing).each(['euler', 'ssprk2'] as const)('%s', async (scheme) => {
  if (missing) return;
  const size = 60;
  const found = await yardstick.measure(size, scheme, 2, 1e-9);
  const config: KellerSegelConfig = {
    ...{ ...baseConfig, nx: size, ny: size, width: 0.2 * size, height: 0.2 * size },
    ...{ scheme, timeStep: 0.005, until: found.time, every: found.time },
    initialU: '1 + 0.5*cos(0.5*x)*cos(0.3*y)',
    initialV: '10',
  };
  const simulation = await simulate(config, initialFields(config, {}));
  const { u, steps } = await simulation.advance(found.time);
  expect(steps).toBe(found.steps);
  const sum = u.mass / 0.2 ** 2;
  // Single precision: each step rounds each value by 2^-24 of its size.
  const rounding = 2 ** -24 * (1 + Math.sqrt(found.steps));
  expect(Math.abs(found.sum / sum - 1)).toBeLessThan(rounding);
  expect(Math.abs(found.largest / u.max - 1)).toBeLessThan(20 * rounding);
});
