// One experiment on one backend: hands the model's step list to the backend in batches, keeps the goal and the clock,
// and brings back what is asked for. All stepping decisions are made by the clock kernel, beside the data.

import type { Backend, Dispatch, Fields, Program } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import { cellCount, cellMeasure, dx, dy } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import type { FieldStatistics, Measurement, Simulation, Snapshot } from '../core/simulation.ts';
import { SAFETY } from '../kernels/keller-segel/clock.ts';
import { CLOCK, parameterField, STATUSES } from '../kernels/keller-segel/layout.ts';
import { dependsOnTime } from '../models/keller-segel/formulas.ts';
import { kellerSegelProgram } from '../models/keller-segel/program.ts';
import { advance } from './advance.ts';
import { checkGridFits } from './fits.ts';
import { stopReason } from './reasons.ts';
import { adaptiveTick, fixedTicks, fromWords, mostTicks, toTicks, words } from './ticks.ts';

export interface InitialFields {
  /** Densities at the cell centres, length nx * ny, index iy * nx + ix. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** Simulated time they belong to, for a run that is carried on; 0 when absent. */
  readonly time?: number;
}

/** Where a formula contains t, an adaptive run takes at least this many steps between two stored frames. */
const STEPS_AN_INTERVAL = 16;

const emptyClock: Fields = Object.fromEntries(CLOCK.fields.map(({ name }) => [name, 0]));

/**
 * Sets up a run at its first instant. `now` is the clock that batch lengths are fitted with, in milliseconds.
 * Throws InputError when the grid does not fit the backend or a fixed time step is unstable at the start.
 */
export async function createSimulation(
  config: Config,
  backend: Backend,
  initial: InitialFields,
  now: () => number = () => performance.now(),
): Promise<Simulation> {
  const cells = cellCount(config);
  checkGridFits(config, backend);
  const program = kellerSegelProgram(config);
  for (const spec of program.arrays) backend.allocate(spec);

  const goal = Math.min(config.every, config.until);
  const fixed = config.timeStep === 'auto' ? 0 : fixedTicks(config.timeStep, goal);
  let tick = config.timeStep === 'auto' ? adaptiveTick(Infinity, goal) : config.timeStep / fixed;
  // a limit found from the state alone does not see what a formula does at a later t
  const longest = dependsOnTime(config) ? config.every / STEPS_AN_INTERVAL : Infinity;
  let parameters: Readonly<Record<string, number>> = config.parameters;
  const writeParameters = (): void => {
    const record: Fields = {
      nx: config.nx,
      ny: config.ny,
      dx: dx(config),
      dy: dy(config),
      tick,
      fixed_ticks: fixed,
      stop_when_unresolved: config.whenUnresolved === 'stop' ? 1 : 0,
      most_ticks: mostTicks(longest, tick),
      zero: 0,
    };
    for (const [name, value] of Object.entries(parameters)) record[parameterField(name)] = value;
    backend.writeRecord('parameters', record);
  };
  backend.write('u', initial.u);
  backend.write('v', initial.v);
  const start = initial.time ?? 0;
  const setClock = (): void => {
    writeParameters();
    backend.writeRecord('clock', { ...emptyClock, ...words(toTicks(start, tick)) });
  };

  const prepare = (list: readonly Dispatch[]): Promise<Program[]> =>
    Promise.all(list.map((dispatch) => backend.prepare(dispatch)));
  const [begin, step, extract, reduce] = await Promise.all(
    [program.begin, program.step, program.extract, program.measure].map(prepare),
  );

  async function measure(): Promise<Measurement> {
    backend.run(reduce, 1);
    const [clock, statistics] = await Promise.all([
      backend.readRecord('clock'),
      backend.readRecord('statistics'),
    ]);
    const time = fromWords(clock) * tick;
    const status = STATUSES[clock.status];
    const field = (name: 'u' | 'v'): FieldStatistics => ({
      mass: statistics[`${name}_sum`] * cellMeasure(config),
      mean: statistics[`${name}_sum`] / cells,
      min: statistics[`${name}_min`],
      max: statistics[`${name}_max`],
      notFinite: statistics[`${name}_not_finite`],
    });
    return {
      time,
      steps: clock.steps,
      rejected: clock.rejected,
      timeStep: clock.planned_ticks * tick,
      status,
      reason: stopReason(status, time, clock.limit),
      u: field('u'),
      v: field('v'),
    };
  }

  let latest: Measurement | null = null;
  let polling = false;

  const simulation: Simulation = {
    config,
    backend,
    run(steps: number, target: number): void {
      backend.writeRecord('goal', words(toTicks(target, tick)));
      backend.run(begin, 1);
      backend.run(step, steps);
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
    advance: (target, progress) => advance(simulation, target, tick, now, progress),
    async snapshot(): Promise<Snapshot> {
      backend.run(extract, 1);
      const [clock, u, v] = await Promise.all([
        backend.readRecord('clock'),
        backend.read('stage_u'),
        backend.read('stage_v'),
      ]);
      return { time: fromWords(clock) * tick, u: new Float32Array(u), v: new Float32Array(v) };
    },
    setParameters(values: Readonly<Record<string, number>>): void {
      parameters = { ...parameters, ...values };
      writeParameters();
    },
    dispose(): void {
      backend.dispose();
    },
  };

  // a step of length zero measures the limit of the initial state without moving
  setClock();
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
    tick = Math.min(tick, adaptiveTick(SAFETY / clock.limit, goal));
  }
  setClock();
  simulation.run(1, start);
  return simulation;
}
