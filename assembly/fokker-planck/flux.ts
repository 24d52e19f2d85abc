// As shaders/fokker-planck/flux.wgsl and shaders/keller-segel/face-flux.wgsl, four grid cells of a row at a time: density and
// fluxes about a cell from the faces' coefficients. A wall's face has none and lets nothing through.

import { Parameters } from '../layout';
import { neighbour } from '../lib/grid';
import { exp } from '../lib/math';
import { periodicX, periodicY } from '../run-and-tumble/setting';

const SMALLEST_DIFFUSION: f32 = 1e-30;

export let nx: i32 = 0;
export let ny: i32 = 0;
/** Addresses: of the coefficients, of the density, and of what is added to it, or 0. */
let coefficients: usize = 0;
let density: usize = 0;
let more: usize = 0;

export function setFlux(parameters: usize, ofFaces: usize, ofDensity: usize, added: usize): void {
  nx = load<i32>(parameters + Parameters.nx);
  ny = load<i32>(parameters + Parameters.ny);
  coefficients = ofFaces;
  density = ofDensity;
  more = added;
}

/** First number of row iy, which may lie one beyond an edge. */
@inline
function rowStart(iy: i32): u32 {
  return neighbour(iy, ny, periodicY) * nx;
}

/** Four neighbouring numbers of a row from column ix on, which may lie one beyond an edge; lanes further on repeat the last. */
function fourOf(array: usize, row: u32, ix: i32, last: i32): v128 {
  const base = array + 4 * <usize>row;
  if (ix >= 0 && ix + 4 <= nx && last >= 4) return v128.load(base + 4 * ix);
  let lanes = f32x4.splat(load<f32>(base + 4 * neighbour(ix, nx, periodicX)));
  if (last > 1) lanes = f32x4.replace_lane(lanes, 1, load<f32>(base + 4 * neighbour(ix + 1, nx, periodicX)));
  if (last > 2) lanes = f32x4.replace_lane(lanes, 2, load<f32>(base + 4 * neighbour(ix + 2, nx, periodicX)));
  if (last > 3) lanes = f32x4.replace_lane(lanes, 3, load<f32>(base + 4 * neighbour(ix + 3, nx, periodicX)));
  return lanes;
}

/** Densities of so many cells from column ix of row iy on. */
export function densities(ix: i32, iy: i32, last: i32): v128 {
  const row = rowStart(iy);
  const here = fourOf(density, row, ix, last);
  return more == 0 ? here : f32x4.add(here, fourOf(more, row, ix, last));
}

/** Which number of a cell's four: diffusion and velocity of its right face, then of its upper one. */
export const RIGHT_DIFFUSION: usize = 0;
export const RIGHT_VELOCITY: usize = 4;
export const UPPER_DIFFUSION: usize = 8;
export const UPPER_VELOCITY: usize = 12;

@inline
function one(row: u32, ix: i32, which: usize): f32 {
  return load<f32>(coefficients + 16 * <usize>(row + neighbour(ix, nx, periodicX)) + which);
}

/** Of the cells' own faces; of those to the left of them with ix one less, of those below with iy one less. */
export function faceNumbers(ix: i32, iy: i32, last: i32, which: usize): v128 {
  // Left of the first column, and below the first row, stands a wall.
  if (!periodicY && iy < 0) return f32x4.splat(0);
  const row = rowStart(iy);
  let lanes = f32x4.splat(!periodicX && ix < 0 ? 0 : one(row, ix, which));
  if (last > 1) lanes = f32x4.replace_lane(lanes, 1, one(row, ix + 1, which));
  if (last > 2) lanes = f32x4.replace_lane(lanes, 2, one(row, ix + 2, which));
  if (last > 3) lanes = f32x4.replace_lane(lanes, 3, one(row, ix + 3, which));
  return lanes;
}

/** Flux through faces from the left cells to the right ones, by exponential fitting. */
export function faceFlux(left: v128, right: v128, velocity: v128, diffusion: v128, h: f32): v128 {
  const half = f32x4.splat(0.5);
  const length = f32x4.splat(h);
  const halfVelocity = f32x4.mul(half, velocity);
  const d = f32x4.pmax(diffusion, f32x4.splat(SMALLEST_DIFFUSION));
  const steep = v128.not(f32x4.le(f32x4.mul(f32x4.abs(halfVelocity), length), f32x4.mul(half, d)));
  const z = f32x4.div(f32x4.mul(halfVelocity, length), d);
  const q = f32x4.mul(z, z);
  let series = f32x4.sub(f32x4.splat(0.00211640212), f32x4.mul(q, f32x4.splat(0.00021164021)));
  series = f32x4.add(f32x4.splat(-0.02222222222), f32x4.mul(q, series));
  series = f32x4.add(f32x4.splat(0.33333333333), f32x4.mul(q, series));
  const zCothZ = f32x4.add(f32x4.splat(1), f32x4.mul(q, series));
  const conductance = f32x4.div(f32x4.pmax(diffusion, f32x4.splat(0)), length);
  const falling = f32x4.mul(f32x4.mul(conductance, zCothZ), f32x4.sub(left, right));
  const flat = f32x4.add(falling, f32x4.mul(halfVelocity, f32x4.add(left, right)));
  if (!v128.any_true(steep)) return flat;
  const speed = f32x4.abs(velocity);
  const e = exp(f32x4.neg(f32x4.pmin(f32x4.div(f32x4.mul(speed, length), d), f32x4.splat(80))));
  const downstream = f32x4.div(speed, f32x4.sub(f32x4.splat(1), e));
  const upstream = f32x4.mul(downstream, e);
  const rightwards = f32x4.sub(f32x4.mul(downstream, left), f32x4.mul(upstream, right));
  const leftwards = f32x4.sub(f32x4.mul(upstream, left), f32x4.mul(downstream, right));
  const fitted = v128.bitselect(rightwards, leftwards, f32x4.gt(velocity, f32x4.splat(0)));
  return v128.bitselect(fitted, flat, steep);
}

/** Where this leaves rates at which cells can lose what they hold through two faces along one axis, from above. */
export function leaving(
  diffusionBefore: v128,
  velocityBefore: v128,
  diffusionAfter: v128,
  velocityAfter: v128,
  h: f32,
): v128 {
  const zero = f32x4.splat(0);
  const spreading = f32x4.div(f32x4.add(diffusionBefore, diffusionAfter), f32x4.splat(h * h));
  const forwards = f32x4.max(velocityAfter, zero);
  const backwards = f32x4.max(f32x4.neg(velocityBefore), zero);
  return f32x4.add(spreading, f32x4.div(f32x4.add(forwards, backwards), f32x4.splat(h)));
}
