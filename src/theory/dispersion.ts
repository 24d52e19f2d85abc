// Linear stability of a uniform state: which waves on it grow, and how fast. A wave exp(s t + i k x) on a state (u0, v0) of
//   du/dt = div(D_u grad u - chi grad v) + f(u, v),   dv/dt = div(D_v grad v) + g(u, v)
// obeys, with q = k^2 and all coefficients taken at (u0, v0),
//   s (a, b) = [[f_u - D_u q, f_v + chi q], [g_u, g_v - D_v q]] (a, b):
// trace and determinant are polynomials in q, and band and fastest wave follow from them in closed form. Coefficients that
// depend on u and v enter by their values alone: their slopes multiply gradients, which are themselves small.
//
// Sources: Keller and Segel 1970, J. theor. Biol. 26, 399; Murray 2003, Mathematical Biology II, 2.3. NUMERICS, row 29.

/** What the equations of two fields are near a uniform state. */
export interface Linearised {
  readonly diffusionU: number;
  readonly diffusionV: number;
  /** chi(u0, v0), with its factor u. */
  readonly sensitivity: number;
  /** f_u, f_v, g_u, g_v, 1/T (and what the units of u and v make of it). */
  readonly growthU: number;
  readonly growthV: number;
  readonly productionU: number;
  readonly productionV: number;
  /** How many times quicker the chemical is than its equation says; absent: once. */
  readonly haste?: number;
}

/**
 * Haste of a quasi-steady chemical. What follows at once is the limit of what follows ever quicker, and its growth rates and
 * bands come out to this share of themselves. Without decay of v the longest wave grows fastest in the limit, and here one
 * far longer than any domain.
 */
export const AT_ONCE = 1e6;

const hastened = (linear: Linearised): Linearised => {
  const { haste = 1, diffusionV, productionU, productionV } = linear;
  const quick = {
    diffusionV: haste * diffusionV,
    productionU: haste * productionU,
    productionV: haste * productionV,
  };
  return haste === 1 ? linear : { ...linear, ...quick, haste: 1 };
};

export interface Growth {
  /** Real part of s, 1/T: growth where positive. */
  readonly rate: number;
  /** Imaginary part of s, not negative, 1/T: above 0 the wave oscillates. */
  readonly frequency: number;
}

export interface Wave extends Growth {
  readonly wavenumber: number;
  readonly wavelength: number;
}

/** Wavenumbers that grow: low < k < high. `low` may be 0 and `high` Infinity. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** The growth of waves on one uniform state, from one theory. */
export interface Dispersion {
  /** Growth of the wave with this wavenumber (1/L, not negative); null where theory has no answer. */
  growth(wavenumber: number): Growth | null;
  /** Growth rate of a wave with this k^2 or, on a grid, with what stands there for k^2 (see `gridSquare`). */
  growthOfSquare(square: number): Growth | null;
  /** In ascending order, apart from each other; empty for a state that is stable. */
  readonly bands: readonly Band[];
  /** Wave with the largest rate; null where longer (or shorter) waves always grow faster, or decay more slowly. */
  readonly fastest: Wave | null;
}

/**
 * q that a centred grid of spacing h has in the place of k^2 along one axis: (2 - 2 cos kh)/h^2, less than k^2 by its
 * 12th part times (kh)^2. NUMERICS, row 30.
 */
export const gridSquare = (wavenumber: number, spacing: number): number =>
  ((2 / spacing) * Math.sin((wavenumber * spacing) / 2)) ** 2;

/** The eigenvalue with the largest real part. */
export function growthOf(given: Linearised, square: number): Growth {
  const linear = hastened(given);
  const a = linear.growthU - linear.diffusionU * square;
  const d = linear.productionV - linear.diffusionV * square;
  const product = (linear.growthV + linear.sensitivity * square) * linear.productionU;
  // ((a - d)/2)^2 + b c has fewer digits to lose than trace^2/4 - determinant.
  const discriminant = ((a - d) / 2) ** 2 + product;
  if (discriminant < 0) return { rate: (a + d) / 2, frequency: Math.sqrt(-discriminant) };
  const root = Math.sqrt(discriminant);
  const half = (a + d) / 2;
  // Of the two forms of the larger root the one in which nothing cancels; its product with the other is the determinant.
  if (half > 0 || root === half) return { rate: half + root, frequency: 0 };
  return { rate: (product - a * d) / (root - half), frequency: 0 };
}

/** Coefficients of trace(q) = trace - spread q and determinant(q) = second q^2 - first q + constant. */
interface Polynomials {
  readonly trace: number;
  readonly spread: number;
  readonly second: number;
  readonly first: number;
  readonly constant: number;
}

const polynomials = (l: Linearised): Polynomials => ({
  trace: l.growthU + l.productionV,
  spread: l.diffusionU + l.diffusionV,
  second: l.diffusionU * l.diffusionV,
  first: l.diffusionU * l.productionV + l.diffusionV * l.growthU + l.sensitivity * l.productionU,
  constant: l.growthU * l.productionV - l.growthV * l.productionU,
});

export function fieldDispersion(linear: Linearised): Dispersion {
  const growthOfSquare = (square: number): Growth => growthOf(linear, square);
  return {
    growth: (wavenumber) => growthOfSquare(wavenumber ** 2),
    growthOfSquare,
    bands: fieldBands(linear),
    fastest: fastestWave(linear),
  };
}

/** A state is unstable to q where the trace is positive or the determinant negative. */
export function fieldBands(linear: Linearised): Band[] {
  const { trace, spread, second, first, constant } = polynomials(hastened(linear));
  const squares: [number, number][] = [];
  if (trace > 0) squares.push([0, spread > 0 ? trace / spread : Infinity]);
  if (second === 0) {
    if (first > 0) squares.push([Math.max(constant / first, 0), Infinity]);
    else if (constant < 0) squares.push([0, first < 0 ? constant / first : Infinity]);
  } else {
    const [low, high] = roots(second, -first, constant) ?? [0, 0];
    if (high > 0 && high > low) squares.push([Math.max(low, 0), high]);
  }
  return union(squares).map(([low, high]) => ({ low: Math.sqrt(low), high: Math.sqrt(high) }));
}

function union(intervals: readonly [number, number][]): [number, number][] {
  const result: [number, number][] = [];
  for (const [low, high] of [...intervals].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && low <= last[1]) last[1] = Math.max(last[1], high);
    else result.push([low, high]);
  }
  return result;
}

/** Real roots of a x^2 + b x + c in ascending order, without cancellation; null where there are none. `a` is not 0. */
function roots(a: number, b: number, c: number): [number, number] | null {
  const discriminant = b * b - 4 * a * c;
  if (!(discriminant >= 0)) return null;
  const sum = -(b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
  const pair: [number, number] = sum === 0 ? [0, 0] : [sum / a, c / sum];
  return pair[0] < pair[1] ? pair : [pair[1], pair[0]];
}

/**
 * Where s is real and stationary in q: d/dq of s^2 - trace s + determinant = 0 gives s = determinant'/trace', and that put
 * into it a quadratic in q,
 *   -second (D_u - D_v)^2 q^2 + 2 second (spread trace - 2 first) q + first^2 - spread trace first + spread^2 constant = 0.
 * One of its roots may belong to the other eigenvalue; a complex s only falls with q.
 */
function fastestWave(given: Linearised): Wave | null {
  const linear = hastened(given);
  const { trace, spread, second, first, constant } = polynomials(linear);
  const a = -second * (linear.diffusionU - linear.diffusionV) ** 2;
  const b = 2 * second * (spread * trace - 2 * first);
  const c = first ** 2 - spread * trace * first + spread ** 2 * constant;
  const squares = a !== 0 ? roots(a, b, c) : b !== 0 ? [-c / b] : [];
  let best: Wave | null = null;
  let most = growthOf(linear, 0).rate;
  for (const square of squares ?? []) {
    if (!(square > 0)) continue;
    const growth = growthOf(linear, square);
    if (!(growth.rate > most)) continue;
    most = growth.rate;
    best = waveOf(Math.sqrt(square), growth);
  }
  return best;
}

export const waveOf = (wavenumber: number, growth: Growth): Wave => ({
  wavenumber,
  wavelength: (2 * Math.PI) / wavenumber,
  ...growth,
});
