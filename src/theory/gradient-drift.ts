// What theory says of cells in an even gradient (gradients.ts), at the place where they are: for every rule the best answer there
// is, exact or in linear response, and the signal that it follows from. Receptors saturate, so that an even gradient of ligand is
// not quite an even one for them: an answer is that of an even gradient of the local steepness, good where this changes little
// while a cell remembers.

import { sensedPlace } from '../config/index.ts';
import type { WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { adaptedActivity, ligandSlope, motorRate } from '../sensing/e-coli/law.ts';
import { findRule } from '../sensing/index.ts';
import type { RuleValues } from '../sensing/rule.ts';
import { spreadName } from '../sensing/variety.ts';
import { adaptingState } from './adapting-drift.ts';
import type { DriftKind } from './drift.ts';
import { drift } from './drift.ts';
import { receptorsOf } from './inside-drift.ts';
import { memoryDrift, mwcWeakDrift } from './memory-drift.ts';
import { activity, adaptationFlow, adaptationSlope, adaptedEnergy } from './mwc.ts';
import { sensedField, walkOf } from './sensed-field.ts';
import { steeringIndex } from './steering.ts';

export interface GradientTheory {
  readonly kind: DriftKind;
  /** In words, with its source. */
  readonly method: string;
  /** Why what is measured may differ, beside chance; empty where it may not. */
  readonly leavesOut: readonly string[];
  /** What is sensed there, in units of the rule's own: even along x in an even gradient. */
  signal(x: number): number;
  /** Drift of cells there, L/T; null where none is known. */
  drift(x: number): number | null;
  /** No cell of this kind drifts faster there, L/T; null where no bound is known but the speed. */
  bound(x: number): number | null;
}

/** Of cells whose cues depend on x alone, at t = 0. */
export function gradientTheory(config: WalkConfig): GradientTheory {
  const rule = findRule(config.sensing)!;
  const { parameters: values } = config;
  const leavesOut = [
    ...(rule.parameters.some(({ name, varies }) => varies && values[spreadName(name)] > 0)
      ? ['variety among cells (this is their median)']
      : []),
    ...(rule.law.noisy?.(values) === true ? ['noise inside cells'] : []),
  ];
  if (values.kR !== undefined) return { ...receptorTheory(config), leavesOut };
  if (rule.name === 'memory-kernel') return { ...kernelTheory(config), leavesOut };
  if (rule.motion === 'steering') return { ...steeringTheory(config), leavesOut };
  if (rule.motion === 'crawling') {
    const field = sensedField(config, rule);
    const velocity = (x: number): number => field.crawl(x, 0).vx;
    const method = 'velocity down the potential, mobility times force';
    const lag = values.gain > 0 ? ['the lag of the internal level'] : [];
    const kind = 'exact' as const;
    return {
      kind,
      method,
      leavesOut: [...leavesOut, ...lag],
      signal: velocity,
      drift: velocity,
      bound: () => null,
    };
  }
  return { ...momentTheory(config), leavesOut };
}

type Answer = Omit<GradientTheory, 'leavesOut'>;

/** Rules without memory: the rate is A (1 - s . e). */
function momentTheory(config: WalkConfig): Answer {
  const field = sensedField(config, findRule(config.sensing)!);
  const walk = walkOf(config);
  const at = (x: number) => {
    const rate = { mean: 0, sx: 0, sy: 0 };
    field.rate(x, 0, rate);
    return rate;
  };
  const exact = walk.dimension === 1 || (walk.persistence === 0 && walk.rotationalDiffusion === 0);
  return {
    kind: exact ? 'exact' : 'linear response',
    method: exact
      ? 'stationary headings at rates A (1 - s . e) (NUMERICS row 12)'
      : 'v s A (1 - persistence)/(d mu) (Locsei 2007)',
    signal: (x) => at(x).sx,
    drift(x) {
      const { mean, sx } = at(x);
      const found = drift({ ...walk, tumbleRate: mean }, Math.abs(sx));
      return found && Math.sign(sx) * found.value;
    },
    bound: () => null,
  };
}

/** The memory kernel: linear response to what the filters pass on. */
function kernelTheory(config: WalkConfig): Answer {
  const { weight0, weight1, weight2, weight3, kappa, tau } = config.parameters;
  const { first } = sensedPlace(config, findRule(config.sensing)!);
  const walk = walkOf(config);
  const weights = [kappa * weight1, kappa * weight2, kappa * weight3] as const;
  const kernel = { direct: kappa * weight0, rate: 1 / tau, weights };
  const adapts = Math.abs(weight0 + weight1 + weight2 + weight3) < 1e-12;
  return {
    kind: 'linear response',
    method: adapts
      ? '(v^2 g/d) (lam (1 - persistence)/mu^2) K(mu) (de Gennes 2004; Locsei 2007)'
      : 'none for weights that do not add up to 0: the mean rate changes from place to place',
    signal: (x) => first.dx(x, 0, 0),
    drift: (x) => (adapts ? memoryDrift(walk, kernel, first.dx(x, 0, 0)) : null),
    bound: () => null,
  };
}

/** Cells that steer, their receptors at rest at that place. */
function steeringTheory(config: WalkConfig): Answer {
  const rule = findRule(config.sensing)!;
  const { parameters: values } = config;
  const place = sensedPlace(config, rule);
  const memory = new Float64Array(rule.memory.length);
  const pull = new Float64Array(2);
  const strength = (x: number): number => {
    const here = place.sense(x, 0, 0, 1, 0, values.speed);
    rule.law.rest?.(here, values, memory);
    rule.law.pull?.(here, values, memory, pull);
    return pull[0] / rule.law.rotation!(here, values, memory);
  };
  return {
    kind: 'exact',
    method:
      'headings at rest, index I1(k)/I0(k), on a line tanh(k), k = pull/rotational diffusion (Mardia and Jupp 2000)',
    signal: strength,
    drift: (x) => values.speed * steeringIndex(dimension(config), strength(x)),
    bound: () => null,
  };
}

/** E. coli: exact on a line where CheY-P follows at once, else linear response about the adapted state. */
function receptorTheory(config: WalkConfig): Answer {
  const { parameters: values } = config;
  const { speed, persistence, rotationalDiffusion, tauY } = values;
  const { first } = sensedPlace(config, findRule(config.sensing)!);
  const share = values.share ?? 1;
  const receptors = receptorsOf(config);
  const slope = (x: number): number =>
    share * ligandSlope(first.value(x, 0, 0), values.K_I, values.K_A) * first.dx(x, 0, 0);
  const exact = dimension(config) === 1 && tauY === 0;
  const motor = motorAbout(values);
  return {
    kind: exact ? 'exact' : 'linear response',
    method: exact
      ? 'density of free energies by quadrature (NUMERICS row 23)'
      : '(v^2 G/d) (lam (1 - persistence)/mu^2) K(mu), K of receptors, CheY-P and motor about the adapted state (Locsei 2007)',
    signal: slope,
    drift(x) {
      const gradient = slope(x);
      if (!exact)
        return mwcWeakDrift({
          ...{ dimension: dimension(config), speed, persistence, rotationalDiffusion },
          ...{ receptors, motor, filterTime: tauY, gradient },
        });
      const state = adaptingState({
        relaxation: (energy) => adaptationFlow(receptors, energy),
        relaxationSlope: (energy) => adaptationSlope(receptors, energy),
        rest: adaptedEnergy(receptors),
        scale: 1,
        rate: (energy) => ((1 - persistence) / 2) * motorRate(activity(energy) / values.a0, values),
        signal: values.N * speed * gradient,
        speed,
      });
      return state?.drift ?? null;
    },
    // alpha d<m>/dt makes up for the rise of what the receptors sense, and is alpha kR at the most (kB on the way down).
    bound(x) {
      const gradient = slope(x);
      return (values.alpha * (gradient > 0 ? values.kR : values.kB)) / Math.abs(gradient);
    },
  };
}

/** A motor without an upper limit that has the same rate and slope at the adapted activity as the one with its limit. */
function motorAbout(values: RuleValues) {
  const signal = adaptedActivity(values) / values.a0;
  const half = values.most * values.tau - 1;
  const exponent = (values.H * half) / (half + signal ** values.H);
  const time = signal ** exponent / (motorRate(signal, values) - values.z0);
  return { baseRate: values.z0, time, referenceActivity: values.a0, exponent };
}
