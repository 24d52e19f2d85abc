// One kernel of a model of fields alone, on a made-up state, on any backend.
// Tolerance: a kernel is some forty f32 operations deep, each rounding to 6e-8 of its operands, and the largest operand of a
// rate is diffusion's u/h^2 times the step; relative to the largest number in the array 40 x 6e-8 = 2.4e-6 bounds new
// values. Extremes (maxima of rates) and sums see the same rounding.

import { expect } from 'vitest';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Backend, Dispatch, Fields } from '../../src/core/backend.ts';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { dx, dy } from '../../src/core/grid.ts';
import { EXTREMES_COUNT, parameterField } from '../../src/kernels/keller-segel/layout.ts';
import { kellerSegelProgram } from '../../src/models/keller-segel/program.ts';
import { drawn } from './drawn.ts';
import { relativeDifference } from './run.ts';

export const TOLERANCE = 2.4e-6;

/** A rough positive state: values between 0.5 and 1.5, different for each array. */
const rough = (length: number, stream: number): Float64Array =>
  drawn(stream, length).map((share) => Math.fround(0.5 + share));

export function prepareState(backend: Backend, config: KellerSegelConfig): void {
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
    stop_when_unresolved: config.whenUnresolved === 'stop' ? 1 : 0,
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

export async function runAlone(
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

/** Extremes are spread over rows: what counts is the largest of each. */
export const largestOfRows = (values: ArrayLike<number>): number[] =>
  Array.from({ length: EXTREMES_COUNT }, (_, which) =>
    Math.max(...Array.from({ length: 32 }, (__, row) => values[EXTREMES_COUNT * row + which])),
  );

/** Every dispatch of a config; those that no formula enters only where `all` is set. */
export function dispatches(
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

/** Runs a kernel on a backend and on the reference, and compares every array that it writes; returns the reference's. */
export async function compared(
  backend: Backend,
  { pick, config }: { pick: () => Dispatch; config: KellerSegelConfig },
  tolerance = TOLERANCE,
): Promise<Map<string, ArrayLike<number>>> {
  const found = await runAlone(backend, config, pick());
  const wanted = await runAlone(createReferenceBackend(), config, pick());
  expect([...found.keys()]).toEqual([...wanted.keys()]);
  for (const [array, expected] of wanted) {
    const values = found.get(array)!;
    const [a, b] = array === 'extremes' ? [values, expected].map(largestOfRows) : [values, expected];
    expect(relativeDifference(a, b), array).toBeLessThan(tolerance);
  }
  return wanted;
}

export async function agrees(...of: Parameters<typeof compared>): Promise<void> {
  await compared(...of);
}
