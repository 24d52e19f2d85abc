// One experiment on one backend: hands the model's step list to the backend in batches, keeps the goal and the clock,
// and brings back what is asked for. All stepping decisions are made by the clock kernel, beside the data.

import type { Backend, Dispatch, Fields, Program, Values } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import { InputError } from '../core/problem.ts';
import type { Checkpoint, Measurement, Simulation, Snapshot } from '../core/simulation.ts';
import { SAFETY } from '../kernels/keller-segel/clock.ts';
import { CLOCK } from '../kernels/keller-segel/layout.ts';
import {
  LONGEST_OVER_FIRST,
  longestModelStep,
  modelProgram,
  parameterRecord,
  placement,
  roundsFor,
  stateArrays,
} from '../models/index.ts';
import { advance, firstBatch } from './advance.ts';
import { createFollowing } from './following.ts';
import { checkGridFits } from './fits.ts';
import { checkStep } from './steps.ts';
import { createInsideMap } from './inside-map.ts';
import { measurementOf } from './measure.ts';
import { chooseTile } from './tile.ts';
import { createPopulation } from './population.ts';
import { adaptiveTick, fixedTicks, fromWords, mostTicks, toTicks, words } from './ticks.ts';

export interface InitialFields {
  /** Densities at the cell centres, length nx * ny, index iy * nx + ix; for cells, u is the shape they are drawn from. */
  readonly u: Float64Array;
  readonly v: Float64Array;
}

const emptyClock: Fields = Object.fromEntries(CLOCK.fields.map(({ name }) => [name, 0]));

/**
 * Sets up a run at its first instant, or where a checkpoint of the same experiment was made. `now` is the clock that
 * batch lengths are fitted with, in milliseconds.
 * Throws InputError when the experiment does not fit the backend or a fixed time step is unstable at the start.
 */
export async function createSimulation(
  config: Config,
  backend: Backend,
  initial: InitialFields | Checkpoint,
  now: () => number = () => performance.now(),
): Promise<Simulation> {
  checkGridFits(config, backend);
  checkStep(config);
  const program = modelProgram(config);
  for (const spec of program.arrays) backend.allocate(spec);
  const hasCells = config.model === 'run-and-tumble';
  const superSteps = config.model === 'keller-segel' && config.scheme === 'rkl2';
  /** How often the list is run for a step: a super-time-step takes several rounds of it, as the last measurement knows. */
  let rounds = 1;
  const solves = config.model === 'keller-segel' && config.chemicalDynamics === 'quasi-steady';
  const from = 'arrays' in initial ? initial : null;

  let parameters: Readonly<Record<string, number>> = config.parameters;
  const goal = Math.min(config.every, config.until);
  // Found by trying the formulas all over the domain: once for each set of parameters.
  let longest = longestModelStep(config, parameters);
  const fixed = config.timeStep === 'auto' ? 0 : fixedTicks(config.timeStep, goal);
  let tick = config.timeStep === 'auto' ? adaptiveTick(longest, goal) : config.timeStep / fixed;
  const writeParameters = (): void => {
    const timing = { tick, fixed_ticks: fixed, most_ticks: mostTicks(longest, tick) };
    const record = { ...parameterRecord(config, parameters), ...timing, ...following?.record };
    backend.writeRecord('parameters', record);
  };
  const prepare = (list: readonly Dispatch[]): Promise<Program[]> =>
    Promise.all(list.map((dispatch) => backend.prepare(dispatch)));
  const following =
    config.model === 'run-and-tumble'
      ? createFollowing(config, backend, () => (trace ??= prepare(program.trace ?? [])), writeParameters)
      : null;
  // Compiled when they are first asked for, as few runs do: a pipeline takes a third of a second on a software adapter.
  let collect: Promise<Program[]> | null = null;
  let trace: Promise<Program[]> | null = null;
  const start = from?.time ?? 0;
  const setClock = (): void => {
    writeParameters();
    const began = { ...words(toTicks(start, tick)), steps: from?.steps ?? 0 };
    backend.writeRecord('clock', { ...emptyClock, ...began });
  };
  const arrays: Record<string, Values> =
    'arrays' in initial ? initial.arrays : { u: initial.u, v: initial.v, ...placement(config, initial.u) };
  for (const [name, values] of Object.entries({ ...program.tables, ...arrays })) backend.write(name, values);

  const begin = await prepare(program.begin);
  const tile = await chooseTile(config, backend, () => {
    setClock();
    backend.writeRecord('goal', words(toTicks(start, tick)));
    backend.run(begin, 1);
  });
  const laid = tile ? modelProgram(config, tile) : program;
  const { together } = laid;
  const [place, step, several, show, extract, reduce] = await Promise.all(
    [program.place, laid.step, together?.list ?? [], program.show, program.extract, program.measure].map(
      prepare,
    ),
  );

  const inside =
    config.model === 'run-and-tumble'
      ? createInsideMap(config, backend, () => prepare(program.inside ?? []))
      : null;

  const refresh = (): void => {
    backend.run(show, 1);
    inside?.refresh();
  };

  async function measure(): Promise<Measurement> {
    refresh();
    backend.run(reduce, 1);
    const [clock, superStep, statistics, moments, first, seen, solver] = await Promise.all([
      backend.readRecord('clock'),
      superSteps ? backend.readRecord('super_step') : null,
      backend.readRecord('statistics'),
      hasCells ? backend.readRecord('moments') : null,
      hasCells ? backend.read('position', 0, 2) : null,
      inside?.range() ?? null,
      solves ? backend.readRecord('solver') : null,
    ]);
    if (superStep) rounds = roundsFor(clock.planned_ticks * tick, superStep);
    const sums = moments && first ? { moments, first } : null;
    const residual = solver === null ? {} : { residual: solver.residual };
    return { ...measurementOf(config, tick, clock, statistics, sums), inside: seen, ...residual };
  }

  /** The fields in the backend's own precision. */
  async function current(): Promise<{ time: number; u: Values; v: Values }> {
    refresh();
    backend.run(extract, 1);
    const [clock, u, v] = await Promise.all([
      backend.readRecord('clock'),
      backend.read('stage_u'),
      backend.read('stage_v'),
    ]);
    return { time: fromWords(clock) * tick, u, v };
  }

  async function snapshot(): Promise<Snapshot> {
    const state = current();
    const [{ time, u, v }, seen] = await Promise.all([state, inside?.values() ?? null]);
    const fields = { time, u: new Float32Array(u), v: new Float32Array(v) };
    return seen === null ? fields : { ...fields, inside: seen };
  }

  let latest: Measurement | null = null;
  let polling = false;
  const batch = firstBatch();

  const simulation: Simulation = {
    config,
    backend,
    tile: tile ?? null,
    run(steps: number, target: number): void {
      backend.writeRecord('goal', words(toTicks(target, tick)));
      backend.run(begin, 1);
      const lists = steps * rounds;
      const groups = together ? Math.floor(lists / together.steps) : 0;
      if (together && groups > 0) backend.run(several, groups);
      // What is no whole group. (Followed cells, traced after each step, are of a model that has no groups.)
      const left = lists - groups * (together?.steps ?? 0);
      if (left > 0) backend.run(following ? [...step, ...following.programs] : step, left);
    },
    poll(): Measurement | null {
      if (!polling) {
        polling = true;
        measure()
          .then((measurement) => {
            latest = measurement;
          })
          .catch(() => undefined) // the device is gone: `backend.lost` says so to whoever must act
          .finally(() => {
            polling = false;
          });
      }
      return latest;
    },
    measure,
    advance: (target, progress) => advance(simulation, target, tick, now, batch, progress),
    snapshot,
    population:
      config.model === 'run-and-tumble' && following
        ? createPopulation(
            config,
            backend,
            () => (collect ??= prepare(program.collect ?? [])),
            async () => fromWords(await backend.readRecord('clock')) * tick,
            following,
          )
        : null,
    inside,
    companions: [],
    refresh,
    async checkpoint(): Promise<Checkpoint> {
      const names = stateArrays(config);
      const [{ time, u, v }, { steps }, ...kept] = await Promise.all([
        current(),
        backend.readRecord('clock'),
        ...names.map((name) => backend.read(name)),
      ]);
      const cells = Object.fromEntries(names.map((name, index) => [name, kept[index]]));
      return { time, steps, arrays: { u, v, ...cells } };
    },
    get parameters() {
      return parameters;
    },
    setParameters(values: Readonly<Record<string, number>>): void {
      parameters = { ...parameters, ...values };
      longest = longestModelStep(config, parameters);
      writeParameters();
    },
    dispose(): void {
      backend.dispose();
    },
  };

  setClock();
  if (!from) backend.run(place, 1);
  // a step of length zero measures the limit of the initial state without moving
  simulation.run(1, start);
  const clock = await backend.readRecord('clock');
  if (config.timeStep !== 'auto' && config.timeStep * clock.limit > 1) {
    const largest = Number((0.999 / clock.limit).toPrecision(3));
    throw new InputError([
      {
        field: 'timeStep',
        value: String(config.timeStep),
        rule: `the explicit step is unstable above ${largest} for this start`,
        remedy: `Use timeStep <= ${largest}, auto, or a coarser grid`,
      },
    ]);
  }
  // now that the first step is known, the clock's unit can follow from it; in that unit the step is planned anew
  if (!fixed && clock.limit > 0 && Number.isFinite(clock.limit)) {
    const first = SAFETY / clock.limit / (superSteps ? LONGEST_OVER_FIRST : 1);
    tick = Math.min(tick, adaptiveTick(first, goal));
  }
  setClock();
  simulation.run(1, start);
  return simulation;
}
