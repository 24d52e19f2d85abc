// Every kernel of the continuum levels alone, on a made-up state: f32 on the GPU and in WebAssembly against the float64 twin.
//
// Tolerances are relative to the largest number of an array, as in kernels.test.ts: a kernel is some forty f32 operations
// deep, each within 2^-24 of its operands. Coefficients divide by the rate at which headings are lost, which is the
// difference of terms of its own size: twice that.

import { describe, expect, it, test } from 'vitest';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Backend, Dispatch, Fields, Values } from '../../src/core/backend.ts';
import type { FokkerPlanckConfig, TwoStateConfig } from '../../src/core/config.ts';
import { uniform } from '../../src/core/random.ts';
import { CLOCK, EXTREMES_COUNT } from '../../src/kernels/keller-segel/layout.ts';
import { LATTICE } from '../../src/kernels/two-state/lattice.ts';
import { modelProgram, parameterRecord } from '../../src/models/index.ts';
import { FOKKER_PLANCK_CASES, TWO_STATE_CASES } from '../support/continuum-cases.ts';
import { relativeDifference } from '../support/run.ts';
import { singleBackends } from '../support/single-backends.ts';

const DEEP = 40 * 2 ** -24;
const TICK = 2 ** -26;
/** dx/speed = 100/13/20 in ticks. */
const UNIT = Math.fround(100 / 13 / 20 / TICK);

type Config = TwoStateConfig | FokkerPlanckConfig;
type Lattice = readonly [pending: number, unit: number, slot: number, due: number];
interface State {
  readonly clock?: Fields;
  readonly lattice?: Lattice;
  readonly parameters?: Fields;
}

/** Rough numbers between 0.5 and 1.5, other ones in each array. */
const rough = (name: string, i: number): number => Math.fround(0.5 + uniform(7, name.length, i, 0));

/** Velocities of both signs, so that a face's Peclet number is on both sides of where the flux changes its formula. */
const made: Readonly<Record<string, (i: number) => number>> = {
  coefficients: (i) =>
    i % 2 === 0 ? rough('coefficients', i) : Math.fround(0.5 * (rough('velocity', i) - 1)),
  stage_u: (i) => Math.fround(0.01 * rough('stage_u', i)),
  carry: () => 0,
  extremes: () => 0,
};

function prepare(backend: Backend, config: Config, { clock, lattice, parameters }: State): void {
  for (const { name, type, ...spec } of modelProgram(config).arrays) {
    backend.allocate({ name, type, ...spec });
    if (type.kind !== 'f32') continue;
    const value = made[name] ?? ((i: number) => rough(name, i));
    backend.write(
      name,
      Float64Array.from({ length: type.length }, (_, i) => value(i)),
    );
  }
  if (config.model === 'two-state')
    backend.write('lattice', Uint32Array.from(lattice ?? [0.3 * UNIT, UNIT, 1, 1]));
  const timing = { tick: TICK, fixed_ticks: 0, most_ticks: UNIT };
  const record = { ...parameterRecord(config, config.parameters), ...timing, ...parameters };
  backend.writeRecord(
    'parameters',
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, Math.fround(value)])),
  );
  backend.writeRecord('clock', {
    ...Object.fromEntries(CLOCK.fields.map(({ name }) => [name, 0])),
    ...{ busy: 1, slot: 1, time: 1.5, step: 0.25, taken: UNIT * TICK, taken_time: 1.25, last: UNIT * TICK },
    ...clock,
  });
}

async function alone(
  backend: Backend,
  config: Config,
  dispatch: Dispatch,
  state: State,
): Promise<Record<string, Values>> {
  prepare(backend, config, state);
  backend.run([await backend.prepare(dispatch)], 1);
  const written: Record<string, Values> = {};
  // The carry is f32's rounding itself.
  for (const { name, access } of dispatch.arrays)
    if (access === 'write' && name !== 'carry') written[name] = await backend.read(name);
  backend.dispose();
  return written;
}

async function both(create: () => Backend, config: Config, dispatch: Dispatch, state: State = {}) {
  const single = await alone(create(), config, dispatch, state);
  const judged = await alone(createReferenceBackend(), config, dispatch, state);
  expect(Object.keys(single)).toEqual(Object.keys(judged));
  return { single, judged };
}

/** Dispatches of the model's own kernels, each of them once. */
function dispatches(config: Config): Dispatch[] {
  const { place, begin, step, show } = modelProgram(config);
  const seen = new Set<string>();
  return [...place, ...begin, ...step, ...show].filter(
    ({ kernel, wgsl }) => kernel.startsWith(`${config.model}/`) && !seen.has(wgsl) && seen.add(wgsl),
  );
}

const named = (config: Config, ending: string): Dispatch[] =>
  dispatches(config).filter(({ kernel }) => kernel.endsWith(`/${ending}`));

const every = (values: Values, of: number, from: number): Float64Array =>
  Float64Array.from(values.filter((_, i) => i % of === from));

/** The GPU spreads extremes over rows: what counts is the largest of each. */
const largestOfRows = (values: Values): number[] =>
  Array.from({ length: EXTREMES_COUNT }, (_, which) => Math.max(...every(values, EXTREMES_COUNT, which)));

describe.each(singleBackends())('on the $name', ({ create }) => {
  describe.each(TWO_STATE_CASES)('two-state: $label', ({ label, config }) => {
    const moved = named(config, 'rates');

    it('rates now and in the middle of a step', async () => {
      expect(moved.length).toBe(2);
      for (const dispatch of moved) {
        const { single, judged } = await both(create, config, dispatch);
        expect(relativeDifference(single.rates, judged.rates)).toBeLessThan(DEEP);
        expect(Math.max(...judged.rates)).toBeGreaterThan(0.1);
        expect(Math.min(...judged.rates)).toBeGreaterThanOrEqual(0);
      }
    });

    // The other kernels know nothing of the rule.
    if (!label.startsWith('linear')) return;

    it('settle', async () => {
      const { single, judged } = await both(create, config, named(config, 'settle')[0]);
      expect([...single.movers]).toEqual([...judged.movers].map(Math.fround));
    });

    it.each([0, 1])('step, into half %i', async (slot) => {
      const lattice = [0.3 * UNIT, UNIT, slot, 1] as const;
      const { single, judged } = await both(create, config, named(config, 'step')[0], { lattice });
      expect(relativeDifference(single.movers, judged.movers)).toBeLessThan(DEEP);
      const changed = [...judged.movers].filter((value, i) => value !== rough('movers', i));
      expect(changed.length).toBe(2 * config.nx);
    });

    it('no step where none is due', async () => {
      const lattice = [0.3 * UNIT, UNIT, 1, 0] as const;
      const { single, judged } = await both(create, config, named(config, 'step')[0], { lattice });
      for (const { movers } of [single, judged])
        expect([...movers]).toEqual([...movers].map((_, i) => rough('movers', i)));
    });

    it.each([0, 0.3, 0.999])('show, a part of %f of a step behind', async (part) => {
      const lattice = [part * UNIT, UNIT, 1, 0] as const;
      const { single, judged } = await both(create, config, named(config, 'show')[0], { lattice });
      expect(relativeDifference(single.u, judged.u)).toBeLessThan(DEEP);
      expect(relativeDifference(single.v, judged.v)).toBeLessThan(DEEP);
    });

    it('due: a step longer than any of the clock, counted more coarsely', async () => {
      // Three steps of the clock to one of the lattice, of 2^30 ticks.
      const tick = 100 / 13 / 20 / 3 / 2 ** 30;
      const parameters = { tick, most_ticks: 2 ** 30 };
      const state = {
        parameters,
        lattice: [0.5 * 2 ** 30, 2 ** 30, 0, 0] as const,
        clock: { taken: 2 ** 30 * tick },
      };
      const { single, judged } = await both(create, config, named(config, 'due')[0], state);
      for (const { lattice } of [single, judged]) {
        // Half a step, and a third: f32 tells 2^30 to 64.
        expect(Math.abs(lattice[LATTICE.pending] / 2 ** 30 - 5 / 6)).toBeLessThan(2 ** -22);
        expect(lattice[LATTICE.due]).toBe(0);
      }
    });

    it.each<readonly [string, Lattice, number]>([
      ['the first step', [0, 0, 0, 0], UNIT],
      ['a step of length 0', [0, 0, 0, 1], 0],
      ['one that ends before', [0.3 * UNIT, UNIT, 1, 1], 0.3 * UNIT],
      ['one that ends beyond', [0.8 * UNIT, UNIT, 0, 0], 0.3 * UNIT],
      ['a whole one that begins in between', [0.8 * UNIT, UNIT, 1, 0], UNIT],
      ['another length of step', [UNIT, 2 * UNIT, 1, 0], 0.25 * UNIT],
    ])('due: %s', async (_, lattice, ticks) => {
      const words = lattice.map(Math.floor) as unknown as Lattice;
      const taken = Math.fround(Math.round(ticks)) * TICK;
      const state = { lattice: words, clock: { taken } };
      const { single, judged } = await both(create, config, named(config, 'due')[0], state);
      expect([...single.lattice]).toEqual([...judged.lattice]);
      const [pending, unit, slot, due] = judged.lattice;
      expect(unit).toBe(Math.fround(UNIT));
      const before = words[LATTICE.unit] === 0 ? 0 : (words[LATTICE.pending] * unit) / words[LATTICE.unit];
      expect(due).toBe(before + taken / TICK >= unit ? 1 : 0);
      expect(slot).toBe(due === 1 ? 1 - words[LATTICE.slot] : words[LATTICE.slot]);
      // Rounding up to 2^-24 of some 2^24 ticks, and floors.
      expect(Math.abs(pending + due * unit - before - taken / TICK)).toBeLessThanOrEqual(4);
    });
  });

  describe.each(FOKKER_PLANCK_CASES)('fokker-planck: $label', ({ label, config }) => {
    it('coefficients', async () => {
      const found = named(config, 'coefficients');
      // At the end of a step, too, where they move.
      expect(found.length).toBe(2);
      for (const dispatch of label.startsWith('linear') || label.startsWith('given') ? found : [found[0]]) {
        const { single, judged } = await both(create, config, dispatch);
        for (const component of config.ny === 1 ? [0, 1] : [0, 1, 2, 3]) {
          const [a, b] = [single, judged].map(({ coefficients }) => every(coefficients, 4, component));
          expect(relativeDifference(a, b), `component ${component}`).toBeLessThan(2 * DEEP);
          // Rates of the rule `rates` know right and left only.
          if (component < 3 || config.sensing !== 'rates')
            expect(b.some((value) => Math.abs(value) > 0.1)).toBe(true);
        }
        const last = 4 * (config.nx - 1);
        const wall = [...judged.coefficients.slice(last, last + 2)];
        if (config.boundaryX === 'no-flux') expect(wall).toEqual([0, 0]);
        else expect(wall[0]).toBeGreaterThan(0);
      }
    });

    // The other kernels know nothing of where coefficients come from.
    if (!label.startsWith('linear')) return;

    it('stages', async () => {
      const stages = named(config, 'stage');
      expect(stages.length).toBe(2);
      for (const dispatch of stages) {
        const { single, judged } = await both(create, config, dispatch);
        // The increment of the first stage is the sum of four fluxes, each of the size of the largest.
        for (const name of ['u', 'stage_u'])
          expect(relativeDifference(single[name], judged[name]), name).toBeLessThan(DEEP);
        const [a, b] = [single, judged].map(({ extremes }) => largestOfRows(extremes));
        expect(relativeDifference(a, b)).toBeLessThan(DEEP);
        expect(b[0]).toBeGreaterThan(0);
      }
    });

    it('no stage where no step is due', async () => {
      for (const dispatch of named(config, 'stage')) {
        const { single, judged } = await both(create, config, dispatch, { clock: { busy: 0 } });
        for (const { u, extremes } of [single, judged]) {
          expect([...u]).toEqual([...u].map((_, i) => rough('u', i)));
          expect(Math.max(...extremes)).toBe(0);
        }
      }
    });

    it('show', async () => {
      const { single, judged } = await both(create, config, named(config, 'show')[0]);
      expect(relativeDifference(single.v, judged.v)).toBeLessThan(DEEP);
    });
  });

  test('a coefficient that is negative, a density below zero and one that is none are noticed', async () => {
    const { config } = FOKKER_PLANCK_CASES[0];
    const [, last] = named(config, 'stage');
    const faults: readonly (readonly [string, number, number])[] = [
      ['coefficients', -1, 6],
      ['stage_u', -1000, 5],
      ['u', Infinity, 4],
    ];
    for (const [name, value, which] of faults) {
      for (const backend of [create(), createReferenceBackend()]) {
        prepare(backend, config, {});
        backend.write(name, Float64Array.of(value), name === 'u' ? config.nx * config.ny + 4 : 4);
        backend.run([await backend.prepare(last)], 1);
        const extremes = largestOfRows(await backend.read('extremes'));
        backend.dispose();
        expect(extremes[which], `${name} on ${backend.name}`).toBe(1);
      }
    }
  });
});
