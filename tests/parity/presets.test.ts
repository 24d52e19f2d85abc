// Every preset of fields for a while on the GPU and on the CPU backend, and on the reference, from the same initial fields, in two
// stages a step and in super-time-steps. Tolerance: each of N steps (of N stages) rounds f32 values to 6e-8 of the largest;
// errors of one sign would add up to N x 6e-8, and what the model amplifies meanwhile is allowed a factor of 10. The steps
// themselves are chosen from rates that differ by rounding only; super-time-steps, chosen from estimated errors that
// consist of rounding where the solution is smooth, have a fixed length here.

import { describe, expect, it } from 'vitest';
import type { KellerSegelConfig, Scheme } from '../../src/core/config.ts';
import { initialFields } from '../../src/config/index.ts';
import { PRESETS } from '../../src/presets/index.ts';
import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import type { InitialFields } from '../../src/simulation/index.ts';
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
const SUPER_STEPS = 10;

/** Super-time-steps of this many times what diffusion allows forward Euler, about: five stages and more. */
const STRETCH = 4;
function settingsOf(name: string, scheme: Scheme): Readonly<Record<string, unknown>> {
  const { nx, width, diffusionV } = fieldsConfig(name);
  const timeStep = (STRETCH * (width / nx) ** 2) / 4 / Math.max(1, Number(diffusionV));
  return { whenUnresolved: 'continue', scheme, ...(scheme === 'rkl2' ? { timeStep } : {}) };
}

// Presets of cells: cell-presets.test.ts.
const names = PRESETS.map(({ name }) => name).filter((name) => presetConfig(name).model === 'keller-segel');

/** How often the list of a step is run: of super-time-steps it is a round of three stages. */
const CASES = (['gpu', 'cpu'] as const).flatMap((backend) => [
  [backend, 'ssprk2', 150] as const,
  [backend, 'rkl2', 5 * SUPER_STEPS] as const,
]);

describe.each(names)('%s', (name) => {
  const judge = async (config: KellerSegelConfig, initial: InitialFields, lists: number) => {
    const reference = await simulate(config, initial);
    reference.run(lists, 1e6);
    return { judged: await reference.measure(), b: await reference.snapshot() };
  };
  const judgements: Partial<Record<Scheme, ReturnType<typeof judge>>> = {};

  it.each(CASES)(`is the same on %s and reference after a while, %s`, async (backend, scheme, lists) => {
    const config = smallConfig(fieldsConfig(name, settingsOf(name, scheme)), 40, 24);
    const { u, v } = initialFields(config, {});
    const initial = { u: u.map(Math.fround), v: v.map(Math.fround) };
    const { judged, b } = await (judgements[scheme] ??= judge(config, initial, lists));
    const single = await createSimulation(config, create[backend](), initial);
    const measured = await single.advance(judged.time);

    expect(measured.status).toBe(judged.status);
    expect(Math.abs(measured.steps - judged.steps)).toBeLessThanOrEqual(2); // a last step may be cut in two
    expect(measured.time).toBeCloseTo(judged.time, 6);
    const a = await single.snapshot();
    expect(judged.steps).toBeGreaterThanOrEqual(SUPER_STEPS);
    const tolerance = 10 * (scheme === 'rkl2' ? 3 * lists : judged.steps) * 6e-8;
    expect(relativeDifference(a.u, b.u)).toBeLessThan(tolerance);
    expect(relativeDifference(a.v, b.v)).toBeLessThan(tolerance);
    // pairwise sums of N values err by log2(N) x 6e-8
    expect(Math.abs(measured.u.mass / judged.u.mass - 1)).toBeLessThan(tolerance);
    expect(measured.u.notFinite).toBe(0);
    expect(measured.u.min).toBeGreaterThanOrEqual(0);
    single.dispose();
  });
});
