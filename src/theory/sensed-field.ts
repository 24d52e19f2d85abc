// What the cells of an experiment would do at each place: its formulas and the law of its sensing rule, as functions. For
// theory only: it knows prescribed fields, no live ones, and takes them at time 0; `still` says whether that is all.

import type { RunAndTumbleConfig } from '../core/config.ts';
import type { Expression } from '../core/expression/index.ts';
import { differentiate, parseExpression, toFunction, variablesOf } from '../core/expression/index.ts';
import { dimension } from '../core/grid.ts';
import type { Sensed, SensingRule } from '../sensing/rule.ts';
import { nothingSensed } from '../sensing/rule.ts';
import type { Walk } from './diffusion.ts';

type PlaceFunction = (x: number, y: number, t: number) => number;

/** Every law here has a rate of the form mean (1 - s . e) for a heading e, before it is clipped at 0. */
export interface RateAt {
  /** Mean over all headings, 1/T. */
  mean: number;
  /** Bias: what running along x and y takes off, as a share of the mean. */
  sx: number;
  sy: number;
}

export interface SensedField {
  readonly rule: SensingRule;
  readonly dimension: 1 | 2;
  /** False where the cells make the field that they sense: all of the functions below are then without meaning. */
  readonly known: boolean;
  /** No formula contains t. */
  readonly still: boolean;
  /** No formula contains y. */
  readonly alongX: boolean;
  /** Gradient of the attractant, 0 where the rule senses none; y is 0 in one dimension. */
  gradient(x: number, y: number): { readonly x: number; readonly y: number };
  /** Rule's potential at a place: see src/sensing/rule.ts. */
  potential(x: number, y: number): number | null;
  /** Tumbling rules: the law at a place, not clipped. Overwrites `out`. */
  rate(x: number, y: number, out: RateAt): void;
  /** Crawling rules: velocity and strength of the noise of a cell that has been at that place for long. */
  crawl(x: number, y: number): { vx: number; vy: number; noise: number };
}

/** Speed, rates and turning of a tumbling rule's cells. */
export const walkOf = (config: RunAndTumbleConfig): Walk => ({
  dimension: dimension(config),
  speed: config.parameters.speed,
  tumbleRate: config.parameters.tumbleRate,
  persistence: config.parameters.persistence,
  rotationalDiffusion: config.parameters.rotationalDiffusion,
});

export function sensedField(config: RunAndTumbleConfig, rule: SensingRule): SensedField {
  const names = ['x', 'y', 't', 'width', 'height', ...Object.keys(config.parameters)];
  const slots = Float64Array.from([
    0,
    0,
    0,
    config.width,
    config.height,
    ...Object.values(config.parameters),
  ]);
  const used = new Set<string>();
  const place = (expression: Expression): PlaceFunction => {
    const value = toFunction(expression, names);
    return (x, y, t) => {
      slots[0] = x;
      slots[1] = y;
      slots[2] = t;
      return value(slots);
    };
  };
  const parse = (source: string): Expression => {
    const expression = parseExpression(source, { names });
    for (const name of variablesOf(expression)) used.add(name);
    return expression;
  };
  const cue = (source: string | null): Cue => {
    if (source === null) return { value: zero, dx: zero, dy: zero, dt: zero };
    const expression = parse(source);
    const slope = (name: string): PlaceFunction => place(differentiate(expression, name));
    return { value: place(expression), dx: slope('x'), dy: slope('y'), dt: slope('t') };
  };
  const known = rule.cues === 0 || config.chemical === 'prescribed';
  const first = cue(rule.cues > 0 && known ? config.attractant : null);
  const second = cue(rule.cues === 2 ? config.secondCue : null);
  const terms = Object.fromEntries(rule.formulas.map((key) => [key, place(parse(config[key]))]));
  const values = config.parameters;
  const speed = rule.motion === 'tumbling' ? values.speed : 0;
  const sensed = nothingSensed();

  const sense = (x: number, y: number, ex: number, ey: number): Sensed => {
    sensed.x = x;
    sensed.y = y;
    sensed.ex = ex;
    sensed.ey = ey;
    sensed.c = first.value(x, y, 0);
    sensed.cx = first.dx(x, y, 0);
    sensed.cy = first.dy(x, y, 0);
    sensed.ct = speed * (ex * sensed.cx + ey * sensed.cy) + first.dt(x, y, 0);
    sensed.a = second.value(x, y, 0);
    sensed.ax = second.dx(x, y, 0);
    sensed.ay = second.dy(x, y, 0);
    sensed.at = speed * (ex * sensed.ax + ey * sensed.ay) + second.dt(x, y, 0);
    return sensed;
  };
  const rateAlong = (x: number, y: number, ex: number, ey: number): number =>
    rule.law.tumbleRate(sense(x, y, ex, ey), values, terms, config);

  return {
    rule,
    dimension: dimension(config),
    known,
    still: !used.has('t'),
    alongX: dimension(config) === 1 || !used.has('y'),
    gradient: (x, y) => ({
      x: first.dx(x, y, 0),
      y: dimension(config) === 1 ? 0 : first.dy(x, y, 0),
    }),
    potential: (x, y) =>
      rule.potential(values, { c: first.value(x, y, 0), a: second.value(x, y, 0) }, config),
    rate(x, y, out) {
      const right = rateAlong(x, y, 1, 0);
      const left = rateAlong(x, y, -1, 0);
      out.mean = (right + left) / 2;
      out.sx = share(left - right, right + left);
      out.sy = 0;
      if (dimension(config) === 1) return;
      const up = rateAlong(x, y, 0, 1);
      const down = rateAlong(x, y, 0, -1);
      out.sy = share(down - up, up + down);
    },
    crawl(x, y) {
      const { law } = rule;
      const memory = new Float64Array(rule.memory.length);
      const velocity = new Float64Array(2);
      const here = sense(x, y, 0, 0);
      law.rest?.(here, values, memory);
      law.driftVelocity?.(here, values, memory, velocity);
      const noise = law.noiseStrength?.(here, values, memory) ?? 0;
      return { vx: velocity[0], vy: velocity[1], noise };
    },
  };
}

interface Cue {
  readonly value: PlaceFunction;
  readonly dx: PlaceFunction;
  readonly dy: PlaceFunction;
  readonly dt: PlaceFunction;
}

const zero: PlaceFunction = () => 0;

/** Where nothing ever tumbles there is no bias either. */
const share = (difference: number, sum: number): number => (difference === 0 ? 0 : difference / sum);
