// What a cell would sense at a place, from the formulas of an experiment: the cues that its rule reads, as float64 functions.
// For checks and theory; it knows prescribed fields only: a cue that the cells make themselves counts as 0 here.

import type { WalkConfig } from '../core/config.ts';
import { parseExpression, variablesOf } from '../core/expression/index.ts';
import type { RuleTerms, Sensed, SensingRule } from '../sensing/rule.ts';
import { nothingSensed } from '../sensing/rule.ts';
import { namesOf, placeFunction, sourceOf, type PlaceFunction, type PlaceKey } from './place-functions.ts';

interface Cue {
  readonly value: PlaceFunction;
  readonly dx: PlaceFunction;
  readonly dy: PlaceFunction;
  readonly dt: PlaceFunction;
}

export interface SensedPlace {
  readonly first: Cue;
  readonly second: Cue;
  readonly terms: RuleTerms;
  /** Names in the formulas that the rule reads. */
  readonly names: ReadonlySet<string>;
  /** What a cell meets there that runs along (ex, ey) at this speed. The same object each time. */
  sense(x: number, y: number, t: number, ex: number, ey: number, speed: number): Sensed;
}

const zero: PlaceFunction = () => 0;

export function sensedPlace(config: WalkConfig, rule: SensingRule): SensedPlace {
  const read: PlaceKey[] = [...rule.formulas];
  const cue = (key: PlaceKey, reads: boolean): Cue => {
    if (!reads) return { value: zero, dx: zero, dy: zero, dt: zero };
    read.push(key);
    const slope = (name: 'x' | 'y' | 't'): PlaceFunction => placeFunction(config, key, name);
    return { value: placeFunction(config, key), dx: slope('x'), dy: slope('y'), dt: slope('t') };
  };
  const first = cue('attractant', rule.cues > 0 && config.chemical === 'prescribed');
  const second = cue('secondCue', rule.cues === 2);
  const terms = Object.fromEntries(rule.formulas.map((key) => [key, placeFunction(config, key)]));
  const names = namesOf(config);
  const used = read.flatMap((key) => variablesOf(parseExpression(sourceOf(config, key), { names })));
  const sensed = nothingSensed();
  return {
    first,
    second,
    terms,
    names: new Set(used),
    sense(x, y, t, ex, ey, speed) {
      sensed.x = x;
      sensed.y = y;
      sensed.t = t;
      sensed.ex = ex;
      sensed.ey = ey;
      sensed.c = first.value(x, y, t);
      sensed.cx = first.dx(x, y, t);
      sensed.cy = first.dy(x, y, t);
      sensed.ct = speed * (ex * sensed.cx + ey * sensed.cy) + first.dt(x, y, t);
      sensed.a = second.value(x, y, t);
      sensed.ax = second.dx(x, y, t);
      sensed.ay = second.dy(x, y, t);
      sensed.at = speed * (ex * sensed.ax + ey * sensed.ay) + second.dt(x, y, t);
      return sensed;
    },
  };
}
