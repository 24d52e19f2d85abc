// Super-time-stepping by its polynomial: order, reach, what drift it bears, and what its estimate makes of the error.

import { describe, expect, it } from 'vitest';
import {
  errorWeights,
  rklCoefficients,
  stageTime,
  stretch,
} from '../../src/kernels/keller-segel/rkl-coefficients.ts';
import { LARGEST_DRIFT } from '../../src/kernels/keller-segel/rkl-clock.ts';
import { MOST_STAGES } from '../../src/kernels/keller-segel/rkl-layout.ts';
import { stagesFor } from '../../src/kernels/keller-segel/rkl-plan.ts';

interface Complex {
  readonly re: number;
  readonly im: number;
}
const add = (a: Complex, b: Complex, share = 1): Complex => ({
  re: a.re + share * b.re,
  im: a.im + share * b.im,
});
const times = (a: Complex, b: Complex): Complex => ({
  re: a.re * b.re - a.im * b.im,
  im: a.re * b.im + a.im * b.re,
});
const ONE = { re: 1, im: 0 };

/** A step of y' = z y from y = 1, as the stages do it: the last two increments. */
function stepped(z: Complex, stages: number): { last: Complex; before: Complex } {
  let before: Complex = { re: 0, im: 0 };
  let last: Complex = { re: 0, im: 0 };
  for (let j = 1; j <= stages; j += 1) {
    const k = rklCoefficients(j, stages);
    const slope = times(z, add(ONE, last));
    let next = add(add({ re: 0, im: 0 }, last, k.mu), before, k.nu);
    next = add(add(next, slope, k.muTilde), z, k.gammaTilde);
    [before, last] = [last, next];
  }
  return { last, before };
}
const growth = (z: Complex, stages: number): number => {
  const { last } = stepped(z, stages);
  return Math.hypot(1 + last.re, last.im);
};
const odd = Array.from({ length: (MOST_STAGES - 1) / 2 }, (_, index) => 2 * index + 3);

/** Legendre's polynomial by Bonnet's recursion. */
function legendre(n: number, x: number): number {
  let [before, last] = [1, x];
  for (let k = 2; k <= n; k += 1) [before, last] = [last, ((2 * k - 1) * x * last - (k - 1) * before) / k];
  return last;
}

describe('RKL2', () => {
  it.each(odd)('of %i stages is the shifted Legendre polynomial of Meyer, Balsara and Aslam', (s) => {
    const b = (s * s + s - 2) / (2 * s * (s + 1));
    for (let k = 0; k <= 20; k += 1) {
      const z = (-2 * stretch(s) * k) / 20;
      const exact = 1 - b + b * legendre(s, 1 + z / stretch(s));
      // float64 rounding, amplified by s^2 at the most
      expect(Math.abs(1 + stepped({ re: z, im: 0 }, s).last.re - exact)).toBeLessThan(1e-15 * s ** 2);
    }
  });

  it.each(odd)('of %i stages: every stage is consistent, of second order from the second on', (s) => {
    let [before, last] = [0, 0];
    const linear: number[] = [];
    for (let j = 1; j <= s; j += 1) {
      const k = rklCoefficients(j, s);
      [before, last] = [last, k.mu * last + k.nu * before + k.muTilde + k.gammaTilde];
      linear.push(last);
      expect(last).toBeCloseTo(stageTime(j, s), 12);
    }
    expect(linear[s - 1]).toBeCloseTo(1, 12);
    // z + z^2/2: the rest is of third order
    const z = 1e-3;
    expect(Math.abs(stepped({ re: z, im: 0 }, s).last.re - z - z ** 2 / 2)).toBeLessThan(z ** 3 / 6);
  });

  it.each([3, 5, 9])(
    'of %i stages reaches (s^2 + s - 2)/2 down the real axis, no mode changing sign',
    (s) => {
      const reach = 2 * stretch(s);
      expect(reach).toBe((s * s + s - 2) / 2);
      for (let k = 0; k <= 1000; k += 1) {
        const factor = 1 + stepped({ re: (-reach * k) / 1000, im: 0 }, s).last.re;
        expect(factor).toBeLessThanOrEqual(1 + 1e-12);
        expect(factor).toBeGreaterThan(0);
      }
      // the stiffest mode all but vanishes: 1 - 2b = 2/(s (s + 1)); beyond, modes overshoot and soon grow
      expect(growth({ re: -reach, im: 0 }, s)).toBeCloseTo(2 / (s * (s + 1)), 12);
      expect(stepped({ re: -1.1 * reach, im: 0 }, s).last.re).toBeLessThan(-1);
      expect(growth({ re: -1.3 * reach, im: 0 }, s)).toBeGreaterThan(1);
    },
  );

  it('takes as few odd stages as the step needs, with a tenth to spare', () => {
    for (const s of odd) {
      expect(stagesFor(0.9 * stretch(s) - 1e-9, 1)).toBe(s);
      if (s < MOST_STAGES) expect(stagesFor(0.9 * stretch(s) + 1e-6, 1)).toBe(s + 2);
    }
    expect(stagesFor(1e9, 1)).toBe(MOST_STAGES);
    expect(stagesFor(0, 1)).toBe(3);
  });

  it('bears all modes of drift and diffusion, with either flux, within the two bounds of the clock', () => {
    const modes = Array.from({ length: 400 }, (_, k) => (Math.PI * (k + 1)) / 400);
    // one cell wide, D = 1: w is the cell Peclet number
    const worst = (peclet: number, fourth: boolean): number => {
      const fitted = peclet === 0 ? 1 : peclet / 2 / Math.tanh(peclet / 2);
      const symbol = (a: number): Complex =>
        fourth
          ? {
              re: -(30 - 32 * Math.cos(a) + 2 * Math.cos(2 * a)) / 12,
              im: (-peclet * (8 * Math.sin(a) - Math.sin(2 * a))) / 6,
            }
          : { re: -2 * fitted * (1 - Math.cos(a)), im: -peclet * Math.sin(a) };
      const limit = (fourth ? 8 / 3 : 2) + peclet; // as rkl-stage finds it
      const drift = peclet ** 2 / Math.max(1, peclet / 2);
      let largest = 0;
      for (const share of [0.02, 0.1, 0.3, 0.6, 1]) {
        const step = share * Math.min(LARGEST_DRIFT / drift, stretch(MOST_STAGES) / limit);
        // as the clock plans, and with the tenth that it spares used up
        for (const s of new Set([stagesFor(step, limit), stagesFor(0.9 * step, limit)]))
          for (const mode of modes) {
            const { re, im } = symbol(mode);
            largest = Math.max(largest, growth({ re: step * re, im: step * im }, s));
          }
      }
      return largest;
    };
    for (const peclet of [0.003, 0.01, 0.03, 0.1, 0.2, 0.4, 0.7, 1])
      expect(worst(peclet, true), `fourth order, ${peclet}`).toBeLessThanOrEqual(1 + 1e-12);
    for (const peclet of [0.003, 0.01, 0.03, 0.1, 0.3, 0.7, 1, 1.5, 2, 3, 5, 10, 100])
      expect(worst(peclet, false), `fitted, ${peclet}`).toBeLessThanOrEqual(1 + 1e-12);
  });

  it.each(odd)('of %i stages: the estimate is the error of the step, to leading order', (s) => {
    const ratio = (z: number): number => {
      const { last, before } = stepped({ re: z, im: 0 }, s);
      const { beta, scale } = errorWeights(s);
      const estimate = scale * (last.re - (1 - beta) * z - beta * z * (1 + before.re));
      return estimate / (1 + last.re - Math.exp(z));
    };
    // the next term is of the order of z: halving it shows
    expect(Math.abs(ratio(-0.02) - 1)).toBeLessThan(0.02);
    expect(Math.abs(ratio(-0.01) - 1)).toBeLessThan(0.7 * Math.abs(ratio(-0.02) - 1) + 1e-6);
  });
});
