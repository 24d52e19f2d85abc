// An experiment with its levels as one simulation, on the reference: all at the same times however it is run, none held up by
// another, a checkpoint that goes on bit by bit, parameters for all.

import { describe, expect, test } from 'vitest';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import { initialFields } from '../../src/config/index.ts';
import type { Backend } from '../../src/core/backend.ts';
import type { Config } from '../../src/core/config.ts';
import { cellMeasure } from '../../src/core/grid.ts';
import { InputError } from '../../src/core/problem.ts';
import type { Checkpoint, Simulation } from '../../src/core/simulation.ts';
import { observeLevels } from '../../src/observables/levels.ts';
import { createExperiment } from '../../src/simulation/index.ts';
import { accept } from '../support/parsed-cells.ts';

const line = { ny: 1, nx: 40, width: 80, cells: 500, weight: 3, every: 0.5, until: 20 };
const both = accept({ ...line, levels: 'two-state+fokker-planck', attractant: '0.02*x', initialU: 'x < 30' });
/** So weakly attracted that the noise which Keller-Segel begins with only fades. */
const secreting = accept({
  ...{ ...line, levels: 'keller-segel', chemical: 'live', boundaryX: 'periodic' },
  parameters: { chi: 0.01 },
});

interface Made {
  readonly simulation: Simulation;
  readonly backends: Backend[];
}

async function experiment(config: Config, from?: Checkpoint): Promise<Made> {
  const backends: Backend[] = [];
  const another = (): Backend => {
    const made = createReferenceBackend();
    backends.push(made);
    return made;
  };
  const simulation = await createExperiment(config, another(), another, from ?? initialFields(config, {}));
  return { simulation, backends };
}

const all = ({ companions, ...cells }: Simulation): Simulation[] => [
  { companions, ...cells },
  ...companions.map(({ simulation }) => simulation),
];

/** Times of all levels, each from its own clock: the cells' own measurement is not asked. */
const times = async (simulation: Simulation): Promise<number[]> => {
  const found = await Promise.all(all(simulation).map((one) => one.snapshot()));
  return found.map(({ time }) => time);
};

describe.each([
  ['prescribed', both, ['two-state', 'fokker-planck']],
  ['live', secreting, ['keller-segel']],
] as const)('levels of a %s attractant', (_, config, levels) => {
  test('have as many cells as there are', async () => {
    const { simulation, backends } = await experiment(config);
    expect(simulation.companions.map(({ level }) => level)).toEqual(levels);
    expect(new Set(all(simulation).map(({ backend }) => backend)).size).toBe(levels.length + 1);
    expect(backends.length).toBe(levels.length + 1);
    for (const one of all(simulation)) {
      const { u } = await one.snapshot();
      expect(u.reduce((sum, value) => sum + value, 0) * cellMeasure(config)).toBeCloseTo(1500, 2);
    }
    simulation.dispose();
  });

  test('advance to the same times', async () => {
    const { simulation } = await experiment(config);
    for (const time of [0.013, 0.5, 0.77]) {
      const measurement = await simulation.advance(time);
      expect(measurement.cells).not.toBeNull();
      // To half a tick of the coarsest clock: 2^-20 of `every` and less.
      for (const at of await times(simulation)) expect(Math.abs(at - time)).toBeLessThan(1e-6);
    }
    simulation.dispose();
  });

  test('run in batches to the same times, whatever the steps of each', async () => {
    const { simulation } = await experiment(config);
    let steps = 0;
    for (let batch = 1; batch < 12; batch += 1) {
      simulation.run(batch, 2);
      const { time, steps: taken } = await simulation.measure();
      expect(taken).toBeLessThanOrEqual(steps + batch);
      steps = taken;
      for (const at of await times(simulation)) expect(Math.abs(at - time)).toBeLessThan(1e-6);
    }
    expect(steps).toBeGreaterThan(15);
    // To the goal, and not beyond.
    simulation.run(1000, 2);
    await simulation.measure();
    for (const at of await times(simulation)) expect(Math.abs(at - 2)).toBeLessThan(1e-6);
    simulation.run(1000, 2);
    expect((await simulation.measure()).time).toBeCloseTo(2, 6);
    simulation.dispose();
  });

  test('run on polls alone', async () => {
    const { simulation } = await experiment(config);
    for (let frame = 0; frame < 40; frame += 1) {
      simulation.run(3, 1.5);
      simulation.poll();
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect((await simulation.measure()).time).toBeCloseTo(1.5, 6);
    for (const at of await times(simulation)) expect(Math.abs(at - 1.5)).toBeLessThan(1e-6);
    expect(simulation.poll()!.time).toBeGreaterThan(0);
    simulation.dispose();
  });

  test('a checkpoint goes on as the run itself does', async () => {
    const { simulation } = await experiment(config);
    await simulation.advance(0.513);
    const checkpoint = await simulation.checkpoint();
    for (const level of levels)
      expect(Object.keys(checkpoint.arrays).some((name) => name.startsWith(`${level}/`))).toBe(true);
    const restored = (await experiment(config, checkpoint)).simulation;
    for (const at of await times(restored)) expect(Math.abs(at - 0.513)).toBeLessThan(1e-6);
    await simulation.advance(1.3);
    await restored.advance(1.3);
    for (const [index, one] of all(simulation).entries()) {
      const [a, b] = [await one.snapshot(), await all(restored)[index]!.snapshot()];
      expect([...b.u], one.config.model).toEqual([...a.u]);
      expect([...b.v], one.config.model).toEqual([...a.v]);
    }
    const [own, other] = [await simulation.population!.read(), await restored.population!.read()];
    expect([...other.x]).toEqual([...own.x]);
    simulation.dispose();
    restored.dispose();
  });

  test('parameters reach all levels', async () => {
    const { simulation } = await experiment(config);
    await simulation.advance(0.3);
    simulation.setParameters({ speed: 12, chi: 0.25 });
    for (const { backend } of all(simulation)) {
      const record = await backend.readRecord('parameters');
      expect([record['p_speed'], record['p_chi']]).toEqual([12, 0.25]);
    }
    await simulation.advance(1);
    for (const at of await times(simulation)) expect(Math.abs(at - 1)).toBeLessThan(1e-6);
    simulation.dispose();
  });

  test('dispose frees every backend, once', async () => {
    const { simulation, backends } = await experiment(config);
    const freed = backends.map(() => 0);
    backends.forEach((backend, index) => {
      const dispose = backend.dispose.bind(backend);
      backend.dispose = () => {
        freed[index]! += 1;
        dispose();
      };
    });
    simulation.dispose();
    expect(freed).toEqual(backends.map(() => 1));
  });
});

test('a level that stops does not stop the cells, nor the others', async () => {
  const { simulation } = await experiment(both);
  const [, smooth] = simulation.companions;
  await simulation.advance(0.2);
  smooth!.simulation.backend.write('u', Float64Array.of(NaN), 3);
  smooth!.simulation.backend.write('u', Float64Array.of(NaN), both.nx + 3);
  const measurement = await simulation.advance(1);
  expect([measurement.status, measurement.time]).toEqual(['running', expect.closeTo(1, 6)]);
  expect((await smooth!.simulation.measure()).status).toBe('not-finite');
  const [cells, exact, stuck] = await times(simulation);
  expect(cells).toBeCloseTo(1, 6);
  expect(exact).toBeCloseTo(1, 6);
  expect(stuck).toBeLessThan(1);
  simulation.run(50, 1.5);
  await simulation.measure();
  expect((await times(simulation)).slice(0, 2)).toEqual([expect.closeTo(1.5, 6), expect.closeTo(1.5, 6)]);
  // And a comparison says of which time each level is.
  const state = await observeLevels(simulation);
  expect(state!.time).toBeCloseTo(1.5, 6);
  expect(state!.levels[1]!.time).toBeCloseTo(stuck!, 6);
  simulation.dispose();
});

test('an experiment without levels is the cells alone, and is compared with nothing', async () => {
  const { simulation } = await experiment(accept({ ...line, levels: 'none' }));
  expect(simulation.companions).toEqual([]);
  expect(await observeLevels(simulation)).toBeNull();
  simulation.dispose();
});

test('what was made is freed where a level cannot be', async () => {
  const freed: number[] = [];
  let made = 0;
  const another = (): Backend => {
    const backend = createReferenceBackend();
    const index = made;
    made += 1;
    const dispose = backend.dispose.bind(backend);
    // The third has no room.
    const small = { bytes: 16, limit: 'nothing' };
    return Object.assign(backend, index === 2 ? { largestArray: small } : {}, {
      dispose: () => {
        freed.push(index);
        dispose();
      },
    });
  };
  const broken = createExperiment(both, another(), another, initialFields(both, {}));
  await expect(broken).rejects.toThrow(InputError);
  expect(made).toBe(3);
  expect(freed.filter((index) => index < 2).sort()).toEqual([0, 1]);
});

describe('a master equation whose speed is changed', () => {
  // Movers of a box that starts on 10 columns of 1 L; nothing turns. On average they are v dt further on.
  const runs = accept({ ...line, nx: 400, width: 400, levels: 'two-state', parameters: { tumbleRate: 0 } });
  const start = { ...runs, initialU: 'abs(x - 200) < 5', until: 2000, every: 50 };

  test.each([20, 40, 5, 0.25, 0.05])('from 20 to %f L/T goes on at that', async (speed) => {
    const { simulation } = await experiment({ ...start, boundaryX: 'periodic' });
    await simulation.advance(2.03);
    simulation.setParameters({ speed });
    const time = 100 / speed;
    await simulation.advance(2.03 + time);
    const { u, time: at } = await simulation.companions[0]!.simulation.snapshot();
    expect(at).toBeCloseTo(2.03 + time, 3);
    let [distance, mass] = [0, 0];
    u.forEach((value, i) => {
      distance += value * Math.abs(i + 0.5 - 200);
      mass += value;
    });
    // 40.6 L at the first speed; a column of 1 L may be reached a step early or late where its length changes.
    expect(Math.abs(distance / mass - 140.6)).toBeLessThan(1);
    simulation.dispose();
  });
});
