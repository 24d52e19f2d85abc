// What theory says of cells one by one: as they are where nothing is sensed, and along a line through the field that they
// sense, if that is given by a formula.

import type { WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { answersAtOnce, findRule } from '../sensing/index.ts';
import type { SensingRule } from '../sensing/rule.ts';
import { coefficientsAt } from './coefficients.ts';
import { diffusionCoefficient, headingLossRate } from './diffusion.ts';
import type { Prediction } from './prediction.ts';
import { predict } from './prediction.ts';
import type { RateAt } from './sensed-field.ts';
import { sensedField, walkOf } from './sensed-field.ts';

export interface CellsReport {
  readonly motion: SensingRule['motion'];
  /** Of cells that sense nothing: v, L/T; 1/mu, T; v/mu, L; v^2/(d mu), L^2/T. Null for crawling cells, but for the last. */
  readonly speed: number | null;
  readonly headingTime: number | null;
  readonly persistenceLength: number | null;
  readonly diffusion: number | null;
  readonly profile: Profile | null;
  /** What is known in closed form of a prescribed field: see prediction.ts. */
  readonly prediction: Prediction;
}

/** Along x through the middle of the domain at t = 0, at evenly spaced places. */
export interface Profile {
  readonly x: readonly number[];
  /** D_eff and v_eff along x. Null where nothing ever turns. */
  readonly diffusion: readonly (number | null)[];
  readonly drift: readonly number[];
  /** Chemotactic index: mean cosine between heading and gradient; null without a gradient. */
  readonly index: readonly (number | null)[];
  /** On a line exact as coefficients.ts says: in densities without a flux; in the plane linear response. */
  readonly kind: 'exact' | 'linear response';
  /** Whether some heading's rate is below 0 at one of these places: in two dimensions they are then beyond linear response. */
  readonly clipped: boolean;
}

const PLACES = 65;

export function cellsReport(config: WalkConfig): CellsReport {
  const rule = findRule(config.sensing);
  if (!rule) throw new RangeError(`no sensing rule ${config.sensing}`);
  const prediction = predict(config);
  if (rule.motion === 'crawling') {
    const { mobility, temperature } = config.parameters;
    const unknown = { speed: null, headingTime: null, persistenceLength: null, profile: null };
    return { motion: 'crawling', ...unknown, diffusion: finite(mobility * temperature), prediction };
  }
  const walk = walkOf(config);
  const mu = headingLossRate(walk);
  return {
    motion: rule.motion,
    speed: walk.speed,
    headingTime: finite(1 / mu),
    persistenceLength: finite(walk.speed / mu),
    diffusion: finite(diffusionCoefficient(walk)),
    profile: answersAtOnce(rule) ? profileOf(config) : null,
    prediction,
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function profileOf(config: WalkConfig): Profile | null {
  const field = sensedField(config, findRule(config.sensing)!);
  if (!field.known) return null;
  const walk = walkOf(config);
  const y = dimension(config) === 1 ? 0 : config.height / 2;
  const x = Array.from({ length: PLACES }, (_, place) => ((place + 0.5) / PLACES) * config.width);
  const rate: RateAt = { mean: 0, sx: 0, sy: 0 };
  let clipped = false;
  const places = x.map((at) => {
    field.rate(at, y, rate);
    clipped ||= !(rate.mean >= 0) || Math.hypot(rate.sx, rate.sy) > 1;
    const { diffusion, driftX, driftY } = coefficientsAt(field, walk, at, y);
    const slope = field.gradient(at, y);
    const index = (driftX * slope.x + driftY * slope.y) / (Math.hypot(slope.x, slope.y) * walk.speed);
    return { diffusion: finite(diffusion), drift: driftX, index: finite(index) };
  });
  if (places.some(({ drift }) => !Number.isFinite(drift))) return null;
  return {
    x,
    diffusion: places.map(({ diffusion }) => diffusion),
    drift: places.map(({ drift }) => drift),
    index: places.map(({ index }) => index),
    kind: dimension(config) === 1 ? 'exact' : 'linear response',
    clipped,
  };
}
