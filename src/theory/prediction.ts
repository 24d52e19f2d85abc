// What analysis predicts of an experiment with cells, all in one place, for the curves beside the measured ones. Every
// part that theory does not know is null, rather than a formula outside its range.

import { sensedPlace } from '../config/index.ts';
import type { WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { answersAtOnce, findRule } from '../sensing/index.ts';
import type { Walk } from './diffusion.ts';
import { meanSquaredDisplacement } from './diffusion.ts';
import type { Drift, DriftKind } from './drift.ts';
import { diffusesAfter, diffusionAboutDrift, drift } from './drift.ts';
import type { RateAt, SensedField } from './sensed-field.ts';
import { insideDrift } from './inside-drift.ts';
import { sensedField, walkOf } from './sensed-field.ts';
import { stationaryDensity } from './stationary-density.ts';

export interface PredictedDrift {
  /** Along the direction (x, y), a unit vector; L/T, not negative. */
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly kind: DriftKind;
  /**
   * Chemotactic index: mean cosine between heading and the attractant's gradient, negative where cells go down it. Null for
   * cells that crawl, and where that gradient vanishes or has no single direction.
   */
  readonly index: number | null;
  /** True where walls stand across the direction: the drift ends once cells have come to them. */
  readonly walls: boolean;
}

export interface Prediction {
  /** L^2/T, where every place is like every other; along x in the mean over directions. */
  readonly diffusion: number | null;
  /**
   * Time from which cells spread about their drift in proportion to time, T: what a measured diffusion coefficient may be
   * fitted to. Null where they never do, or nobody knows: walls, places that differ, fields that the cells make.
   */
  readonly diffusesAfter: number | null;
  /** L^2 at a time after the start; only without bias and without walls. */
  readonly meanSquaredDisplacement: ((time: number) => number) | null;
  /** Probability per length along x that cells settle to, averaged over each of nx columns. */
  readonly density: Float64Array | null;
  /** Of that density, from the left edge; null where x is periodic: both would depend on where the edge lies. */
  readonly mean: number | null;
  readonly variance: number | null;
  /** Where the bias is the same everywhere and not 0. */
  readonly drift: PredictedDrift | null;
}

/** Places a side at which a field is asked whether it is uniform. */
const SAMPLES = 33;
/** Largest relative difference between places that is rounding. */
const SAME = 1e-9;

/** Takes some milliseconds: once a change of the config, not once a picture. */
export function predict(config: WalkConfig): Prediction {
  const rule = findRule(config.sensing);
  if (!rule) throw new RangeError(`no sensing rule ${config.sensing}`);
  const field = sensedField(config, rule);
  const motion = motionOf(config, field);
  const settled = stationaryDensity(config, rule, field);
  const moments = config.boundaryX === 'periodic' ? null : settled;
  return {
    ...motion,
    density: settled?.density ?? null,
    mean: moments?.mean ?? null,
    variance: moments?.variance ?? null,
  };
}

/** A scalar and a vector. */
type Values = readonly [number, number, number];
type Motion = Pick<Prediction, 'diffusion' | 'diffusesAfter' | 'meanSquaredDisplacement' | 'drift'>;
const UNKNOWN: Motion = { diffusion: null, diffusesAfter: null, meanSquaredDisplacement: null, drift: null };

function motionOf(config: WalkConfig, field: SensedField): Motion {
  if (field.rule.motion === 'crawling') return crawling(config, field);
  return answersAtOnce(field.rule) ? tumbling(config, field) : remembering(config, field);
}

/** Cells with an inside: where nothing changes they walk as their adapted rate lets them; where a signal is even they drift. */
function remembering(config: WalkConfig, field: SensedField): Motion {
  const found = insideDrift(config, field, sensedPlace(config, field.rule));
  if (found === null) return UNKNOWN;
  if (found.value > 0) {
    const index = gradientCosine(config, field, found.x, found.y);
    const { x, y } = found;
    return {
      ...UNKNOWN,
      drift: directed(config, found, x, y, index && (index * found.value) / walkOf(config).speed),
    };
  }
  const walk = walkOf(config);
  return {
    diffusion: diffusionAboutDrift(walk, 0),
    diffusesAfter: hasWalls(config) ? null : diffusesAfter(walk, 0),
    meanSquaredDisplacement: hasWalls(config) ? null : (time) => meanSquaredDisplacement(walk, time),
    drift: null,
  };
}

function tumbling(config: WalkConfig, field: SensedField): Motion {
  const uniform = uniformValues(config, field, 1, (x, y) => {
    const rate: RateAt = { mean: 0, sx: 0, sy: 0 };
    field.rate(x, y, rate);
    return [rate.mean, rate.sx, rate.sy];
  });
  if (uniform === null) return UNKNOWN;
  const [tumbleRate, sx, sy] = uniform;
  if (!(tumbleRate >= 0)) return UNKNOWN;
  const bias = Math.hypot(sx, sy);
  const walk: Walk = effectiveWalk({ ...walkOf(config), tumbleRate }, bias);
  const known = drift(walk, bias);
  const index = known && gradientCosine(config, field, sx / bias, sy / bias);
  return {
    diffusion: diffusionAboutDrift(walk, bias),
    diffusesAfter: hasWalls(config) ? null : diffusesAfter(walk, bias),
    meanSquaredDisplacement:
      bias === 0 && !hasWalls(config) ? (time) => meanSquaredDisplacement(walk, time) : null,
    drift:
      known === null || bias === 0
        ? null
        : directed(config, known, sx / bias, sy / bias, index && (index * known.value) / walk.speed),
  };
}

/** Cosine between the direction (x, y) and the attractant's gradient, where that points the same way everywhere. */
function gradientCosine(config: WalkConfig, field: SensedField, x: number, y: number): number | null {
  const uniform = uniformValues(config, field, 1, (atX, atY) => {
    const slope = field.gradient(atX, atY);
    const size = Math.hypot(slope.x, slope.y);
    return [1, slope.x / size, slope.y / size];
  });
  return uniform && x * uniform[1] + y * uniform[2];
}

/** Rates clipped at 0 in one dimension are rates again: above a bias of 1 only the way down is left, at A (1 + s). */
const effectiveWalk = (walk: Walk, bias: number): Walk =>
  walk.dimension === 1 && bias > 1 ? { ...walk, tumbleRate: (walk.tumbleRate * (1 + bias)) / 2 } : walk;

function crawling(config: WalkConfig, field: SensedField): Motion {
  const uniform = uniformValues(config, field, 0, (x, y) => {
    const { vx, vy, noise } = field.crawl(x, y);
    return [noise, vx, vy];
  });
  if (uniform === null) return UNKNOWN;
  const [noise, vx, vy] = uniform;
  const speed = Math.hypot(vx, vy);
  const axes = 2 * dimension(config);
  return {
    diffusion: noise,
    diffusesAfter: hasWalls(config) ? null : 0,
    meanSquaredDisplacement: speed === 0 && !hasWalls(config) ? (time) => axes * noise * time : null,
    drift:
      speed === 0 ? null : directed(config, { value: speed, kind: 'exact' }, vx / speed, vy / speed, null),
  };
}

function directed(
  config: WalkConfig,
  { value, kind }: Drift,
  x: number,
  y: number,
  index: number | null,
): PredictedDrift {
  const across = (along: number, boundary: string): boolean =>
    Math.abs(along) > SAME && boundary === 'no-flux';
  return { value, x, y, kind, index, walls: across(x, config.boundaryX) || across(y, config.boundaryY) };
}

const hasWalls = (config: WalkConfig): boolean =>
  config.boundaryX === 'no-flux' || (dimension(config) === 2 && config.boundaryY === 'no-flux');

/** A vector of which nothing but rounding is left counts as none. */
const vector = (x: number, y: number, scale: number): [number, number] =>
  Math.hypot(x, y) <= SAME * scale ? [0, 0] : [x, y];

/**
 * What `at` says, a scalar and a vector, where it says the same of every place, now and later; else null. `scale` is the
 * size below which differences of the vector do not matter, relative to its own.
 */
function uniformValues(
  config: WalkConfig,
  field: SensedField,
  scale: number,
  at: (x: number, y: number) => Values,
): Values | null {
  if (!field.known || !field.still) return null;
  const rows = dimension(config) === 1 ? 1 : SAMPLES;
  const first = at((0.5 / SAMPLES) * config.width, (0.5 / rows) * config.height);
  const size = Math.max(Math.hypot(first[1], first[2]), scale);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < SAMPLES; column += 1) {
      const here = at(((column + 0.5) / SAMPLES) * config.width, ((row + 0.5) / rows) * config.height);
      if (!(Math.abs(here[0] - first[0]) <= SAME * Math.abs(first[0]))) return null;
      if (!(Math.hypot(here[1] - first[1], here[2] - first[2]) <= SAME * size)) return null;
    }
  }
  return [first[0], ...vector(first[1], first[2], scale)];
}
