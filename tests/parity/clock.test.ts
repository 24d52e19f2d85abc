// What becomes of a step: every verdict of the clock, on the GPU and in WebAssembly, against its float64 twin.

import { describe, expect, it } from 'vitest';
import { CLOCK, EXTREMES, EXTREMES_COUNT, EXTREMES_ROWS } from '../../src/kernels/keller-segel/layout.ts';
import { UNSOLVED } from '../../src/kernels/keller-segel/quasi-steady/layout.ts';
import { parameterRecord } from '../../src/models/index.ts';
import { kellerSegelProgram } from '../../src/models/keller-segel/program.ts';
import { testCpu } from '../support/cpu.ts';
import { prepareState } from '../support/field-kernels.ts';
import { testGpu } from '../support/gpu.ts';
import { fieldsConfig, smallConfig } from '../support/preset-config.ts';
import { backendOn } from '../support/run.ts';
import type { Device } from '../support/run.ts';

const gpu = testGpu();
const cpu = testCpu();
const config = smallConfig(fieldsConfig('saturated', { scheme: 'ssprk2' }), 16, 12);

/** Over those of a step that stands. */
const VERDICTS: readonly {
  readonly told: string;
  readonly extremes: Partial<Record<keyof typeof EXTREMES, number>>;
}[] = [
  { told: 'stands', extremes: {} },
  { told: 'too long', extremes: { limit: 1e6 } },
  { told: 'negative', extremes: { negative: 1 } },
  { told: 'negative diffusion', extremes: { negativeDiffusion: 1 } },
  { told: 'not finite', extremes: { notFinite: 1 } },
  ...[1, 2, 3, UNSOLVED].map((fault) => ({ told: `fault ${fault}`, extremes: { fault } })),
];

async function judged(device: Device | undefined, found: (typeof VERDICTS)[number], fixed: number) {
  const backend = backendOn(device);
  prepareState(backend, config);
  const extremes = new Float64Array(EXTREMES_COUNT * EXTREMES_ROWS);
  for (const [name, value] of Object.entries({ limit: 1, density: 1.5, ...found.extremes }))
    extremes[EXTREMES[name as keyof typeof EXTREMES]] = value;
  backend.write('extremes', extremes);
  const timing = { tick: 2 ** -20, most_ticks: 2 ** 22, fixed_ticks: fixed };
  backend.writeRecord('parameters', { ...parameterRecord(config, config.parameters), ...timing });
  const dispatch = kellerSegelProgram(config).step.find(({ kernel }) => kernel === 'keller-segel/clock')!;
  backend.run([await backend.prepare(dispatch)], 1);
  const clock = await backend.readRecord('clock');
  backend.dispose();
  return clock;
}

describe.each(['gpu', 'cpu'] as const)('on %s', (name) => {
  describe.each([0, 1000])('fixed step of %i ticks', (fixed) => {
    it.each(VERDICTS)('$told', async (found) => {
      const clock = await judged(name === 'gpu' ? gpu.access : cpu.access, found, fixed);
      const twin = await judged(undefined, found, fixed);
      for (const { name: field, type } of CLOCK.fields) {
        // Products and quotients in single precision, a few units of the last place; ticks are cut to whole ones.
        const whole = field.endsWith('ticks') ? 1 : 0;
        const exact = type !== 'f32' && whole === 0;
        const allowed = exact ? 0 : 4 * 2 ** -24 * Math.abs(twin[field]) + whole;
        expect(Math.abs(clock[field] - twin[field]), field).toBeLessThanOrEqual(allowed);
      }
    });
  });
});
