// Exact drift of a cell on a line that adapts: it runs at speed v, turns round at the rate r(z), and its one internal variable
//   z' = -h(z) + s on the way up, z' = -h(z) - s on the way down,
// h growing with z, as it is where what the cell senses rises evenly: s is that rise along a run per time. No noise but the turns.
//
// At rest the densities of z obey d/dz[(s - h) p+] = -r (p+ - p-) = -d/dz[-(s + h) p-], whose sum says that no z flows:
// (s - h) p+ = (s + h) p- = q. So p+ + p- = q 2s/(s^2 - h^2), p+ - p- = q 2h/(s^2 - h^2), d ln q/dz = -2 r h/(s^2 - h^2), and
//   drift = v int(p+ - p-)/int(p+ + p-).
// (NUMERICS, rows 19 and 23.) As <z'> = 0, it is v <h>/s too: no cell climbs faster than it can adapt, drift <= v max(h)/s. Where
// s is above the largest |h|, z still has a density at rest: long runs take it far, but there both ways of running last equally
// long, and what h is at its bound brings it back.
//
// z ends where h = s, or does not end. u = artanh(h/s) + z/scale knows neither case: in it z and ln q have slopes without poles,
//   dz/du = s w/g, d ln q/du = -2 r (h/s)/g, (p+ + p-) dz = 2 q/g du, w = 1 - (h/s)^2, g = h' + s w/scale,
// and tails that are exponential where h and r have come to their limits, which are then added in closed form.

import { follow } from './initial-value.ts';

export interface Adapting {
  /** h, unit of z per time: grows with z, 0 at `rest`. */
  readonly relaxation: (z: number) => number;
  /** dh/dz, 1/T, not negative. */
  readonly relaxationSlope: (z: number) => number;
  readonly rest: number;
  /** Where h is bounded: distance in z over which it and r approach their limits exponentially; else Infinity. */
  readonly scale: number;
  /** r(z), rate of reversals, 1/T: half the rate of tumbles that forget the heading. */
  readonly rate: (z: number) => number;
  /** s, unit of z per time: rise of what is sensed along a run up. Below 0 the cell runs up what it senses the other way. */
  readonly signal: number;
  /** v, L/T. */
  readonly speed: number;
}

export interface AdaptingState {
  /** L/T. */
  readonly drift: number;
  /** <z> and <z^2>. */
  readonly mean: number;
  readonly meanSquare: number;
}

/** Beyond it artanh(h/s) is past 20 or z past 40 scales: what still changes is below rounding. */
const FAR = 60;
/** ln q from where on nothing counts any more. */
const NEGLIGIBLE = -60;

/** Drift, L/T; null where the cell does not settle, see `adaptingState`. */
export const adaptingDrift = (cell: Adapting): number | null => adaptingState(cell)?.drift ?? null;

/**
 * Null where no state at rest is left: r is 0 at both ends of z, so that a cell goes on the way it first went for ever. With r
 * 0 at one end only, all cells come to run that way in the end.
 */
export function adaptingState(cell: Adapting): AdaptingState | null {
  const signal = Math.abs(cell.signal);
  const sense = Math.sign(cell.signal);
  if (signal === 0) return { drift: 0, mean: cell.rest, meanSquare: cell.rest ** 2 };
  const high = side(cell, signal, 1);
  const low = side(cell, signal, -1);
  if (high.trapped && low.trapped) return null;
  if (high.trapped || low.trapped) {
    const z = cell.rest + (high.trapped ? high : low).x;
    return { drift: (high.trapped ? sense : -sense) * cell.speed, mean: z, meanSquare: z ** 2 };
  }
  const total = high.total + low.total;
  const mean = (high.first + low.first) / total;
  const square = (high.second + low.second) / total;
  return {
    drift: (sense * cell.speed * (high.biased + low.biased)) / total,
    mean: cell.rest + mean,
    meanSquare: cell.rest ** 2 + 2 * cell.rest * mean + square,
  };
}

/** Integrals of (p+ + p-), (p+ - p-) and of x and x^2 times the former on one side of `rest`; x = z - rest, here where it ends. */
interface Side {
  readonly total: number;
  readonly biased: number;
  readonly first: number;
  readonly second: number;
  readonly x: number;
  readonly trapped: boolean;
}

function side({ relaxation, relaxationSlope, scale, rate, rest }: Adapting, s: number, way: 1 | -1): Side {
  const slopeOf = (y: readonly number[], slope: number[]): void => {
    const [x, logarithm] = y;
    const ratio = relaxation(rest + x) / s;
    const width = s * (1 - ratio ** 2);
    const g = relaxationSlope(rest + x) + width / scale;
    const density = Math.exp(logarithm) / g;
    slope[0] = (way * width) / g;
    slope[1] = (way * -2 * rate(rest + x) * ratio) / g;
    slope[2] = density;
    slope[3] = density * ratio;
    slope[4] = density * x;
    slope[5] = density * x * x;
  };
  // q is near a Gaussian in u where turns are frequent: what its integrals come to sets what counts as an error of theirs.
  const g = relaxationSlope(rest) + s / scale;
  const broad = 1 / Math.sqrt(1 + (2 * rate(rest) * relaxationSlope(rest)) / g ** 2);
  const [far, weight] = [(s / g) * broad, broad / g];
  const floor = [far, 1, weight, weight * broad, weight * far, weight * far ** 2];
  let y = [0, 0, 0, 0, 0, 0];
  const [before, end] = [[...y], [...y]];
  for (let u = 0; u < FAR && y[1] > NEGLIGIBLE; u += 1) {
    slopeOf(y, before);
    y = follow(slopeOf, y, 1, 1e-12, floor);
  }
  const [x, logarithm, total, biased, first, second] = y;
  if (!(logarithm > NEGLIGIBLE)) return { total, biased, first, second, x, trapped: false };
  slopeOf(y, end);
  const decay = -end[1];
  // Turns that are still getting rarer here have 0 for their limit, and cells that come this far do not come back.
  if (!(decay > 0.99 * -before[1])) {
    const last = Math.abs(end[0]) > 1e-6 * Math.abs(x) ? way * Infinity : x;
    return { total, biased, first, second, x: last, trapped: true };
  }
  // The tail from here: density e^{-decay u}, x growing by end[0] per u.
  const [tail, pace] = [end[2] / decay, end[0] / decay];
  return {
    total: total + tail,
    biased: biased + end[3] / decay,
    first: first + tail * (x + pace),
    second: second + tail * (x * x + 2 * x * pace + 2 * pace * pace),
    x,
    trapped: false,
  };
}
