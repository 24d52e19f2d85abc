// Cells that adapt: NUMERICS' rows 18 to 23, other ways to the same numbers (cells one by one, plain quadrature, integration in
// time), and limits in which two theories must agree. Table values are held to half a unit of their last digit.

import { describe, expect, test } from 'vitest';
import { uniform } from '../../src/core/random.ts';
import {
  linearAdaptation,
  linearAdaptationDrift,
  linearAdaptationVariance,
  mwcAdaptation,
  mwcExponentialDrift,
} from '../../src/theory/adapting-cells.ts';
import { drift } from '../../src/theory/drift.ts';
import { follow } from '../../src/theory/initial-value.ts';
import { cascadeTransform, memoryDrift, mwcWeakDrift, responseDrift } from '../../src/theory/memory-drift.ts';
import { peakActivity, rampActivity, relaxedEnergy, steppedEnergy } from '../../src/theory/mwc-responses.ts';
import * as mwc from '../../src/theory/mwc.ts';

const receptors: mwc.Receptors = {
  size: 6,
  methylEnergy: 1.7,
  neutralMethylation: 1,
  inactiveConstant: 18.2,
  activeConstant: 3000,
  methylation: 0.005,
  demethylation: 0.005,
};
/** The other published pair of rates: a* = 1/3. */
const third: mwc.Receptors = { ...receptors, demethylation: 0.01 };
const motor: mwc.Motor = { baseRate: 0.14, time: 0.8, referenceActivity: 0.5, exponent: 10 };
const coli = { receptors, motor, speed: 16.5, persistence: 0 };
const decaying = { time: 2, rate: (z: number) => 0.5 * Math.exp(-z), signal: 1, speed: 20 };

/** Mean and standard error of values of independent stretches. */
function summary(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(square / (values.length - 1) / values.length) };
}

/** Drift of one cell by steps of the heading's flips, in 50 stretches: z by the midpoint rule, of second order in `step`. */
function cellDrift(
  flow: (z: number, heading: number) => number,
  rate: (z: number) => number,
  speed: number,
  step: number,
  steps: number,
): { mean: number; error: number } {
  let [z, heading, patience, draw] = [0, 1, 1, 0];
  const stretches: number[] = [];
  for (let stretch = 0; stretch < 50; stretch += 1) {
    let sum = 0;
    for (let count = 0; count < steps / 50; count += 1) {
      const middle = z + (step / 2) * flow(z, heading);
      z += step * flow(middle, heading);
      patience -= step * rate(middle);
      sum += heading;
      if (patience <= 0) {
        heading = -heading;
        patience = -Math.log(uniform(11, 0, draw++, 0) + 2 ** -25);
      }
    }
    stretches.push((speed * sum) / (steps / 50));
  }
  return summary(stretches);
}

describe('initial values', () => {
  test('an oscillator comes round, a singularity is refused', () => {
    const [x, v] = follow((y, slope) => ((slope[0] = y[1]), (slope[1] = -y[0])), [1, 0], 2 * Math.PI);
    expect(x).toBeCloseTo(1, 10);
    expect(v).toBeCloseTo(0, 10);
    // y = 1/(1 - t).
    expect(follow((y, slope) => (slope[0] = y[0] ** 2), [1], 0.9)[0]).toBeCloseTo(10, 9);
    expect(follow((y, slope) => (slope[0] = y[0] ** 2), [1], 1.1)[0]).toBeNaN();
  });
});

describe('linear adaptation on a line', () => {
  test('exact drift (row 19), the other way down the gradient', () => {
    expect(linearAdaptationDrift(decaying)).toBeCloseTo(13.2616, 4);
    expect(linearAdaptationDrift({ ...decaying, signal: -1 })! + linearAdaptationDrift(decaying)!).toBe(0);
    expect(linearAdaptationDrift({ ...decaying, signal: 0 })).toBe(0);
  });

  test('against one cell for 1e5 time units', () => {
    const { mean, error } = cellDrift((z, e) => e - z / 2, decaying.rate, 20, 0.02, 5_000_000);
    // Flips at the end of a step: a delay of half a step against runs of 1/.5, at most .5%.
    expect(Math.abs(mean - linearAdaptationDrift(decaying)!)).toBeLessThan(4 * error + 0.005 * mean);
    expect(error).toBeLessThan(0.2);
  });

  test('<z^2> with a constant rate, fast and slow (row 20)', () => {
    for (const [time, rate, signal] of [
      [2, 0.5, 1],
      [1, 1e-3, 3],
      [50, 20, 0.01],
      [0.01, 5, -2],
    ]) {
      const state = linearAdaptation({ time, rate: () => rate, signal, speed: 20 })!;
      const expected = linearAdaptationVariance(time, rate, signal);
      expect(state.meanSquare / expected).toBeCloseTo(1, 9);
      expect(Math.abs(state.drift) + Math.abs(state.mean)).toBeLessThan(1e-9);
    }
    expect(linearAdaptationVariance(2, 0.5, 1)).toBeCloseTo(4 / 3, 14);
  });

  test('cells that cease to turn', () => {
    const cell = { time: 1, signal: 1, speed: 20 };
    expect(linearAdaptation({ ...cell, rate: (z) => (z > 0.5 ? 0 : 1) })).toEqual({
      drift: 20,
      mean: expect.closeTo(1, 12),
      meanSquare: expect.closeTo(1, 12),
    });
    expect(linearAdaptationDrift({ ...cell, rate: (z) => (z < -0.5 ? 0 : 1) })).toBe(-20);
    expect(linearAdaptationDrift({ ...cell, rate: (z) => (Math.abs(z) > 0.5 ? 0 : 1) })).toBeNull();
  });
});

describe('receptors of E. coli on a line', () => {
  test('exponential gradients (row 23)', () => {
    const at = (gradient: number) => mwcExponentialDrift({ ...coli, gradient })!;
    expect(at(1e-4)).toBeCloseTo(0.5588, 4);
    expect(at(2.5e-4)).toBeCloseTo(1.927, 4);
    // The table says 3.5552 (cells there: 3.556); the trapezoidal rule in y = artanh(h/s), step 7.5e-5, agrees with this.
    expect(at(5e-4)).toBeCloseTo(3.5556, 4);
    expect(at(-5e-4) + at(5e-4)).toBe(0);
  });

  test('steeper than adaptation can follow: plain quadrature in F, and a cell', () => {
    for (const [set, gradient] of [
      [receptors, 1e-3],
      [receptors, 4e-3],
      [third, 2e-3],
      [{ ...third, methylation: 0.012 }, 1.5e-3],
    ] as const) {
      const cell = { ...coli, receptors: set, gradient };
      const s = 6 * 16.5 * gradient;
      let [logarithm, total, biased] = [0, 0, 0];
      const step = 2e-3;
      const low = -30;
      // The midpoint rule: an error of step^2/24 times q's curvature, below 1e-5 here.
      for (let energy = low + step / 2; energy < 0 || logarithm > -40; energy += step) {
        const h = mwc.adaptationFlow(set, energy);
        const slope = (-mwc.tumbleRate(motor, mwc.activity(energy)) * h) / (s * s - h * h);
        // Far from the rest state q is too small for a number: its largest value so far is taken for 1.
        const q = Math.exp(logarithm + (slope * step) / 2);
        logarithm += slope * step;
        total += (q * s) / (s * s - h * h);
        biased += (q * h) / (s * s - h * h);
        if (logarithm > 0) {
          total *= Math.exp(-logarithm);
          biased *= Math.exp(-logarithm);
          logarithm = 0;
        }
      }
      expect(mwcExponentialDrift(cell)! / ((16.5 * biased) / total)).toBeCloseTo(1, 4);
    }
    const flow = (energy: number, heading: number) => heading * 0.099 - mwc.adaptationFlow(receptors, energy);
    const rate = (energy: number) => mwc.tumbleRate(motor, mwc.activity(energy)) / 2;
    const { mean, error } = cellDrift(flow, rate, 16.5, 0.1, 2_000_000);
    expect(error).toBeLessThan(0.3);
    expect(Math.abs(mean - mwcExponentialDrift({ ...coli, gradient: 1e-3 })!)).toBeLessThan(4 * error);
  });

  test('nobody climbs faster than receptors adapt: al k_R/G, reached in steep gradients', () => {
    for (const gradient of [1e-5, 5e-4, 5.151e-4, 5.152e-4, 2e-3, 0.05, 1, 10]) {
      const { drift: climbing } = mwcAdaptation({ ...coli, gradient })!;
      expect(climbing).toBeGreaterThan(0);
      expect(climbing * gradient).toBeLessThan(1.7 * 0.005);
    }
    // What is missing comes from F < 0, where cells turn at 640/s, and from the 1/G width of the rest.
    expect((mwcExponentialDrift({ ...coli, gradient: 10 })! * 10) / (1.7 * 0.005)).toBeCloseTo(1, 3);
  });

  test('a motor that never turns of itself: cells in a steep gradient run up it for ever', () => {
    const calm = { ...coli, motor: { ...motor, baseRate: 0 } };
    expect(mwcAdaptation({ ...calm, gradient: 2e-3 })).toEqual({
      drift: 16.5,
      mean: Infinity,
      meanSquare: Infinity,
    });
    // Below the largest |h| adaptation makes them turn on the way up too, if less often than a motor with turns of its own.
    const climbing = mwcExponentialDrift({ ...calm, gradient: 4e-4 })!;
    expect(climbing).toBeLessThan(16.5);
    expect(climbing).toBeGreaterThan(mwcExponentialDrift({ ...coli, gradient: 4e-4 })!);
  });

  test('in shallow gradients the linear response; what it leaves out is of second order', () => {
    for (const set of [receptors, third]) {
      const cell = { ...coli, receptors: set, persistence: 0.33 };
      const exact = (gradient: number) => mwcExponentialDrift({ ...cell, gradient })! / gradient;
      const weak = mwcWeakDrift({
        ...cell,
        filterTime: 0,
        dimension: 1,
        rotationalDiffusion: 9,
        gradient: 1,
      })!;
      expect(exact(1e-6) / weak).toBeCloseTo(1, 4);
      expect((100 * exact(1e-6) - exact(1e-5)) / 99 / weak).toBeCloseTo(1, 7);
    }
  });
});

describe('memory in weak gradients', () => {
  const line = { dimension: 1, speed: 20, tumbleRate: 1, persistence: 0, rotationalDiffusion: 0 } as const;
  const plane = { ...line, dimension: 2, persistence: 0.33, rotationalDiffusion: 0.062 } as const;
  const bilobed = { direct: 0, rate: 1, weights: [0, 6, -6] } as const;

  test('bilobed kernel (row 18), by the closed form of its transform', () => {
    expect(memoryDrift(line, bilobed, 1e-3)).toBeCloseTo(0.3, 12);
    for (const s of [0.1, 1, 7]) {
      const kernel = { ...bilobed, rate: 1.7 };
      expect(cascadeTransform(kernel, s)).toBeCloseTo((6 * 1.7 ** 2 * s) / (1.7 + s) ** 3, 12);
    }
    expect(memoryDrift({ ...line, tumbleRate: 0 }, bilobed, 1e-3)).toBeNull();
  });

  test('moments of free cells followed in time, in one to three dimensions', () => {
    const kernel = { direct: 0.4, rate: 0.8, weights: [-1.5, 2, 0.3] } as const;
    for (const walk of [line, plane, { ...plane, dimension: 3 } as const]) {
      const { dimension, speed, tumbleRate, persistence, rotationalDiffusion } = walk;
      const mu = tumbleRate * (1 - persistence) + (dimension - 1) * rotationalDiffusion;
      // <e x> and <e y_i> for a cascade y_i that filters x; at first order in the gradient headings stay those of free cells.
      const moments = follow(
        (y, slope) => {
          slope[0] = speed / dimension - mu * y[0];
          for (let level = 1; level <= 3; level += 1)
            slope[level] = kernel.rate * (y[level - 1] - y[level]) - mu * y[level];
        },
        [0, 0, 0, 0],
        60,
      );
      const response =
        kernel.direct * moments[0] +
        kernel.weights.reduce((sum, w, level) => sum + w * moments[level + 1], 0);
      const climbing = ((speed * tumbleRate * (1 - persistence)) / mu) * response * 1e-3;
      // e^{-mu 60} < 1e-17.
      expect(memoryDrift(walk, kernel, 1e-3)! / climbing).toBeCloseTo(1, 10);
    }
  });

  test('a short memory is a derivative: the memoryless rule (row 14)', () => {
    const chi = 2e-3;
    const quick = { direct: chi * 1e9, rate: 1e9, weights: [-chi * 1e9, 0, 0] } as const;
    // v chi g = .1 with g = 2.5.
    expect(memoryDrift(plane, quick, 2.5)! / drift(plane, 20 * chi * 2.5)!.value).toBeCloseTo(1, 6);
  });

  test('the limit of exact linear adaptation', () => {
    // z = (high-pass filter of c) and r = .5 (1 - .3 z): reversals at half the rate of tumbles.
    const cell = { time: 2, rate: (z: number) => 0.5 * (1 - 0.3 * z), speed: 20 };
    const exact = linearAdaptationDrift({ ...cell, signal: 20 * 1e-5 })!;
    const kernel = { direct: 0.3, rate: 0.5, weights: [-0.3, 0, 0] } as const;
    // Beyond linear response: of the order of (.3 z)^2, z at most 4e-4.
    expect(exact / memoryDrift(line, kernel, 1e-5)!).toBeCloseTo(1, 7);
  });

  test('the filter before the motor costs 1 + mu tau_Y', () => {
    const cell = { ...plane, receptors, motor, gradient: 1e-5 };
    const mu = (0.14 + 1 / 0.8) * 0.67 + 0.062;
    const ratio = mwcWeakDrift({ ...cell, filterTime: 0 })! / mwcWeakDrift({ ...cell, filterTime: 0.5 })!;
    expect(ratio).toBeCloseTo(1 + mu * 0.5, 12);
    expect(responseDrift({ ...plane, tumbleRate: 0, rotationalDiffusion: 0 }, () => 1, 1)).toBeNull();
  });
});

describe('MWC receptors in time', () => {
  test('step from 100 to 110 uM (row 21)', () => {
    const start = steppedEnergy(receptors, 100, 110);
    const at = (time: number) => mwc.activity(relaxedEnergy(receptors, start, time));
    expect(peakActivity(receptors, 100, 110)).toBeCloseTo(0.3851, 5);
    expect([at(0), at(10), at(40)].map((a) => a.toFixed(5))).toEqual(['0.38510', '0.41001', '0.45758']);
    expect(at(1e4)).toBeCloseTo(0.5, 12);
    for (const energy of [-40, -3, 1e-6, 0.5, 3, 40])
      for (const time of [1e-3, 1, 30, 300, 3000]) {
        const closed = 2 * Math.asinh(Math.sinh(energy / 2) * Math.exp((-6 * 1.7 * 0.005 * time) / 2));
        expect(Math.abs(relaxedEnergy(receptors, energy, time) / closed - 1)).toBeLessThan(1e-10);
      }
    expect(relaxedEnergy(receptors, 800, 1000)).toBeCloseTo(800 - 51, 9);
  });

  test('unequal rates, against integration in time', () => {
    for (const set of [third, { ...receptors, methylation: 0.03 }])
      for (const away of [-15, -1, 0, 0.2, 8])
        for (const time of [1, 20, 150]) {
          const start = mwc.adaptedEnergy(set) + away;
          const [followed] = follow((y, slope) => (slope[0] = -mwc.adaptationFlow(set, y[0])), [start], time);
          expect(relaxedEnergy(set, start, time)).toBeCloseTo(followed, 9);
        }
  });

  test('ramp and adaptation time (row 22), also followed in time', () => {
    expect(rampActivity(receptors, 0.001)).toBeCloseTo(0.5 - 0.001 / 0.017, 14);
    expect(mwc.adaptationTime(receptors)).toBeCloseTo(39.216, 3);
    const inRamp = (set: mwc.Receptors, rate: number, time: number): number =>
      mwc.activity(
        follow(
          (y, slope) => (slope[0] = set.size * rate - mwc.adaptationFlow(set, y[0])),
          [mwc.adaptedEnergy(set)],
          time,
        )[0],
      );
    expect(inRamp(receptors, 0.001, 2000)).toBeCloseTo(0.4411764706, 9);
    expect(inRamp(third, -0.004, 5000)).toBeCloseTo(rampActivity(third, -0.004), 9);
    expect([rampActivity(receptors, 0.009), rampActivity(receptors, -0.009)]).toEqual([0, 1]);
    expect(inRamp(receptors, 0.009, 5000)).toBeLessThan(1e-6);
  });

  test('adapted states are at rest, with the same activity at any concentration', () => {
    for (const concentration of [0, 1, 233.7, 1e5]) {
      const level = mwc.adaptedMethylation(third, concentration);
      const energy = mwc.freeEnergy(third, level, concentration);
      expect(mwc.activity(energy)).toBeCloseTo(mwc.adaptedActivity(third), 12);
      expect(mwc.adaptationFlow(third, energy)).toBeCloseTo(0, 14);
      expect(peakActivity(third, concentration, concentration)).toBeCloseTo(1 / 3, 12);
    }
    const best = Math.sqrt(18.2 * 3000);
    expect(mwc.logarithmicSensitivity(receptors, best)).toBeCloseTo(0.8555, 4);
    const energy = (logarithm: number) => mwc.ligandEnergy(receptors, best * Math.exp(logarithm));
    expect((energy(1e-4) - energy(-1e-4)) / 2e-4).toBeCloseTo(mwc.logarithmicSensitivity(receptors, best), 8);
  });
});
