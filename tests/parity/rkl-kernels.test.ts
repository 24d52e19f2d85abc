// Super-time-stepping, kernel by kernel, on the GPU against the float64 twin: first, middle and last stage of every preset of
// fields with either flux, the clock for each of its decisions, the start of a batch. Tolerance as in kernels.test.ts: some
// sixty f32 operations deep (ten more for the correction of fourth order and the recursion), 60 x 6e-8 = 3.6e-6 of the
// largest number in an array; estimated errors are differences of numbers a hundred times as large.

import { describe, expect, it } from 'vitest';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Backend, Dispatch, Fields } from '../../src/core/backend.ts';
import type { FluxName, KellerSegelConfig } from '../../src/core/config.ts';
import { FLUXES } from '../../src/core/config.ts';
import { dx, dy } from '../../src/core/grid.ts';
import { uniform } from '../../src/core/random.ts';
import { parameterField } from '../../src/kernels/keller-segel/layout.ts';
import { RKL_EXTREMES, RKL_EXTREMES_COUNT } from '../../src/kernels/keller-segel/rkl-layout.ts';
import { kellerSegelProgram } from '../../src/models/keller-segel/program.ts';
import { PRESETS } from '../../src/presets/index.ts';
import { fieldsConfig, presetConfig, smallConfig } from '../support/preset-config.ts';
import { testGpu } from '../support/gpu.ts';
import { relativeDifference } from '../support/run.ts';

const gpu = testGpu();
const TOLERANCE = 3.6e-6;
const ROWS = 32;

interface Situation {
  readonly clock?: Fields;
  readonly superStep?: Fields;
  readonly parameters?: Fields;
  readonly goal?: Fields;
  readonly extremes?: Partial<Record<keyof typeof RKL_EXTREMES, number>>;
}

/** Smooth enough that some faces are of fourth order, with noise that makes others not. */
const wavy = (length: number, stream: number): Float64Array =>
  Float64Array.from({ length }, (_, i) =>
    Math.fround(1 + 0.3 * Math.sin(0.4 * i + stream) + 0.1 * uniform(7, stream, i, 0)),
  );
const SCALES: Readonly<Record<string, number>> = { increments: 0.01, carry: 0, extremes: 0 };

function prepareState(backend: Backend, config: KellerSegelConfig, situation: Situation): void {
  for (const spec of kellerSegelProgram(config).arrays) {
    backend.allocate(spec);
    if (spec.type.kind !== 'f32') continue;
    const scale = SCALES[spec.name] ?? 1;
    const values = wavy(spec.type.length, spec.name.length);
    backend.write(
      spec.name,
      values.map((value) => Math.fround(scale * value)),
    );
  }
  const step = (2 * Math.min(dx(config), dy(config)) ** 2) / 4;
  const tick = 2 ** Math.floor(Math.log2(step / 2 ** 24));
  const timing = { tick, fixed_ticks: 0, most_ticks: 2 ** 30 };
  const named = Object.entries(config.parameters).map(([name, value]) => [
    parameterField(name),
    Math.fround(value),
  ]);
  backend.writeRecord('parameters', {
    ...{ nx: config.nx, ny: config.ny, dx: Math.fround(dx(config)), dy: Math.fround(dy(config)) },
    ...{ ...timing, stop_when_unresolved: 1, zero: 0, tolerance: Math.fround(1e-3) },
    ...(Object.fromEntries(named) as Fields),
    ...situation.parameters,
  });
  backend.writeRecord('goal', { time_low: 0, time_high: 4, ...situation.goal });
  const ticks = Math.round(step / tick);
  backend.writeRecord('clock', {
    ...{
      time_low: 0xfffffff0,
      time_high: 2,
      step_ticks: ticks,
      planned_ticks: ticks,
      busy: 1,
      slot: 1,
      status: 0,
    },
    ...{ steps: 41, rejected: 3, time: 1.5, step: Math.fround(step), limit: 0, narrow: 0.5, density: 1.2 },
    ...{ taken: 0, taken_time: 0, last: 0.25, ...situation.clock },
  });
  const limit = Math.fround(5 / step);
  backend.writeRecord('super_step', {
    ...{
      stage: 0,
      stages: 5,
      evaluations: 100,
      limit,
      error: 0.6,
      rate: Math.fround(0.07 / step),
      ...situation.superStep,
    },
  });
  // what the clock reads must make sense to it; on the GPU the stages spread it over rows
  for (const [name, value] of Object.entries(situation.extremes ?? {})) {
    const which = RKL_EXTREMES[name as keyof typeof RKL_EXTREMES];
    const scaled = name === 'limit' || name === 'drift' || name === 'narrowRate' ? value / step : value;
    const row = which % ROWS;
    backend.write('extremes', Float64Array.of(Math.fround(scaled)), RKL_EXTREMES_COUNT * row + which);
  }
}

async function runAlone(
  backend: Backend,
  config: KellerSegelConfig,
  dispatch: Dispatch,
  situation: Situation,
): Promise<Map<string, number[]>> {
  prepareState(backend, config, situation);
  backend.run([await backend.prepare(dispatch)], 1);
  const written = new Map<string, number[]>();
  for (const { name, access } of dispatch.arrays) {
    if (access !== 'write' || name === 'carry') continue; // the carry is f32's rounding itself
    const spec = kellerSegelProgram(config).arrays.find((each) => each.name === name)!;
    if (spec.type.kind !== 'f32') {
      for (const [field, value] of Object.entries(await backend.readRecord(name)))
        written.set(`${name}.${field}`, [value]);
    } else if (name === 'extremes') {
      const values = await backend.read(name);
      for (const [extreme, which] of Object.entries(RKL_EXTREMES)) {
        const rows = Array.from({ length: ROWS }, (_, row) => values[RKL_EXTREMES_COUNT * row + which]);
        written.set(extreme, [Math.max(...rows)]);
      }
    } else {
      written.set(name, [...(await backend.read(name))]);
    }
  }
  backend.dispose();
  return written;
}

async function agree(
  config: KellerSegelConfig,
  pick: () => Dispatch,
  situation: Situation = {},
): Promise<Map<string, number[]>> {
  const onGpu = await runAlone(createGpuBackend(gpu.access), config, pick(), situation);
  const onReference = await runAlone(createReferenceBackend(), config, pick(), situation);
  expect([...onGpu.keys()]).toEqual([...onReference.keys()]);
  for (const [array, expected] of onReference) {
    const tolerance = array.startsWith('error') ? 100 * TOLERANCE : TOLERANCE;
    expect(relativeDifference(onGpu.get(array)!, expected), array).toBeLessThan(tolerance);
  }
  return onReference;
}

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
