// One stage of a super-time-step, in WebAssembly. As shaders/keller-segel/rkl-stage.wgsl and src/kernels/keller-segel/rkl-stage.ts,
// which say what each term is for; here four cells at a time, row by row, as stage.ts does: fluxes once a face, then rates
// (rkl-rates.ts), then increments (rkl-advance.ts), each a pass over rows that stay in the cache.
//
// Increments, the first slope and what f32 has rounded off stand apart for u and v: nothing but a stage reads them.

import { Clock, Parameters, RowFunction, STRIDE, SuperStep, TILE } from '../layout';
import { centreY, neighbour } from '../lib/grid';
import { bandStart, lineStart } from '../lib/threads';
import { fillNumbers } from './cell-numbers';
import { FACE_NUMBERS, fillFaceNumbers, uniformFacesOfSum, varyingFacesOfSum } from './face-flux';
import { correctFaces, LARGEST_SHARE } from './fourth-order';
import { narrowPeaks } from './narrow-peaks';
import { begin, end, goOn, setError, setStage } from './rkl-advance';
import { errorScale, errorShare, gammaTilde, mu, muTilde, nu, stageTime } from './rkl-coefficients';
import { lookAt, rowRates } from './rkl-rates';
import { CHEMICAL, clearSeen, DENSITY, ERROR_U, ERROR_V, gatherSeen, LOWEST, LOWEST_DIFFUSION, NARROW_RATE } from './rkl-seen';
import {
  BEGIN,
  cellRows,
  coefficients,
  DIFFUSION_U,
  DIFFUSION_V,
  faceRows,
  facesLength,
  fillPlaces,
  fillSum,
  hereRows,
  placeRow,
  REST_U,
  REST_V,
  rowLength,
  SLOPE_U,
  SLOPE_V,
  U,
  V,
} from './rows';

/** Bytes in a thread's memory before what its cells have shown: numbers of faces and cells. */
const SEEN: usize = 768;

// What is the same for the whole of a dispatch. A module's variables are a thread's own.
let nx: i32 = 0;
let ny: i32 = 0;
let dx: f32 = 0;
let dy: f32 = 0;
let time: f32 = 0;
let step: f32 = 0;
let high: f32 = 0;
let first: bool = false;
let last: bool = false;
let share: f32 = 0;
let twoDimensional: bool = false;
let periodicX: bool = false;
let periodicY: bool = false;
let uniform: bool = false;
let fourthOrder: bool = false;
/** Faces this near a wall stay of low order. */
let margin: i32 = 0;
// Addresses: of the current state and the next, the increments before and the stage's own, the first slope, the carry; of u, those
// of v lie `cells` numbers, `apart` bytes, behind in what both share.
let apart: usize = 0;
let stateU: usize = 0;
let stateV: usize = 0;
let nextU: usize = 0;
let nextV: usize = 0;
let before: usize = 0;
let own: usize = 0;
let slopes: usize = 0;
let carries: usize = 0;

/** Whether the face between i and i + 1 may be of fourth order. */
function corrects(i: i32, n: i32, periodic: bool): bool {
  return periodic || (i >= margin && i + 1 + margin < n);
}

/** Rows `row` of slopes to increments; `at`: bytes to the row's first cell in the fields. */
function advance(here: usize, seen: usize, at: usize, width: i32): void {
  const slopeU = here + BEGIN + SLOPE_U;
  const slopeV = here + BEGIN + SLOPE_V;
  const atV = at + apart;
  if (first) {
    begin(slopeU, slopes + at, own + at, width, share);
    begin(slopeV, slopes + atV, own + atV, width, share);
  } else if (!last) {
    goOn(slopeU, slopes + at, before + at, own + at, width);
    goOn(slopeV, slopes + atV, before + atV, own + atV, width);
  } else {
    const errorU = seen + ERROR_U;
    const errorV = seen + ERROR_V;
    const lowest = seen + LOWEST;
    end(slopeU, slopes + at, before + at, own + at, stateU + at, carries + at, nextU + at, width, errorU, seen + DENSITY, lowest);
    end(slopeV, slopes + atV, before + atV, own + atV, stateV + at, carries + atV, nextV + at, width, errorV, seen + CHEMICAL, 0);
  }
}

function faces(left: usize, right: usize, out: usize, length: i32, numbers: usize): void {
  if (uniform) uniformFacesOfSum(left, right, out, length, numbers);
  else varyingFacesOfSum(left, right, out, length, numbers);
}

/** Takes columns `column` to `column + width` of rows `begin` to `end` through the stage. */
function tile(thread: u32, formulas: u32, parameters: usize, column: i32, width: i32, from: i32, to: i32): void {
  const places = placeRow(thread);
  const here = hereRows(thread);
  const length = rowLength(width);
  const ofFaces = facesLength(width);
  const numbersX = coefficients(thread);
  const numbersY = numbersX + FACE_NUMBERS;
  const numbers = numbersY + FACE_NUMBERS;
  const seen = numbersX + SEEN;
  const space = numbersX + STRIDE;
  let below = cellRows(thread, 0);
  let row = cellRows(thread, 1);
  let above = cellRows(thread, 2);
  let beyond = cellRows(thread, 3);
  const sides = faceRows(thread, 0);
  let lower = faceRows(thread, 1);
  let upper = faceRows(thread, 2);
  fillPlaces(places, column, width, nx, periodicX, dx, 2);
  for (let k: u32 = 0; k < 4; k += 1) {
    const rows = cellRows(thread, k);
    call_indirect<void>(formulas + RowFunction.uniformOfCells, rows, rows, places, length, <f32>0, time, parameters, space);
  }
  call_indirect<void>(formulas + RowFunction.uniformHere, row, here, places, length, <f32>0, time, parameters, space);
  const diffusion = load<f32>(row, DIFFUSION_U);
  const chemicalDiffusion = load<f32>(row, DIFFUSION_V);
  if (uniform) {
    const lowest = f32x4.splat(min<f32>(diffusion, chemicalDiffusion));
    v128.store(seen, f32x4.pmin(v128.load(seen, LOWEST_DIFFUSION), lowest), LOWEST_DIFFUSION);
  }
  const stiffness: f32 = fourthOrder ? 1 + LARGEST_SHARE : 1;
  fillFaceNumbers(numbersX, dx, diffusion, chemicalDiffusion);
  fillFaceNumbers(numbersY, dy, diffusion, chemicalDiffusion);
  fillNumbers(numbers, dx, dy, diffusion, chemicalDiffusion, twoDimensional, step, high, stiffness);

  // How many rows ahead of the one that is worked on are known: what its upper face asks for.
  const ahead = twoDimensional ? (fourthOrder ? 2 : 1) : 0;
  for (let iy = from - 2 * ahead; iy < to; iy += 1) {
    // the row that comes next: its cells, and what depends on each of them alone
    const into = ahead == 2 ? beyond : ahead == 1 ? above : row;
    const cy = neighbour(iy + ahead, ny, periodicY);
    const line = <usize>cy * nx * 4;
    fillSum(into + U, into + REST_U, stateU + line, first ? 0 : before + line, column, width, nx, periodicX);
    fillSum(into + V, into + REST_V, stateV + line, first ? 0 : before + apart + line, column, width, nx, periodicX);
    call_indirect<void>(formulas + RowFunction.ofCells, into, into, places, length, centreY(cy, ny, dy), time, parameters, space);
    // each face, once
    if (twoDimensional && iy >= from - 1) {
      faces(row, above, upper, ofFaces, numbersY);
      if (fourthOrder && corrects(iy, ny, periodicY)) {
        correctFaces(below, row, above, beyond, upper, ofFaces, dy, 0, ofFaces);
      }
    }
    if (iy >= from) {
      faces(row, row + 4, sides, ofFaces, numbersX);
      if (fourthOrder) {
        // in a row of numbers the face right of column i has the place i - column + 4
        const start = periodicX ? 0 : margin - column + 4;
        const stop = periodicX ? ofFaces : nx - 1 - margin - column + 4;
        correctFaces(row - 4, row, row + 4, row + 8, sides, ofFaces, dx, start, stop);
      }
      call_indirect<void>(formulas + RowFunction.here, row, here, places, length, centreY(iy, ny, dy), time, parameters, space);
      rowRates(below, row, above, sides, lower, upper, here, numbers, seen, width, twoDimensional, uniform);
      if (first && lookAt(below, row, above, numbers, seen, width, twoDimensional)) {
        const rate = narrowPeaks(below, row, above, sides, lower, upper, 0, width, dx, dy, high, twoDimensional);
        store<f32>(seen + NARROW_RATE, max<f32>(load<f32>(seen + NARROW_RATE), rate));
      }
      advance(here, seen, 4 * (<usize>iy * nx + column), width);
    }
    if (twoDimensional) {
      const free = below;
      below = row;
      row = above;
      if (ahead == 2) {
        above = beyond;
        beyond = free;
      } else {
        above = free;
      }
      const passed = lower;
      lower = upper;
      upper = passed;
    }
  }
}

export function rklStage(
  thread: u32,
  threads: u32,
  formulas: u32,
  parameters: usize,
  clock: usize,
  superStep: usize,
  u: usize,
  v: usize,
  increments: usize,
  firstSlope: usize,
  carry: usize,
  extremes: usize,
  ordinal: u32,
  isTwoDimensional: bool,
  isPeriodicX: bool,
  isPeriodicY: bool,
  isUniform: bool,
  isFourthOrder: bool,
  smoothWalls: bool,
): void {
  const stages = load<u32>(superStep + SuperStep.stages);
  const stage = load<u32>(superStep + SuperStep.stage) + ordinal;
  if (load<u32>(clock + Clock.busy) == 0 || stage > stages) return;
  nx = load<i32>(parameters + Parameters.nx);
  ny = load<i32>(parameters + Parameters.ny);
  dx = load<f32>(parameters + Parameters.dx);
  dy = load<f32>(parameters + Parameters.dy);
  step = load<f32>(clock + Clock.step);
  high = 0.5 * load<f32>(clock + Clock.density);
  twoDimensional = isTwoDimensional;
  periodicX = isPeriodicX;
  periodicY = isPeriodicY;
  uniform = isUniform;
  fourthOrder = isFourthOrder;
  margin = smoothWalls ? 0 : 1;
  first = stage == 1;
  last = stage == stages;
  apart = <usize>4 * nx * ny;
  const current = apart * load<u32>(clock + Clock.slot);
  stateU = u + current;
  stateV = v + current;
  nextU = u + apart - current;
  nextV = v + apart - current;
  own = increments + 2 * apart * (stage & 1);
  before = increments + 2 * apart * (1 - (stage & 1));
  slopes = firstSlope;
  carries = carry;
  const j = <f32>stage;
  const s = <f32>stages;
  time = load<f32>(clock + Clock.time) + (first ? 0 : step * stageTime(j - 1, s));
  share = step * muTilde(j, s);
  if (!first) setStage(step, mu(j), nu(j), muTilde(j, s), gammaTilde(j, s), stage == 2);
  if (last) setError(errorShare(s), errorScale(s));

  const begin = twoDimensional ? bandStart(ny, thread, threads) : 0;
  const end = twoDimensional ? bandStart(ny, thread + 1, threads) : 1;
  const left = twoDimensional ? 0 : lineStart(nx, thread, threads);
  const right = twoDimensional ? nx : lineStart(nx, thread + 1, threads);
  if (begin == end || left == right) return;
  const seen = coefficients(thread) + SEEN;
  clearSeen(seen);
  // pieces of about the same width, in whole vectors
  const pieces = (right - left + TILE - 1) / TILE;
  const width = ((right - left + pieces - 1) / pieces + 3) & ~3;
  for (let column = left; column < right; column += width) {
    tile(thread, formulas, parameters, column, min(width, right - column), begin, end);
  }
  gatherSeen(seen, extremes, thread, last);
}
