// As shaders/keller-segel/fourth-order.wgsl, which says how and why: what a flux of fourth order differs by from the low-order
// one, added to a row of faces (face-flux.ts), limited so that no cell can be drained by it.

import { FACE_SCALE, FLUX, CHEMICAL_FLUX, DIFFUSION_U, DIFFUSION_V, HALF_VELOCITY, MOBILITY, REST_U, REST_V, U, V } from './rows';

export const LARGEST_SHARE: f32 = 1.0 / 3;
const SMALLEST_DIFFUSION: f32 = 1e-30;

@inline
function sum(left: usize, right: usize, k: usize, ROW: usize): v128 {
  return f32x4.add(v128.load(left + ROW + k), v128.load(right + ROW + k));
}

/** What rises from left to right, and what rounding left of it. */
@inline
function rise(left: usize, right: usize, k: usize, ROW: usize, REST: usize): v128 {
  return f32x4.add(
    f32x4.sub(v128.load(right + ROW + k), v128.load(left + ROW + k)),
    f32x4.sub(v128.load(right + REST + k), v128.load(left + REST + k)),
  );
}

/** Twice the central flux of cells times the distance. */
@inline
function centralCellFlux(left: usize, right: usize, k: usize): v128 {
  const diffusive = f32x4.mul(sum(left, right, k, DIFFUSION_U), rise(left, right, k, U, REST_U));
  const chi = f32x4.add(
    f32x4.mul(v128.load(left + k, MOBILITY), v128.load(left + k, U)),
    f32x4.mul(v128.load(right + k, MOBILITY), v128.load(right + k, U)),
  );
  return f32x4.sub(f32x4.mul(chi, rise(left, right, k, V, REST_V)), diffusive);
}

/** The chemical's likewise. */
@inline
function centralChemicalFlux(left: usize, right: usize, k: usize): v128 {
  return f32x4.neg(f32x4.mul(sum(left, right, k, DIFFUSION_V), rise(left, right, k, V, REST_V)));
}

/** 4/3 F_h - 1/6 (F_2h + F_2h) of such fluxes. */
@inline
function extrapolated(near: v128, wide: v128, perH: v128): v128 {
  const high = f32x4.sub(f32x4.mul(near, f32x4.splat(2.0 / 3)), f32x4.mul(wide, f32x4.splat(1.0 / 24)));
  return f32x4.mul(high, perH);
}

/** Almost `value` where that is far below `most`, never beyond it. */
@inline
function limited(value: v128, most: v128): v128 {
  const size = f32x4.sqrt(f32x4.add(f32x4.mul(value, value), f32x4.mul(most, most)));
  return f32x4.div(f32x4.mul(value, most), f32x4.pmax(size, f32x4.splat(SMALLEST_DIFFUSION)));
}

/** A smooth bound from below of the smaller of two values. */
@inline
function smaller(a: v128, b: v128): v128 {
  return f32x4.div(f32x4.mul(a, b), f32x4.pmax(f32x4.add(a, b), f32x4.splat(SMALLEST_DIFFUSION)));
}

/**
 * Corrects faces `from` to `to` of a row of `length` numbers; the rows of cells are those beside the faces and one further on
 * either side (for faces along x the same row, a cell further).
 */
export function correctFaces(
  farLeft: usize,
  left: usize,
  right: usize,
  farRight: usize,
  out: usize,
  length: i32,
  h: f32,
  from: i32,
  to: i32,
): void {
  const zero = f32x4.splat(0);
  const half = f32x4.splat(0.5);
  const perH = f32x4.splat(1 / h);
  const share = f32x4.splat(LARGEST_SHARE / h);
  const first = i32x4.splat(from);
  const end = i32x4.splat(to);
  let number = i32x4(0, 1, 2, 3);
  for (let k: usize = 0; k < <usize>length << 2; k += 16) {
    const mask = v128.and(i32x4.ge_s(number, first), i32x4.lt_s(number, end));
    number = i32x4.add(number, i32x4.splat(4));
    const uLeft = v128.load(left + k, U);
    const uRight = v128.load(right + k, U);
    const vLeft = v128.load(left + k, V);
    const vRight = v128.load(right + k, V);

    const wideU = f32x4.add(centralCellFlux(farLeft, right, k), centralCellFlux(left, farRight, k));
    const highU = extrapolated(centralCellFlux(left, right, k), wideU, perH);
    const diffusionU = f32x4.pmax(f32x4.mul(half, sum(left, right, k, DIFFUSION_U)), zero);
    // central differences oscillate from a cell Peclet number of 2 on: no correction above 1
    const halfPeclet = f32x4.mul(v128.load(out + k, HALF_VELOCITY), v128.load(out + k, FACE_SCALE));
    const below = f32x4.pmax(
      f32x4.sub(f32x4.splat(1), f32x4.mul(f32x4.splat(4), f32x4.mul(halfPeclet, halfPeclet))),
      zero,
    );
    const leastU = smaller(f32x4.pmax(uLeft, zero), f32x4.pmax(uRight, zero));
    const mostU = f32x4.mul(f32x4.mul(f32x4.mul(below, below), diffusionU), f32x4.mul(share, leastU));
    const lowU = v128.load(out + k, FLUX);
    const moreU = limited(f32x4.sub(highU, lowU), mostU);
    v128.store(out + k, f32x4.add(lowU, v128.and(moreU, mask)), FLUX);

    const wideV = f32x4.add(centralChemicalFlux(farLeft, right, k), centralChemicalFlux(left, farRight, k));
    const highV = extrapolated(centralChemicalFlux(left, right, k), wideV, perH);
    const diffusionV = f32x4.pmax(f32x4.mul(half, sum(left, right, k, DIFFUSION_V)), zero);
    const leastV = smaller(f32x4.abs(vLeft), f32x4.abs(vRight));
    const lowV = v128.load(out + k, CHEMICAL_FLUX);
    const moreV = limited(f32x4.sub(highV, lowV), f32x4.mul(diffusionV, f32x4.mul(share, leastV)));
    v128.store(out + k, f32x4.add(lowV, v128.and(moreV, mask)), CHEMICAL_FLUX);
  }
}
