// What the cells of an experiment would do at each place: its formulas and the law of its sensing rule, as functions. For
// theory only: it knows prescribed fields, no live ones, and takes them at time 0; `still` says whether that is all.

import { sensedPlace } from '../config/index.ts';
import type { WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { findRule } from '../sensing/index.ts';
import type { SensingRule } from '../sensing/rule.ts';
import type { Walk } from './diffusion.ts';
import { NO_MEMORY } from '../sensing/rule.ts';

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

/** Speed, rates and turning of cells that tumble or steer, where they sense nothing or are used to what they sense. */
export function walkOf(config: WalkConfig): Walk {
  const { parameters } = config;
  const { speed, rotationalDiffusion } = parameters;
  const rule = findRule(config.sensing);
  const line = dimension(config) === 1;
  if (rule?.motion === 'steering')
    return line
      ? { dimension: 1, speed, tumbleRate: rotationalDiffusion, persistence: -1, rotationalDiffusion: 0 }
      : { dimension: 2, speed, tumbleRate: 0, persistence: 0, rotationalDiffusion };
  const tumbleRate = rule?.law.restingRate?.(parameters) ?? parameters.tumbleRate;
  return {
    dimension: line ? 1 : 2,
    speed,
    tumbleRate,
    persistence: parameters.persistence,
    rotationalDiffusion,
  };
}

export function sensedField(config: WalkConfig, rule: SensingRule): SensedField {
  const { first, second, terms, names, sense } = sensedPlace(config, rule);
  const known = rule.cues === 0 || config.chemical === 'prescribed';
  const values = config.parameters;
  const speed = rule.motion === 'crawling' ? 0 : values.speed;
  const rateAlong = (x: number, y: number, ex: number, ey: number): number =>
    rule.law.tumbleRate(sense(x, y, 0, ex, ey, speed), values, terms, config, NO_MEMORY);

  return {
    rule,
    dimension: dimension(config),
    known,
    still: !names.has('t'),
    alongX: dimension(config) === 1 || !names.has('y'),
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
      const here = sense(x, y, 0, 0, 0, speed);
      law.rest?.(here, values, memory);
      law.driftVelocity?.(here, values, memory, velocity);
      const noise = law.noiseStrength?.(here, values, memory) ?? 0;
      return { vx: velocity[0], vy: velocity[1], noise };
    },
  };
}

/** Where nothing ever tumbles there is no bias either. */
const share = (difference: number, sum: number): number => (difference === 0 ? 0 : difference / sum);
