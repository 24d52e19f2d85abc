// Right-hand sides of a row of cells, and the largest rates at which they can change, as shaders/keller-segel/rkl-stage.wgsl has
// them. They stay in rows, from which rkl-advance.ts makes the stage's increments: so they are written once for all stages.

import { laneMask } from '../lib/lanes';
import {
  ABSOLUTE,
  CHEMICAL_SPREADING,
  HIGH,
  PER_AREA,
  PER_DIFFUSION,
  PER_DX,
  PER_DY,
  QUARTER_PER_DX2,
  QUARTER_PER_DY2,
  SMALLEST_DIFFUSION,
  SPREADING,
  TWICE_NARROW,
  TWICE_PER_DX,
  TWICE_PER_DY,
} from './cell-numbers';
import { CHEMICAL, DENSITY, DRIFT, LIMIT, LOWEST_DIFFUSION } from './rkl-seen';
import {
  BEGIN,
  CHEMICAL_FLUX,
  COUPLING,
  DIFFUSION_U,
  DIFFUSION_V,
  FLUX,
  GROWTH,
  HALF_DECAY,
  HALF_LOSS,
  HALF_VELOCITY,
  MOBILITY,
  PRODUCTION,
  SLOPE_U,
  SLOPE_V,
  U,
  V,
} from './rows';

/** w^2 / max(D, w h/2) of the faster of two faces: of half velocities, with 1/D and 2/h. */
@inline
function driftOf(before: v128, after: v128, perDiffusion: v128, twicePerH: v128): v128 {
  const half = f32x4.pmax(f32x4.abs(before), f32x4.abs(after));
  const speed = f32x4.add(half, half);
  const diffusive = f32x4.mul(f32x4.mul(speed, speed), perDiffusion);
  return f32x4.pmin(diffusive, f32x4.mul(speed, twicePerH));
}

@inline
function rates(
  below: usize,
  row: usize,
  above: usize,
  sides: usize,
  lower: usize,
  upper: usize,
  here: usize,
  numbers: usize,
  seen: usize,
  width: i32,
  TWO_DIMENSIONAL: bool,
  UNIFORM: bool,
): void {
  const zero = f32x4.splat(0);
  const perDx = v128.load(numbers, PER_DX);
  const perDy = v128.load(numbers, PER_DY);
  const perArea = v128.load(numbers, PER_AREA);
  const absolute = v128.load(numbers, ABSOLUTE);
  let limitSeen = v128.load(seen, LIMIT);
  let driftSeen = v128.load(seen, DRIFT);
  let lowestDiffusion = v128.load(seen, LOWEST_DIFFUSION);
  const end = BEGIN + (<usize>width << 2);
  for (let k = BEGIN; k < end; k += 16) {
    // right-hand sides, one physical term a line
    let slopeU = f32x4.mul(f32x4.sub(v128.load(sides + k - 4, FLUX), v128.load(sides + k, FLUX)), perDx);
    const fluxV = f32x4.sub(v128.load(sides + k - 4, CHEMICAL_FLUX), v128.load(sides + k, CHEMICAL_FLUX));
    let slopeV = f32x4.mul(fluxV, perDx);
    if (TWO_DIMENSIONAL) {
      const fluxY = f32x4.sub(v128.load(lower + k, FLUX), v128.load(upper + k, FLUX));
      slopeU = f32x4.add(slopeU, f32x4.mul(fluxY, perDy));
      const chemicalY = f32x4.sub(v128.load(lower + k, CHEMICAL_FLUX), v128.load(upper + k, CHEMICAL_FLUX));
      slopeV = f32x4.add(slopeV, f32x4.mul(chemicalY, perDy));
    }
    v128.store(here + k, f32x4.add(slopeU, v128.load(here + k, GROWTH)), SLOPE_U);
    v128.store(here + k, f32x4.add(slopeV, v128.load(here + k, PRODUCTION)), SLOPE_V);

    let diffusing = v128.load(numbers, SPREADING);
    let decaying = v128.load(numbers, CHEMICAL_SPREADING);
    let perDiffusion = v128.load(numbers, PER_DIFFUSION);
    if (!UNIFORM) {
      const diffusion = v128.load(row + k, DIFFUSION_U);
      const twice = f32x4.add(diffusion, diffusion);
      const beside = f32x4.add(v128.load(row + k - 4, DIFFUSION_U), v128.load(row + k + 4, DIFFUSION_U));
      diffusing = f32x4.mul(f32x4.add(beside, twice), v128.load(numbers, QUARTER_PER_DX2));
      if (TWO_DIMENSIONAL) {
        const over = f32x4.add(v128.load(below + k, DIFFUSION_U), v128.load(above + k, DIFFUSION_U));
        const vertical = f32x4.mul(f32x4.add(over, twice), v128.load(numbers, QUARTER_PER_DY2));
        diffusing = f32x4.add(diffusing, vertical);
      }
      const chemicalDiffusion = v128.load(row + k, DIFFUSION_V);
      decaying = f32x4.mul(chemicalDiffusion, perArea);
      const divisor = f32x4.pmax(diffusion, f32x4.splat(SMALLEST_DIFFUSION));
      perDiffusion = f32x4.div(f32x4.splat(1), divisor);
      // Lanes beyond the piece repeat a neighbour's values, which are some cell's, too.
      lowestDiffusion = f32x4.pmin(lowestDiffusion, f32x4.pmin(diffusion, chemicalDiffusion));
    }
    const left = v128.load(sides + k - 4, HALF_VELOCITY);
    const right = v128.load(sides + k, HALF_VELOCITY);
    let advection = f32x4.mul(f32x4.sub(f32x4.pmax(right, zero), f32x4.pmin(left, zero)), perDx);
    let drift = driftOf(left, right, perDiffusion, v128.load(numbers, TWICE_PER_DX));
    if (TWO_DIMENSIONAL) {
      const down = v128.load(lower + k, HALF_VELOCITY);
      const up = v128.load(upper + k, HALF_VELOCITY);
      const vertical = f32x4.sub(f32x4.pmax(up, zero), f32x4.pmin(down, zero));
      advection = f32x4.add(advection, f32x4.mul(vertical, perDy));
      drift = f32x4.add(drift, driftOf(down, up, perDiffusion, v128.load(numbers, TWICE_PER_DY)));
    }

    // the largest rate at which this cell can change: outflow and loss keep u >= 0, the root couples u and v (halves of both)
    const limitU = f32x4.add(f32x4.add(diffusing, advection), v128.load(here + k, HALF_LOSS));
    const limitV = f32x4.add(decaying, v128.load(here + k, HALF_DECAY));
    const moved = f32x4.mul(v128.load(row + k, MOBILITY), v128.load(row + k, U));
    const pull = f32x4.mul(moved, v128.load(here + k, COUPLING));
    const difference = f32x4.sub(limitU, limitV);
    const coupling = f32x4.mul(v128.and(pull, absolute), perArea);
    const root = f32x4.sqrt(f32x4.add(f32x4.mul(difference, difference), coupling));
    // cells that make what repels them oscillate: a coupling below 0 moves eigenvalues off the axis as drift does
    const repulsion = f32x4.mul(f32x4.pmax(f32x4.neg(pull), zero), perDiffusion);
    const mask = v128.and(laneMask(<i32>((end - k) >> 2)), absolute);
    limitSeen = i32x4.max_u(limitSeen, v128.and(f32x4.add(f32x4.add(limitU, limitV), root), mask));
    driftSeen = i32x4.max_u(driftSeen, v128.and(f32x4.add(drift, repulsion), mask));
  }
  v128.store(seen, limitSeen, LIMIT);
  v128.store(seen, driftSeen, DRIFT);
  v128.store(seen, lowestDiffusion, LOWEST_DIFFUSION);
}

// What is chosen by constants is then chosen by the compiler.
function rates1Uniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, seen: usize, width: i32): void {
  rates(below, row, above, sides, lower, upper, here, numbers, seen, width, false, true);
}
function rates1Varying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, seen: usize, width: i32): void {
  rates(below, row, above, sides, lower, upper, here, numbers, seen, width, false, false);
}
function rates2Uniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, seen: usize, width: i32): void {
  rates(below, row, above, sides, lower, upper, here, numbers, seen, width, true, true);
}
function rates2Varying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, seen: usize, width: i32): void {
  rates(below, row, above, sides, lower, upper, here, numbers, seen, width, true, false);
}

export function rowRates(
  below: usize,
  row: usize,
  above: usize,
  sides: usize,
  lower: usize,
  upper: usize,
  here: usize,
  numbers: usize,
  seen: usize,
  width: i32,
  twoDimensional: bool,
  uniform: bool,
): void {
  if (twoDimensional) {
    if (uniform) rates2Uniform(below, row, above, sides, lower, upper, here, numbers, seen, width);
    else rates2Varying(below, row, above, sides, lower, upper, here, numbers, seen, width);
  } else {
    if (uniform) rates1Uniform(below, row, above, sides, lower, upper, here, numbers, seen, width);
    else rates1Varying(below, row, above, sides, lower, upper, here, numbers, seen, width);
  }
}

/** The largest values of a row at the start of a step; whether there is a high peak too narrow for the grid (`high` etc.). */
export function lookAt(
  below: usize,
  row: usize,
  above: usize,
  numbers: usize,
  seen: usize,
  width: i32,
  twoDimensional: bool,
): bool {
  const absolute = v128.load(numbers, ABSOLUTE);
  const twiceNarrow = v128.load(numbers, TWICE_NARROW);
  const high = v128.load(numbers, HIGH);
  let densities = v128.load(seen, DENSITY);
  let chemicals = v128.load(seen, CHEMICAL);
  let narrow = i32x4.splat(0);
  const end = BEGIN + (<usize>width << 2);
  for (let k = BEGIN; k < end; k += 16) {
    const mask = v128.and(laneMask(<i32>((end - k) >> 2)), absolute);
    const u = v128.load(row + k, U);
    densities = i32x4.max_u(densities, v128.and(u, mask));
    chemicals = i32x4.max_u(chemicals, v128.and(v128.load(row + k, V), mask));
    let around = f32x4.add(v128.load(row + k - 4, U), v128.load(row + k + 4, U));
    if (twoDimensional) around = f32x4.pmin(around, f32x4.add(v128.load(below + k, U), v128.load(above + k, U)));
    const found = v128.and(f32x4.lt(around, f32x4.mul(twiceNarrow, u)), f32x4.ge(u, high));
    narrow = v128.or(narrow, found);
  }
  v128.store(seen, densities, DENSITY);
  v128.store(seen, chemicals, CHEMICAL);
  return v128.any_true(narrow);
}
