// Diffusion alone: the scheme's amplification factor is known exactly: so is Fourier decay.

import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/core/config.ts';
import { baseConfig } from '../support/configs.ts';
import { testGpu } from '../support/gpu.ts';
import { fields, relativeDifference, runTo } from '../support/run.ts';

const gpu = testGpu();

const n = 16;
const length = 2;
const h = length / n;
const diffusion = 0.5;
const step = 0.25 * h * h; // explicit limit with D = 1/2 in two dimensions: h^2 / (4 D) = 0.5 h^2
const steps = 40;
const k = (2 * Math.PI) / length;
const q = (2 - 2 * Math.cos(k * h)) / (h * h);

function config(boundary: 'periodic' | 'no-flux', scheme: 'euler' | 'ssprk2'): Config {
  return {
    ...baseConfig,
    nx: n,
    ny: n,
    width: length,
    height: length,
    boundaryX: boundary,
    boundaryY: boundary,
    diffusionU: 'D',
    diffusionV: '2*D',
    sensitivity: '0*u',
    growth: '0',
    production: '0',
    parameters: { D: diffusion },
    timeStep: step / 2,
    scheme,
  };
}

describe.each(['reference', 'gpu'] as const)('diffusion on %s', (backend) => {
  const cases = [
    { boundary: 'periodic', scheme: 'euler' },
    { boundary: 'periodic', scheme: 'ssprk2' },
    { boundary: 'no-flux', scheme: 'euler' },
    { boundary: 'no-flux', scheme: 'ssprk2' },
  ] as const;
  it.each(cases)(
    'multiplies a wave by the known factor: $boundary, $scheme',
    async ({ boundary, scheme }) => {
      // eigenfunctions of the discrete Laplacian: waves where periodic, cosines with half the wavenumber between walls
      const wave = boundary === 'periodic' ? k : k / 2;
      const eigenvalue = (2 - 2 * Math.cos(wave * h)) / (h * h);
      const shape = (x: number, y: number): number => Math.cos(wave * x) * Math.cos(wave * y);
      const set = config(boundary, scheme);
      const initial = fields(
        set,
        (x, y) => 2 + shape(x, y),
        (x, y) => 3 + shape(x, y),
      );
      const { measurement, snapshot } = await runTo(
        (steps * step) / 2,
        set,
        initial,
        backend === 'gpu' ? gpu.access : undefined,
      );
      expect(measurement.steps).toBe(steps);
      const factor = (d: number): number => {
        const z = (-step / 2) * d * 2 * eigenvalue; // both axes decay alike
        return (scheme === 'euler' ? 1 + z : 1 + z + (z * z) / 2) ** steps;
      };
      const expected = fields(
        set,
        (x, y) => 2 + factor(diffusion) * shape(x, y),
        (x, y) => 3 + factor(2 * diffusion) * shape(x, y),
      );
      // f32 rounds each of 40 steps to 6e-8 of the largest value; snapshots of the reference are f32 too
      const tolerance = backend === 'gpu' ? steps * 6e-8 : 2e-7;
      expect(relativeDifference(snapshot.u, expected.u)).toBeLessThan(tolerance);
      expect(relativeDifference(snapshot.v, expected.v)).toBeLessThan(tolerance);
    },
  );
});

describe('amplification factor', () => {
  it('is not that of the continuum: the test above would see a wrong Laplacian', () => {
    expect(Math.abs(q - k * k) / (k * k)).toBeGreaterThan(1e-3);
  });
});
