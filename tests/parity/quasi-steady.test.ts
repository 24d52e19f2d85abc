// A quasi-steady chemical on every backend: every kernel alone on the same made-up state, and runs. Tolerances: as in
// kernels.test.ts for single kernels, where those of the grids sum at most 9 residuals of 5 terms, whose operands are D/h^2
// times values; the coarse levels of a V-cycle add theirs up, 10 of them.

import { describe, expect, it } from 'vitest';
import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Backend, Dispatch, Fields } from '../../src/core/backend.ts';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { dx, dy } from '../../src/core/grid.ts';
import { parameterField } from '../../src/kernels/keller-segel/layout.ts';
import { kellerSegelProgram } from '../../src/models/keller-segel/program.ts';
import { createSimulation } from '../../src/simulation/index.ts';
import { baseConfig } from '../support/configs.ts';
import { testCpu } from '../support/cpu.ts';
import { drawn } from '../support/drawn.ts';
import { testGpu } from '../support/gpu.ts';
import { fields, relativeDifference, simulate } from '../support/run.ts';

const gpu = testGpu();
const cpu = testCpu();
const create = {
  gpu: () => createGpuBackend(gpu.access),
  cpu: () => createCpuBackend(cpu.access),
};
const BACKENDS = ['gpu', 'cpu'] as const;
const TOLERANCE = 2.4e-6;

const quasiSteady = (settings: Partial<KellerSegelConfig>): KellerSegelConfig => ({
  ...baseConfig,
  chemicalDynamics: 'quasi-steady',
  diffusionV: 'D',
  production: 'u/(1+0.1*u) - a*v',
  growth: '0',
  sensitivity: 'c*u/(1+v^2)',
  parameters: { c: 4, a: 0.1, D: 2 },
  ...settings,
});

const singular = { production: 'b*u', sensitivity: 'c*u', parameters: { c: 1, b: 0.7, D: 2 } } as const;

// 37 x 31 and 1100 are above what one workgroup takes, so that there are kernels of a finer level, too; odd on purpose.
const CASES = [
  ['2D periodic', quasiSteady({ nx: 37, ny: 31, width: 3.7, height: 3.1 })],
  [
    '2D no-flux',
    quasiSteady({ nx: 37, ny: 31, width: 3.7, height: 3.1, boundaryX: 'no-flux', boundaryY: 'no-flux' }),
  ],
  [
    '2D no decay',
    quasiSteady({ nx: 37, ny: 31, width: 3.7, height: 6.2, boundaryX: 'no-flux', ...singular }),
  ],
  ['1D periodic', quasiSteady({ nx: 1100, ny: 1, width: 110 })],
  ['1D no-flux, no decay', quasiSteady({ nx: 1100, ny: 1, width: 110, boundaryX: 'no-flux', ...singular })],
] as const;

const rough = (length: number, stream: number): Float64Array =>
  drawn(stream, length).map((share) => Math.fround(0.5 + share));

async function alone(backend: Backend, config: KellerSegelConfig, index: number, busy: number) {
  const program = kellerSegelProgram(config);
  for (const spec of program.arrays) {
    backend.allocate(spec);
    if (spec.type.kind === 'f32') {
      const values = rough(spec.type.length, spec.name.length);
      const scale = { stage_u: 0.01, carry: 0, judged: 0, extremes: 0 }[spec.name] ?? 1;
      backend.write(
        spec.name,
        values.map((value) => Math.fround(scale * value)),
      );
    }
  }
  for (const [name, values] of Object.entries(program.tables ?? {})) backend.write(name, values);
  const step = Math.fround((0.1 * Math.min(dx(config), config.ny > 1 ? dy(config) : Infinity) ** 2) / 4);
  const parameters: Fields = {
    ...{ nx: config.nx, ny: config.ny, dx: Math.fround(dx(config)), dy: Math.fround(dy(config)) },
    ...{ tick: step / 2 ** 24, fixed_ticks: 0, stop_when_unresolved: 1, most_ticks: 2 ** 30, zero: 0 },
  };
  for (const [name, value] of Object.entries(config.parameters))
    parameters[parameterField(name)] = Math.fround(value);
  backend.writeRecord('parameters', parameters);
  const clock = await backend.readRecord('clock');
  const now = {
    step_ticks: 2 ** 24,
    planned_ticks: 2 ** 24,
    busy: 1,
    slot: 1,
    time: 1.5,
    step,
    density: 1.5,
    last: step / 2,
  };
  backend.writeRecord('clock', { ...clock, ...now });
  backend.writeRecord('solver', { busy, reached: 1, residual: 0, allowed: 0 });
  // what is judged must be near the tolerance
  backend.write('judged', Float64Array.of(Math.fround(0.9e-3), 1, 0.01), 8 * 3);
  const dispatch = list(config)[index]!;
  backend.run([await backend.prepare(dispatch)], 1);
  const written: Record<string, ArrayLike<number>> = {};
  for (const { name, access } of dispatch.arrays) {
    if (access !== 'write' || name === 'carry') continue;
    const spec = program.arrays.find((each) => each.name === name)!;
    if (spec.type.kind === 'struct') written[name] = Object.values(await backend.readRecord(name));
    else written[name] = await backend.read(name);
  }
  backend.dispose();
  return written;
}

/** Each of the kernels once. */
function list(config: KellerSegelConfig): Dispatch[] {
  const { begin, step } = kellerSegelProgram(config);
  const seen = new Set<string>();
  return [...begin, ...step].filter(({ kernel, wgsl, arrays }) => {
    const key = wgsl + arrays.map(({ name }) => name).join();
    return kernel.includes('quasi-steady') && !seen.has(key) && seen.add(key);
  });
}

const largestOfRows = (values: ArrayLike<number>): number[] =>
  Array.from({ length: 8 }, (_, which) =>
    Math.max(...Array.from({ length: 32 }, (__, row) => values[8 * row + which])),
  );

describe.each(CASES)('%s', (_name, config) => {
  it.each(
    list(config).map(
      ({ kernel, workgroups }, index) => [`${index} ${kernel} ${workgroups.join('x')}`, index] as const,
    ),
  )('%s agrees with its twin', async (_label, index) => {
    for (const busy of [0, 1]) {
      const onReference = await alone(createReferenceBackend(), config, index, busy);
      for (const backend of BACKENDS) {
        const found = await alone(create[backend](), config, index, busy);
        expect(Object.keys(found)).toEqual(Object.keys(onReference));
        for (const [name, values] of Object.entries(onReference)) {
          const rows = name === 'extremes' || name === 'judged';
          const [a, b] = rows ? [found[name], values].map(largestOfRows) : [found[name], values];
          expect(relativeDifference(a, b), `${name} on ${backend}`).toBeLessThan(10 * TOLERANCE);
        }
      }
    }
  });

  it.each(BACKENDS)('is the same on %s and reference after 20 steps', async (backend) => {
    const initial = fields(
      config,
      (x, y) =>
        1 +
        0.3 * Math.cos((2 * Math.PI * x) / config.width) +
        0.1 * Math.cos((4 * Math.PI * y) / config.height),
      () => 0,
    );
    const reference = await simulate(config, initial);
    reference.run(20, 1e6);
    const judged = await reference.measure();
    const single = await createSimulation(config, create[backend](), initial);
    const measured = await single.advance(judged.time);
    expect([measured.status, judged.status]).toEqual(['running', 'running']);
    const [a, b] = [await single.snapshot(), await reference.snapshot()];
    const tolerance = 10 * judged.steps * 6e-8;
    expect(relativeDifference(a.u, b.u)).toBeLessThan(tolerance);
    expect(relativeDifference(a.v, b.v)).toBeLessThan(tolerance);
    // both report how well v is solved for: to 1e-3, in f32 or to what the rounding of v leaves
    expect(judged.residual).toBeLessThan(1e-3);
    expect(measured.residual).toBeLessThan(1e-2);
    expect(Math.abs(measured.u.mass / judged.u.mass - 1)).toBeLessThan(1e-6);
    single.dispose();
  });
});
