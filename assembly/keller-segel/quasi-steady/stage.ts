// One stage of a step with a quasi-steady chemical, in WebAssembly. As shaders/keller-segel/quasi-steady/stage.wgsl and its twin,
// which say what each term is for; here four cells at a time, row by row, as ../stage.ts does. What f32 has rounded off of u
// stands in the first half of its array: nothing but a stage reads it.

import { Clock, Extremes, Parameters, QuasiSteadyFunction, STRIDE, TILE } from '../../layout';
import { centreY, neighbour } from '../../lib/grid';
import { laneMask, storeLeft } from '../../lib/lanes';
import { bandStart, lineStart } from '../../lib/threads';
import { advance } from '../advance';
import { fillNumbers, HIGH, PER_DX, PER_DY, QUARTER_PER_DX2, QUARTER_PER_DY2, SMALLEST_DIFFUSION, TWICE_NARROW } from '../cell-numbers';
import { FACE_NUMBERS, fillFaceNumbers, uniformFaces, varyingFaces } from '../face-flux';
import { gather, gatherTrue, largestBits } from '../gather';
import { narrowPeaks } from '../narrow-peaks';
import {
  BEGIN,
  cellRows,
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
  HALF_LOSS,
  HALF_VELOCITY,
  hereRows,
  MOBILITY,
  placeRow,
  PRODUCTION,
  rowLength,
  U,
  V,
} from '../rows';

// What is the same for the whole of a dispatch. A module's variables are a thread's own.
let stageNumber: i32 = 0;
let twoDimensional: bool = false;
let step: f32 = 0;
/** By how much of the last step's change v goes on. */
let share: f32 = 0;
let perChemicalDiffusion: f32 = 0;
let currentU: usize = 0;
let nextFieldU: usize = 0;
let currentV: usize = 0;
let lastV: usize = 0;
let increment: usize = 0;
let carry: usize = 0;
let solution: usize = 0;

// Extremes over a thread's band, four lanes each.
let limits: v128 = i32x4.splat(0);
let densities: v128 = i32x4.splat(0);
let changes: v128 = i32x4.splat(0);
let sizes: v128 = i32x4.splat(0);
let lowest: v128 = f32x4.splat(0);
let lowestDiffusion: v128 = f32x4.splat(0);

/**
 * Takes a piece of a row through the stage; `made`: a row for the densities it makes; `at`: bytes to its first cell in the
 * fields. Returns whether there is a high peak too narrow for the grid.
 */
function update(
  below: usize,
  row: usize,
  above: usize,
  sides: usize,
  lower: usize,
  upper: usize,
  here: usize,
  numbers: usize,
  made: usize,
  at: usize,
  width: i32,
): bool {
  const zero = f32x4.splat(0);
  const half = f32x4.splat(0.5);
  const absolute = i32x4.splat(0x7fffffff);
  const length = f32x4.splat(step);
  const perDx = v128.load(numbers, PER_DX);
  const perDy = v128.load(numbers, PER_DY);
  const attracting = f32x4.splat(perChemicalDiffusion);
  const onwards = f32x4.splat(share);
  let narrow = i32x4.splat(0);
  for (let count = width; count > 0; count -= 4) {
    const k = BEGIN + (<usize>(width - count) << 2);
    const cell = at + k - BEGIN;
    // right-hand side, one physical term a line
    const u = v128.load(row + k, U);
    let rate = f32x4.mul(f32x4.sub(v128.load(sides + k - 4, FLUX), v128.load(sides + k, FLUX)), perDx);
    if (twoDimensional) {
      rate = f32x4.add(rate, f32x4.mul(f32x4.sub(v128.load(lower + k, FLUX), v128.load(upper + k, FLUX)), perDy));
    }
    rate = f32x4.add(rate, v128.load(here + k, GROWTH));

    const next = advance(
      u,
      f32x4.mul(length, rate),
      half,
      currentU + cell,
      nextFieldU + cell,
      increment + cell,
      carry + cell,
      count,
      stageNumber,
      false,
    );
    v128.store(made + k, next, U);

    // the largest rate at which this cell can change: outflow and loss keep u >= 0 (halves of both)
    const diffusion = v128.load(row + k, DIFFUSION_U);
    const twice = f32x4.add(diffusion, diffusion);
    const beside = f32x4.add(v128.load(row + k - 4, DIFFUSION_U), v128.load(row + k + 4, DIFFUSION_U));
    let leaving = f32x4.mul(f32x4.add(beside, twice), v128.load(numbers, QUARTER_PER_DX2));
    const right = f32x4.pmax(v128.load(sides + k, HALF_VELOCITY), zero);
    const left = f32x4.pmin(v128.load(sides + k - 4, HALF_VELOCITY), zero);
    leaving = f32x4.add(leaving, f32x4.mul(f32x4.sub(right, left), perDx));
    if (twoDimensional) {
      const over = f32x4.add(v128.load(below + k, DIFFUSION_U), v128.load(above + k, DIFFUSION_U));
      leaving = f32x4.add(leaving, f32x4.mul(f32x4.add(over, twice), v128.load(numbers, QUARTER_PER_DY2)));
      const up = f32x4.pmax(v128.load(upper + k, HALF_VELOCITY), zero);
      const down = f32x4.pmin(v128.load(lower + k, HALF_VELOCITY), zero);
      leaving = f32x4.add(leaving, f32x4.mul(f32x4.sub(up, down), perDy));
    }
    leaving = f32x4.add(leaving, v128.load(here + k, HALF_LOSS));
    const pull = f32x4.mul(f32x4.mul(v128.load(row + k, MOBILITY), u), v128.load(here + k, COUPLING));
    const attraction = f32x4.mul(v128.and(pull, absolute), attracting);
    const limit = f32x4.add(f32x4.add(leaving, leaving), attraction);

    // where the solution of the next v begins
    if (stageNumber != 2) {
      const v = v128.load(row + k, V);
      const last = v128.load(lastV + cell);
      storeLeft(solution + cell, f32x4.add(v, f32x4.mul(onwards, f32x4.sub(v, last))), count);
    }

    const mask = laneMask(count);
    const positive = v128.and(mask, absolute);
    limits = i32x4.max_u(limits, v128.and(limit, positive));
    densities = i32x4.max_u(densities, v128.and(u, positive));
    sizes = i32x4.max_u(sizes, v128.and(next, positive));
    lowest = f32x4.pmin(lowest, v128.and(next, mask));
    lowestDiffusion = f32x4.pmin(lowestDiffusion, v128.and(diffusion, mask));
    if (stageNumber != 2) {
      changes = i32x4.max_u(changes, v128.and(rate, positive));
      let around = f32x4.add(v128.load(row + k - 4, U), v128.load(row + k + 4, U));
      if (twoDimensional) around = f32x4.pmin(around, f32x4.add(v128.load(below + k, U), v128.load(above + k, U)));
      const found = f32x4.lt(around, f32x4.mul(v128.load(numbers, TWICE_NARROW), u));
      narrow = v128.or(narrow, v128.and(found, f32x4.ge(u, v128.load(numbers, HIGH))));
    }
  }
  return v128.any_true(narrow);
}

export function quasiSteadyStage(
  thread: u32,
  threads: u32,
  formulas: u32,
  parameters: usize,
  clock: usize,
  u: usize,
  v: usize,
  stageU: usize,
  ofSolution: usize,
  source: usize,
  ofCarry: usize,
  extremes: usize,
  stage: i32,
  isTwoDimensional: bool,
  periodicX: bool,
  periodicY: bool,
  uniform: bool,
): void {
  if (load<u32>(clock + Clock.busy) == 0) return;
  const nx = load<i32>(parameters + Parameters.nx);
  const ny = load<i32>(parameters + Parameters.ny);
  const dx = load<f32>(parameters + Parameters.dx);
  const dy = load<f32>(parameters + Parameters.dy);
  const high: f32 = 0.5 * load<f32>(clock + Clock.density);
  const last = load<f32>(clock + Clock.last);
  const field = <usize>4 * nx * ny;
  const current = field * load<u32>(clock + Clock.slot);
  stageNumber = stage;
  twoDimensional = isTwoDimensional;
  step = load<f32>(clock + Clock.step);
  share = last > 0 ? step / last : 0;
  currentU = u + current;
  nextFieldU = u + field - current;
  currentV = v + current;
  lastV = v + field - current;
  increment = stageU;
  carry = ofCarry;
  solution = ofSolution;
  limits = densities = changes = sizes = i32x4.splat(0);
  lowest = lowestDiffusion = f32x4.splat(0);
  let narrowRate: f32 = 0;
  const before = load<f32>(clock + Clock.time);
  const time: f32 = before + (stage == 2 ? step : 0);
  const after: f32 = before + step;

  const places = placeRow(thread);
  const here = hereRows(thread);
  const numbersX = coefficients(thread);
  const numbersY = numbersX + FACE_NUMBERS;
  const numbers = numbersY + FACE_NUMBERS;
  const space = numbersX + STRIDE;
  const made = cellRows(thread, 3);
  const sides = faceRows(thread, 0);
  const from = twoDimensional ? <i32>bandStart(ny, thread, threads) : 0;
  const to = twoDimensional ? <i32>bandStart(ny, thread + 1, threads) : 1;
  const left = twoDimensional ? 0 : <i32>lineStart(nx, thread, threads);
  const right = twoDimensional ? nx : <i32>lineStart(nx, thread + 1, threads);
  for (let first = left; first < right && from < to; first += TILE) {
    const width = min(<i32>TILE, right - first);
    const length = rowLength(width);
    const ofFaces = facesLength(width);
    let below = cellRows(thread, 0);
    let row = cellRows(thread, 1);
    let above = cellRows(thread, 2);
    let lower = faceRows(thread, 1);
    let upper = faceRows(thread, 2);
    fillPlaces(places, first, width, nx, periodicX, dx, 1);
    for (let k: u32 = 0; k < 3; k += 1) {
      const rows = cellRows(thread, k);
      call_indirect<void>(formulas + QuasiSteadyFunction.uniformOfCells, rows, rows, places, length, <f32>0, time, parameters, space);
    }
    call_indirect<void>(formulas + QuasiSteadyFunction.uniformHere, row, here, places, length, <f32>0, time, parameters, space);
    const diffusion = load<f32>(row, DIFFUSION_U);
    const chemicalDiffusion = load<f32>(row, DIFFUSION_V);
    perChemicalDiffusion = 1 / max<f32>(chemicalDiffusion, SMALLEST_DIFFUSION);
    lowestDiffusion = f32x4.pmin(lowestDiffusion, f32x4.splat(chemicalDiffusion));
    fillFaceNumbers(numbersX, dx, diffusion, chemicalDiffusion);
    fillFaceNumbers(numbersY, dy, diffusion, chemicalDiffusion);
    fillNumbers(numbers, dx, dy, diffusion, chemicalDiffusion, twoDimensional, step, high, 1);
    for (let iy = twoDimensional ? from - 2 : from; iy < to; iy += 1) {
      // the row that comes next: its cells, and what depends on each of them alone
      const into = twoDimensional ? above : row;
      const cy = neighbour(twoDimensional ? iy + 1 : iy, ny, periodicY);
      const line = <usize>cy * nx * 4;
      fillRow(into + U, currentU + line, stage == 2 ? increment + line : 0, first, width, nx, periodicX);
      fillRow(into + V, (stage == 2 ? solution : currentV) + line, 0, first, width, nx, periodicX);
      call_indirect<void>(formulas + QuasiSteadyFunction.ofCells, into, into, places, length, centreY(cy, ny, dy), time, parameters, space);
      // each face, once
      if (twoDimensional && iy >= from - 1) {
        if (uniform) uniformFaces(row, above, upper, ofFaces, numbersY);
        else varyingFaces(row, above, upper, ofFaces, numbersY);
      }
      if (iy >= from) {
        if (uniform) uniformFaces(row, row + 4, sides, ofFaces, numbersX);
        else varyingFaces(row, row + 4, sides, ofFaces, numbersX);
        const y = centreY(iy, ny, dy);
        call_indirect<void>(formulas + QuasiSteadyFunction.here, row, here, places, length, y, time, parameters, space);
        const at = 4 * (<usize>iy * nx + first);
        if (update(below, row, above, sides, lower, upper, here, numbers, made, at, width)) {
          const rate = narrowPeaks(below, row, above, sides, lower, upper, 0, width, dx, dy, high, twoDimensional);
          narrowRate = max<f32>(narrowRate, rate);
        }
        // what makes v next
        call_indirect<void>(formulas + QuasiSteadyFunction.uniformSource, made, here, places, length, y, after, parameters, space);
        call_indirect<void>(formulas + QuasiSteadyFunction.source, made, here, places, length, y, after, parameters, space);
        for (let k: usize = 0; k < <usize>4 * width; k += 16) {
          storeLeft(source + at + k, v128.load(here + BEGIN + k, PRODUCTION), width - <i32>(k >> 2));
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

  gather(extremes, thread, Extremes.limit, largestBits(limits));
  gather(extremes, thread, Extremes.density, largestBits(densities));
  gather(extremes, thread, Extremes.change, largestBits(changes));
  gather(extremes, thread, Extremes.narrowRate, reinterpret<u32>(narrowRate));
  gatherTrue(extremes, thread, Extremes.notFinite, largestBits(sizes) >= 0x7f800000);
  gatherTrue(extremes, thread, Extremes.negative, v128.any_true(f32x4.lt(lowest, f32x4.splat(0))));
  gatherTrue(extremes, thread, Extremes.negativeDiffusion, v128.any_true(f32x4.lt(lowestDiffusion, f32x4.splat(0))));
}
