// What a stage does to the cells of a row whose formulas and fluxes are known: right-hand sides, new values, and the extremes
// that the clock decides by. Four cells at a time, in the order of lines of src/kernels/keller-segel/stage.ts.

import { Clock, Extremes, Parameters } from '../layout';
import { advance } from './advance';
import { laneMask } from '../lib/lanes';
import {
  ABSOLUTE,
  CHEMICAL_SPREADING,
  CHEMICAL_X,
  CHEMICAL_Y,
  HALF,
  HIGH,
  PER_AREA,
  PER_DX,
  PER_DY,
  QUARTER_PER_DX2,
  QUARTER_PER_DY2,
  SPREADING,
  STEP,
  TWICE_NARROW,
} from './cell-numbers';
import { gather, gatherTrue, largestBits } from './gather';
import { narrowPeaks } from './narrow-peaks';
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
  U,
  V,
} from './rows';

// What is the same for the whole of a dispatch. A module's variables are a thread's own.
export let dx: f32 = 0;
export let dy: f32 = 0;
/** A peak this high counts where it is narrow: half of the highest density of the last step. */
export let high: f32 = 0;
let cells: usize = 0;
let fieldU: usize = 0;
let fieldV: usize = 0;
let incrementU: usize = 0;
let incrementV: usize = 0;
let roundedOff: usize = 0;
/** Bytes from the arrays' beginnings to the current slot and to the next. */
let current: usize = 0;
let next: usize = 0;

// Where the row that is worked on lies: addresses to which a place in a row is added.
let rowFromU: usize = 0;
let rowFromV: usize = 0;
let rowToU: usize = 0;
let rowToV: usize = 0;
let rowByU: usize = 0;
let rowByV: usize = 0;
let rowOffU: usize = 0;
let rowOffV: usize = 0;

/** `first`: number in the grid of the first cell of a piece of a row. */
export function findRow(first: usize): void {
  const base = (first << 2) - BEGIN;
  rowFromU = fieldU + current + base;
  rowFromV = fieldV + current + base;
  rowToU = fieldU + next + base;
  rowToV = fieldV + next + base;
  rowByU = incrementU + base;
  rowByV = incrementV + base;
  rowOffU = roundedOff + base;
  rowOffV = rowOffU + (cells << 2);
}

// Extremes over a thread's band, four lanes each: bits of numbers that are not negative, smallest values.
let limits: v128 = i32x4.splat(0);
let densities: v128 = i32x4.splat(0);
let changes: v128 = i32x4.splat(0);
let largest: v128 = i32x4.splat(0);
let lowest: v128 = f32x4.splat(0);
let lowestDiffusion: v128 = f32x4.splat(0);
let narrowRate: f32 = 0;

/** Before the first row of a dispatch; the highest density of the last step is the clock's. */
export function setUpdates(parameters: usize, clock: usize, u: usize, v: usize, stageU: usize, stageV: usize, carry: usize): void {
  dx = load<f32>(parameters + Parameters.dx);
  dy = load<f32>(parameters + Parameters.dy);
  high = 0.5 * load<f32>(clock + Clock.density);
  cells = <usize>load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
  fieldU = u;
  fieldV = v;
  incrementU = stageU;
  incrementV = stageV;
  roundedOff = carry;
  current = 4 * cells * load<u32>(clock + Clock.slot);
  next = 4 * cells - current;
  limits = densities = changes = largest = i32x4.splat(0);
  lowest = lowestDiffusion = f32x4.splat(0);
  narrowRate = 0;
}

/** A diffusivity that is the same for all cells is looked at once. */
export function seeDiffusion(smaller: f32): void {
  lowestDiffusion = f32x4.pmin(lowestDiffusion, f32x4.splat(smaller));
}

/** After the last one: leaves what was seen for the clock. */
export function gatherUpdates(extremes: usize, thread: u32): void {
  gather(extremes, thread, Extremes.limit, largestBits(limits));
  gather(extremes, thread, Extremes.density, largestBits(densities));
  gather(extremes, thread, Extremes.change, largestBits(changes));
  gather(extremes, thread, Extremes.narrowRate, reinterpret<u32>(narrowRate));
  gatherTrue(extremes, thread, Extremes.notFinite, largestBits(largest) >= 0x7f800000);
  gatherTrue(extremes, thread, Extremes.negative, v128.any_true(f32x4.lt(lowest, f32x4.splat(0))));
  gatherTrue(extremes, thread, Extremes.negativeDiffusion, v128.any_true(f32x4.lt(lowestDiffusion, f32x4.splat(0))));
}

/**
 * Takes cells `from` to `to` of a piece of a row through the stage: whole vectors (WHOLE), or less than one. The
 * row's place in the grid: findRow. What stands in capitals is a constant where it matters for speed.
 */
@inline
function update(
  below: usize,
  row: usize,
  above: usize,
  sides: usize,
  lower: usize,
  upper: usize,
  here: usize,
  numbers: usize,
  from: i32,
  to: i32,
  STAGE: i32,
  TWO_DIMENSIONAL: bool,
  UNIFORM: bool,
  WHOLE: bool,
): void {
  const zero = f32x4.splat(0);
  const perDx = v128.load(numbers, PER_DX);
  const perDy = v128.load(numbers, PER_DY);
  const chemicalX = v128.load(numbers, CHEMICAL_X);
  const chemicalY = v128.load(numbers, CHEMICAL_Y);
  const spreading = v128.load(numbers, SPREADING);
  const chemicalSpreading = v128.load(numbers, CHEMICAL_SPREADING);
  const perArea = v128.load(numbers, PER_AREA);
  const length = v128.load(numbers, STEP);
  const half = v128.load(numbers, HALF);
  const absolute = v128.load(numbers, ABSOLUTE);
  const twiceNarrow = v128.load(numbers, TWICE_NARROW);
  const highest = v128.load(numbers, HIGH);
  let limitSeen = limits;
  let densitySeen = densities;
  let changeSeen = changes;
  let largestSeen = largest;
  let lowestSeen = lowest;
  let narrowSeen = zero;
  const fromU = rowFromU;
  const fromV = rowFromV;
  const toU = rowToU;
  const toV = rowToV;
  const byU = rowByU;
  const byV = rowByV;
  const offU = rowOffU;
  const offV = rowOffV;
  const end = BEGIN + (<usize>to << 2);
  const count = to - from;
  for (let k = BEGIN + (<usize>from << 2); k < end; k += 16) {
    // right-hand sides, one physical term a line. Each field is stored before the next numbers are loaded: an engine loads all that
    // stands between two stores at once, and has sixteen registers.
    const u = v128.load(row + k, U);
    const fluxX = f32x4.sub(v128.load(sides + k - 4, FLUX), v128.load(sides + k, FLUX));
    let rateU = f32x4.mul(fluxX, perDx);
    if (TWO_DIMENSIONAL) {
      const fluxY = f32x4.sub(v128.load(lower + k, FLUX), v128.load(upper + k, FLUX));
      rateU = f32x4.add(rateU, f32x4.mul(fluxY, perDy));
    }
    rateU = f32x4.add(rateU, v128.load(here + k, GROWTH));
    let nextU = advance(u, f32x4.mul(length, rateU), half, fromU + k, toU + k, byU + k, offU + k, count, STAGE, WHOLE);

    const v = v128.load(row + k, V);
    let rateV: v128;
    if (UNIFORM) {
      const leftwards = f32x4.sub(v128.load(row + k - 4, V), v);
      const rightwards = f32x4.sub(v, v128.load(row + k + 4, V));
      rateV = f32x4.mul(f32x4.sub(leftwards, rightwards), chemicalX);
      if (TWO_DIMENSIONAL) {
        const downwards = f32x4.sub(v128.load(below + k, V), v);
        const upwards = f32x4.sub(v, v128.load(above + k, V));
        rateV = f32x4.add(rateV, f32x4.mul(f32x4.sub(downwards, upwards), chemicalY));
      }
    } else {
      const leftwards = v128.load(sides + k - 4, CHEMICAL_FLUX);
      rateV = f32x4.mul(f32x4.sub(leftwards, v128.load(sides + k, CHEMICAL_FLUX)), perDx);
      if (TWO_DIMENSIONAL) {
        const chemical = f32x4.sub(v128.load(lower + k, CHEMICAL_FLUX), v128.load(upper + k, CHEMICAL_FLUX));
        rateV = f32x4.add(rateV, f32x4.mul(chemical, perDy));
      }
    }
    rateV = f32x4.add(rateV, v128.load(here + k, PRODUCTION));
    const nextV = advance(v, f32x4.mul(length, rateV), half, fromV + k, toV + k, byV + k, offV + k, count, STAGE, WHOLE);

    const rightwards = f32x4.pmax(v128.load(sides + k, HALF_VELOCITY), zero);
    const leftwards = f32x4.pmin(v128.load(sides + k - 4, HALF_VELOCITY), zero);
    let advection = f32x4.mul(f32x4.sub(rightwards, leftwards), perDx);
    if (TWO_DIMENSIONAL) {
      const upwards = f32x4.pmax(v128.load(upper + k, HALF_VELOCITY), zero);
      const downwards = f32x4.pmin(v128.load(lower + k, HALF_VELOCITY), zero);
      advection = f32x4.add(advection, f32x4.mul(f32x4.sub(upwards, downwards), perDy));
    }

    // the largest rate at which this cell can change: outflow and loss keep u >= 0, the root couples u and v (halves of both)
    let diffusing = spreading;
    let decaying = chemicalSpreading;
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
      // Lanes beyond the piece repeat a neighbour's values, which are some cell's, too.
      lowestDiffusion = f32x4.pmin(lowestDiffusion, f32x4.pmin(diffusion, chemicalDiffusion));
    }
    const limitU = f32x4.add(f32x4.add(diffusing, advection), v128.load(here + k, HALF_LOSS));
    const limitV = f32x4.add(decaying, v128.load(here + k, HALF_DECAY));
    const moved = f32x4.mul(v128.load(row + k, MOBILITY), u);
    const pull = f32x4.mul(moved, v128.load(here + k, COUPLING));
    const coupling = f32x4.mul(v128.and(pull, absolute), perArea);
    const difference = f32x4.sub(limitU, limitV);
    const root = f32x4.sqrt(f32x4.add(f32x4.mul(difference, difference), coupling));
    let limit = v128.and(f32x4.add(f32x4.add(limitU, limitV), root), absolute);
    let density = v128.and(u, absolute);
    let change = v128.and(rateU, absolute);
    let size = v128.and(f32x4.add(nextU, nextV), absolute);
    if (!WHOLE) {
      const mask = laneMask(count);
      limit = v128.and(limit, mask);
      density = v128.and(density, mask);
      change = v128.and(change, mask);
      size = v128.and(size, mask);
      nextU = v128.and(nextU, mask);
    }
    limitSeen = i32x4.max_u(limitSeen, limit);
    densitySeen = i32x4.max_u(densitySeen, density);
    largestSeen = i32x4.max_u(largestSeen, size);
    lowestSeen = f32x4.pmin(lowestSeen, nextU);
    if (STAGE != 2) {
      changeSeen = i32x4.max_u(changeSeen, change);
      let around = f32x4.add(v128.load(row + k - 4, U), v128.load(row + k + 4, U));
      if (TWO_DIMENSIONAL) {
        around = f32x4.pmin(around, f32x4.add(v128.load(below + k, U), v128.load(above + k, U)));
      }
      const narrow = f32x4.lt(around, f32x4.mul(twiceNarrow, u));
      narrowSeen = v128.or(narrowSeen, v128.and(narrow, f32x4.ge(u, highest)));
    }
  }
  limits = limitSeen;
  densities = densitySeen;
  changes = changeSeen;
  largest = largestSeen;
  lowest = lowestSeen;
  if (STAGE != 2 && v128.any_true(narrowSeen)) {
    const rate = narrowPeaks(below, row, above, sides, lower, upper, from, to, dx, dy, high, TWO_DIMENSIONAL);
    narrowRate = max<f32>(narrowRate, rate);
  }
}

// In planes: one function for each kind of stage, in which the compiler has chosen what is chosen by constants.
function eulerUniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, width: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, 0, width, 0, true, true, true);
}
function eulerVarying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, width: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, 0, width, 0, true, false, true);
}
function predictorUniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, width: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, 0, width, 1, true, true, true);
}
function predictorVarying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, width: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, 0, width, 1, true, false, true);
}
function correctorUniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, width: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, 0, width, 2, true, true, true);
}
function correctorVarying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, width: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, 0, width, 2, true, false, true);
}
/** Lines, and the last few cells of a row. */
function anyCells(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32, stage: i32, twoDimensional: bool, uniform: bool, whole: bool): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, stage, twoDimensional, uniform, whole);
}

/** All `width` cells of a piece of a row; its place in the grid: findRow. */
export function updateRow(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, width: i32, stage: i32, twoDimensional: bool, uniform: bool): void {
  const whole = width & ~3;
  if (!twoDimensional) anyCells(below, row, above, sides, lower, upper, here, numbers, 0, whole, stage, false, uniform, true);
  else if (stage == 0) {
    if (uniform) eulerUniform(below, row, above, sides, lower, upper, here, numbers, whole);
    else eulerVarying(below, row, above, sides, lower, upper, here, numbers, whole);
  } else if (stage == 1) {
    if (uniform) predictorUniform(below, row, above, sides, lower, upper, here, numbers, whole);
    else predictorVarying(below, row, above, sides, lower, upper, here, numbers, whole);
  } else {
    if (uniform) correctorUniform(below, row, above, sides, lower, upper, here, numbers, whole);
    else correctorVarying(below, row, above, sides, lower, upper, here, numbers, whole);
  }
  if (whole < width) anyCells(below, row, above, sides, lower, upper, here, numbers, whole, width, stage, twoDimensional, uniform, false);
}
