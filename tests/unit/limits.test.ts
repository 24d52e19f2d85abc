// Limits of cells in gradients: the reduction of snapshots to bits, gradients and theory for every rule, one short run against an
// exact drift, and what adapting costs by the ladder.

import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import { parseConfig } from '../../src/config/index.ts';
import type { WalkConfig } from '../../src/core/config.ts';
import { uniform } from '../../src/core/random.ts';
import { withError } from '../../src/cli/limits-text.ts';
import { gradientConfig, runGradient } from '../../src/observables/gradient-run.ts';
import { jackknife } from '../../src/observables/jackknife.ts';
import type { LimitsPlan } from '../../src/observables/limits.ts';
import { costsOf, theoryPoint, timesOf, usualSteepnesses } from '../../src/observables/limits.ts';
import { createTumbleRecord, headingClass } from '../../src/observables/tumble-information.ts';
import { plotSvg, stackedSvg } from '../../src/record/plot-svg.ts';
import { SENSING_RULES } from '../../src/sensing/index.ts';
import { FITTED } from '../../src/theory/adaptation-costs.ts';
import type { Gradients } from '../../src/theory/gradients.ts';
import { gradientsOf } from '../../src/theory/gradients.ts';
import { informationRate, lineInformation, planeInformation } from '../../src/theory/information.ts';

function cells(settings: Readonly<Record<string, unknown>>): { config: WalkConfig; gradients: Gradients } {
  const parsed = parseConfig({ model: 'run-and-tumble', ...settings });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const config = parsed.config as WalkConfig;
  const gradients = gradientsOf(config);
  if ('field' in gradients) throw new Error(gradients.rule);
  return { config, gradients };
}

const planOf = (gradients: Gradients): LimitsPlan => {
  const { settled, followed } = timesOf(gradients);
  const { background } = gradients;
  return {
    settled,
    until: settled + followed,
    background,
    cells: 100,
    seed: 1,
    snapshots: 10,
    steepnesses: [],
  };
};

const random = (k: number, stream: number): number => uniform(7, stream, k, 0);

describe('jackknife', () => {
  const values = Float64Array.from({ length: 50 }, (_, i) => (i % 7) + 0.3 * i);
  const mean = values.reduce((sum, value) => sum + value, 0) / 50;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 49;
  const pairs = Float64Array.from([...values].flatMap((value) => [value, 1]));

  it('is the mean and its standard error for a mean, and takes the bias s^2/n off its square', () => {
    const [plain, square] = jackknife(pairs, 2, ([sum, count]) => [sum / count, (sum / count) ** 2]);
    expect(plain.value).toBeCloseTo(mean, 12);
    expect(plain.error).toBeCloseTo(Math.sqrt(variance / 50), 12);
    expect(square.value).toBeCloseTo(mean ** 2 - variance / 50, 9);
  });
});

describe('information of snapshots', () => {
  it('sorts headings: up or down, and sectors from the gradient on', () => {
    expect([0, Math.PI, -0.1, 2].map((angle) => headingClass(angle, 2))).toEqual([0, 1, 0, 1]);
    const eighth = Math.PI / 4;
    expect(
      [0, 0.99 * eighth, 1.01 * eighth, -0.01, 15.99 * eighth].map((angle) => headingClass(angle, 8)),
    ).toEqual([0, 0, 1, 7, 7]);
  });

  it('is the formula where rates depend on the class alone', () => {
    const record = createTumbleRecord(20, 2);
    for (let cell = 0; cell < 20; cell += 1) {
      for (let k = 0; k < 3; k += 1) record.add(cell, 0, 0.5);
      record.add(cell, Math.PI, 2);
    }
    const { perTime, perTumble, tumbleRate } = record.information();
    const bits = informationRate([0.75, 0.25], [0.5, 2]);
    expect(perTime.value).toBeCloseTo(bits, 12);
    expect(perTime.error).toBeCloseTo(0, 12);
    expect(tumbleRate.value).toBeCloseTo(0.875, 12);
    expect(perTumble.value).toBeCloseTo(bits / 0.875, 12);
  });

  it('is 0 on average where rates have nothing to do with headings, which the plain formula is not', () => {
    const runs = Array.from({ length: 100 }, (_, run) => {
      const record = createTumbleRecord(30, 8);
      const [counts, sums] = [new Array<number>(8).fill(0), new Array<number>(8).fill(0)];
      for (let cell = 0; cell < 30; cell += 1)
        for (let k = 0; k < 20; k += 1) {
          const at = (run * 30 + cell) * 20 + k;
          const [heading, rate] = [2 * Math.PI * random(at, 0), 0.5 + random(at, 1)];
          record.add(cell, heading, rate);
          counts[headingClass(heading, 8)] += 1;
          sums[headingClass(heading, 8)] += rate;
        }
      const plain = informationRate(
        counts.map((count) => count / 600),
        sums.map((sum, k) => sum / counts[k]),
      );
      return { plain, corrected: record.information().perTime.value };
    });
    const average = (of: (run: (typeof runs)[number]) => number) => {
      const values = runs.map(of);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      return { mean, error: Math.sqrt(square / values.length) };
    };
    // Variance of the rates 1/12, 600 snapshots, 8 classes: plain 7/600/12/(2 ln 2) = 7.0e-4.
    const [plain, corrected] = [average((run) => run.plain), average((run) => run.corrected)];
    expect(Math.abs(plain.mean - 7.0e-4)).toBeLessThan(4 * plain.error + 0.02 * 7e-4);
    expect(Math.abs(corrected.mean)).toBeLessThan(4 * corrected.error);
    expect(plain.mean).toBeGreaterThan(10 * plain.error);
  });

  it('follows from the index on a line, and in a plane where the bias is weak', () => {
    for (const q of [0.01, 0.3, 0.9]) {
      const p = [(1 + q) / 2, (1 - q) / 2];
      const rates = [1 / (1 + q), 1 / (1 - q)]; // mean 1
      expect(lineInformation(q)).toBeCloseTo(informationRate(p, rates), 12);
    }
    // Rates 1 - s cos of even headings keep the index at s (1 - persistence)/(2 mu).
    const [s, persistence, mu, count] = [1e-3, 0.33, 0.732, 4000];
    const index = (s * (1 - persistence)) / (2 * mu);
    for (const classes of [8, 64]) {
      const rates = new Array<number>(classes).fill(0);
      for (let k = 0; k < count * classes; k += 1) {
        const angle = ((k + 0.5) / (count * classes)) * 2 * Math.PI;
        rates[headingClass(angle, classes)] += (1 - s * Math.cos(angle)) / count;
      }
      const exact = informationRate(rates.map(() => 1 / classes), rates); // prettier-ignore
      expect(planeInformation(index, 1, persistence, mu, classes) / exact).toBeCloseTo(1, 5);
    }
  });
});

describe('gradients', () => {
  const sensing = SENSING_RULES.filter(({ cues }) => cues > 0).map(({ name }) => name);
  it.each(sensing.flatMap((name) => [[name, 1] as const, [name, 2] as const]))(
    'lead cells of %s up in %i dimensions, by theory, at steepnesses that suit them',
    (name, dimensions) => {
      const { config, gradients } = cells({
        sensing: name,
        ...(dimensions === 1 ? { ny: 1 } : { nx: 5, ny: 5 }),
      });
      const plan = planOf(gradients);
      const steepnesses = usualSteepnesses(config, gradients, plan);
      expect(steepnesses.every((value, k) => value > (steepnesses[k - 1] ?? 0))).toBe(true);
      const [shallow, steep] = [steepnesses[0], steepnesses[3]].map((g) =>
        theoryPoint(config, gradients, plan, g),
      );
      const sign = name === 'memory-kernel' ? Math.sign(shallow.drift!) : 1;
      expect(sign * shallow.drift!).toBeGreaterThan(0);
      expect(sign * steep.drift!).toBeGreaterThan(sign * shallow.drift!);
      const speed = config.parameters.speed;
      if (speed !== undefined) expect(sign * shallow.drift!).toBeLessThan(0.1 * speed);
      // Downwards the same.
      const down = theoryPoint(config, gradients, plan, -steepnesses[0]).drift!;
      expect(down / shallow.drift!).toBeCloseTo(-1, 4);
      // None can come to an end of the line, where the gradient ends.
      const own = gradientConfig(config, gradients, { ...plan, steepness: steepnesses[5] });
      if (speed !== undefined) expect(own.width / 2).toBeGreaterThan(speed * plan.until);
    },
  );

  it('exact and weak theory of E. coli meet in shallow gradients, whatever the adapted activity', () => {
    for (const inside of [{}, { kB: 0.01 }, { most: 3 }]) {
      const base = { speed: 16.5, persistence: 0, ...inside };
      const drift = (tauY: number): number => {
        const { config, gradients } = cells({ sensing: 'e-coli', ny: 1, parameters: { ...base, tauY } });
        const point = theoryPoint(config, gradients, planOf(gradients), 1e-6);
        expect(point.kind).toBe(tauY === 0 ? 'exact' : 'linear response');
        return point.drift!;
      };
      // 1.39 tumbles a second hardly mind a filter of 1e-5 s; the exact drift is odd in G, off by (N H G v/mu)^2 ~ 1e-6.
      expect(drift(1e-5) / drift(0)).toBeCloseTo(1, 4);
    }
  });

  it('says what theory leaves out, and why there is no gradient', () => {
    const { config, gradients } = cells({
      sensing: 'e-coli',
      parameters: { kRSpread: 0.3, methylationNoise: 1e-4 },
    });
    const { leavesOut } = theoryPoint(config, gradients, planOf(gradients), 1e-4);
    expect(leavesOut).toEqual(['variety among cells (this is their median)', 'noise inside cells']);
    for (const [settings, field] of [
      [{ preset: 'saturated' }, 'model'],
      [{ model: 'run-and-tumble', sensing: 'rates' }, 'sensing'],
      [{ model: 'run-and-tumble', parameters: { tumbleRate: 0 } }, 'parameters'],
      [{ model: 'fokker-planck', coefficients: 'given' }, 'coefficients'],
    ] as const) {
      const parsed = parseConfig(settings);
      expect('config' in parsed && gradientsOf(parsed.config)).toMatchObject({ field });
    }
  });

  it(
    'measures the drift of row 23 on the reference, and what goes with it',
    { timeout: 60_000 },
    async () => {
      // K_I and K_A so far apart that the receptors sense ln c to 1e-5. Steps of .25 s are a hundredth of the adaptation time; in
      // one, F changes by N v G dt = .012, of which second order is left.
      const parameters = { speed: 16.5, persistence: 0, tauY: 0, most: 1e9, K_I: 1e-3, K_A: 1e7 };
      const { config, gradients } = cells({ sensing: 'e-coli', ny: 1, timeStep: 0.25, parameters });
      expect([gradients.background, gradients.inside]).toEqual([100, expect.closeTo(39.216, 3)]);
      const result = await runGradient(config, gradients, {
        ...{ steepness: 5e-4, background: 100, cells: 400, seed: 5, settled: 120, until: 280, snapshots: 20 },
        backend: createReferenceBackend(),
        progress: () => true,
      });
      const { drift, index, information, theory, evenness } = result!;
      expect(theory).toBeCloseTo(3.5556, 3);
      expect(drift.error).toBeLessThan(0.2);
      expect(Math.abs(drift.value - 3.5556)).toBeLessThan(4 * drift.error);
      expect(Math.abs(index!.value - 3.5556 / 16.5)).toBeLessThan(4 * index!.error);
      const { perTumble, perTime, tumbleRate } = information!;
      expect(Math.abs(perTumble.value - lineInformation(3.5556 / 16.5))).toBeLessThan(4 * perTumble.error);
      expect(perTime.value / tumbleRate.value / perTumble.value).toBeCloseTo(1, 2);
      expect(evenness[0]).toBeGreaterThan(0.999);
    },
  );

  it('ends when asked to', async () => {
    const { config, gradients } = cells({ ny: 1 });
    const run = {
      ...planOf(gradients),
      steepness: 0.01,
      backend: createReferenceBackend(),
      progress: () => false,
    };
    expect(await runGradient(config, gradients, run)).toBeNull();
  });
});

describe('costs of adaptation', () => {
  const costs = (parameters: Record<string, number>, sensing = 'e-coli') => {
    const { config, gradients } = cells({ sensing, parameters });
    return costsOf(config, gradients, planOf(gradients));
  };

  it('rise with the drive while the error falls, and the relation joins two of them', () => {
    const found = costs({})!;
    found.costs.slice(1).forEach(({ power, error, drive }, k) => {
      expect(power).toBeGreaterThan(found.costs[k].power);
      if (drive <= 10) expect(error).toBeLessThan(0.5 * found.costs[k].error);
    });
    const { constant, largestError, variance, speed } = found;
    expect([variance, 1 / speed]).toEqual([0.25, expect.closeTo(39.216, 3)]);
    for (const drive of FITTED) {
      const { power, error } = found.costs.find((cost) => cost.drive === drive)!;
      expect(constant! * variance * speed * Math.log(largestError! / error)).toBeCloseTo(power, 9);
    }
    // Between them it is a straight line to a few percent.
    const { power, error } = found.costs.find(({ drive }) => drive === 6)!;
    expect((constant! * variance * speed * Math.log(largestError! / error)) / power).toBeCloseTo(1, 1);
    // Fully driven, each group goes on and off at N kR/2: power = drive N kR/2.
    const strongest = found.costs.at(-1)!;
    expect(strongest.power / (strongest.drive * 6 * 0.005 * 0.5)).toBeCloseTo(1, 3);
  });

  it('cannot buy accuracy where the ladder is short, and are those of E. coli alone', () => {
    const one = costs({ N: 1 })!;
    expect(one.leftover).toBeGreaterThan(0.01);
    expect(one.constant).toBeNull();
    expect(costs({}, 'linear')).toBeNull();
    const two = costs({}, 'e-coli-two-ligands')!;
    expect(two.costs[2].error).toBeGreaterThan(0);
  });
});

it('tells values as far as their errors go', () => {
  expect(withError({ value: 3.5612, error: 0.0512 })).toBe('3.561 ± 0.051');
  expect(withError({ value: -12.3, error: 4 })).toBe('-12.3 ± 4.0');
  expect(withError({ value: 2.8854e-4, error: 5.3e-8 })).toBe('2.88540e-4 ± 5.3e-8');
  expect(withError({ value: 0, error: 0 })).toBe('0 ± 0');
});

it('stacks pictures, with bars of the errors', () => {
  const axis = { label: 'x', unit: '1' };
  const plot = plotSvg('a', axis, axis, [
    { name: 'm', kind: 'measured', points: [[0, 1, 0.5], [1, 2, 0]] }, // prettier-ignore
    { name: 'e', kind: 'exact', points: [[0, 1], [1, 2]] }, // prettier-ignore
    { name: 'f', kind: 'exact', points: [[0, 1], [1, 2]] }, // prettier-ignore
  ]);
  expect(plot.match(/<path d="M[\d.]+ [\d.]+V[\d.]+" stroke="#c2410c"\/>/g)).toHaveLength(1);
  expect(new Set(plot.match(/stroke-dasharray="[^"]+"/g)).size).toBe(2);
  const both = stackedSvg([plot, plot]);
  expect(both).toContain('height="700"');
  expect(both.match(/<svg y="(0|350)"/g)).toHaveLength(2);
  expect(both.match(/<\/svg>/g)).toHaveLength(3);
});
