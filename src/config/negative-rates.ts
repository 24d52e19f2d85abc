// Where a tumbling rate comes out below zero, and therefore counts as zero: the model that is meant and the one that
// runs differ there, so the page and the command line say where. Found by sampling, in one dimension with the ends of
// each stretch bisected; a stretch narrower than the samples (a 4096th of the line, a 64th of a side) can be missed.
// Nothing is said of a live chemical, whose gradients nobody knows beforehand.

import { isWalk, type Config, type WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { isRead, readsCells, ruleNamed } from './declared.ts';
import { samplePlaces, sampleTimes, type Place } from './place-functions.ts';
import { digits } from './sample-states.ts';
import { sensedPlace } from './sensed-place.ts';
import { answersAtOnce } from '../sensing/index.ts';
import { NO_MEMORY } from '../sensing/rule.ts';

/** Stretches that are listed for one heading and time before the rest is only counted. */
const MOST_STRETCHES = 4;

/** Share of a rate that is rounding: a rate that just reaches zero is not below it. */
const ROUNDING = 1e-12;

/** Rate at a place with a heading. */
type Rate = (place: Place, ex: number, ey: number) => number;

/** One sentence for each heading and time of which there is something to say; none for fields. */
export function negativeRates(config: Config): readonly string[] {
  if (!isWalk(config) || !readsCells(config)) return [];
  const rule = ruleNamed(config.sensing)!;
  const keys = (['attractant', 'secondCue', 'ratePlus', 'rateMinus'] as const).filter((key) => {
    const sensed = key !== 'attractant' || rule.cues > 0;
    return sensed && isRead(config, key);
  });
  if (!answersAtOnce(rule) || (rule.cues > 0 && config.chemical === 'live')) return [];
  const rate = rateOf(config);
  const times = sampleTimes(config, keys);
  return times.flatMap((t) => {
    const when = times.length > 1 ? ` at t = ${digits(t)}` : '';
    const found = dimension(config) === 1 ? alongLine(config, rate, t) : inPlane(config, rate, t);
    return found.map((text) => `${text}${when} and counts as zero there`);
  });
}

function rateOf(config: WalkConfig): Rate {
  const { parameters } = config;
  const rule = ruleNamed(config.sensing)!;
  const { sense, terms } = sensedPlace(config, rule);
  const speed = parameters['speed']!;
  return ({ x, y, t }, ex, ey) =>
    rule.law.tumbleRate(sense(x, y, t, ex, ey, speed), parameters, terms, config, NO_MEMORY);
}

function alongLine(config: WalkConfig, rate: Rate, t: number): string[] {
  const own = ruleNamed(config.sensing)!.formulas.length > 0;
  return ([1, -1] as const).flatMap((ex) => {
    const below = (x: number): boolean => {
      const place = { x, y: 0, t };
      return rate(place, ex, 0) < -ROUNDING * Math.abs(rate(place, -ex, 0));
    };
    const stretches = stretchesOf(
      samplePlaces(config, t).map(({ x }) => x),
      below,
    );
    if (stretches.length === 0) return [];
    const towards = ex > 0 ? 'larger' : 'smaller';
    const what = own
      ? `${ex > 0 ? 'ratePlus' : 'rateMinus'} is`
      : `the tumbling rate of cells running towards ${towards} x is`;
    const told = stretches.slice(0, MOST_STRETCHES).map(([from, to]) => within(from, to, config.width));
    const more = stretches.length - told.length;
    return [`${what} below zero ${told.join(' and ')}${more > 0 ? ` and in ${more} more stretches` : ''}`];
  });
}

function within(from: number, to: number, width: number): string {
  if (from <= 0) return to >= width ? 'everywhere' : `for x < ${digits(to)}`;
  return to >= width ? `for x > ${digits(from)}` : `for ${digits(from)} < x < ${digits(to)}`;
}

/** Maximal stretches of the line where `below` holds, as pairs of ends. */
function stretchesOf(xs: readonly number[], below: (x: number) => boolean): [number, number][] {
  const result: [number, number][] = [];
  let start: number | null = null;
  xs.forEach((x, index) => {
    const before = xs[index - 1];
    if (below(x)) start ??= before === undefined ? x : edge(below, before, x);
    else if (start !== null) {
      result.push([start, edge(below, x, before!)]);
      start = null;
    }
  });
  if (start !== null) result.push([start, xs[xs.length - 1]!]);
  return result;
}

/** Between a place outside of a stretch and one inside: 40 halvings of the distance. */
function edge(below: (x: number) => boolean, outside: number, inside: number): number {
  for (let halving = 0; halving < 40; halving++) {
    const middle = (outside + inside) / 2;
    if (below(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

/**
 * The rate is a + b . e in the heading e, for the law is lam (1 - dR/dt) and dR/dt is linear in e (likewise the mixture
 * of two rates): four headings give a and b, and a - |b| is the smallest rate.
 */
function inPlane(config: WalkConfig, rate: Rate, t: number): string[] {
  const places = samplePlaces(config, t);
  const wrong = places.filter((place) => {
    const [right, left] = [rate(place, 1, 0), rate(place, -1, 0)];
    const [up, down] = [rate(place, 0, 1), rate(place, 0, -1)];
    const swing = Math.hypot(right - left, up - down) / 2;
    return (right + left) / 2 < swing * (1 - ROUNDING);
  });
  if (wrong.length === 0) return [];
  const what = 'the tumbling rate of some headings is below zero';
  if (wrong.length === places.length) return [`${what} everywhere`];
  const share = (100 * wrong.length) / places.length;
  const part = share < 1 ? 'less than 1%' : `${Math.min(99, Math.round(share))}%`;
  const { x, y } = wrong[Math.floor(wrong.length / 2)]!;
  return [`${what} on ${part} of the domain, e.g. at x = ${digits(x)}, y = ${digits(y)},`];
}
