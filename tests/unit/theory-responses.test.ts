// A rule's answers by its law, against closed forms: NUMERICS rows 18, 19, 21 to 24.

import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/index.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import { predict } from '../../src/theory/prediction.ts';
import { answersOf, courseTitles, doses } from '../../src/theory/responses.ts';
import type { Course } from '../../src/theory/responses.ts';
import { steeringIndex } from '../../src/theory/steering.ts';

const cells = (settings: Record<string, unknown>): RunAndTumbleConfig => {
  const parsed = parseConfig({ model: 'run-and-tumble', ...settings });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config as RunAndTumbleConfig;
};
const answers = (settings: Record<string, unknown>) => answersOf(cells(settings))!;

/** Linear between the points of a course. */
function at(course: Course, values: readonly number[], time: number): number {
  const next = course.times.findIndex((t) => t >= time);
  const [a, b] = [course.times[next - 1], course.times[next]];
  return values[next - 1] + ((values[next] - values[next - 1]) * (time - a)) / (b - a);
}

describe('step response', () => {
  test('of E. coli: row 21, and the same on ten times the background', () => {
    const { stepResponse, rule } = answers({ sensing: 'e-coli', attractant: '100' });
    const course = stepResponse(100, 1.1);
    const activity = course.inner[0];
    expect(courseTitles(rule)).toEqual(['activity', 'methylation', 'CheY-P', 'tumbling rate']);
    expect(activity[0]).toBeCloseTo(0.5, 12);
    expect(activity[2]).toBeCloseTo(0.3851, 5); // at once
    // midpoint steps of a twentieth of 39 s at most: (dt/tau)^2/24 = 1e-4 of a change of 0.1
    expect(at(course, activity, 10)).toBeCloseTo(0.41001, 4);
    expect(at(course, activity, 40)).toBeCloseTo(0.45758, 4);
    expect(activity[activity.length - 1]).toBeCloseTo(0.5, 3);
    expect(course.rate![0]).toBeCloseTo(0.14 + 1.25, 10);
    // fold changes: exactly alike where K_I << c << K_A
    const wide = answers({ sensing: 'e-coli', attractant: '100', parameters: { K_I: 1e-6, K_A: 1e9 } });
    const [one, ten] = [wide.stepResponse(100, 1.1), wide.stepResponse(1000, 1.1)];
    one.rate!.forEach((rate, k) => expect(Math.abs(rate - ten.rate![k])).toBeLessThan(1e-4));
  });

  test('of CCR7: receptors leave at kRec + k19 b19 for their share at rest, row 24', () => {
    const { stepResponse } = answers({ sensing: 'ccr7', attractant: '5', secondCue: '0' });
    const course = stepResponse(5e-9, 1e9);
    const rate = 0.05 + 0.25 / 2;
    const settled = 0.05 / rate;
    expect(settled).toBeCloseTo(0.28571, 5);
    for (const t of [2, 10, 30])
      expect(at(course, course.inner[0], t)).toBeCloseTo(settled + (1 - settled) * Math.exp(-rate * t), 3);
    expect(course.rate).toBeNull();
  });

  test('of a memory kernel: the integral of the kernel', () => {
    const settings = { sensing: 'memory-kernel', attractant: '1', parameters: { tau: 2, kappa: 3 } };
    const course = answers(settings).stepResponse(1, 2);
    // levels after a unit step: 1 - e^-z, less z e^-z, less z^2/2 e^-z; second less third is z^2/2 e^-z
    for (const t of [1, 3, 8])
      expect(at(course, course.inner[0], t)).toBeCloseTo(((3 * (t / 2) ** 2) / 2) * Math.exp(-t / 2), 3);
    expect(course.rate!.every((rate) => rate >= 0)).toBe(true);
  });
});

test('dose response: the more is added the less activity is left, from what cells are used to', () => {
  const found = answers({ sensing: 'e-coli', attractant: '100' });
  const list = doses(found, { K_I: 18.2, K_A: 3000 });
  const response = found.doseResponse(100, list);
  response.forEach((value, k) => {
    if (k > 0) expect(value).toBeLessThanOrEqual(response[k - 1] + 1e-9);
  });
  expect(found.doseResponse(100, [100])[0]).toBeCloseTo(0.5, 9);
  expect(found.doseResponse(100, [110])[0]).toBeCloseTo(0.3851, 5);
});

test('without memory: the rate against the rise; nothing of a rule that senses nothing', () => {
  const linear = answers({ sensing: 'linear', attractant: '1', parameters: { chi: 0.5, tumbleRate: 2 } });
  expect(linear.riseResponse(1, [-1, 0, 1, 3])).toEqual([3, 2, 1, 0]);
  expect(answersOf(cells({ sensing: 'rates' }))).toBeNull();
});

describe('predicted drift of cells with an inside', () => {
  const line = { nx: 100, ny: 1, width: 1000, boundaryX: 'no-flux' };

  test('memory kernel in a constant gradient, row 18', () => {
    const parameters = { speed: 20, tumbleRate: 1, persistence: 0, kappa: 6 };
    const { drift } = predict(
      cells({ ...line, sensing: 'memory-kernel', attractant: '0.001*x', parameters }),
    );
    expect(drift).toMatchObject({ kind: 'linear response', x: 1 });
    expect(drift!.value).toBeCloseTo(0.3, 12);
    expect(drift!.index).toBeCloseTo(0.3 / 20, 12);
    const down = predict(
      cells({ ...line, sensing: 'memory-kernel', attractant: '-0.001*x + 5', parameters }),
    );
    expect(down.drift).toMatchObject({ x: -1 });
  });

  test('E. coli in an exponential gradient, row 23; nothing where cells differ or the signal varies', () => {
    const parameters = { speed: 16.5, persistence: 0, tauY: 0, most: 1e9, K_I: 1e-9, K_A: 1e9 };
    const of = (more: Record<string, number> = {}, attractant = 'exp(0.0005*x)') =>
      predict(cells({ ...line, sensing: 'e-coli', attractant, parameters: { ...parameters, ...more } }))
        .drift;
    expect(of()).toMatchObject({ kind: 'exact' });
    expect(of()!.value).toBeCloseTo(3.5556, 4);
    expect(of({ tauY: 0.2 }, 'exp(0.00005*x)')).toMatchObject({ kind: 'linear response' });
    expect(of({ tauY: 0.2 })).toBeNull(); // too steep for it
    expect(of({ most: 100 })).toBeNull();
    expect(of({ kRSpread: 0.1 })).toBeNull();
    expect(of({ methylationNoise: 1e-5 })).toBeNull();
    expect(of({}, '1 + x')).toBeNull();
    expect(of({}, '7')).toBeNull();
  });

  test('CCR7 in a constant pull', () => {
    const parameters = { K19: 1e6, k19: 0, chi: 1e7, rotationalDiffusion: 0.2, speed: 5 };
    const { drift } = predict(
      cells({ ...line, sensing: 'ccr7', attractant: '0.01*x', secondCue: '0', parameters }),
    );
    // pull = chi c'/K19 = 0.1, k = 0.5; the slope falls by (1 + c/K)^-2 = 2e-5
    expect(drift!.value).toBeCloseTo(5 * steeringIndex(1, 0.5), 3);
  });

  test('spread of cells that sense nothing new', () => {
    const found = predict(cells({ ...line, sensing: 'e-coli', attractant: '7', boundaryX: 'periodic' }));
    expect(found.drift).toBeNull();
    expect(found.diffusion).toBeCloseTo(20 ** 2 / (2 * 1.39), 9);
  });
});
