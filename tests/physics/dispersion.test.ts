// Growth of a small wave on the uniform state (1, 1/a) of the saturated model against linear stability analysis:
// s^2 + s[(1+D)q + 1 + a] + D q^2 + (a + D - c/2) q + a = 0 with q = sum of (2 - 2 cos kh)/h^2.

import { describe, expect, it } from 'vitest';
import { uniform } from '../../src/core/random.ts';
import { baseConfig } from '../support/configs.ts';
import { testGpu } from '../support/gpu.ts';
import { runTo, simulate } from '../support/run.ts';

const gpu = testGpu();

const length = 100;
const cells = 500;
const h = length / cells;
const a = 0.1;
const c = 4;

function growthRate(mode: number): { s: number; ratio: number } {
  const k = (2 * Math.PI * mode) / length;
  const q = (2 - 2 * Math.cos(k * h)) / (h * h);
  const b = 2 * q + 1 + a;
  const product = q * q + (a + 1 - c / 2) * q + a;
  const s = (-b + Math.sqrt(b * b - 4 * product)) / 2;
  return { s, ratio: 1 / (s + q + a) }; // v's amplitude over u's, from dv/dt = D lap v + u - a v
}

/** Amplitude of cos(k x + phase) in a field. */
function amplitude(values: ArrayLike<number>, mode: number, phase = 0): number {
  let sum = 0;
  for (let i = 0; i < cells; i += 1) {
    sum += values[i] * Math.cos((2 * Math.PI * mode * (i + 0.5)) / cells + phase);
  }
  return (2 * sum) / cells;
}

const config = { ...baseConfig, nx: cells, ny: 1, width: length, height: 1 };

async function measuredRate(mode: number, epsilon: number, until: number, onGpu: boolean): Promise<number> {
  const k = (2 * Math.PI * mode) / length;
  const { ratio } = growthRate(mode);
  const wave = (i: number): number => epsilon * Math.cos((k * length * (i + 0.5)) / cells);
  const initial = {
    u: Float64Array.from({ length: cells }, (_, i) => 1 + wave(i)),
    v: Float64Array.from({ length: cells }, (_, i) => 1 / a + ratio * wave(i)),
  };
  const start = amplitude(initial.u, mode);
  const { snapshot } = await runTo(until, config, initial, onGpu ? gpu.access : undefined);
  return Math.log(amplitude(snapshot.u, mode) / start) / until;
}

describe('saturated model about its uniform state', () => {
  it('has the published growth rate at mode 10', () => {
    expect(growthRate(10).s).toBeCloseTo(0.0512399, 6);
  });

  // The cubic term bends the rate by about amplitude^2, 1e-6 here; time stepping errs by s^3 dt^2 / 6 < 1e-6; the f32
  // snapshot of u rounds to 6e-8 sqrt(2/500) = 4e-9, against an amplitude of 2e-4 at the end of mode 20: 2e-5 / 5.
  it.each([10, 3, 20])('mode %i grows or decays as predicted on the reference', async (mode) => {
    expect(Math.abs((await measuredRate(mode, 1e-3, 5, false)) - growthRate(mode).s)).toBeLessThan(1e-5);
  });

  // What f32 rounds off is carried to the next step, else this growth would be lost: v = 10 comes in steps of 9.5e-7, and a
  // time step adds 0.008 x 0.05 x 0.7e-3 = 3e-7. What is left is f32 rounding of the
  // rates: 6e-8 x 10 / h^2 = 1.5e-5 in a cell, in a mode of 500 cells sqrt(2/500) of it, 1e-6 against the mode's own
  // 0.05 x 0.7e-3: 3 % if all 600 steps rounded alike, 1/sqrt(600) of that if not: 1.2e-3 x 0.05 = 6e-5.
  it('mode 10 grows as predicted on the GPU', async () => {
    const rate = await measuredRate(10, 1e-3, 5, true);
    expect(Math.abs(rate - growthRate(10).s)).toBeLessThan(5e-5);
  });

  it('lets noise grow at the predicted rate in every mode, fastest at wavelength 10', async () => {
    const noise = (i: number): number => 2 * uniform(3, 0, i, 0) - 1;
    const initial = {
      u: Float64Array.from({ length: cells }, (_, i) => 1 + 1e-3 * noise(i)),
      v: new Float64Array(cells).fill(1 / a),
    };
    const simulation = await simulate(config, initial);
    const power = async (time: number): Promise<number[]> => {
      await simulation.advance(time);
      const { u } = await simulation.snapshot();
      return modes.map((mode) => Math.hypot(amplitude(u, mode), amplitude(u, mode, Math.PI / 2)));
    };
    const modes = Array.from({ length: 12 }, (_, k) => 4 + k);
    const [early, late] = [await power(10), await power(30)];
    const rates = modes.map((_, k) => Math.log(late[k] / early[k]) / 20);
    modes.forEach((mode, k) => {
      // f32 snapshots round a mode to 4e-9, the smallest here has 2e-6: 2e-3 / 20; pairs of modes of amplitude 1e-4
      // feed others with their product, 1e-8 / 2e-6 / 20 = 2.5e-4
      expect(Math.abs(rates[k] - growthRate(mode).s), `mode ${mode}`).toBeLessThan(5e-4);
    });
    const fastest = modes[rates.indexOf(Math.max(...rates))];
    expect(length / fastest).toBe(10); // linear theory: 9.9501, and modes come in steps of 1 in 10
  });
});
