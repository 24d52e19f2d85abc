// The formulas of run-and-tumble cells, as far as the sensing rule reads them, at places spread over the domain and the
// duration: cues with their slopes and tumbling rates are finite, cues have the sign that the response needs, and a live
// chemical has sound terms. A pole between two samples is found by the run itself, which then stops and says so.

import { RESPONSES, type ResponseName, type WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { Problem } from '../core/problem.ts';
import { checkDiffusion, checkFinite, refuseFormula } from './check-terms.ts';
import { checkTurning } from './check-levels.ts';
import { isRead, ruleNamed } from './declared.ts';
import type { InitialFields } from './initial-formula.ts';
import {
  centrePlaces,
  placeFunction,
  samplePlaces,
  sampleTimes,
  sourceOf,
  type Place,
  type PlaceFunction,
  type PlaceKey,
} from './place-functions.ts';
import { digits, samplesOf, whereIn } from './sample-states.ts';

const CUES = ['attractant', 'secondCue'] as const;
const RATES = ['ratePlus', 'rateMinus'] as const;
const DRIFTS = ['driftX', 'driftY'] as const;
type Cue = (typeof CUES)[number];

/** Beyond this a GPU has infinity. */
const LARGEST_F32 = 3.4028234663852886e38;
const isFinite32 = (value: number): boolean => Math.abs(value) <= LARGEST_F32;

/** What a value that is not finite on a GPU should be. */
const finite = (value: number): string =>
  Number.isFinite(value) ? 'finite in single precision (3.4e38 at most)' : 'finite';

/** `fields`: the initial state, where that is computed. */
export function checkCells(config: WalkConfig, fields: InitialFields | null): Problem[] {
  const problems: Problem[] = [];
  for (const key of [...CUES, ...RATES, ...DRIFTS, 'diffusion'] as const) {
    if (!isRead(config, key)) continue;
    const found = checkPlaces(config, key);
    if (found !== null) problems.push(found);
  }
  if (problems.length === 0) problems.push(...checkTurning(config));
  if (config.chemical === 'live') problems.push(...checkChemical(config, fields));
  return problems;
}

/**
 * How the rule responds to each cue it reads, the attractant first. Rules of one cue bear the name of their response; the
 * others, with a dissociation constant K, compute c/(K + c).
 */
function responses(config: WalkConfig): readonly ResponseName[] {
  const rule = ruleNamed(config.sensing)!;
  if (rule.cues === 2) return [config.firstResponse, config.secondResponse];
  const named = RESPONSES.find((response) => response === rule.name);
  // Cells that crawl bind the attractant for their internal level alone, and that does nothing at gain 0.
  const binds = rule.parameters.some(({ name }) => name === 'K') && config.parameters['gain'] !== 0;
  return rule.cues === 0 ? [] : [named ?? (binds ? 'receptor-saturation' : 'linear')];
}

/** What a cue's value must be above (or may be as well: `orAt`) for its response; null where any will do. */
function lowerBound(
  config: WalkConfig,
  cue: Cue,
): { readonly bound: number; readonly orAt: boolean; readonly why: string } | null {
  if (ruleNamed(config.sensing)?.concentrations === true)
    return { bound: 0, orAt: true, why: 'it is a concentration and must not be negative' };
  const response = responses(config)[CUES.indexOf(cue)];
  const constant = cue === 'attractant' ? 'K' : 'K2';
  if (response === 'logarithmic')
    return { bound: 0, orAt: false, why: 'a logarithmic response needs it above 0' };
  if (response !== 'receptor-saturation') return null;
  const bound = -(config.parameters[constant] ?? 0);
  return { bound, orAt: false, why: `binding to receptors needs it above -${constant} = ${bound}` };
}

function checkPlaces(config: WalkConfig, key: PlaceKey): Problem | null {
  const line = dimension(config) === 1;
  const where = ({ x, y, t }: Place): string =>
    `at x = ${digits(x)}, ${line ? '' : `y = ${digits(y)}, `}t = ${digits(t)}`;
  const places = sampleTimes(config, [key]).flatMap((t) => [
    ...samplePlaces(config, t),
    ...centrePlaces(config, t),
  ]);
  const find = (f: PlaceFunction, good: (value: number) => boolean): [Place, number] | null => {
    const place = places.find(({ x, y, t }) => !good(f(x, y, t)));
    return place === undefined ? null : [place, f(place.x, place.y, place.t)];
  };
  const refuse = (rule: string, remedy: string): Problem =>
    refuseFormula(key, sourceOf(config, key), rule, remedy);

  const value = placeFunction(config, key);
  const wrong = find(value, isFinite32);
  if (wrong !== null) {
    const rule = `must be ${finite(wrong[1])} everywhere, but is ${digits(wrong[1])} ${where(wrong[0])}`;
    const remedy = Number.isFinite(wrong[1])
      ? 'Change the formula or the domain, so that it stays smaller, or use other units'
      : 'Change the formula, so that it does not divide by 0, or the domain';
    return refuse(rule, remedy);
  }
  if (key === 'diffusion') {
    const negative = find(value, (diffusion) => diffusion >= 0);
    if (negative === null) return null;
    const found = `${digits(negative[1])} ${where(negative[0])}`;
    return refuse(`diffusion must not be negative, but is ${found}`, 'Wrap it in max(0, ...)');
  }
  if (key !== 'attractant' && key !== 'secondCue') return null;
  for (const axis of line ? (['x', 't'] as const) : (['x', 'y', 't'] as const)) {
    const steep = find(placeFunction(config, key, axis), isFinite32);
    if (steep === null) continue;
    const rule = `its slope must be ${finite(steep[1])} everywhere, but d/d${axis} is ${digits(steep[1])} ${where(steep[0])}`;
    return refuse(rule, 'Round the corner off: sqrt(x + 0.01) has a slope at 0, sqrt(x) has none');
  }
  const needs = lowerBound(config, key);
  if (needs === null) return null;
  const low = find(value, (cue) => cue > needs.bound || (needs.orAt && cue === needs.bound));
  if (low === null) return null;
  const rule = `${needs.why}, but it is ${digits(low[1])} ${where(low[0])}`;
  return refuse(rule, remedyFor(config));
}

const remedyFor = ({ sensing }: WalkConfig): string =>
  ruleNamed(sensing)?.concentrations === true
    ? 'Wrap it in max(0, ...), or add a background concentration'
    : ruleNamed(sensing)?.motion === 'crawling'
      ? 'Add a background concentration, or set gain to 0, which leaves the internal level without effect'
      : 'Add a background concentration, or choose another response';

/** The grid's chemical: its terms, and its start, where 0 is no fault, for the law holds a response to nothing at 0. */
function checkChemical(config: WalkConfig, fields: InitialFields | null): Problem[] {
  const states = samplesOf(config, fields);
  const problems = [
    ...checkDiffusion(config, states, ['diffusionV']),
    ...checkFinite(config, states, ['production']),
  ];
  const needs = lowerBound(config, 'attractant');
  if (needs === null || !states.knowsV) return problems;
  const low = states.samples.find(({ v }) => (needs.bound === 0 ? v < 0 : v <= needs.bound));
  if (low === undefined) return problems;
  const start = config.initialV;
  const rule = `${needs.why}, but v is ${digits(low.v)} ${whereIn(low)}`;
  const source = typeof start === 'string' ? start : start.file;
  return [...problems, refuseFormula('initialV', source, rule, remedyFor(config))];
}
