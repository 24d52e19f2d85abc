// Every kernel of every preset, alone, on the same made-up state: f32 on the GPU against the float64 twin, every array
// it writes compared number by number. Tolerance: a kernel is some forty f32 operations deep, each rounding to 6e-8 of
// its operands, and the largest operand of a rate is diffusion's u/h^2 times the step; relative to the largest number
// in the array 40 x 6e-8 = 2.4e-6 bounds new values. Extremes (maxima of rates) and sums see the same rounding.

import { describe, expect, it } from 'vitest';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Backend, Dispatch, Fields } from '../../src/core/backend.ts';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { dx, dy } from '../../src/core/grid.ts';
import { uniform } from '../../src/core/random.ts';
import { EXTREMES_COUNT, parameterField } from '../../src/kernels/keller-segel/layout.ts';
import { kellerSegelProgram } from '../../src/models/keller-segel/program.ts';
import { PRESETS } from '../../src/presets/index.ts';
import { fieldsConfig, presetConfig, smallConfig } from '../support/preset-config.ts';
import { testGpu } from '../support/gpu.ts';
import { relativeDifference } from '../support/run.ts';

const gpu = testGpu();
const TOLERANCE = 2.4e-6;

/** A rough positive state: values between 0.5 and 1.5, different for each array. */
const rough = (length: number, stream: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => Math.fround(0.5 + uniform(7, stream, i, 0)));

function prepareState(backend: Backend, config: KellerSegelConfig): void {
  const program = kellerSegelProgram(config);
  for (const spec of program.arrays) {
    backend.allocate(spec);
    if (spec.type.kind !== 'f32') continue;
    const values = rough(spec.type.length, spec.name.length);
    // increments are small beside the state, carries beside its last digit
    const scale = { stage_u: 0.01, stage_v: 0.01, carry: 0 }[spec.name] ?? 1;
    backend.write(
      spec.name,
      values.map((value) => Math.fround(scale * value)),
    );
  }
  const step = (0.1 * Math.min(dx(config), dy(config)) ** 2) / 4;
  const tick = 2 ** Math.floor(Math.log2(step / 2 ** 24));
  const parameters: Fields = {
    nx: config.nx,
    ny: config.ny,
    dx: Math.fround(dx(config)),
    dy: Math.fround(dy(config)),
    tick,
    fixed_ticks: 0,
    stop_when_unresolved: 1,
    most_ticks: 2 ** 30,
    zero: 0,
  };
  for (const [name, value] of Object.entries(config.parameters)) {
    parameters[parameterField(name)] = Math.fround(value);
  }
  backend.writeRecord('parameters', parameters);
  backend.writeRecord('goal', { time_low: 0, time_high: 4 });
  backend.writeRecord('clock', {
    time_low: 0xfffffff0, // so that the low word overflows
    time_high: 2,
    step_ticks: Math.round(step / tick),
    planned_ticks: Math.round(step / tick),
    busy: 1,
    slot: 1,
    status: 0,
    steps: 41,
    rejected: 3,
    time: 1.5,
    step: Math.fround(step),
    limit: 0,
    narrow: 0,
    density: 1.5,
    taken: 0,
    taken_time: 0,
    last: 0.25,
  });
  // what the clock and the reduction read must make sense to them
  const extremes = new Float64Array(EXTREMES_COUNT * 32);
  extremes.set([0.5 / step, 1.5, 0.25, 0], 0);
  extremes.set([0.7 / step, 1.2, 0.5, 0], EXTREMES_COUNT * 5);
  backend.write('extremes', extremes);
}

async function runAlone(
  backend: Backend,
  config: KellerSegelConfig,
  dispatch: Dispatch,
): Promise<Map<string, ArrayLike<number>>> {
  prepareState(backend, config);
  backend.run([await backend.prepare(dispatch)], 1);
  const written = new Map<string, ArrayLike<number>>();
  for (const array of dispatch.arrays) {
    if (array.access !== 'write' || array.name === 'carry') continue; // the carry is f32's rounding itself
    const spec = kellerSegelProgram(config).arrays.find(({ name }) => name === array.name)!;
    if (spec.type.kind === 'f32') {
      written.set(array.name, await backend.read(array.name));
    } else {
      for (const [name, value] of Object.entries(await backend.readRecord(array.name))) {
        written.set(`${array.name}.${name}`, [value]);
      }
    }
  }
  backend.dispose();
  return written;
}

/** The GPU spreads extremes over rows: what counts is the largest of each. */
const largestOfRows = (values: ArrayLike<number>): number[] =>
  Array.from({ length: EXTREMES_COUNT }, (_, which) =>
    Math.max(...Array.from({ length: 32 }, (__, row) => values[EXTREMES_COUNT * row + which])),
  );

/** Every dispatch of a config; those that no formula enters only where `all` is set. */
function dispatches(
  config: KellerSegelConfig,
  all: boolean,
): { label: string; pick: () => Dispatch; config: KellerSegelConfig }[] {
  return (['ssprk2', 'euler'] as const).flatMap((scheme) => {
    const set = { ...config, scheme };
    const list = (): Dispatch[] => {
      const { begin, step, extract, measure } = kellerSegelProgram(set);
      return [...begin, ...step, ...extract, ...measure];
    };
    return list().flatMap(({ kernel }, index) =>
      (all && scheme === 'ssprk2') || kernel === 'keller-segel/stage'
        ? [{ label: `${kernel} (${scheme}, number ${index})`, pick: () => list()[index], config: set }]
        : [],
    );
  });
}

// Presets of cells: tests/parity/cell-*.test.ts.
const names = PRESETS.map(({ name }) => name).filter((name) => presetConfig(name).model === 'keller-segel');

describe.each(names)('kernels of %s', (name) => {
  const config = smallConfig(fieldsConfig(name), 37, 21);
  const all = name === 'saturated' || name === 'collapse-1d';
  it.each(dispatches(config, all))('$label agrees with its twin', async (dispatch) => {
    const onGpu = await runAlone(createGpuBackend(gpu.access), dispatch.config, dispatch.pick());
    const onReference = await runAlone(createReferenceBackend(), dispatch.config, dispatch.pick());
    expect([...onGpu.keys()]).toEqual([...onReference.keys()]);
    for (const [array, expected] of onReference) {
      const found = onGpu.get(array)!;
      const [a, b] = array === 'extremes' ? [found, expected].map(largestOfRows) : [found, expected];
      expect(relativeDifference(a, b), array).toBeLessThan(TOLERANCE);
    }
  });
});
