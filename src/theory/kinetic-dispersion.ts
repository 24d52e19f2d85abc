// Linear stability of uniform run-and-tumble cells that secrete what they sense. Cells of density u0/(2 pi) for each heading
// th, new headings by a wrapped Cauchy turn, rotational diffusion D_r, rate lam (1 - dR/dt) along the run. A wave
// exp(s t + i k x) with the harmonics f_n of the headings and the chemical c obeys
//   (s + mu_n) f_n + (i v k/2)(f_{n-1} + f_{n+1}) = [|n| = 1] (i v k/2) lam (1 - persistence) R' c u0/(2 pi),
//   (s + decay + D_v k^2) c = beta 2 pi f_0,   mu_n = lam (1 - persistence^n) + n^2 D_r,  mu_0 = 0:
// the term with the chemical's own dc/dt alters all headings alike and drops out. The harmonics beyond the first come to a
// continued fraction, G = (v k/2)^2/(s + mu_2 + (v k/2)^2/(s + mu_3 + ..)), and what is left is, in d dimensions,
//   s (s + mu + G) + (v k)^2/d (1 - response/(s + decay + D_v k^2)) = 0,   response = lam (1 - persistence) R' u0 beta,
// with mu = mu_1, and G = 0 on a line, where only two headings are (NUMERICS, row 39). Without persistence and rotation G
// has a closed form, and the relation becomes 1 - lam/r = response (1 - S/r)/(..), S = s + lam, r = sqrt(S^2 + (v k)^2).
// For s = 0 the bracket alone counts: unstable where response > decay + D_v k^2, at any persistence and rotation. For small k
// it is Keller-Segel's relation with D = v^2/(d mu); short waves grow more slowly than that says, for cells have a speed.
//
// On a line all three roots are found, complex ones too. In the plane only real roots above the rates at which headings are
// forgotten: a wave that has none decays, how fast is not said.
// Sources: Alt 1980, J. Math. Biol. 9, 147; Perthame and Yasuda 2018, Nonlinearity 31, 4065 (stiff response).

import type { Walk } from './diffusion.ts';
import { headingLossRate } from './diffusion.ts';
import type { Band, Dispersion, Growth, Wave } from './dispersion.ts';
import { waveOf } from './dispersion.ts';

export interface Secreting {
  readonly walk: Walk;
  /** lam (1 - persistence) R'(v0) u0 beta, 1/T: what sensing and secretion make of each other; below 0 for a repellent. */
  readonly response: number;
  readonly diffusionV: number;
  /** -g_v, 1/T. */
  readonly decay: number;
}

/** Of cells that turn: mu is above 0. */
export function kineticDispersion(cells: Secreting): Dispersion {
  const growthOfSquare = (square: number): Growth | null => kineticGrowth(cells, square);
  const bands = kineticBands(cells);
  return {
    growth: (wavenumber) => growthOfSquare(wavenumber ** 2),
    growthOfSquare,
    bands,
    fastest: bands.length === 0 ? null : fastestWave(cells, bands[0]),
  };
}

/** From the sign of the relation at s = 0: below there is one positive root. A chemical that makes itself grows anyway. */
export function kineticBands({ walk, response, diffusionV, decay }: Secreting): Band[] {
  const excess = walk.speed > 0 ? Math.max(response - decay, -decay) : -decay;
  if (!(excess > 0)) return [];
  return [{ low: 0, high: diffusionV > 0 ? Math.sqrt(excess / diffusionV) : Infinity }];
}

/** Growth of the wave with this k^2; null where it has no real root in the plane (see above). */
export function kineticGrowth(cells: Secreting, square: number): Growth | null {
  return cells.walk.dimension === 1 ? growthOnLine(cells, square) : growthInPlane(cells, square);
}

/** Rightmost root of s^3 + (decay' + mu) s^2 + (decay' mu + w) s + w (decay' - response), decay' = decay + D_v q, w = v^2 q. */
function growthOnLine({ walk, response, diffusionV, decay }: Secreting, square: number): Growth {
  const fading = decay + diffusionV * square;
  const mu = headingLossRate(walk);
  const w = walk.speed ** 2 * square;
  const [a, b, c] = [fading + mu, fading * mu + w, w * (fading - response)];
  // A real root lies within Cauchy's bound; the other two are those of the quadratic that is left.
  const bound = 1 + Math.max(Math.abs(a), Math.abs(b), Math.abs(c));
  const real = bisect((s) => ((s + a) * s + b) * s + c, -bound, bound);
  const half = -(a + real) / 2;
  const discriminant = half ** 2 - ((real + a) * real + b);
  const other = discriminant < 0 ? half : half + Math.sqrt(discriminant);
  if (discriminant < 0 && half > real) return { rate: half, frequency: Math.sqrt(-discriminant) };
  return { rate: discriminant < 0 ? real : Math.max(real, other), frequency: 0 };
}

/** Steps from 0 down to the rate at which headings are forgotten, in search of a decaying wave's root. */
const STEPS_DOWN = 400;

function growthInPlane(cells: Secreting, square: number): Growth | null {
  const { walk, response, diffusionV, decay } = cells;
  const fading = decay + diffusionV * square;
  const mu = headingLossRate(walk);
  const beyond = beyondFirst(walk, walk.speed ** 2 * square);
  const relation = (s: number): number =>
    s * (s + mu + beyond(s)) * (s + fading) + ((walk.speed ** 2 * square) / 2) * (s + fading - response);
  // s above 0 asks for response > s + fading, or for a chemical that makes itself.
  const most = Math.max(response - fading, 0) + Math.max(-fading, 0);
  if (relation(0) < 0) return { rate: bisect(relation, 0, most), frequency: 0 };
  if (relation(0) === 0) return { rate: 0, frequency: 0 };
  // Cells that flee from a chemical that makes itself: what roots there are above 0 come in pairs.
  if (fading < 0) return null;
  const least = -Math.min(mu, harmonicLoss(walk, 2));
  for (let step = 1; step < STEPS_DOWN; step += 1) {
    const s = (least * step) / STEPS_DOWN;
    if (relation(s) <= 0)
      return { rate: bisect(relation, s, (least * (step - 1)) / STEPS_DOWN), frequency: 0 };
  }
  return null;
}

/** mu_n, 1/T: rate at which the mean of cos n(angle) is forgotten. */
const harmonicLoss = (walk: Walk, n: number): number =>
  walk.tumbleRate * (1 - walk.persistence ** n) + n ** 2 * walk.rotationalDiffusion;

/** Harmonics that are kept beyond the first before the rest is taken to be forgotten alike. */
const LEAST_HARMONICS = 64;
const MOST_HARMONICS = 4096;
/** A share of the tumbling rate that is rounding. */
const FORGOTTEN = 1e-17;

/** G(s) for waves with (v k)^2 = `square`: from the back, where all mu_n count as one and G has its closed form. */
function beyondFirst(walk: Walk, square: number): (s: number) => number {
  const quarter = square / 4;
  const rest = (S: number): number => (2 * quarter) / (S + Math.sqrt(S ** 2 + 4 * quarter));
  if (walk.persistence === 0 && walk.rotationalDiffusion === 0) return (s) => rest(s + walk.tumbleRate);
  const tumbles = Math.log(FORGOTTEN) / Math.log(Math.min(Math.abs(walk.persistence), 1 - 1e-9));
  // Where n^2 D_r exceeds v k the fraction has converged long since.
  const turns =
    walk.rotationalDiffusion > 0 ? 4 * Math.sqrt(Math.sqrt(square) / walk.rotationalDiffusion) : 0;
  const wanted = walk.rotationalDiffusion > 0 ? Math.min(turns, Infinity) : tumbles;
  const count = Math.min(Math.max(Math.ceil(wanted), LEAST_HARMONICS), MOST_HARMONICS);
  const loss = Array.from({ length: count }, (_, index) => harmonicLoss(walk, index + 2));
  return (s) => {
    let value = rest(s + loss[count - 1]);
    for (let index = count - 1; index >= 0; index -= 1) value = quarter / (s + loss[index] + value);
    return value;
  };
}

/** A root of f between a place where it is not positive and one where it is not negative, to the last digit. */
function bisect(f: (s: number) => number, low: number, high: number): number {
  for (let halving = 0; halving < 200; halving += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (f(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

const SAMPLES = 96;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Largest rate within a band, or null where it lies at one of its ends: sampled, then narrowed by the golden section. */
function fastestWave(cells: Secreting, band: Band): Wave | null {
  const rate = (wavenumber: number): number => kineticGrowth(cells, wavenumber ** 2)?.rate ?? -Infinity;
  const { walk } = cells;
  const high = Number.isFinite(band.high) ? band.high : (1e3 * headingLossRate(walk)) / walk.speed;
  // Evenly in the logarithm: the fastest wave may be far longer than the shortest that grows.
  const at = (index: number): number => high * 10 ** (6 * (index / SAMPLES - 1));
  const rates = Array.from({ length: SAMPLES + 1 }, (_, index) => rate(at(index)));
  const best = rates.indexOf(Math.max(...rates));
  if (best === 0 || best === SAMPLES) return null;
  let [low, top] = [at(best - 1), at(best + 1)];
  while (top - low > 1e-9 * top) {
    const [a, b] = [top - GOLDEN * (top - low), low + GOLDEN * (top - low)];
    if (rate(a) > rate(b)) top = b;
    else low = a;
  }
  const wavenumber = (low + top) / 2;
  return waveOf(wavenumber, kineticGrowth(cells, wavenumber ** 2)!);
}
