// Every preset of fields for a while on the GPU and on the CPU backend, and on the reference, from the same initial fields. Tolerance: each of N steps
// rounds f32 values to 6e-8 of the largest; errors of one sign would add up to N x 6e-8, and what the model amplifies
// meanwhile is allowed a factor of 10. The steps themselves are chosen from rates that differ by rounding only.

import { describe, expect, it } from 'vitest';
import { initialFields } from '../../src/config/index.ts';
import { PRESETS } from '../../src/presets/index.ts';
import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { createSimulation } from '../../src/simulation/index.ts';
import { testCpu } from '../support/cpu.ts';
import { testGpu } from '../support/gpu.ts';
import { fieldsConfig, presetConfig, smallConfig } from '../support/preset-config.ts';
import { relativeDifference, simulate } from '../support/run.ts';

const gpu = testGpu();
const cpu = testCpu();
const create = {
  gpu: () => createGpuBackend(gpu.access),
  cpu: () => createCpuBackend(cpu.access),
};
const STEPS = 150;

// Presets of cells: cell-presets.test.ts.
const names = PRESETS.map(({ name }) => name).filter((name) => presetConfig(name).model === 'keller-segel');

describe.each(names)('%s', (name) => {
  it.each(['gpu', 'cpu'] as const)(
    `is the same on %s and reference after ${STEPS} steps`,
    async (backend) => {
      const config = smallConfig(fieldsConfig(name, { whenUnresolved: 'continue' }), 40, 24);
      const { u, v } = initialFields(config, {});
      const initial = { u: u.map(Math.fround), v: v.map(Math.fround) };
      const reference = await simulate(config, initial);
      reference.run(STEPS, 1e6);
      const judged = await reference.measure();
      const single = await createSimulation(config, create[backend](), initial);
      const measured = await single.advance(judged.time);

      expect(measured.status).toBe(judged.status);
      expect(Math.abs(measured.steps - judged.steps)).toBeLessThanOrEqual(2); // a last step may be cut in two
      expect(measured.time).toBeCloseTo(judged.time, 6);
      const [a, b] = [await single.snapshot(), await reference.snapshot()];
      const tolerance = 10 * judged.steps * 6e-8;
      expect(relativeDifference(a.u, b.u)).toBeLessThan(tolerance);
      expect(relativeDifference(a.v, b.v)).toBeLessThan(tolerance);
      // pairwise sums of N values err by log2(N) x 6e-8
      expect(Math.abs(measured.u.mass / judged.u.mass - 1)).toBeLessThan(tolerance);
      expect(measured.u.notFinite).toBe(0);
      expect(measured.u.min).toBeGreaterThanOrEqual(0);
      single.dispose();
    },
  );
});
