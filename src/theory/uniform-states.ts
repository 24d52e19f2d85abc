// Uniform states of two fields: all pairs u >= 0, v at which growth and production both vanish. Without growth any u stays
// as it is, and the mean density of the start says which; likewise v, where nothing makes or consumes it.
//
// Found by trying the signs of both formulas on a net of values evenly spaced in the logarithm, 16 a decade from 1e-8 to 1e8,
// and 0, with v of either sign; from every mesh in which both change sign Newton's method takes over, with symbolic
// derivatives. Not found: pairs of roots closer than a mesh (15%), roots at which a formula touches 0 without crossing
// it, and roots outside of that range. Where the Jacobian is singular (a line of roots, or one that is touched) roots are
// left out, and that is said.

import type { FieldFormulas } from './field-formulas.ts';

export interface Densities {
  readonly u: number;
  readonly v: number;
}

export interface UniformStates {
  /** In ascending order of u, then v. */
  readonly states: readonly Densities[];
  /** Growth is 0 everywhere: u is the mean of the start. */
  readonly conserved: boolean;
  /** Why there are none, or that some were left out; else null. */
  readonly note: string | null;
}

/** Means over the domain at the start: see `startMeans`. */
export type Means = Densities;

const DECADES = 8;
const A_DECADE = 16;
const POSITIVE = Array.from(
  { length: 2 * DECADES * A_DECADE + 1 },
  (_, index) => 10 ** (index / A_DECADE - DECADES),
);
const LARGEST = 10 ** DECADES;
const DENSITIES: readonly number[] = [0, ...POSITIVE];
const CHEMICALS: readonly number[] = [...POSITIVE.map((value) => -value).reverse(), ...DENSITIES];

/** `start` is asked only where the formulas alone do not fix the state; null where nobody knows it. */
export function uniformStates(formulas: FieldFormulas, start: () => Means | null): UniformStates {
  if (formulas.reactionsOf.length > 0) {
    const names = formulas.reactionsOf.join(', ');
    const note = `growth or production contains ${names}: no uniform state stays uniform`;
    return { states: [], conserved: false, note };
  }
  if (!DENSITIES.every((u) => CHEMICALS.every((v) => vanishes(formulas.growth(u, v)))))
    return isolated(formulas);
  const means = start();
  if (means === null)
    return { states: [], conserved: true, note: 'the mean density of the start is not known' };
  return { ...atDensity(formulas, means), conserved: true };
}

/** A formula that has no value there says nothing against it. */
const vanishes = (value: number): boolean => value === 0 || Number.isNaN(value);

function isolated(formulas: FieldFormulas): UniformStates {
  const found: Densities[] = [];
  let singular = false;
  for (const mesh of meshes(formulas)) {
    const root = newton(formulas, mesh);
    if (root === null) continue;
    if (isSingular(formulas, root)) singular = true;
    else if (!found.some((other) => isSame(other, root))) found.push(root);
  }
  found.sort((a, b) => a.u - b.u || a.v - b.v);
  const note = singular
    ? 'states that form a line, or at which a formula only touches 0, were left out'
    : found.length === 0
      ? 'growth and production vanish together nowhere'
      : null;
  return { states: found, conserved: false, note };
}

interface Mesh extends Densities {
  /** Largest values at its corners: what counts as small is measured by them. */
  readonly growth: number;
  readonly production: number;
}

/** Middles of the meshes in which neither formula keeps its sign. */
function* meshes(formulas: FieldFormulas): Generator<Mesh> {
  const rows = CHEMICALS.length;
  const values = (f: (u: number, v: number) => number): Float64Array =>
    Float64Array.from({ length: DENSITIES.length * rows }, (_, index) =>
      f(DENSITIES[Math.floor(index / rows)], CHEMICALS[index % rows]),
    );
  const [growth, production] = [values(formulas.growth), values(formulas.production)];
  for (let i = 0; i + 1 < DENSITIES.length; i += 1) {
    for (let j = 0; j + 1 < rows; j += 1) {
      const corners = [i * rows + j, i * rows + j + 1, (i + 1) * rows + j, (i + 1) * rows + j + 1];
      const [f, g] = [sizeIfMixed(growth, corners), sizeIfMixed(production, corners)];
      if (f === null || g === null) continue;
      yield {
        u: (DENSITIES[i] + DENSITIES[i + 1]) / 2,
        v: (CHEMICALS[j] + CHEMICALS[j + 1]) / 2,
        growth: f,
        production: g,
      };
    }
  }
}

/** Largest finite size of the values if they are not all above or all below 0, else null. */
function sizeIfMixed(values: Float64Array, corners: readonly number[]): number | null {
  let [low, high, size] = [Infinity, -Infinity, 0];
  for (const corner of corners) {
    const value = values[corner];
    if (Number.isNaN(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
    if (Number.isFinite(value)) size = Math.max(size, Math.abs(value));
  }
  return low <= 0 && high >= 0 ? size : null;
}

const MOST_STEPS = 100;
/** Relative to the values at the mesh's corners, or to the terms at the root. */
const RESIDUAL = 1e-9;
/** Densities below this are 0: the net has nothing between 0 and 1e-8. */
const NOTHING = 1e-12;

/** Root that Newton's method finds from there; null where it finds none with u >= 0. */
function newton(formulas: FieldFormulas, from: Mesh): Densities | null {
  let { u, v } = from;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const [f, g] = [formulas.growth(u, v), formulas.production(u, v)];
    if (f === 0 && g === 0) break;
    const l = formulas.linearised(u, v);
    const determinant = l.growthU * l.productionV - l.growthV * l.productionU;
    const du = (g * l.growthV - f * l.productionV) / determinant;
    const dv = (f * l.productionU - g * l.growthU) / determinant;
    if (!Number.isFinite(du) || !Number.isFinite(dv)) break;
    u += du;
    v += dv;
    // Formulas that fade towards infinity draw it there.
    if (Math.max(Math.abs(u), Math.abs(v)) > LARGEST) return null;
    if (Math.abs(du) <= 1e-15 * Math.abs(u) && Math.abs(dv) <= 1e-15 * Math.abs(v)) break;
  }
  const root = { u: snap(u), v: snap(v) };
  if (!(root.u >= 0) || !Number.isFinite(root.v)) return null;
  const near = (value: number, size: number): boolean => Math.abs(value) <= RESIDUAL * size;
  const good =
    near(formulas.growth(root.u, root.v), from.growth) &&
    near(formulas.production(root.u, root.v), from.production);
  return good ? root : null;
}

const snap = (value: number): number => (Math.abs(value) < NOTHING ? 0 : value);

const isSame = (a: Densities, b: Densities): boolean => close(a.u, b.u) && close(a.v, b.v);
const close = (a: number, b: number): boolean =>
  Math.abs(a - b) <= Math.max(1e-9 * Math.max(Math.abs(a), Math.abs(b)), NOTHING);

/** Whether a line of states goes through it: the determinant is nothing beside its own two products. */
function isSingular(formulas: FieldFormulas, { u, v }: Densities): boolean {
  const l = formulas.linearised(u, v);
  const [straight, across] = [l.growthU * l.productionV, l.growthV * l.productionU];
  return !(Math.abs(straight - across) > 1e-9 * Math.max(Math.abs(straight), Math.abs(across)));
}

/** States at a density that growth does not change: the roots of production in v. */
function atDensity(formulas: FieldFormulas, { u, v }: Means): Pick<UniformStates, 'states' | 'note'> {
  const production = (chemical: number): number => formulas.production(u, chemical);
  const values = CHEMICALS.map(production);
  if (values.every(vanishes)) return { states: [{ u, v }], note: null };
  const states: Densities[] = [];
  values.forEach((value, index) => {
    if (value === 0) states.push({ u, v: CHEMICALS[index] });
    const next = values[index + 1];
    if (!(value * next < 0)) return;
    const root = bisectRoot(production, CHEMICALS[index], CHEMICALS[index + 1]);
    // Across a pole the sign changes, too, but no value near it is small.
    const size = Math.max(...[value, next].filter(Number.isFinite).map(Math.abs));
    if (Math.abs(production(root)) <= RESIDUAL * size) states.push({ u, v: root });
  });
  return { states, note: states.length === 0 ? 'production vanishes at no v' : null };
}

/** A change of sign, to the last digit. */
export function bisectRoot(f: (x: number) => number, from: number, to: number): number {
  const rising = f(to) > 0;
  let [low, high] = [from, to];
  for (let halving = 0; halving < 1100; halving += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (f(middle) > 0 === rising) high = middle;
    else low = middle;
  }
  return Math.abs(f(low)) <= Math.abs(f(high)) ? low : high;
}

/** The state that a small change of the formulas moves `state` to; null where it is lost or jumps. */
export function followState(formulas: FieldFormulas, state: Densities, conserved: boolean): Densities | null {
  const l = formulas.linearised(state.u, state.v);
  const scale = (a: number, b: number): number =>
    Math.abs(a * state.u) + Math.abs(b * state.v) + Number.MIN_VALUE;
  const mesh: Mesh = {
    ...state,
    growth: scale(l.growthU, l.growthV),
    production: scale(l.productionU, l.productionV),
  };
  const next = conserved ? newtonInV(formulas, mesh) : newton(formulas, mesh);
  if (next === null) return null;
  const far = (a: number, b: number): boolean => Math.abs(a - b) > 0.5 * Math.max(Math.abs(a), Math.abs(b));
  return far(next.u, state.u) || far(next.v, state.v) ? null : next;
}

function newtonInV(formulas: FieldFormulas, { u, v, production }: Mesh): Densities | null {
  let chemical = v;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const change = -formulas.production(u, chemical) / formulas.linearised(u, chemical).productionV;
    // Nothing makes or consumes it, or this is the root already.
    if (!Number.isFinite(change) || change === 0) break;
    chemical += change;
    if (Math.abs(change) <= 1e-15 * Math.abs(chemical)) break;
  }
  const root = snap(chemical);
  return Math.abs(formulas.production(u, root)) <= RESIDUAL * production ? { u, v: root } : null;
}
