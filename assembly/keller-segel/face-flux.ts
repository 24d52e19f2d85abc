// As shaders/keller-segel/face-flux.wgsl: flux of cells through a row of faces, by exponential fitting (Scharfetter and
// Gummel 1969). Both branches, chosen lane by lane; the second is computed only for rows that need it. Divisions by h
// and by the diffusivity are done once for all faces where that is the same everywhere, which rounds once more.

import {
  CHEMICAL_FLUX,
  DIFFUSION_U,
  DIFFUSION_V,
  FACE_SCALE,
  FLUX,
  HALF_VELOCITY,
  MOBILITY,
  REST_U,
  REST_V,
  U,
  V,
} from './rows';

/** |z| up to which diffusion rules, where z = w h / (2 D). */
const DIFFUSION_RULES: f32 = 0.5;
/**
 * z coth z = 1 + z^2/3 - z^4/45 + 2 z^6/945 - z^8/4725 + ... on |z| <= 1/2, its fourth power of q = z^2 told by the lower ones as
 * Chebyshev's polynomial of [0, 1/4] has it (economised: Lanczos 1938). It errs by 2.4e-8, the shader's one term more by 2.0e-8.
 */
const SERIES_1: f32 = 0.33333251;
const SERIES_2: f32 = -0.02220569;
const SERIES_3: f32 = 0.00201058;

// exp x for -80 <= x <= 0: 2^k exp r, |r| <= ln(2)/2; the first term left out is r^7/7! < 1.2e-7.
function exp(x: v128): v128 {
  const k = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.4426950408889634)));
  let r = f32x4.sub(x, f32x4.mul(k, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(k, f32x4.splat(2.12194440e-4)));
  let p = f32x4.add(f32x4.splat(1.0 / 720), f32x4.mul(r, f32x4.splat(1.0 / 5040)));
  p = f32x4.add(f32x4.splat(1.0 / 120), f32x4.mul(r, p));
  p = f32x4.add(f32x4.splat(1.0 / 24), f32x4.mul(r, p));
  p = f32x4.add(f32x4.splat(1.0 / 6), f32x4.mul(r, p));
  p = f32x4.add(f32x4.splat(0.5), f32x4.mul(r, p));
  p = f32x4.add(f32x4.splat(1), f32x4.mul(r, p));
  p = f32x4.add(f32x4.splat(1), f32x4.mul(r, p));
  const exponent = i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127));
  return f32x4.mul(p, i32x4.shl(exponent, 23));
}

// Numbers that all faces across one axis share, in a thread's memory (loaded where they are needed, for an engine
// makes a constant anew each time round a loop), four lanes each.
/** 1/(4 h): of the sum of two mobilities and the difference of v, half of the velocity. */
export const SHARE: usize = 0;
/** D/h, and that times the series' numbers. */
export const CONDUCTANCE: usize = 16;
export const CONDUCTANCE_1: usize = 32;
export const CONDUCTANCE_2: usize = 48;
export const CONDUCTANCE_3: usize = 64;
/** h/D */
export const SCALE: usize = 80;
export const HALF: usize = 96;
/** Where D varies: h, 1/h, the series' numbers, 1/2, the smallest diffusivity. */
export const H: usize = 112;
export const PER_H: usize = 128;
export const NUMBER_1: usize = 144;
export const NUMBER_2: usize = 160;
export const NUMBER_3: usize = 176;
export const SMALLEST: usize = 192;
export const ABSOLUTE: usize = 208;
/** D_v/h */
export const CHEMICAL: usize = 224;
/** Bytes of all of them. */
export const FACE_NUMBERS: usize = 240;

/** To divide by where there is no diffusion; the flux itself is then exactly 0 without velocity. */
const SMALLEST_DIFFUSION: f32 = 1e-30;

function keep(at: usize, value: f32): void {
  v128.store(at, f32x4.splat(value));
}

/** Writes them; the diffusivities count only where they are the same for all faces. */
export function fillFaceNumbers(at: usize, h: f32, diffusion: f32, chemicalDiffusion: f32): void {
  const conductance: f32 = max<f32>(diffusion, 0) / h;
  keep(at + SHARE, 0.25 / h);
  keep(at + CONDUCTANCE, conductance);
  keep(at + CONDUCTANCE_1, conductance * SERIES_1);
  keep(at + CONDUCTANCE_2, conductance * SERIES_2);
  keep(at + CONDUCTANCE_3, conductance * SERIES_3);
  keep(at + SCALE, h / max<f32>(diffusion, SMALLEST_DIFFUSION));
  keep(at + HALF, 0.5);
  keep(at + H, h);
  keep(at + PER_H, 1 / h);
  keep(at + NUMBER_1, SERIES_1);
  keep(at + NUMBER_2, SERIES_2);
  keep(at + NUMBER_3, SERIES_3);
  keep(at + SMALLEST, SMALLEST_DIFFUSION);
  v128.store(at + ABSOLUTE, i32x4.splat(0x7fffffff));
  keep(at + CHEMICAL, chemicalDiffusion / h);
}

/**
 * Faces between the cells of two rows (of one row and the same a cell further, for faces along x): fluxes of cells, half
 * velocities, and, where the diffusivities vary or the state is a sum, fluxes of the chemical. Where it is a sum of a state
 * and an increment (SUM), differences are those of the sums and those of what rounding left of them: see rkl-stage.wgsl.
 */
@inline
function faces(left: usize, right: usize, out: usize, length: i32, numbers: usize, UNIFORM: bool, SUM: bool): void {
  const share = v128.load(numbers + SHARE);
  let conductance = v128.load(numbers + CONDUCTANCE);
  let series1 = v128.load(numbers + CONDUCTANCE_1);
  let series2 = v128.load(numbers + CONDUCTANCE_2);
  let series3 = v128.load(numbers + CONDUCTANCE_3);
  let scale = v128.load(numbers + SCALE);
  const half = v128.load(numbers + HALF);
  const absolute = v128.load(numbers + ABSOLUTE);
  const end = <usize>length << 2;
  let largest = f32x4.splat(0);
  for (let k: usize = 0; k < end; k += 16) {
    let difference = f32x4.sub(v128.load(right + k, V), v128.load(left + k, V));
    if (SUM) {
      const rest = f32x4.sub(v128.load(right + k, REST_V), v128.load(left + k, REST_V));
      difference = f32x4.add(difference, rest);
    }
    const mobilities = f32x4.add(v128.load(left + k, MOBILITY), v128.load(right + k, MOBILITY));
    const halfVelocity = f32x4.mul(f32x4.mul(mobilities, difference), share);
    if (!UNIFORM) {
      const sumU = f32x4.add(v128.load(left + k, DIFFUSION_U), v128.load(right + k, DIFFUSION_U));
      const d = f32x4.mul(half, sumU);
      conductance = f32x4.mul(f32x4.pmax(d, f32x4.splat(0)), v128.load(numbers + PER_H));
      scale = f32x4.div(v128.load(numbers + H), f32x4.pmax(d, v128.load(numbers + SMALLEST)));
      series1 = f32x4.mul(conductance, v128.load(numbers + NUMBER_1));
      series2 = f32x4.mul(conductance, v128.load(numbers + NUMBER_2));
      series3 = f32x4.mul(conductance, v128.load(numbers + NUMBER_3));
      const sumV = f32x4.add(v128.load(left + k, DIFFUSION_V), v128.load(right + k, DIFFUSION_V));
      const chemical = f32x4.mul(f32x4.mul(sumV, v128.load(numbers + PER_H)), f32x4.mul(half, difference));
      v128.store(out + k, f32x4.neg(chemical), CHEMICAL_FLUX);
      v128.store(out + k, scale, FACE_SCALE);
    } else if (SUM) {
      v128.store(out + k, f32x4.neg(f32x4.mul(v128.load(numbers + CHEMICAL), difference)), CHEMICAL_FLUX);
    }
    const z = f32x4.mul(halfVelocity, scale);
    const q = f32x4.mul(z, z);
    const series = f32x4.add(series1, f32x4.mul(q, f32x4.add(series2, f32x4.mul(q, series3))));
    const fitted = f32x4.add(conductance, f32x4.mul(q, series));
    const uLeft = v128.load(left + k, U);
    const uRight = v128.load(right + k, U);
    let fall = f32x4.sub(uLeft, uRight);
    if (SUM) {
      const rest = f32x4.sub(v128.load(left + k, REST_U), v128.load(right + k, REST_U));
      fall = f32x4.add(fall, rest);
    }
    const flux = f32x4.add(
      f32x4.mul(fitted, fall),
      f32x4.mul(halfVelocity, f32x4.add(uLeft, uRight)),
    );
    v128.store(out + k, flux, FLUX);
    v128.store(out + k, halfVelocity, HALF_VELOCITY);
    largest = i32x4.max_u(largest, v128.and(z, absolute));
  }
  if (v128.any_true(v128.not(f32x4.le(largest, half)))) steepFaces(left, right, out, length, numbers, UNIFORM);
}

/** Does the faces of a row again on which advection rules: no difference of nearly equal numbers makes a negative outflow. */
function steepFaces(left: usize, right: usize, out: usize, length: i32, numbers: usize, uniform: bool): void {
  const end = <usize>length << 2;
  for (let k: usize = 0; k < end; k += 16) {
    const halfVelocity = v128.load(out + k, HALF_VELOCITY);
    const scale = uniform ? v128.load(numbers + SCALE) : v128.load(out + k, FACE_SCALE);
    const size = f32x4.abs(f32x4.mul(halfVelocity, scale));
    const steep = f32x4.gt(size, f32x4.splat(DIFFUSION_RULES));
    if (!v128.any_true(steep)) continue;
    const uLeft = v128.load(left + k, U);
    const uRight = v128.load(right + k, U);
    const speed = f32x4.abs(f32x4.add(halfVelocity, halfVelocity));
    const e = exp(f32x4.neg(f32x4.pmin(f32x4.add(size, size), f32x4.splat(80))));
    const downstream = f32x4.div(speed, f32x4.sub(f32x4.splat(1), e));
    const upstream = f32x4.mul(downstream, e);
    const rightwards = f32x4.sub(f32x4.mul(downstream, uLeft), f32x4.mul(upstream, uRight));
    const leftwards = f32x4.sub(f32x4.mul(upstream, uLeft), f32x4.mul(downstream, uRight));
    const flux = v128.bitselect(rightwards, leftwards, f32x4.gt(halfVelocity, f32x4.splat(0)));
    v128.store(out + k, v128.bitselect(flux, v128.load(out + k, FLUX), steep), FLUX);
  }
}

/** As `faces`, where both diffusivities are the same everywhere. */
export function uniformFaces(left: usize, right: usize, out: usize, length: i32, numbers: usize): void {
  faces(left, right, out, length, numbers, true, false);
}
/** As `faces`, where they vary. */
export function varyingFaces(left: usize, right: usize, out: usize, length: i32, numbers: usize): void {
  faces(left, right, out, length, numbers, false, false);
}
/** As `faces`, of sums. */
export function uniformFacesOfSum(left: usize, right: usize, out: usize, length: i32, numbers: usize): void {
  faces(left, right, out, length, numbers, true, true);
}
export function varyingFacesOfSum(left: usize, right: usize, out: usize, length: i32, numbers: usize): void {
  faces(left, right, out, length, numbers, false, true);
}
