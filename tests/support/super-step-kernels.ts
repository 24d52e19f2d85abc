// One kernel of a super-time-step alone, on a made-up state, on any backend. Tolerance as in field-kernels.ts: some sixty f32
// operations deep (ten more for the correction of fourth order and the recursion), 60 x 6e-8 = 3.6e-6 of the largest number
// in an array; estimated errors are differences of numbers a hundred times as large.

import { expect } from 'vitest';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Backend, Dispatch, Fields } from '../../src/core/backend.ts';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { dx, dy } from '../../src/core/grid.ts';
import { parameterField } from '../../src/kernels/keller-segel/layout.ts';
import { RKL_EXTREMES, RKL_EXTREMES_COUNT } from '../../src/kernels/keller-segel/rkl-layout.ts';
import { kellerSegelProgram } from '../../src/models/keller-segel/program.ts';
import { drawn } from './drawn.ts';
import { relativeDifference } from './run.ts';

const TOLERANCE = 3.6e-6;
const ROWS = 32;

export interface Situation {
  readonly clock?: Fields;
  readonly superStep?: Fields;
  readonly parameters?: Fields;
  readonly goal?: Fields;
  readonly extremes?: Partial<Record<keyof typeof RKL_EXTREMES, number>>;
}

/** Smooth enough that some faces are of fourth order, with noise that makes others not. */
const wavy = (length: number, stream: number): Float64Array =>
  drawn(stream, length).map((share, i) => Math.fround(1 + 0.3 * Math.sin(0.4 * i + stream) + 0.1 * share));
const SCALES: Readonly<Record<string, number>> = { increments: 0.01, carry: 0, extremes: 0 };

/** On the CPU u and v of these stand apart in a slot; elsewhere they stand side by side. */
const PAIRS = ['increments', 'first_slope'];
const arranged = (name: string, backend: Backend, config: KellerSegelConfig, toCpu: boolean) => {
  const cells = config.nx * config.ny;
  const apart = (k: number): number => {
    const within = k % (2 * cells);
    return k - within + (within % 2) * cells + Math.floor(within / 2);
  };
  return (values: ArrayLike<number>): Float64Array => {
    if (backend.name !== 'cpu' || !PAIRS.includes(name)) return Float64Array.from(values);
    const result = new Float64Array(values.length);
    for (let k = 0; k < values.length; k += 1) {
      if (toCpu) result[apart(k)] = values[k]!;
      else result[k] = values[apart(k)]!;
    }
    return result;
  };
};

function prepareState(backend: Backend, config: KellerSegelConfig, situation: Situation): void {
  for (const spec of kellerSegelProgram(config).arrays) {
    backend.allocate(spec);
    if (spec.type.kind !== 'f32') continue;
    const scale = SCALES[spec.name] ?? 1;
    const values = wavy(spec.type.length, spec.name.length);
    const scaled = values.map((value) => Math.fround(scale * value));
    backend.write(spec.name, arranged(spec.name, backend, config, true)(scaled));
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
      written.set(name, [...arranged(name, backend, config, false)(await backend.read(name))]);
    }
  }
  backend.dispose();
  return written;
}

/**
 * Runs a kernel on each backend and on the reference, and compares every array that it writes. `kernels`: of how many it is
 * made, one after the other.
 */
export async function agrees(
  backends: readonly Backend[],
  config: KellerSegelConfig,
  pick: () => Dispatch,
  situation: Situation = {},
  kernels = 1,
): Promise<Map<string, number[]>> {
  const onReference = await runAlone(createReferenceBackend(), config, pick(), situation);
  for (const backend of backends) {
    const found = await runAlone(backend, config, pick(), situation);
    expect([...found.keys()]).toEqual([...onReference.keys()]);
    for (const [array, expected] of onReference) {
      const tolerance = kernels * (array.startsWith('error') ? 100 * TOLERANCE : TOLERANCE);
      const difference = relativeDifference(found.get(array)!, expected);
      expect(difference, `${array} on ${backend.name}`).toBeLessThan(tolerance);
    }
  }
  return onReference;
}
