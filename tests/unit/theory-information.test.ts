// Cells that steer, what their tumbles tell, and what adaptation costs: closed forms against sums, integrals, master equations and
// counts drawn one by one.

import { describe, expect, test } from 'vitest';
import { uniform } from '../../src/core/random.ts';
import type { MethylationLadder } from '../../src/theory/adaptation-energy.ts';
import { adaptationError, adaptationPower, ladderState } from '../../src/theory/adaptation-energy.ts';
import { estimatedInformation, informationBias, informationRate } from '../../src/theory/information.ts';
import { follow } from '../../src/theory/initial-value.ts';
import { headingDensity, steeredDrift, steeringIndex } from '../../src/theory/steering.ts';

describe('steering', () => {
  test('I1/I0, by power series up to k = 20 and by the asymptotic one beyond', () => {
    for (const k of [1e-9, 1e-3, 0.3, 1, 5, 20]) {
      let [term, even, odd] = [1, 0, 0];
      for (let n = 0; n < 80; n += 1) {
        even += term;
        odd += (term * k) / (2 * (n + 1));
        term *= (k / 2 / (n + 1)) ** 2;
      }
      expect(steeringIndex(2, k) / (odd / even)).toBeCloseTo(1, 13);
      expect(steeringIndex(2, -k)).toBe(-steeringIndex(2, k));
    }
    for (const k of [100, 1234.5, 1e4, 1e6]) {
      // The next term is 1073/(1024 k^6).
      const series =
        1 - 1 / (2 * k) - 1 / (8 * k ** 2) - 1 / (8 * k ** 3) - 25 / (128 * k ** 4) - 13 / (32 * k ** 5);
      expect(steeringIndex(2, k)).toBeCloseTo(series, 11);
    }
    expect([steeringIndex(2, 0), steeringIndex(2, Infinity), steeringIndex(1, 400)]).toEqual([0, 1, 1]);
  });

  test('a line: the rates of turning at which as many turn either way', () => {
    for (const k of [0, 0.2, 3]) {
      const [fromUp, fromDown] = [Math.exp(-k), Math.exp(k)];
      expect(steeringIndex(1, k)).toBeCloseTo((fromDown - fromUp) / (fromDown + fromUp), 14);
    }
  });

  test('Fokker-Planck equation of the heading, followed to rest in its moments', () => {
    // d<cos n theta>/dt = -n^2 D <cos n> + (n omega/2)(<cos (n-1)> - <cos (n+1)>).
    const [torque, noise, modes] = [1.2, 0.4, 24];
    const moments = follow(
      (y, slope) => {
        for (let n = 1; n <= modes; n += 1)
          slope[n] = -n * n * noise * y[n] + ((n * torque) / 2) * (y[n - 1] - (y[n + 1] ?? 0));
        slope[0] = 0;
      },
      [1, ...new Array<number>(modes).fill(0)],
      40,
      1e-9,
    );
    expect(steeredDrift(20, torque, noise)! / 20).toBeCloseTo(moments[1], 7);
    expect(steeredDrift(20, -torque, 0)).toBe(-20);
    expect(steeredDrift(20, 0, 0)).toBeNull();
    expect(steeredDrift(20, 0, 1)).toBe(0);
  });

  test('a density of headings: whole, and with that index', () => {
    for (const k of [-2, 0, 0.7, 300]) {
      let [whole, index] = [0, 0];
      for (let n = 0; n < 2000; n += 1) {
        const angle = (n * Math.PI) / 1000;
        const share = (headingDensity(k, angle) * Math.PI) / 1000;
        whole += share;
        index += share * Math.cos(angle);
      }
      expect(whole).toBeCloseTo(1, 12);
      expect(index).toBeCloseTo(steeringIndex(2, k), 12);
    }
  });
});

describe('information', () => {
  const bits = (p: readonly number[], r: readonly number[]): number => {
    const mean = p.reduce((sum, value, k) => sum + value * r[k], 0);
    return p.reduce((sum, value, k) => sum + (r[k] > 0 ? value * r[k] * Math.log2(r[k] / mean) : 0), 0);
  };

  test('the formula, a class that never tumbles, nothing to tell', () => {
    expect(informationRate([0.5, 0.5], [1, 0])).toBe(0.5);
    expect(informationRate([0.2, 0.3, 0.5], [3, 1, 0.2])).toBeCloseTo(bits([0.2, 0.3, 0.5], [3, 1, 0.2]), 14);
    expect(informationRate([0.3, 0.7], [2, 2])).toBe(0);
    expect(informationRate([0.3, 0.7], [0, 0])).toBe(0);
    // Rates 1 -+ s: (s^2/2 + s^4/12)/ln 2 bits.
    for (const s of [1e-8, 1e-3, 0.0099, 0.0101])
      expect((informationRate([0.5, 0.5], [1 - s, 1 + s]) * 2 * Math.LN2) / s ** 2).toBeCloseTo(
        1 + s ** 2 / 6,
        7,
      );
  });

  test('mutual information of a short time with and without a tumble', () => {
    const [p, r, time] = [[0.25, 0.35, 0.4], [0.4, 1, 2.5], 1e-5];
    const one = r.map((rate) => -Math.expm1(-rate * time));
    const any = p.reduce((sum, value, k) => sum + value * one[k], 0);
    const shared = p.reduce(
      (sum, value, k) =>
        sum +
        value * (one[k] * Math.log(one[k] / any) + (1 - one[k]) * (Math.log1p(-one[k]) - Math.log1p(-any))),
      0,
    );
    // What is left out is of the order of r dt.
    expect(shared / Math.LN2 / time / informationRate(p, r)).toBeCloseTo(1, 4);
  });

  test('bias of counts, with rates alike and apart', () => {
    const times = [15, 25, 60];
    let draw = 0;
    const count = (mean: number): number => {
      let [events, left] = [0, mean];
      for (;;) {
        left += Math.log(uniform(5, 0, draw++, 0) + 2 ** -25);
        if (left < 0) return events;
        events += 1;
      }
    };
    for (const rates of [
      [1, 1, 1],
      [1.15, 1, 0.9],
    ]) {
      const truth = bits(
        times.map((time) => time / 100),
        rates,
      );
      const runs = 4000;
      const estimates = Array.from({ length: runs }, () =>
        estimatedInformation(
          rates.map((rate, k) => count(rate * times[k])),
          times,
        ),
      );
      const mean = estimates.reduce((sum, value) => sum + value, 0) / runs;
      const square = estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / runs;
      const error = Math.sqrt(square / runs);
      // Left of the bias: 1/(12 N) nats for each class.
      const next = rates.reduce((sum, rate, k) => sum + 1 / (12 * rate * times[k]), 0) / 100 / Math.LN2;
      expect(Math.abs(mean - truth)).toBeLessThan(4 * error + next);
      // The bias itself is well above that.
      expect(informationBias(3, 100)).toBeGreaterThan(8 * (4 * error + next));
    }
    expect(estimatedInformation([3, 0], [6, 0])).toBe(0);
  });
});

describe('cost of adaptation', () => {
  const ladder: MethylationLadder = {
    highest: 4,
    methylEnergy: 2,
    energy: 3.2,
    methylation: 0.01,
    demethylation: 0.02,
    reverse: 0.3,
  };

  test('the relation and its inverse', () => {
    const power = adaptationPower(2, 1.5, 0.1, 0.5, 1e-3);
    expect(power).toBeCloseTo(0.3 * Math.log(500), 12);
    expect(adaptationError(2, 1.5, 0.1, 0.5, power)).toBeCloseTo(1e-3, 12);
  });

  test('the whole master equation, activity switching fast: levels, activity and entropy production', () => {
    const { highest, methylEnergy, energy, methylation, demethylation, reverse } = ladder;
    const size = 2 * (highest + 1);
    const [active, inactive] = [(m: number) => 2 * m, (m: number) => 2 * m + 1];
    const rates: { from: number; to: number; rate: number }[] = [];
    const fast = 1000;
    for (let m = 0; m <= highest; m += 1) {
      const free = energy - methylEnergy * m;
      rates.push({ from: active(m), to: inactive(m), rate: fast / (1 + Math.exp(-free)) });
      rates.push({ from: inactive(m), to: active(m), rate: fast / (1 + Math.exp(free)) });
      if (m === highest) continue;
      rates.push({ from: inactive(m), to: inactive(m + 1), rate: methylation });
      rates.push({ from: inactive(m + 1), to: inactive(m), rate: reverse * methylation });
      rates.push({ from: active(m + 1), to: active(m), rate: demethylation });
      rates.push({ from: active(m), to: active(m + 1), rate: reverse * demethylation });
    }
    const p = atRest(size, rates);
    const flux = (from: number, to: number): number =>
      rates.reduce((sum, r) => (r.from === from && r.to === to ? sum + r.rate * p[from] : sum), 0);
    let power = 0;
    for (const { from, to } of rates) power += flux(from, to) * Math.log(flux(from, to) / flux(to, from));
    const state = ladderState(ladder);
    // Methylation is 1e-5 to 1e-4 of the switching: so is what is neglected.
    state.levels.forEach((level, m) => expect(level / (p[active(m)] + p[inactive(m)])).toBeCloseTo(1, 3));
    expect(state.activity).toBeCloseTo(
      p.reduce((sum, value, k) => (k % 2 === 0 ? sum + value : sum), 0),
      4,
    );
    expect(state.power / power).toBeCloseTo(1, 3);
  });

  test('no power at equilibrium; k_R k_B/(k_R + k_B) rounds per time far from it', () => {
    expect(ladderState({ ...ladder, reverse: Math.E }).power).toBeCloseTo(0, 16);
    const long = { ...ladder, highest: 30, energy: 30 };
    const affinity = 2 - 2 * Math.log(1e-9);
    // Away from the ends <dm/dt> = 0 alone sets the mean activity and the flow k_R (1 - a), however coarse the levels.
    expect(ladderState({ ...long, reverse: 1e-9 }).power / affinity).toBeCloseTo((0.01 * 0.02) / 0.03, 9);
    expect(ladderState({ ...long, reverse: 1e-9 }).error).toBeLessThan(1e-8);
    for (const reverse of [1e-5, 0.2, 1, 2, 4])
      expect(ladderState({ ...ladder, reverse }).power).toBeGreaterThan(0);
  });

  test('energy, speed, accuracy: each factor of accuracy costs about as much, and twice as fast costs twice', () => {
    const long = { ...ladder, highest: 8, energy: 6.4, methylation: 0.01, demethylation: 0.01 };
    const states = [1, 0.6, 0.37, 0.14, 0.05].map((reverse) => ladderState({ ...long, reverse }));
    const prices = states
      .slice(1)
      .map(({ power, error }, k) => (power - states[k].power) / Math.log(states[k].error / error));
    // The error falls from 18% to 8e-5. Seen: .0038 to .0050 k_B T per time for a factor of e, half of k_R.
    expect(states[0].error / states[4].error).toBeGreaterThan(2000);
    expect(Math.min(...prices)).toBeGreaterThan(0.0035);
    expect(Math.max(...prices)).toBeLessThan(0.0055);
    const quick = ladderState({ ...long, reverse: 0.14, methylation: 0.02, demethylation: 0.02 });
    expect(quick.power / states[3].power).toBeCloseTo(2, 12);
    expect(quick.error / states[3].error).toBeCloseTo(1, 9);
  });
});

/** Probabilities at rest of a master equation, by elimination of its equations, the last one replaced by their sum, 1. */
function atRest(size: number, rates: readonly { from: number; to: number; rate: number }[]): number[] {
  const rows = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
  for (const { from, to, rate } of rates) {
    rows[to][from] += rate;
    rows[from][from] -= rate;
  }
  rows[size - 1].fill(1);
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column; row < size; row += 1)
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const factor = rows[row][column] / rows[column][column];
      for (let k = column; k <= size; k += 1) rows[row][k] -= factor * rows[column][k];
    }
  }
  return rows.map((row, k) => row[size] / row[k]);
}
