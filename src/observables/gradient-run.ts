// The cells of an experiment in one even gradient: drift, chemotactic index and what their tumbles tell, with standard errors over
// cells, beside theory. All begin in one place, used to it; what happens before `settled` is left out. The drift is each cell's
// way between the first and the last state that count, over the time: the estimate from a whole path of a drift with noise.
// The index and the rates are averages over snapshots.

import { initialFields, parseConfig, sensedPlace } from '../config/index.ts';
import type { Backend } from '../core/backend.ts';
import type { RunAndTumbleConfig, WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import type { Simulation } from '../core/simulation.ts';
import { createVariety } from '../kernels/run-and-tumble/variety.ts';
import { parameterRecord } from '../models/index.ts';
import { createSimulation } from '../simulation/index.ts';
import type { GradientTheory } from '../theory/gradient-drift.ts';
import { gradientTheory } from '../theory/gradient-drift.ts';
import type { GradientChoice, Gradients } from '../theory/gradients.ts';
import { gradientSettings } from '../theory/gradients.ts';
import type { Estimate } from './jackknife.ts';
import type { TumbleInformation, TumbleRecord } from './tumble-information.ts';
import { createTumbleRecord, LINE_CLASSES, PLANE_CLASSES } from './tumble-information.ts';

export interface GradientResult {
  readonly steepness: number;
  /** L/T. */
  readonly drift: Estimate;
  /** Mean cosine between heading and gradient; null for crawling cells, which have no heading. */
  readonly index: Estimate | null;
  /** Null for cells that do not tumble. */
  readonly information: TumbleInformation | null;
  /** Drift by theory, L/T, averaged over the places of the cells; null where none is known. */
  readonly theory: number | null;
  /** Least of the bounds that theory knows of, there; null for none. */
  readonly bound: number | null;
  /** Signal that 5% and 95% of the cells meet, as a share of that where they began; 1 in an even gradient and without one. */
  readonly evenness: readonly [number, number];
}

export interface GradientRun extends GradientChoice {
  readonly backend: Backend;
  /** Asked now and then; false ends the run. */
  progress(fraction: number): boolean;
}

/** Config of the run; throws InputError for settings that are none. */
export function gradientConfig(
  config: WalkConfig,
  gradients: Gradients,
  choice: GradientChoice,
): RunAndTumbleConfig {
  const parsed = parseConfig(gradientSettings(config, gradients, choice));
  if ('problems' in parsed) throw new InputError(parsed.problems);
  return parsed.config as RunAndTumbleConfig;
}

/** Null where it was ended. The backend is disposed of. */
export async function runGradient(
  config: WalkConfig,
  gradients: Gradients,
  run: GradientRun,
): Promise<GradientResult | null> {
  const own = gradientConfig(config, gradients, run);
  const { settled, until, snapshots, steepness } = run;
  const tumbling = gradients.rule.motion === 'tumbling';
  const classes = dimension(own) === 1 ? LINE_CLASSES : PLANE_CLASSES;
  const simulation = await createSimulation(own, run.backend, initialFields(own, {}));
  try {
    const tumbles = tumbling ? createTumbleRecord(own.cells, classes) : null;
    const record = createRecord(own, gradients, simulation, tumbles);
    for (let state = 0; state <= snapshots; state += 1) {
      const time = settled + ((until - settled) * state) / snapshots;
      let going = true;
      const measurement = await simulation.advance(time, (now) => (going = run.progress(now.time / until)));
      if (!going) return null;
      if (measurement.reason !== null)
        throw new Error(`the run in a gradient of ${steepness} stopped: ${measurement.reason}`);
      await record.add();
    }
    const theory = gradientTheory(own);
    const places = quantiles(record.places());
    return {
      steepness,
      drift: record.drift(until - settled),
      index: gradients.rule.motion === 'crawling' ? null : record.index(),
      information: tumbles?.information() ?? null,
      theory: steepness === 0 ? 0 : meanOf(places, (x) => theory.drift(x)),
      bound: steepness === 0 ? null : meanOf(places, (x) => theory.bound(x)),
      evenness: steepness === 0 ? [1, 1] : evenness(theory, places, own.width / 2),
    };
  } finally {
    simulation.dispose();
  }
}

function createRecord(
  config: RunAndTumbleConfig,
  { rule }: Gradients,
  { population }: Simulation,
  tumbles: TumbleRecord | null,
) {
  const { cells, parameters } = config;
  const { sense, terms } = sensedPlace(config, rule);
  const variety = createVariety(rule);
  variety.update(parameterRecord(config, parameters), parameters);
  const memory = new Float64Array(rule.memory.length);
  const cosines = new Float64Array(cells);
  const places: number[] = [];
  let first: Float64Array | null = null;
  let last: Float64Array = new Float64Array(0);
  let states = 0;
  return {
    async add(): Promise<void> {
      const { x, y, heading, time } = await population!.read();
      const inside = await Promise.all(rule.memory.map(({ name }) => population!.memory(name)));
      for (let i = 0; i < cells; i += 1) {
        const [ex, ey] = [Math.cos(heading[i]), Math.sin(heading[i])];
        cosines[i] += ex;
        if (!tumbles) continue;
        const own = variety.ownValues(i);
        inside.forEach((values, k) => (memory[k] = values[i]));
        const here = sense(x[i], y[i], time, ex, ey, parameters.speed);
        tumbles.add(i, heading[i], Math.max(rule.law.tumbleRate(here, own, terms, config, memory), 0));
      }
      first ??= x;
      last = x;
      states += 1;
      // A few hundred places a state tell where cells are.
      const stride = Math.max(1, Math.floor(cells / 300));
      for (let i = states % stride; i < cells; i += stride) places.push(x[i]);
    },
    places: () => places,
    drift: (time: number): Estimate => average(last.map((x, i) => (x - first![i]) / time)),
    index: (): Estimate => average(cosines.map((sum) => sum / states)),
  };
}

function average(values: Float64Array): Estimate {
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - value) ** 2, 0);
  return { value, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** Middles of ten equal shares of the cells: 5%, 15%, .. 95%. */
function quantiles(places: readonly number[]): readonly number[] {
  const sorted = Float64Array.from(places).sort();
  return Array.from({ length: 10 }, (_, share) => sorted[Math.floor(((share + 0.5) / 10) * sorted.length)]);
}

function meanOf(places: readonly number[], of: (x: number) => number | null): number | null {
  const values = places.map(of);
  return values.some((value) => value === null || !Number.isFinite(value))
    ? null
    : values.reduce<number>((sum, value) => sum + value! / places.length, 0);
}

function evenness(
  theory: GradientTheory,
  places: readonly number[],
  start: number,
): readonly [number, number] {
  const shares = [...places.map((x) => theory.signal(x) / theory.signal(start))].sort((a, b) => a - b);
  return [shares[0], shares[shares.length - 1]];
}
