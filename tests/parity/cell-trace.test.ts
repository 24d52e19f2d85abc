// Following one cell: the kernel `trace` against its twin from the same made-up state, and whole runs on every backend, whose
// trace must say what is read of the same cell at the same times by other ways.

import { describe, expect, test } from 'vitest';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import { initialFields } from '../../src/config/index.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import type { Population, Simulation, Trace } from '../../src/core/simulation.ts';
import { TRACE_FIELDS, TRACE_STEPS } from '../../src/kernels/run-and-tumble/layout.ts';
import { findRule } from '../../src/sensing/index.ts';
import { createSimulation } from '../../src/simulation/index.ts';
import { CELL_CASES } from '../support/cell-cases.ts';
import { both, find } from '../support/cell-kernels.ts';
import { accept } from '../support/parsed-cells.ts';
import { singleBackends } from '../support/single-backends.ts';

const SINGLE = singleBackends();
const BACKENDS = [{ name: 'reference', create: () => createReferenceBackend() }, ...SINGLE] as const;

describe.each(SINGLE)('the kernel on the $name and its twin', ({ create }) => {
  const labels = [
    'rates, line between walls, prescribed',
    'linear, ring, live',
    'two-cues, linear, receptor-saturation, box, prescribed',
    'memory-kernel, channel, prescribed',
    'e-coli, torus, live',
    'e-coli-two-ligands, box, prescribed',
    'ccr7, line between walls, prescribed',
    'landscape, channel, prescribed',
  ];
  const cases = CELL_CASES.filter(({ label }) => labels.includes(label));
  test('are tried on all of these', () => expect(cases.length).toBe(labels.length));

  // Ten roundings of 6e-8 in a cue or a rate, and where a free energy of some N alpha = 10 is exponentiated and then raised to
  // H = 3, thirty times as many: 2e-5 of the value, or of 1.
  test.each(cases)('$label', async ({ config }) => {
    const { inner, motion } = findRule(config.sensing)!;
    const size = TRACE_FIELDS.length + inner.length;
    for (const followed of [0, 123, config.cells - 1]) {
      const { single, judged } = await both(create, config, find(config, 'trace'), { followed });
      const first = 41 * size; // the made-up clock has taken 41 steps
      const found = [...single['trace']!.slice(first, first + size)];
      const expected = [...judged['trace']!.slice(first, first + size)];
      // The number of tumbles is made up of other bits on either side; whole runs below count it.
      const tumbles = TRACE_FIELDS.indexOf('tumbles');
      for (let k = 0; k < size; k += 1)
        if (k !== tumbles)
          expect(Math.abs(found[k]! - expected[k]!), `${k}`).toBeLessThan(
            2e-5 * Math.max(1, Math.abs(expected[k]!)),
          );
      expect(expected[TRACE_FIELDS.indexOf('t')]).toBeCloseTo(1.51, 6);
      expect(expected[TRACE_FIELDS.indexOf('rate')]! > 0).toBe(motion !== 'crawling');
      // and nothing else was written: what was made up is the same on both
      expect([...single['trace']!.slice(0, first)]).toEqual([...judged['trace']!.slice(0, first)]);
      expect([...single['trace']!.slice(first + size)]).toEqual([...judged['trace']!.slice(first + size)]);
    }
  });

  test('do nothing where no cell is followed or no step was taken', async () => {
    const { config } = cases[0]!;
    const clock = { taken: 0 };
    for (const state of [{}, { followed: 3, clock }]) {
      const { single, judged } = await both(create, config, find(config, 'trace'), state);
      expect([...single['trace']!]).toEqual([...judged['trace']!]);
      expect(single['trace']![41 * TRACE_FIELDS.length]).not.toBeCloseTo(1.51, 3);
    }
  });
});

const line = { ny: 1, nx: 20, width: 100, boundaryX: 'periodic', cells: 40, until: 1000, every: 1 };
/** Reversals at 2/T in steps of 0.25 T: often two in one step. */
const walk = accept({
  ...line,
  ...{ sensing: 'rates', ratePlus: 'tumbleRate', rateMinus: 'tumbleRate', timeStep: 0.25 },
  parameters: { tumbleRate: 2, speed: 4, persistence: -1 },
});
const eColi = accept({
  ...{ nx: 20, ny: 20, width: 400, height: 400, boundaryX: 'periodic', boundaryY: 'no-flux' },
  ...{ cells: 40, until: 1000, every: 1, sensing: 'e-coli', attractant: '100*exp(0.005*y)', timeStep: 0.05 },
});
const crawling = accept({ ...line, sensing: 'landscape', attractant: '1 + x/100', timeStep: 0.01 });

const start = (config: RunAndTumbleConfig, backend: ReturnType<typeof createReferenceBackend>) =>
  createSimulation(config, backend, initialFields(config, {}));
const populationOf = (simulation: Simulation): Population => simulation.population!;
async function traceOf(simulation: Simulation): Promise<Trace> {
  const trace = await populationOf(simulation).trace();
  if (!trace) throw new Error('no cell is followed');
  return trace;
}

describe.each(BACKENDS)('a followed cell on the $name', ({ name, create }) => {
  // Positions are words of 2^-32 periods that f32 rounds to 6e-8 of the domain; so are headings of a turn.
  const near = name === 'reference' ? 1e-12 : 1e-7;

  test.each([
    ['with memory', eColi, 7],
    ['without', walk, 0],
    ['that crawls', crawling, 39],
  ] as const)('%s: its trace is what population tells of it', async (_, config, cell) => {
    const simulation = await start(config, create());
    const population = populationOf(simulation);
    simulation.run(3, 1000);
    await population.follow(cell);
    for (let step = 0; step < 30; step += 1) {
      simulation.run(1, 1000);
      const cells = await population.read();
      const trace = await traceOf(simulation);
      expect([trace.cell, trace.lost, trace.step.length]).toEqual([cell, 0, step + 1]);
      expect(trace.step[step]).toBe(3 + step + 1);
      expect(Math.abs(trace.t[step]! - cells.time)).toBeLessThan(near * 100);
      expect(Math.abs(trace.x[step]! - cells.x[cell]!)).toBeLessThanOrEqual(near * config.width);
      expect(Math.abs(trace.y[step]! - cells.y[cell]!)).toBeLessThanOrEqual(near * config.height);
      expect(Math.abs(trace.heading[step]! - cells.heading[cell]!)).toBeLessThanOrEqual(near * 10);
      expect([trace.roundsX[step], trace.roundsY[step]]).toEqual([cells.roundsX[cell], cells.roundsY[cell]]);
      if (config.sensing === 'e-coli') {
        const { activity, methylation, cheY } = trace.inner;
        expect(methylation![step]).toBe((await population.memory('methylation'))[cell]);
        expect(cheY![step]).toBe((await population.memory('cheY'))[cell]);
        expect(activity![step]! > 0 && activity![step]! < 1).toBe(true);
        const ligand = 100 * Math.exp(0.005 * trace.y[step]!);
        expect(Math.abs(trace.cue[step]! / ligand - 1)).toBeLessThan(2e-6);
        // tumbling rate of the law from CheY-P: z0 + y^H/tau, saturating far above
        const { z0, tau, H } = config.parameters as Record<'z0' | 'tau' | 'H', number>;
        expect(trace.rate[step]! / (z0 + cheY![step]! ** H / tau)).toBeCloseTo(1, 1);
      }
      if (config === crawling) expect([trace.rate[step], trace.tumbles[step]]).toEqual([0, 0]);
    }
    simulation.dispose();
  });

  test('tumbles as often as its path on a line shows', async () => {
    const simulation = await start(walk, create());
    const steps = 400;
    await populationOf(simulation).follow(5);
    const before = (await populationOf(simulation).read()).heading[5]!;
    simulation.run(steps, 1000);
    const trace = await traceOf(simulation);
    expect(trace.step.length).toBe(steps);
    expect([...trace.rate]).toEqual(new Array(steps).fill(2));
    let twice = 0;
    for (let k = 1; k < steps; k += 1) {
      const more = trace.tumbles[k]! - trace.tumbles[k - 1]!;
      const way = Math.abs(
        trace.x[k]! - trace.x[k - 1]! + (trace.roundsX[k]! - trace.roundsX[k - 1]!) * walk.width,
      );
      // Undisturbed it goes 4 x 0.25 in a step; every tumble turns it round.
      expect(more === 0).toBe(Math.abs(way - 1) < 2e-5);
      expect(more % 2 === 1).toBe(trace.heading[k] !== trace.heading[k - 1]);
      if (more === 2) twice += 1;
    }
    expect(twice).toBeGreaterThan(10);
    const last = steps - 1;
    expect(trace.tumbles[last]! % 2 === 1).toBe(trace.heading[last] !== before);
    // A Poisson process of rate 2 over 100 T: 200, within four standard deviations.
    expect(Math.abs(trace.tumbles[last]! - 200)).toBeLessThan(4 * Math.sqrt(200));
    simulation.dispose();
  });

  test('through new parameters, another cell and none', async () => {
    const simulation = await start(walk, create());
    const population = populationOf(simulation);
    expect(await population.trace()).toBeNull();
    await population.follow(2);
    simulation.run(5, 1000);
    simulation.setParameters({ tumbleRate: 3 });
    simulation.run(5, 1000);
    expect([...(await traceOf(simulation)).rate]).toEqual([2, 2, 2, 2, 2, 3, 3, 3, 3, 3]);
    await population.follow(4);
    expect((await traceOf(simulation)).step.length).toBe(0);
    simulation.run(200, 1000);
    const other = await traceOf(simulation);
    expect([other.cell, other.step.length, other.step[0]]).toEqual([4, 200, 11]);
    expect(other.tumbles[0]).toBeLessThan(10);
    await population.follow(null);
    expect(await population.trace()).toBeNull();
    simulation.run(5, 1000);
    expect((await simulation.measure()).status).toBe('running');
    for (const index of [40, -1, 1.5, NaN])
      await expect(population.follow(index)).rejects.toThrow(RangeError);
    simulation.dispose();
  });

  test('tells when it has lost steps', async () => {
    const simulation = await start({ ...walk, cells: 2 }, create());
    await populationOf(simulation).follow(1);
    simulation.run(TRACE_STEPS - 1, 2000);
    expect((await traceOf(simulation)).lost).toBe(0);
    simulation.run(5, 2000);
    const trace = await traceOf(simulation);
    expect([trace.lost, trace.step.length, trace.step[0]]).toEqual([4, TRACE_STEPS, 5]);
    expect(trace.t[0]).toBeCloseTo(5 * 0.25, 5);
    expect(trace.t[TRACE_STEPS - 1]! / ((TRACE_STEPS + 4) * 0.25)).toBeCloseTo(1, 6);
    simulation.dispose();
  });
});
