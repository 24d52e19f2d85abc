// Super-time-stepping, kernel by kernel, on the GPU and on the CPU's threads against the float64 twin: first, middle and last
// stage of every preset of fields with either flux, the clock for each of its decisions, the start of a batch; and what only
// the CPU has: bands of several threads, tiles, pieces that are no whole vectors. Tolerances: support/super-step-kernels.ts.

import { describe, expect, it } from 'vitest';
import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import type { Dispatch, Fields } from '../../src/core/backend.ts';
import type { FluxName, KellerSegelConfig } from '../../src/core/config.ts';
import { FLUXES } from '../../src/core/config.ts';
import { kellerSegelProgram } from '../../src/models/keller-segel/program.ts';
import { PRESETS } from '../../src/presets/index.ts';
import { testCpu } from '../support/cpu.ts';
import { FIELD_CASES } from '../support/field-cases.ts';
import { testGpu } from '../support/gpu.ts';
import { fieldsConfig, presetConfig, smallConfig } from '../support/preset-config.ts';
import { agrees } from '../support/super-step-kernels.ts';
import type { Situation } from '../support/super-step-kernels.ts';

const gpu = testGpu();
const cpu = testCpu();

const agree = (
  config: KellerSegelConfig,
  pick: () => Dispatch,
  situation: Situation = {},
): Promise<Map<string, number[]>> =>
  agrees([createGpuBackend(gpu.access), createCpuBackend(cpu.access)], config, pick, situation);

const names = PRESETS.map(({ name }) => name).filter((name) => presetConfig(name).model === 'keller-segel');
const small = (name: string, flux: FluxName, nx = 37): KellerSegelConfig => ({
  ...smallConfig(fieldsConfig(name, { scheme: 'rkl2' }), nx, 21),
  flux,
});

describe.each(names.flatMap((name) => FLUXES.map((flux) => [name, flux] as const)))(
  'stages of %s, %s',
  (name, flux) => {
    const config = small(name, flux);
    const stage = (ordinal: number) => () => kellerSegelProgram(config).step[ordinal - 1];
    it.each([
      ['first', 1, 0],
      ['second', 2, 0],
      ['fourth', 1, 3],
      ['last', 2, 3],
    ] as const)('the %s agrees with its twin', async (which, ordinal, done) => {
      const written = await agree(config, stage(ordinal), { superStep: { stage: done } });
      // it was the stage that it should be
      expect(written.get('errorU')![0] > 0).toBe(which === 'last');
      expect(written.get('limit')![0]).toBeGreaterThan(0);
    });
  },
);

describe.each(['no-flux', 'periodic'] as const)('walls: %s', (boundary) => {
  it.each(FLUXES)('%s agrees at the edges of a tiny grid', async (flux) => {
    for (const production of ['u-a*v', 'u-a*v+0.1*x']) {
      const config = { ...small('saturated', flux, 5), boundaryX: boundary, boundaryY: boundary, production };
      await agree(config, () => kellerSegelProgram(config).step[1]);
    }
  });
});

// See kernels.test.ts.
it.each([
  ['shared', 'fourth-order', { x: 8, y: 2, rows: 2, shared: true }],
  ['wide', 'fourth-order', { x: 64, y: 1, rows: 3, shared: false }],
  ['a cell a thread', 'scharfetter-gummel', { x: 16, y: 16, rows: 1, shared: false }],
] as const)('a stage agrees however the threads lie: %s, %s', async (_, flux, tile) => {
  const config = { ...small('saturated', flux, 21), boundaryX: 'periodic', boundaryY: 'no-flux' } as const;
  await agree(config, () => kellerSegelProgram(config, [], tile).step[1]);
});

describe('a stage beyond the last one, and while nothing is due', () => {
  const config = small('saturated', 'scharfetter-gummel');
  it.each([
    ['beyond', { superStep: { stage: 3 } }],
    ['nothing due', { clock: { busy: 0 } }],
  ] as const)('does nothing: %s', async (_, situation) => {
    const written = await agree(config, () => kellerSegelProgram(config).step[2], situation);
    expect(written.get('limit')).toEqual([0]);
  });
});

describe('the clock', () => {
  const config = small('saturated', 'fourth-order');
  const clock = () => kellerSegelProgram(config).step[3];
  const last = { stage: 3, stages: 5 };
  const quiet = { limit: 5, drift: 0.1, density: 1.5, chemical: 10, errorU: 3e-4, errorV: 1e-4 };
  const cases: readonly [string, Situation, Partial<Fields>][] = [
    ['goes on to the next round', { superStep: { stage: 0 }, extremes: quiet }, { 'super_step.stage': 3, 'clock.steps': 41 }],
    ['accepts', { superStep: last, extremes: quiet }, { 'clock.steps': 42, 'clock.slot': 0, 'super_step.stage': 0, 'super_step.evaluations': 102 }],
    ['accepts after one that was thrown away', { superStep: last, clock: { last: 0 }, extremes: quiet }, { 'clock.steps': 42 }],
    ['rejects an error', { superStep: last, extremes: { ...quiet, errorV: 0.04 } }, { 'clock.steps': 41, 'clock.rejected': 4 }],
    ['rejects a negative density', { superStep: last, extremes: { ...quiet, negative: 1 } }, { 'clock.rejected': 4, 'clock.status': 0 }],
    ['rejects what its stages do not reach', { superStep: last, extremes: { ...quiet, limit: 7.2 } }, { 'clock.rejected': 4 }],
    ['rejects drift', { superStep: last, extremes: { ...quiet, drift: 1.5 } }, { 'clock.rejected': 4 }],
    ['halves where something is not finite', { superStep: last, extremes: { ...quiet, notFinite: 1 } }, { 'clock.rejected': 4, 'clock.status': 0 }],
    ['stops at negative diffusion', { superStep: last, extremes: { ...quiet, negativeDiffusion: 1 } }, { 'clock.status': 6, 'clock.busy': 0 }],
    ['stops where an empty place loses cells', { superStep: last, extremes: { ...quiet, limit: 0.5, negative: 1 } }, { 'clock.status': 4 }],
    ['stops a fixed step that is too long', { superStep: last, extremes: { ...quiet, limit: 9 }, parameters: { fixed_ticks: 2 ** 24 } }, { 'clock.status': 5 }],
    ['keeps a fixed step whatever its error', { superStep: last, extremes: { ...quiet, errorU: 1 }, parameters: { fixed_ticks: 2 ** 24 } }, { 'clock.steps': 42, 'clock.planned_ticks': 2 ** 24 }],
    ['stops at what the grid does not resolve', { superStep: last, extremes: { ...quiet, narrowRate: 4 } }, { 'clock.status': 1 }],
    ['plans from a probe', { superStep: { stage: 0, stages: 1 }, clock: { step_ticks: 0, planned_ticks: 0, step: 0 }, extremes: quiet }, { 'clock.steps': 41, 'super_step.stages': 3 }],
  ]; // prettier-ignore
  it.each(cases)('%s', async (_, situation, expected) => {
    const written = await agree(config, clock, situation);
    for (const [field, value] of Object.entries(expected)) expect(written.get(field), field).toEqual([value]);
  });
});

describe('the start of a batch', () => {
  const config = small('saturated', 'scharfetter-gummel');
  const start = () => kellerSegelProgram(config).begin[0];
  it('lets a step that is half done go on', async () => {
    const written = await agree(config, start, { superStep: { stage: 3 } });
    expect(written.get('super_step.stage')).toEqual([3]);
  });
  it('begins it anew where it would go past the goal', async () => {
    const written = await agree(config, start, {
      superStep: { stage: 3 },
      goal: { time_low: 0xffffffff, time_high: 2 },
    });
    expect(written.get('super_step.stage')).toEqual([0]);
    expect(written.get('clock.step_ticks')).toEqual([15]);
  });
  it('probes where nothing is planned', async () => {
    const written = await agree(config, start, { clock: { step_ticks: 0, planned_ticks: 0 } });
    expect(written.get('super_step.stages')).toEqual([1]);
  });
});

describe.each(FIELD_CASES)('on threads: $label', ({ config }) => {
  it.each(FLUXES)('%s', async (flux) => {
    const own = { ...config, scheme: 'rkl2', flux } as const;
    for (const [ordinal, done] of [
      [1, 0],
      [2, 0],
      [2, 3],
    ] as const) {
      const pick = () => kellerSegelProgram(own).step[ordinal - 1];
      await agrees([createCpuBackend(cpu.access)], own, pick, { superStep: { stage: done } });
    }
  });
});
