// What the continuum levels of an experiment ask of it: a master equation knows one dimension and walks of two states, a
// Fokker-Planck equation cells that turn, a Keller-Segel one a chemical that the cells make.

import type { WalkConfig } from '../core/config.ts';
import { dimension, dx } from '../core/grid.ts';
import type { Problem } from '../core/problem.ts';
import { problem } from './check-setting.ts';
import { isRead, readsCells, ruleNamed } from './declared.ts';
import { samplePlaces, sampleTimes, type Place } from './place-functions.ts';
import { digits } from './sample-states.ts';
import { sensedPlace } from './sensed-place.ts';
import { answersAtOnce } from '../sensing/index.ts';
import { NO_MEMORY } from '../sensing/rule.ts';

/** Steps of the master equation between two stored frames at least as a share of a step: its clock counts no finer. */
const SHORTEST_INTERVAL = 1 / 512;

/** Problems of the config's own model, or of the levels that run beside it. */
export function checkLevels(config: WalkConfig): Problem[] {
  const asked = config.model === 'run-and-tumble' ? levelsOf(config) : [config.model];
  const [field, value] =
    config.model === 'run-and-tumble' ? ['levels', config.levels] : ['model', config.model];
  return asked.flatMap((level) =>
    CHECKS[level as keyof typeof CHECKS](config, (rule, remedy) => [problem(field, value, rule, remedy)]),
  );
}

/** Refuses the setting that asks for the level. */
type Refuse = (rule: string, remedy: string) => Problem[];

const CHECKS = {
  'keller-segel': checkKellerSegel,
  'two-state': checkTwoState,
  'fokker-planck': checkFokkerPlanck,
} as const;

function checkKellerSegel(config: WalkConfig, refuse: Refuse): Problem[] {
  const rule = ruleNamed(config.sensing)!;
  if (config.chemical !== 'live')
    return refuse(
      'Keller-Segel fields belong to a chemical that the cells make',
      'Set chemical to live, or choose two-state+fokker-planck, which know a prescribed attractant',
    );
  if (rule.responseSlope === null || hasGain(config))
    return refuse(`theory has no Keller-Segel equation for the rule ${rule.name} here`, noGain(config));
  if (rule.motion === 'tumbling' && !(headingLoss(config) >= STUCK))
    return refuse('cells that never turn have no diffusion coefficient', TURN_MORE);
  return [];
}

function checkFokkerPlanck(config: WalkConfig, refuse: Refuse): Problem[] {
  // Coefficients by formula ask nothing of the cells.
  if (!readsCells(config)) return [];
  if (config.chemical === 'live') return refuseLive(config, 'fokker-planck', refuse);
  const rule = ruleNamed(config.sensing)!;
  if (rule.motion !== 'crawling' && !answersAtOnce(rule)) return refuseInside(config, refuse);
  return hasGain(config)
    ? refuse('crawling cells whose mobility varies have no equation of this form', noGain(config))
    : [];
}

function checkTwoState(config: WalkConfig, refuse: Refuse): Problem[] {
  const { parameters } = config;
  const rule = ruleNamed(config.sensing)!;
  if (config.chemical === 'live') return refuseLive(config, 'two-state', refuse);
  if (dimension(config) === 2)
    return refuse('the master equation of two states is that of a line', 'Set ny to 1');
  if (rule.motion === 'crawling')
    return refuse(
      `the cells of ${rule.name} crawl: they have no two states`,
      'Use fokker-planck, or a sensing rule that tumbles',
    );
  if (!answersAtOnce(rule)) return refuseInside(config, refuse);
  const speed = parameters['speed']!;
  if (!(speed > 0))
    return [
      problem('parameters.speed', speed, 'the master equation steps by dx/speed', 'Use a speed above 0'),
    ];
  const step = dx(config) / speed;
  if (config.model === 'two-state' && config.timeStep !== 'auto') {
    const why = `the master equation steps by dx/speed = ${digits(step)}, for then transport is exact`;
    return [problem('timeStep', config.timeStep, why, 'Use auto, and choose nx for the step that you want')];
  }
  if (Math.min(config.every, config.until) >= step * SHORTEST_INTERVAL) return [];
  const why = `the step of the master equation is dx/speed = ${digits(step)}, more than 512 times as long`;
  return [problem('every', config.every, why, 'Use more grid cells or a longer interval')];
}

const refuseLive = (config: WalkConfig, level: string, refuse: Refuse): Problem[] =>
  refuse(
    `${level} knows prescribed fields only, and here the cells make the chemical`,
    config.model === 'run-and-tumble'
      ? 'Choose keller-segel, or set chemical to prescribed'
      : 'Set chemical to prescribed',
  );

const refuseInside = (config: WalkConfig, refuse: Refuse): Problem[] =>
  refuse(
    `what the cells of ${config.sensing} do depends on what is inside them, of which this equation knows nothing`,
    config.model === 'run-and-tumble'
      ? 'Set levels to none, or choose a sensing rule without memory'
      : 'Set model to run-and-tumble, or choose a sensing rule without memory',
  );

const hasGain = ({ parameters, sensing }: WalkConfig): boolean =>
  ruleNamed(sensing)!.motion === 'crawling' && parameters['gain'] !== 0;

const noGain = (config: WalkConfig): string =>
  hasGain(config) ? 'Set gain to 0' : 'Choose another sensing rule, or levels=none';

/** Rate at which a heading is lost below which a place counts as one where cells never turn. */
const STUCK = 1e-30;
const TURN_MORE = 'Raise tumbleRate, or lower persistence, so that they turn everywhere';

/** Rate at which a heading is lost where nothing is sensed, 1/T. */
const headingLoss = (config: WalkConfig): number => {
  const { tumbleRate, persistence, rotationalDiffusion } = config.parameters as Record<string, number>;
  return tumbleRate! * (1 - persistence!) + (dimension(config) === 1 ? 0 : rotationalDiffusion!);
};

/** Reversals in a lattice step above which the master equation diffuses 8% too much: a third of their square. */
const MOST_REVERSALS = 0.5;

/**
 * What the rates of tumbling must be for the levels that are asked for: above 0 somewhere in direction for a Fokker-Planck
 * equation (its diffusion would be infinite), slow against its step for a master equation.
 */
export function checkTurning(config: WalkConfig): Problem[] {
  const asked = config.model === 'run-and-tumble' ? levelsOf(config) : [config.model];
  const rule = ruleNamed(config.sensing)!;
  if (!readsCells(config) || !answersAtOnce(rule) || config.chemical === 'live') return [];
  const line = dimension(config) === 1;
  const { sense, terms } = sensedPlace(config, rule);
  const { speed, persistence, rotationalDiffusion } = config.parameters as Record<string, number>;
  const rate = ({ x, y, t }: Place, ex: number, ey: number): number =>
    Math.max(
      rule.law.tumbleRate(sense(x, y, t, ex, ey, speed!), config.parameters, terms, config, NO_MEMORY),
      0,
    );
  /** On a line the sum of both rates of reversal. */
  const lost = (place: Place): number =>
    ((rate(place, 1, 0) + rate(place, -1, 0)) / 2) * (1 - persistence!) + (line ? 0 : rotationalDiffusion!);
  const keys = (['attractant', 'secondCue', 'ratePlus', 'rateMinus'] as const).filter((key) =>
    isRead(config, key),
  );
  const places = sampleTimes(config, keys).flatMap((t) => samplePlaces(config, t));
  const where = ({ x, y, t }: Place): string =>
    `at x = ${digits(x)}, ${line ? '' : `y = ${digits(y)}, `}t = ${digits(t)}`;
  const refuse = (level: string, rule: string, remedy: string): Problem =>
    problem(config.model === 'run-and-tumble' ? 'levels' : 'model', level, rule, remedy);
  const stuck = asked.includes('fokker-planck') ? places.find((place) => lost(place) < STUCK) : undefined;
  if (stuck !== undefined) {
    const why = `cells never turn ${where(stuck)}, so no diffusion coefficient describes them there`;
    return [refuse('fokker-planck', why, TURN_MORE)];
  }
  if (!asked.includes('two-state') || !(speed! > 0)) return [];
  const busiest = places.reduce((most, place) => (lost(place) > lost(most) ? place : most));
  const reversals = (lost(busiest) / 2) * (dx(config) / speed!);
  if (!(reversals > MOST_REVERSALS)) return [];
  const fewest = Math.ceil((config.nx * reversals) / MOST_REVERSALS);
  const why = `its cells reverse ${digits(reversals)} times in a step of dx/speed ${where(busiest)}; ${MOST_REVERSALS} are the most`;
  return [refuse('two-state', why, `Use nx of ${fewest} or more, or lower rates`)];
}

/** Names of the levels that run beside the cells. */
export const levelsOf = (config: WalkConfig): readonly string[] =>
  config.model === 'run-and-tumble' && config.levels !== 'none' ? config.levels.split('+') : [];

/**
 * Whether the levels that a preset or a file asks for still mean something with this rule, dimension and chemical: where not,
 * nobody asked for them, and they go.
 */
export function levelsFit(
  levels: unknown,
  { sensing, dimensions }: { readonly sensing: string; readonly dimensions: 1 | 2 },
  chemical: unknown,
): boolean {
  const rule = ruleNamed(sensing);
  if (levels === undefined || levels === 'none' || rule === undefined) return true;
  if (levels === 'keller-segel') return chemical === 'live' && rule.responseSlope !== null;
  const onLine = dimensions === 1 && answersAtOnce(rule);
  const drifts = rule.motion === 'crawling' || answersAtOnce(rule);
  return chemical === 'prescribed' && ((levels === 'fokker-planck' && drifts) || onLine);
}
