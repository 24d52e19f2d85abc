// The limits of an experiment's cells: what they measure up to in gradients from shallow to steep, one run each, on one device.

import { sensedPlace } from '../config/index.ts';
import type { Backend } from '../core/backend.ts';
import type { WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { ligandEnergy } from '../sensing/e-coli/law.ts';
import type { AdaptationCosts } from '../theory/adaptation-costs.ts';
import { adaptationCosts } from '../theory/adaptation-costs.ts';
import { headingLossRate } from '../theory/diffusion.ts';
import type { GradientTheory } from '../theory/gradient-drift.ts';
import { gradientTheory } from '../theory/gradient-drift.ts';
import type { GradientChoice, Gradients } from '../theory/gradients.ts';
import { lineInformation, planeInformation } from '../theory/information.ts';
import { walkOf } from '../theory/sensed-field.ts';
import type { GradientResult } from './gradient-run.ts';
import { gradientConfig, runGradient } from './gradient-run.ts';
import { PLANE_CLASSES } from './tumble-information.ts';

export interface LimitsPlan extends Omit<GradientChoice, 'steepness'> {
  readonly steepnesses: readonly number[];
}

/** Settled after three of the slowest times inside and five of the heading's, and followed for four and fifty. */
export const timesOf = ({ inside, heading, rule }: Gradients): { settled: number; followed: number } => {
  // Crawling cells without memory have no time of their own.
  const turn = rule.motion === 'crawling' && inside === 0 ? 1 : heading;
  return { settled: 3 * inside + 5 * turn, followed: 4 * inside + 50 * turn };
};

/** How many steepnesses, each about twice the one before, up to where linear response would have cells at their speed. */
const COUNT = 6;

/** Steepnesses in steps of 1, 2, 5: the steepest near that at which linear response has the drift at the speed. */
export function usualSteepnesses(
  config: WalkConfig,
  gradients: Gradients,
  plan: LimitsPlan,
): readonly number[] {
  const { speed, mobility, temperature } = config.parameters;
  const tiny = 1e-6 / Math.max(reachOf(config, plan), 1e-6);
  const own = gradientConfig(config, gradients, { ...plan, steepness: tiny });
  const slope = Math.abs(gradientTheory(own).drift(own.width / 2) ?? NaN) / tiny;
  // Of crawling cells: where in the time they are followed they come three times as far by drift as by chance.
  const most = speed ?? 3 * Math.sqrt((2 * mobility * temperature) / (plan.until - plan.settled));
  const top = slope > 0 ? most / slope : 1;
  const power = Math.round(3 * Math.log10(top));
  return Array.from({ length: COUNT }, (_, k) => {
    const step = power - COUNT + 1 + k;
    const decade = Math.floor(step / 3);
    return Number(`${[1, 2, 5][step - 3 * decade]}e${decade}`);
  });
}

const reachOf = ({ parameters }: WalkConfig, { until }: LimitsPlan): number =>
  (parameters.speed ?? 1) * until;

export interface LimitsRun {
  create(): Backend;
  /** Asked now and then with the share of the whole that is done; false ends it. */
  progress(fraction: number, steepness: number): boolean;
}

/** One result a steepness, in their order; fewer where it was ended. */
export async function measureLimits(
  config: WalkConfig,
  gradients: Gradients,
  plan: LimitsPlan,
  { create, progress }: LimitsRun,
): Promise<readonly GradientResult[]> {
  const { steepnesses, ...rest } = plan;
  // All are refused before the first is run.
  for (const steepness of steepnesses) gradientConfig(config, gradients, { ...rest, steepness });
  const results: GradientResult[] = [];
  for (const [index, steepness] of steepnesses.entries()) {
    const result = await runGradient(config, gradients, {
      ...{ ...rest, steepness },
      backend: create(),
      progress: (fraction) => progress((index + fraction) / steepnesses.length, steepness),
    });
    if (result === null) break;
    results.push(result);
  }
  return results;
}

/** Theory of cells where they begin, in a gradient that goes on like that for ever. */
export interface TheoryPoint {
  readonly steepness: number;
  readonly drift: number | null;
  readonly bound: number | null;
  /** Bits per tumble that go with that drift; null where cells do not tumble. */
  readonly perTumble: number | null;
}

export function theoryPoint(
  config: WalkConfig,
  gradients: Gradients,
  plan: LimitsPlan,
  steepness: number,
): TheoryPoint & Pick<GradientTheory, 'kind' | 'method' | 'leavesOut'> {
  const own = gradientConfig(config, gradients, { ...plan, steepness });
  const { kind, method, leavesOut, drift, bound } = gradientTheory(own);
  const start = own.width / 2;
  const value = drift(start);
  return {
    ...{ steepness, kind, method, leavesOut },
    drift: value,
    bound: bound(start),
    perTumble: value === null ? null : informationOf(own, gradients, value),
  };
}

/** Bits per tumble of cells with that drift; null where they do not tumble. */
export function informationOf(config: WalkConfig, { rule }: Gradients, drift: number): number | null {
  if (rule.motion !== 'tumbling') return null;
  const walk = walkOf(config);
  const index = drift / walk.speed;
  if (dimension(config) === 1) return lineInformation(index);
  return planeInformation(index, walk.tumbleRate, walk.persistence, headingLossRate(walk), PLANE_CLASSES);
}

/** What adaptation costs cells of the E. coli rules by the ladder, in the ligand where they begin; null for other rules. */
export function costsOf(config: WalkConfig, gradients: Gradients, plan: LimitsPlan): AdaptationCosts | null {
  const { parameters: values } = config;
  if (values.kR === undefined) return null;
  const own = gradientConfig(config, gradients, { ...plan, steepness: 0 });
  const { first, second } = sensedPlace(own, gradients.rule);
  const start = own.width / 2;
  const energy = ligandEnergy(first.value(start, 0, 0), values.K_I, values.K_A);
  if (values.share === undefined) return adaptationCosts(config, energy);
  const other = ligandEnergy(second.value(start, 0, 0), values.K_I2, values.K_A2);
  return adaptationCosts(config, values.share * energy + values.share2 * other);
}
