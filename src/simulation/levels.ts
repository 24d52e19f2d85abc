// An experiment with cells and the continuum levels beside it, as one simulation: it is the cells', and takes its companions
// along. All levels go to the same times, each in its own steps: a batch is cut where the cells will have come, and the others
// are given as many steps as they need for that (steps beyond a goal do nothing).

import type { Backend } from '../core/backend.ts';
import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import type { Checkpoint, Companion, Measurement, Simulation } from '../core/simulation.ts';
import { densityOfCells } from '../models/index.ts';
import { levelConfig, levelNames } from '../theory/levels.ts';
import type { InitialFields } from './simulation.ts';
import { createSimulation } from './simulation.ts';

/** Checkpoint arrays of a level are kept under its name. */
const nameIn = (level: string, array: string): string => `${level}/${array}`;

/** Steps of a level in a batch: one that needs more lags behind the cells, rather than hold all of them up. */
const MOST_STEPS = 4096;

/** Steps beyond what a level should need: goals are cut in two, and steps are rounded. */
const SPARE_STEPS = 2;

/**
 * Sets up an experiment at all of its levels: the cells on `backend`, each other one on another of the same device. `now` as
 * for createSimulation. Throws InputError as that does; what it made is then disposed of.
 */
export async function createExperiment(
  config: Config,
  backend: Backend,
  another: () => Backend,
  initial: InitialFields | Checkpoint,
  now?: () => number,
): Promise<Simulation> {
  const made: Simulation[] = [];
  try {
    const cells = await createSimulation(config, backend, 'arrays' in initial ? lead(initial) : initial, now);
    made.push(cells);
    if (config.model !== 'run-and-tumble') return cells;
    const companions: Companion[] = [];
    for (const level of levelNames(config)) {
      const own = levelConfig(config, level);
      const start = 'arrays' in initial ? part(initial, level) : await startOf(own, config, initial, cells);
      const simulation = await createSimulation(own, another(), start, now);
      made.push(simulation);
      companions.push({ level, simulation, stopped: null });
    }
    if (companions.length === 0) return cells;
    const all = together(cells, companions);
    // It knows from here how long the steps are.
    await all.measure();
    return all;
  } catch (error) {
    for (const simulation of made) simulation.dispose();
    throw error;
  }
}

/**
 * Fields of a level. Those of Keller-Segel are not scaled by the model; where cells begin evenly there is nothing that both
 * could grow but the noise of counting them, so the fields begin with that.
 */
async function startOf(
  own: Config,
  config: RunAndTumbleConfig,
  { u, v }: InitialFields,
  cells: Simulation,
): Promise<InitialFields> {
  if (own.model !== 'keller-segel') return { u, v };
  const even = u.every((value) => value === u[0]);
  return { u: even ? Float64Array.from((await cells.snapshot()).u) : densityOfCells(config, u), v };
}

/** What the cells, or whatever else an experiment has in front, have of a checkpoint. */
function lead(checkpoint: Checkpoint): Checkpoint {
  const own = Object.entries(checkpoint.arrays).filter(([name]) => !name.includes('/'));
  return { ...checkpoint, arrays: Object.fromEntries(own) };
}

/** What a level has of a checkpoint. */
function part(checkpoint: Checkpoint, level: string): Checkpoint {
  const own = nameIn(level, '');
  const arrays = Object.entries(checkpoint.arrays).flatMap(([name, values]) =>
    name.startsWith(own) ? [[name.slice(own.length), values] as const] : [],
  );
  return { ...checkpoint, arrays: Object.fromEntries(arrays) };
}

interface Member {
  readonly simulation: Simulation;
  /** The step that it last said it would try next. */
  step: number;
  /** By how much it was found short of what it had been sent to. */
  short: number;
  running: boolean;
  stopped: string | null;
}

function together(cells: Simulation, companions: readonly Companion[]): Simulation {
  const member = (simulation: Simulation): Member => ({
    simulation,
    ...{ step: 0, short: 0, running: true, stopped: null },
  });
  const first = member(cells);
  const members = [first, ...companions.map(({ simulation }) => member(simulation))];
  /** Time that all have been sent to; null before the first measurement. */
  let sent: number | null = null;

  async function measure(): Promise<Measurement> {
    const then = sent;
    const all = await Promise.all(members.map(({ simulation }) => simulation.measure()));
    sent ??= all[0].time;
    members.forEach((one, index) => {
      const { time, timeStep, status, reason } = all[index];
      one.step = timeStep;
      one.short = Math.max((then ?? time) - time, 0);
      one.running = status === 'running';
      one.stopped = reason;
    });
    return all[0];
  }

  let latest: Measurement | null = null;
  let polling = false;

  return {
    ...cells,
    config: cells.config,
    companions: companions.map(({ level, simulation }, index) => ({
      level,
      simulation,
      get stopped() {
        return members[index + 1].stopped;
      },
    })),
    run(steps, target) {
      if (sent === null || !(first.step > 0)) return;
      const reach = Math.min(target, sent - first.short + steps * first.step);
      if (!(reach > sent - first.short)) return;
      for (const { simulation, step, short, running } of members) {
        if (!running || !(step > 0)) continue;
        const count = Math.ceil((reach - sent + short) / step) + SPARE_STEPS;
        simulation.run(Math.min(count, MOST_STEPS), reach);
      }
      sent = Math.max(sent, reach);
    },
    poll() {
      if (!polling) {
        polling = true;
        measure()
          .then((measurement) => (latest = measurement))
          .catch(() => undefined) // the device is gone: `backend.lost` says so to whoever must act
          .finally(() => (polling = false));
      }
      return latest;
    },
    measure,
    async advance(target, progress) {
      const measurement = await cells.advance(target, progress);
      // To the same time, whatever made the cells stop there; whoever wants to end is asked all the same.
      for (const { simulation } of companions)
        await simulation.advance(measurement.time, () => progress?.(measurement) ?? true);
      sent = measurement.time;
      return measure();
    },
    refresh() {
      for (const { simulation } of members) simulation.refresh();
    },
    async checkpoint() {
      const [own, ...others] = await Promise.all(members.map(({ simulation }) => simulation.checkpoint()));
      const arrays = others.flatMap((checkpoint, index) =>
        Object.entries(checkpoint.arrays).map(
          ([name, values]) => [nameIn(companions[index].level, name), values] as const,
        ),
      );
      return { ...own, arrays: { ...own.arrays, ...Object.fromEntries(arrays) } };
    },
    get parameters() {
      return cells.parameters;
    },
    setParameters(values) {
      for (const { simulation } of members) simulation.setParameters(values);
    },
    dispose() {
      for (const { simulation } of members) simulation.dispose();
    },
  };
}
