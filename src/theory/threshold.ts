// Thresholds: the value of each parameter, nearest to the present one, at which waves on the uniform state begin or cease to
// grow. The parameter is moved away from its value in both directions, the state following it, until the answer
// changes; bisection then finds the place. The mean density of a start that keeps it stays as it is, though the
// parameter may stand in the start's formula; it has a threshold of its own.

import { declaredParameters } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import type { FieldFormulas } from './field-formulas.ts';
import { fieldFormulas } from './field-formulas.ts';
import type { Densities } from './uniform-states.ts';
import { followState } from './uniform-states.ts';
import { isUnstable } from './uniform-waves.ts';

export interface Threshold {
  /** Name of a parameter; `u` is the mean density, where it is kept. */
  readonly parameter: string;
  readonly present: number;
  /** Null where the answer does not change within three decades up and down, at 0, or with the sign changed. */
  readonly threshold: number | null;
  /** Whether waves grow at values beyond the threshold, seen from the present one. */
  readonly unstableBeyond: boolean | null;
}

const A_DECADE = 20;
const DECADES = 3;
const FACTORS = Array.from({ length: A_DECADE * DECADES }, (_, index) => 10 ** ((index + 1) / A_DECADE));

interface Point {
  readonly value: number;
  readonly state: Densities;
  readonly unstable: boolean;
}

/** `state` is a uniform state of the experiment; `conserved`: nothing grows. Empty where waves have no theory. */
export function thresholds(config: Config, state: Densities, conserved: boolean): Threshold[] {
  const names = Object.keys(config.parameters).filter((name) => Number.isFinite(config.parameters[name]));
  const results = names.map((name) => threshold(config, state, conserved, name));
  if (conserved && state.u > 0) results.push(threshold(config, state, conserved, 'u'));
  return results.filter((result) => result !== null);
}

function threshold(config: Config, state: Densities, conserved: boolean, name: string): Threshold | null {
  const present = name === 'u' ? state.u : config.parameters[name];
  const formulas = fieldFormulas(config);
  const pointAt = (value: number, from: Densities): Point | null =>
    point(config, formulas, conserved, name, value, from);
  const start = pointAt(present, state);
  if (start === null) return null;
  const found = rangesOf(config, name, present)
    .map((values) => firstChange(start, values, pointAt))
    .filter((value) => value !== null)
    .sort((a, b) => away(a, present) - away(b, present));
  const nearest = found.at(0) ?? null;
  const unstableBeyond = nearest === null ? null : !start.unstable;
  return { parameter: name, present, threshold: nearest, unstableBeyond };
}

/** How far a value is from the present one: by its factor where it has the same sign, and beyond all of those where not. */
function away(value: number, present: number): number {
  if (present === 0) return Math.abs(value);
  return value * present > 0 ? Math.abs(Math.log(value / present)) : 1e3 + Math.abs(value / present);
}

/** Values to try, upwards and downwards (through 0 to the other sign), within what the parameter may be. */
function rangesOf(config: Config, name: string, present: number): number[][] {
  const spec = declaredParameters(config).find((declared) => declared.name === name);
  const least = name === 'u' ? 0 : (spec?.least ?? -Infinity);
  const most = spec?.most ?? Infinity;
  const size = present === 0 ? 1 : Math.abs(present);
  const larger = FACTORS.map((factor) => size * factor);
  const all = [...larger.map((value) => value / 10 ** DECADES), ...larger];
  const negative = all.map((value) => -value);
  const within = (values: readonly number[]): number[] =>
    values.filter((value) => value >= least && value <= most);
  if (present === 0) return [within(all), within(negative)];
  const back = [...FACTORS.map((factor) => size / factor), 0, ...negative];
  return [larger, back].map((values) => within(values.map((value) => Math.sign(present) * value)));
}

/** Where the answer first changes along these values; null where it does not, or the state is lost before. */
function firstChange(
  start: Point,
  values: readonly number[],
  pointAt: (value: number, from: Densities) => Point | null,
): number | null {
  let before = start;
  for (const [index, value] of values.entries()) {
    const here = pointAt(value, before.state);
    if (here === null) return null;
    if (here.unstable !== start.unstable) {
      const found = edge(before, here, pointAt);
      // A single value that is unlike its surroundings on both sides (a speed of 0) is no threshold.
      const beyond = found === value ? pointAt(values[index + 1] ?? NaN, here.state) : here;
      if (beyond?.unstable === here.unstable) return found;
    }
    before = here;
  }
  return null;
}

/** Bisects to the last digit, as far as the state can be followed. */
function edge(
  inside: Point,
  outside: Point,
  pointAt: (value: number, from: Densities) => Point | null,
): number | null {
  let [near, far] = [inside, outside];
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = pointAt((near.value + far.value) / 2, near.state);
    if (middle === null) return null;
    if (middle.unstable === inside.unstable) near = middle;
    else far = middle;
  }
  return far.value;
}

/** Null where the state is lost, or its waves have no theory. */
function point(
  config: Config,
  formulas: FieldFormulas,
  conserved: boolean,
  name: string,
  value: number,
  from: Densities,
): Point | null {
  if (Number.isNaN(value)) return null;
  formulas.set(name, value);
  const changed = name === 'u' ? config : { ...config, parameters: { ...config.parameters, [name]: value } };
  const guess = name === 'u' ? { u: value, v: from.v } : from;
  const state = followState(formulas, guess, conserved);
  if (state === null) return null;
  const unstable = isUnstable(changed, formulas, state);
  return unstable === null ? null : { value, state, unstable };
}
