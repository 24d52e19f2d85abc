// What `tumble limits` found, for people, for spreadsheets and for programs.

import type { Backend } from '../core/backend.ts';
import type { WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { GradientResult } from '../observables/gradient-run.ts';
import type { Estimate } from '../observables/jackknife.ts';
import type { LimitsPlan, theoryPoint } from '../observables/limits.ts';
import { informationOf } from '../observables/limits.ts';
import type { AdaptationCosts } from '../theory/adaptation-costs.ts';
import { FITTED, MOST_METHYL_GROUPS } from '../theory/adaptation-costs.ts';
import type { Gradients } from '../theory/gradients.ts';
import { columns } from '../bench/row.ts';

export interface Limits {
  readonly source: string;
  readonly config: WalkConfig;
  readonly gradients: Gradients;
  readonly plan: LimitsPlan;
  readonly results: readonly GradientResult[];
  readonly backend: Backend['name'];
  readonly adapter: string;
  readonly why: string;
  /** Of the steepest gradient. */
  readonly theory: ReturnType<typeof theoryPoint>;
  readonly costs: AdaptationCosts | null;
}

const digits = (value: number, count = 4): string => String(Number(value.toPrecision(count)));

/** `3.56 ± 0.05`: two digits of the error, and the value as far as these. */
export function withError({ value, error }: Estimate): string {
  if (!(error > 0)) return `${digits(value)} ± 0`;
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(error)));
  if (decimals > 6) {
    const shown = Math.floor(Math.log10(Math.abs(value) || error)) - Math.floor(Math.log10(error)) + 1;
    return `${value.toExponential(Math.min(Math.max(shown, 1), 6))} ± ${error.toExponential(1)}`;
  }
  return `${value.toFixed(decimals)} ± ${error.toFixed(decimals)}`;
}

const orDash = (value: number | null): string => (value === null ? '-' : digits(value));

/** Outside of this a gradient is not called even. */
const EVEN = 0.1;

export const isEven = ({ evenness: [low, high] }: GradientResult): boolean =>
  low >= 1 - EVEN && high <= 1 + EVEN;

export function limitsText(limits: Limits): string {
  const { config, gradients, plan, results, theory } = limits;
  const { rule, relative, unit } = gradients;
  const speed = config.parameters.speed;
  const name = relative ? 'G' : 'g';
  const head = [
    `${rule.title} (${rule.name}) in ${dimension(config) === 1 ? 'one dimension' : 'two dimensions'}, ${plan.cells} cells in each gradient, seed ${plan.seed}`,
    `c = ${digits(plan.background, 5)} ${relative ? 'exp(G x)' : '+ g x'}, ${name} in ${unit}, cells begin at x = 0${rule.cues === 2 ? `; second cue ${gradients.second} everywhere` : ''}`,
    `the first ${digits(plan.settled)} T are left out, ${digits(plan.until - plan.settled)} T measured; ${limits.backend}: ${limits.adapter}`,
  ];
  const heading = [
    `${name} [${unit}]`,
    'drift [L/T]',
    'theory',
    ...(speed === undefined ? [] : ['of the speed', 'index']),
    ...(rule.motion === 'tumbling' ? ['bits/T', 'bits/tumble', 'theory', 'tumbles/T'] : []),
    'signal, 5 to 95% of cells',
  ];
  const lines = results.map((result) => [
    digits(result.steepness),
    withError(result.drift),
    orDash(result.theory),
    ...(speed === undefined
      ? []
      : [
          `${digits((100 * result.drift.value) / speed, 3)}%`,
          result.index === null ? '-' : withError(result.index),
        ]),
    ...(result.information
      ? [
          withError(result.information.perTime),
          withError(result.information.perTumble),
          orDash(informationTheory(limits, result)),
          digits(result.information.tumbleRate.value),
        ]
      : []),
    result.evenness.map((share) => digits(share, 3)).join(' to '),
  ]);
  return [
    ...head,
    '',
    columns(heading, lines).trimEnd(),
    '',
    `theory, ${theory.kind}: ${theory.method}${theory.leavesOut.length > 0 ? `; leaves out ${theory.leavesOut.join(', ')}` : ''}`,
    ...notes(limits),
    ...(limits.costs ? ['', ...costLines(limits.costs, config)] : []),
    '',
  ].join('\n');
}

/** Bits per tumble that go with theory's drift at the places of the cells. */
const informationTheory = ({ config, gradients }: Limits, { theory }: GradientResult): number | null =>
  theory === null || Math.abs(theory) >= config.parameters.speed
    ? null
    : informationOf(config, gradients, theory);

function notes({ config, gradients, results, theory }: Limits): string[] {
  const { motion } = gradients.rule;
  const uneven = results.filter((result) => !isEven(result));
  const list = uneven.map(({ steepness }) => digits(steepness)).join(', ');
  const beyond = results.filter(
    (result) =>
      result.theory !== null && Math.abs(result.drift.value - result.theory) > 4 * result.drift.error,
  );
  return [
    ...(motion === 'tumbling'
      ? [
          `information: what a tumble tells of the heading (${dimension(config) === 1 ? 'up or down' : 'eight sectors of the angle'}), from the rates of tumbling in snapshots; bias taken off and errors by the jackknife over cells`,
        ]
      : motion === 'steering'
        ? ['information: not defined, these cells do not tumble']
        : ['information and index: not defined, crawling cells have no heading and do not tumble']),
    ...(list === ''
      ? []
      : [
          `not even: at ${list} cells come where they sense the gradient by more than 10% otherwise than where they began; theory is averaged over the places of the cells. A shorter --follow, or another --background, keeps them nearer`,
        ]),
    ...(theory.kind === 'linear response' && beyond.length > 0
      ? [
          `linear response is for weak signals: measured drift is more than four standard errors off it at ${beyond.map(({ steepness }) => digits(steepness)).join(', ')}`,
        ]
      : []),
    ...(results.some(({ bound, drift }) => bound !== null && bound < 2 * Math.abs(drift.value))
      ? ['no cell climbs faster than it adapts: drift is below alpha kR/(df/dx) here']
      : []),
  ];
}

/** Below that is what rounding leaves of a sum that is exact. */
const ROUNDING = 1e-12;
const smallError = (error: number): string => (error < ROUNDING ? 'below 1e-12' : error.toExponential(1));

function costLines(
  { costs, speed, variance, constant, largestError, leftover }: AdaptationCosts,
  { parameters }: WalkConfig,
): string[] {
  const lines = costs.map(({ drive, error, power }) => [
    digits(drive),
    smallError(error),
    digits(power, 3),
    digits(power / speed, 3),
  ]);
  return [
    'What adapting costs, by a model (not measured): methylation of a cluster as a ladder of levels with reverse reactions',
    columns(
      ['drive [kT/cycle]', 'error', 'power [kT/(cluster T)]', 'kT per adaptation time'],
      lines,
    ).trimEnd(),
    constant === null
      ? 'energy-speed-accuracy relation: no constant, the error does not fall between these drives'
      : `energy-speed-accuracy relation, power = C sigma^2 omega ln(eps0/eps): C = ${digits(constant, 3)}, eps0 = ${digits(largestError!, 2)} join drives ${FITTED.join(' and ')}, with sigma^2 = a (1 - a) = ${digits(variance, 3)}, omega = 1/adaptation time = ${digits(speed, 3)}/T`,
    `assumed: one cluster of N = ${parameters.N}, 0 to ${Math.round(MOST_METHYL_GROUPS * parameters.N)} methyl groups (${MOST_METHYL_GROUPS} a receptor), rates and free energies of the experiment; each`,
    'reaction runs backwards at g of its rate, drive = alpha - 2 ln g; activity switches fast; error = the largest |a/a* - 1| from',
    `no ligand to the background; ${smallError(leftover)} of it no drive takes away (ends of the ladder). Kinase, CheY-P and making SAM not counted.`,
    'quoted, not derived: the form of the relation (Lan, Sartori, Neumann, Sourjik and Tu 2012, Nat. Phys. 8, 422). ATP yields about 20 kT.',
  ];
}

const COLUMNS = [
  'steepness',
  ...['drift', 'drift_error', 'drift_theory', 'drift_bound', 'share_of_speed', 'index', 'index_error'],
  ...[
    'bits_per_time',
    'bits_per_time_error',
    'bits_per_tumble',
    'bits_per_tumble_error',
    'bits_per_tumble_theory',
  ],
  ...['tumble_rate', 'signal_low', 'signal_high'],
] as const;

/** A line a steepness; nothing where there is no such number. */
export function limitsCsv(limits: Limits): string {
  const lines = limits.results.map((result) => {
    const { steepness, drift, theory, bound, index, information, evenness } = result;
    const speed = limits.config.parameters.speed;
    return [
      steepness,
      ...[drift.value, drift.error, theory, bound, speed === undefined ? null : drift.value / speed],
      ...[index?.value, index?.error],
      ...[information?.perTime.value, information?.perTime.error],
      ...[information?.perTumble.value, information?.perTumble.error],
      ...[information ? informationTheory(limits, result) : null, information?.tumbleRate.value],
      ...evenness,
    ].map((value) => (value === null || value === undefined ? '' : String(value)));
  });
  return [COLUMNS, ...lines].map((line) => `${line.join(',')}\n`).join('');
}

export function limitsJson({ gradients, results, ...rest }: Limits): string {
  const { rule, ...own } = gradients;
  return `${JSON.stringify({ ...rest, gradients: { rule: rule.name, ...own }, results }, null, 2)}\n`;
}
