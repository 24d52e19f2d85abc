// Gradients in which the cells of an experiment can be compared, whatever it had them sense. Rules that sense ratios (receptors of
// E. coli, CCR7, logarithmic responses) get c = background e^{G x}, steepness G in 1/L; the others c = background + g x, steepness
// g in C/L. x is counted from where all cells begin, on a line or strip so long that none can meet an end. Where receptors
// saturate, what is sensed rises evenly near the background only: gradient-drift.ts says how evenly.

import type { RawSettings } from '../config/index.ts';
import { declaredParameters, readsCells } from '../config/index.ts';
import type { Config, WalkConfig } from '../core/config.ts';
import { isWalk } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { Problem } from '../core/problem.ts';
import { findRule } from '../sensing/index.ts';
import type { SensingRule } from '../sensing/rule.ts';
import { headingLossRate } from './diffusion.ts';
import { receptorsOf } from './inside-drift.ts';
import { adaptationTime } from './mwc.ts';
import { walkOf } from './sensed-field.ts';

/** Of the gradients that a rule gets. */
export interface Gradients {
  readonly rule: SensingRule;
  readonly relative: boolean;
  /** '1/L' or 'C/L'. */
  readonly unit: string;
  /** Concentration where the cells begin, unless another is asked for. */
  readonly background: number;
  /** Of the second cue, the same everywhere: 0, or 1 where the response to it is logarithmic. */
  readonly second: number;
  /** The slowest time inside a cell, T, and 1/mu, in which it forgets its heading. */
  readonly inside: number;
  readonly heading: number;
}

/** Grid cells along the line; all cells begin in the one in the middle. */
const PLACES = 401;
/** e^60 is 1e26: beyond, the gradient ends, for single precision to hold it. */
const MOST_EXPONENT = 60;

const refuse = (field: string, value: string, rule: string, remedy: string): Problem => ({
  field,
  value,
  rule,
  remedy,
});

/** What gradients the cells of an experiment get; or why it has none that could climb. */
export function gradientsOf(config: Config): Gradients | Problem {
  if (!isWalk(config))
    return refuse(
      'model',
      config.model,
      'limits are measured on single cells, and this is a model of fields',
      'Take an experiment with cells, e.g. exponential-gradient or gradient-1d',
    );
  if (!readsCells(config))
    return refuse(
      'coefficients',
      'given',
      'there are no cells behind given coefficients',
      'Set coefficients=cells',
    );
  const rule = findRule(config.sensing)!;
  if (rule.cues === 0)
    return refuse(
      'sensing',
      rule.name,
      'these cells sense no cue, so there is no gradient for them',
      'Use another rule, e.g. sensing=linear',
    );
  const heading = rule.motion === 'crawling' ? 0 : 1 / headingLossRate(walkOf(config));
  if (!Number.isFinite(heading))
    return refuse(
      'parameters',
      rule.name,
      'these cells never turn',
      'Set tumbleRate or rotationalDiffusion above 0',
    );
  const values = config.parameters;
  const response = rule.choices?.includes('firstResponse') ? config.firstResponse : rule.name;
  const relative = rule.concentrations === true || response === 'logarithmic';
  const logarithmicSecond =
    rule.choices?.includes('secondResponse') && config.secondResponse === 'logarithmic';
  return {
    rule,
    relative,
    unit: relative ? '1/L' : 'C/L',
    background: backgroundOf(values),
    second: logarithmicSecond ? 1 : 0,
    inside: slowestInside(config, rule),
    heading,
  };
}

type Values = Readonly<Record<string, number>>;

/** Where receptors answer most; 1 where there are none. */
function backgroundOf(values: Values): number {
  if (values.K_I !== undefined) return Math.sqrt(values.K_I * values.K_A);
  return values.K19 ?? values.K ?? 1;
}

function slowestInside(config: WalkConfig, rule: SensingRule): number {
  const { parameters } = config;
  if (parameters.kR !== undefined) return adaptationTime(receptorsOf(config));
  // Three filters in a row pass a signal on after three times their time.
  if (rule.name === 'memory-kernel') return 3 * parameters.tau;
  return Math.max(0, ...(rule.law.times?.(parameters) ?? []).map(({ value }) => value));
}

export interface GradientChoice {
  readonly steepness: number;
  readonly background: number;
  readonly cells: number;
  readonly seed: number;
  /** Times from the start to the first state that counts, and to the last. */
  readonly settled: number;
  readonly until: number;
  /** States in between, evenly. */
  readonly snapshots: number;
}

/** Raw settings: the experiment's cells in that gradient. */
export function gradientSettings(
  config: WalkConfig,
  gradients: Gradients,
  choice: GradientChoice,
): RawSettings {
  const { rule, relative, second } = gradients;
  const { steepness, background, until } = choice;
  const half = reach(config, rule, choice);
  const middle = `(x - ${half})`;
  const exponent = `${steepness}*${middle}`;
  const within = `max(${-MOST_EXPONENT}, min(${MOST_EXPONENT}, ${exponent}))`;
  const linear = `${background} + ${exponent}`;
  // Concentrations that are bound are not below 0, though no cell may come where this one would be.
  const binds = config.parameters.K !== undefined;
  const plane = dimension(config) === 2;
  const start = half / PLACES;
  return {
    model: 'run-and-tumble',
    sensing: rule.name,
    chemical: 'prescribed',
    attractant: relative
      ? `${background}*exp(${Math.abs(steepness) * half > MOST_EXPONENT ? within : exponent})`
      : binds
        ? `max(0, ${linear})`
        : linear,
    ...(rule.cues === 2 ? { secondCue: String(second) } : {}),
    ...Object.fromEntries((rule.choices ?? []).map((key) => [key, config[key]])),
    parameters: Object.fromEntries(
      declaredParameters(config).map(({ name }) => [name, config.parameters[name]]),
    ),
    ...{ nx: PLACES, width: 2 * half, boundaryX: 'no-flux' },
    ...(plane ? { ny: 3, height: 2 * half, boundaryY: 'periodic' } : { ny: 1 }),
    cells: choice.cells,
    initialU: `abs(x - ${half}) < ${start} ? 1 : 0`,
    seed: choice.seed,
    timeStep: config.timeStep,
    until,
    every: (until - choice.settled) / choice.snapshots,
  };
}

/** How far a cell can come, L. */
function reach({ parameters }: WalkConfig, { motion }: SensingRule, choice: GradientChoice): number {
  const { until, steepness } = choice;
  if (motion !== 'crawling') return Math.max(1.02 * parameters.speed * until, 1e-6);
  const mobility = parameters.mobility * (1 + parameters.gain);
  const way = mobility * Math.abs(parameters.chi * steepness) * until;
  return Math.max(1.5 * way + 8 * Math.sqrt(2 * mobility * parameters.temperature * until), 1e-6);
}
