// One stage of a Keller-Segel step, in WebAssembly. As shaders/keller-segel/stage.wgsl and src/kernels/keller-segel/stage.ts,
// which say what each term is for; here four cells at a time, row by row, so that each cell's chi(u,v) and each face's flux
// are computed once (those at the edge of a thread's band and of a tile twice, to the same bits).
//
// Formulas come as functions on rows, made from the same syntax trees as the shader's (models/keller-segel/wasm.ts) and called
// through the module's table. What f32 has rounded off stands apart for u and v: nothing but a stage reads it.

import { Clock, Extremes, Parameters, RowFunction, STRIDE, TILE } from '../layout';
import { centreY, neighbour } from '../lib/grid';
import { laneMask, storeSome } from '../lib/lanes';
import { bandStart, lineStart } from '../lib/threads';
import {
  ABSOLUTE,
  CHEMICAL_SPREADING,
  CHEMICAL_X,
  CHEMICAL_Y,
  fillNumbers,
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
import { FACE_NUMBERS, fillFaceNumbers, uniformFaces, varyingFaces } from './face-flux';
import { gather, gatherTrue, largestBits } from './gather';
import { narrowPeaks } from './narrow-peaks';
import {
  BEGIN,
  cellRows,
  CHEMICAL_FLUX,
  coefficients,
  COUPLING,
  DIFFUSION_U,
  DIFFUSION_V,
  faceRows,
  facesLength,
  fillPlaces,
  fillRow,
  FLUX,
  GROWTH,
  HALF_DECAY,
  HALF_LOSS,
  HALF_VELOCITY,
  hereRows,
  MOBILITY,
  placeRow,
  PRODUCTION,
  rowLength,
  U,
  V,
} from './rows';

// What is the same for the whole of a dispatch. A module's variables are a thread's own.
let dx: f32 = 0;
let dy: f32 = 0;
let step: f32 = 0;
/** A peak this high counts where it is narrow: half of the highest density of the last step. */
let high: f32 = 0;
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
function findRow(first: usize): void {
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

/**
 * Takes cells `from` to `to` of a piece of a row through the stage: whole vectors (WHOLE), or less than one. The
 * row's place in the grid: findRow.
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
    // right-hand sides, one physical term a line; new values: Euler and the predictor take the whole step, the corrector the mean
    // of both (Heun; Shu and Osher 1988). Each field is stored before the next numbers are loaded: an engine loads all that
    // stands between two stores at once, and has sixteen registers.
    const u = v128.load(row + k, U);
    const fluxX = f32x4.sub(v128.load(sides + k - 4, FLUX), v128.load(sides + k, FLUX));
    let rateU = f32x4.mul(fluxX, perDx);
    if (TWO_DIMENSIONAL) {
      const fluxY = f32x4.sub(v128.load(lower + k, FLUX), v128.load(upper + k, FLUX));
      rateU = f32x4.add(rateU, f32x4.mul(fluxY, perDy));
    }
    rateU = f32x4.add(rateU, v128.load(here + k, GROWTH));
    let changeU = f32x4.mul(length, rateU);
    let nextU: v128;
    if (STAGE == 1) {
      nextU = f32x4.add(u, changeU);
      if (WHOLE) v128.store(byU + k, changeU);
      else storeSome(byU + k, changeU, count);
    } else {
      let baseU = u;
      if (STAGE == 2) {
        changeU = f32x4.mul(half, f32x4.add(v128.load(byU + k), changeU));
        baseU = v128.load(fromU + k);
      }
      const exactU = f32x4.add(changeU, v128.load(offU + k));
      nextU = f32x4.add(baseU, exactU);
      const leftU = f32x4.sub(exactU, f32x4.sub(nextU, baseU));
      if (WHOLE) {
        v128.store(toU + k, nextU);
        v128.store(offU + k, leftU);
      } else {
        storeSome(toU + k, nextU, count);
        storeSome(offU + k, leftU, count);
      }
    }

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
    let changeV = f32x4.mul(length, rateV);
    let nextV: v128;
    if (STAGE == 1) {
      nextV = f32x4.add(v, changeV);
      if (WHOLE) v128.store(byV + k, changeV);
      else storeSome(byV + k, changeV, count);
    } else {
      let baseV = v;
      if (STAGE == 2) {
        changeV = f32x4.mul(half, f32x4.add(v128.load(byV + k), changeV));
        baseV = v128.load(fromV + k);
      }
      const exactV = f32x4.add(changeV, v128.load(offV + k));
      nextV = f32x4.add(baseV, exactV);
      const leftV = f32x4.sub(exactV, f32x4.sub(nextV, baseV));
      if (WHOLE) {
        v128.store(toV + k, nextV);
        v128.store(offV + k, leftV);
      } else {
        storeSome(toV + k, nextV, count);
        storeSome(offV + k, leftV, count);
      }
    }

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

// One function for each kind of stage: what is chosen by constants is then chosen by the compiler.
function euler1Uniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 0, false, true, true);
}
function euler1UniformEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 0, false, true, false);
}
function euler1Varying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 0, false, false, true);
}
function euler1VaryingEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 0, false, false, false);
}
function euler2Uniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 0, true, true, true);
}
function euler2UniformEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 0, true, true, false);
}
function euler2Varying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 0, true, false, true);
}
function euler2VaryingEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 0, true, false, false);
}
function predictor1Uniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 1, false, true, true);
}
function predictor1UniformEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 1, false, true, false);
}
function predictor1Varying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 1, false, false, true);
}
function predictor1VaryingEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 1, false, false, false);
}
function predictor2Uniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 1, true, true, true);
}
function predictor2UniformEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 1, true, true, false);
}
function predictor2Varying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 1, true, false, true);
}
function predictor2VaryingEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 1, true, false, false);
}
function corrector1Uniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 2, false, true, true);
}
function corrector1UniformEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 2, false, true, false);
}
function corrector1Varying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 2, false, false, true);
}
function corrector1VaryingEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 2, false, false, false);
}
function corrector2Uniform(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 2, true, true, true);
}
function corrector2UniformEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 2, true, true, false);
}
function corrector2Varying(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 2, true, false, true);
}
function corrector2VaryingEnd(below: usize, row: usize, above: usize, sides: usize, lower: usize, upper: usize, here: usize, numbers: usize, from: i32, to: i32): void {
  update(below, row, above, sides, lower, upper, here, numbers, from, to, 2, true, false, false);
}

/** Takes columns `first` to `first + width` of rows `begin` to `end` through the stage. */
function tile(
  thread: u32,
  formulas: u32,
  parameters: usize,
  first: i32,
  width: i32,
  begin: i32,
  end: i32,
  time: f32,
  stage: i32,
  twoDimensional: bool,
  periodicX: bool,
  periodicY: bool,
  uniform: bool,
): void {
  const nx = load<i32>(parameters + Parameters.nx);
  const ny = load<i32>(parameters + Parameters.ny);
  const places = placeRow(thread);
  const here = hereRows(thread);
  const length = rowLength(width);
  const ofFaces = facesLength(width);
  const whole = width & ~3;
  const numbersX = coefficients(thread);
  const numbersY = numbersX + FACE_NUMBERS;
  const numbers = numbersY + FACE_NUMBERS;
  const space = numbersX + STRIDE;
  let below = cellRows(thread, 0);
  let row = cellRows(thread, 1);
  let above = cellRows(thread, 2);
  const sides = faceRows(thread, 0);
  let lower = faceRows(thread, 1);
  let upper = faceRows(thread, 2);
  fillPlaces(places, first, width, nx, periodicX, dx, 1);
  for (let k: u32 = 0; k < 3; k += 1) {
    const rows = cellRows(thread, k);
    call_indirect<void>(formulas + RowFunction.uniformOfCells, rows, rows, places, length, <f32>0, time, parameters, space);
  }
  call_indirect<void>(formulas + RowFunction.uniformHere, row, here, places, length, <f32>0, time, parameters, space);
  const diffusion = load<f32>(row, DIFFUSION_U);
  const chemicalDiffusion = load<f32>(row, DIFFUSION_V);
  if (uniform) lowestDiffusion = f32x4.pmin(lowestDiffusion, f32x4.splat(min<f32>(diffusion, chemicalDiffusion)));
  fillFaceNumbers(numbersX, dx, diffusion, chemicalDiffusion);
  fillFaceNumbers(numbersY, dy, diffusion, chemicalDiffusion);
  fillNumbers(numbers, dx, dy, diffusion, chemicalDiffusion, twoDimensional, step, high, 1);

  for (let iy = twoDimensional ? begin - 2 : begin; iy < end; iy += 1) {
    // the row that comes next: its cells, and what depends on each of them alone
    const coming = twoDimensional ? iy + 1 : iy;
    const into = twoDimensional ? above : row;
    const cy = neighbour(coming, ny, periodicY);
    const line = <usize>cy * nx * 4;
    fillRow(into + U, fieldU + current + line, stage == 2 ? incrementU + line : 0, first, width, nx, periodicX);
    fillRow(into + V, fieldV + current + line, stage == 2 ? incrementV + line : 0, first, width, nx, periodicX);
    call_indirect<void>(formulas + RowFunction.ofCells, into, into, places, length, centreY(cy, ny, dy), time, parameters, space);
    // each face, once
    if (twoDimensional && iy >= begin - 1) {
      if (uniform) uniformFaces(row, above, upper, ofFaces, numbersY);
      else varyingFaces(row, above, upper, ofFaces, numbersY);
    }
    if (iy >= begin) {
      if (uniform) uniformFaces(row, row + 4, sides, ofFaces, numbersX);
      else varyingFaces(row, row + 4, sides, ofFaces, numbersX);
      call_indirect<void>(formulas + RowFunction.here, row, here, places, length, centreY(iy, ny, dy), time, parameters, space);
      findRow(<usize>iy * nx + first);
      if (stage == 0) {
        if (twoDimensional && uniform) {
          euler2Uniform(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) euler2UniformEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
        if (twoDimensional && !uniform) {
          euler2Varying(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) euler2VaryingEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
        if (!twoDimensional && uniform) {
          euler1Uniform(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) euler1UniformEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
        if (!twoDimensional && !uniform) {
          euler1Varying(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) euler1VaryingEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
      } else if (stage == 1) {
        if (twoDimensional && uniform) {
          predictor2Uniform(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) predictor2UniformEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
        if (twoDimensional && !uniform) {
          predictor2Varying(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) predictor2VaryingEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
        if (!twoDimensional && uniform) {
          predictor1Uniform(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) predictor1UniformEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
        if (!twoDimensional && !uniform) {
          predictor1Varying(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) predictor1VaryingEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
      } else {
        if (twoDimensional && uniform) {
          corrector2Uniform(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) corrector2UniformEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
        if (twoDimensional && !uniform) {
          corrector2Varying(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) corrector2VaryingEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
        if (!twoDimensional && uniform) {
          corrector1Uniform(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) corrector1UniformEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
        if (!twoDimensional && !uniform) {
          corrector1Varying(below, row, above, sides, lower, upper, here, numbers, 0, whole);
          if (whole < width) corrector1VaryingEnd(below, row, above, sides, lower, upper, here, numbers, whole, width);
        }
      }
    }
    if (twoDimensional) {
      const free = below;
      below = row;
      row = above;
      above = free;
      const passed = lower;
      lower = upper;
      upper = passed;
    }
  }
}

export function stage(
  thread: u32,
  threads: u32,
  formulas: u32,
  parameters: usize,
  clock: usize,
  u: usize,
  v: usize,
  stageU: usize,
  stageV: usize,
  carry: usize,
  extremes: usize,
  stage: i32,
  twoDimensional: bool,
  periodicX: bool,
  periodicY: bool,
  uniform: bool,
): void {
  if (load<u32>(clock + Clock.busy) == 0) return;
  const nx = load<i32>(parameters + Parameters.nx);
  const ny = load<i32>(parameters + Parameters.ny);
  dx = load<f32>(parameters + Parameters.dx);
  dy = load<f32>(parameters + Parameters.dy);
  step = load<f32>(clock + Clock.step);
  high = 0.5 * load<f32>(clock + Clock.density);
  cells = <usize>nx * ny;
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
  const time: f32 = load<f32>(clock + Clock.time) + (stage == 2 ? step : 0);

  const begin = twoDimensional ? bandStart(ny, thread, threads) : 0;
  const end = twoDimensional ? bandStart(ny, thread + 1, threads) : 1;
  const left = twoDimensional ? 0 : lineStart(nx, thread, threads);
  const right = twoDimensional ? nx : lineStart(nx, thread + 1, threads);
  if (begin == end || left == right) return;
  // pieces of about the same width, in whole vectors
  const pieces = (right - left + TILE - 1) / TILE;
  const width = ((right - left + pieces - 1) / pieces + 3) & ~3;
  for (let first = left; first < right; first += width) {
    const most = min(width, right - first);
    tile(thread, formulas, parameters, first, most, begin, end, time, stage, twoDimensional, periodicX, periodicY, uniform);
  }

  gather(extremes, thread, Extremes.limit, largestBits(limits));
  gather(extremes, thread, Extremes.density, largestBits(densities));
  gather(extremes, thread, Extremes.change, largestBits(changes));
  gather(extremes, thread, Extremes.narrowRate, reinterpret<u32>(narrowRate));
  gatherTrue(extremes, thread, Extremes.notFinite, largestBits(largest) >= 0x7f800000);
  gatherTrue(extremes, thread, Extremes.negative, v128.any_true(f32x4.lt(lowest, f32x4.splat(0))));
  gatherTrue(extremes, thread, Extremes.negativeDiffusion, v128.any_true(f32x4.lt(lowestDiffusion, f32x4.splat(0))));
}
