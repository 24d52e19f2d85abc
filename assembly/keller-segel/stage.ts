// One stage of a Keller-Segel step, in WebAssembly. As shaders/keller-segel/stage.wgsl and src/kernels/keller-segel/stage.ts,
// which say what each term is for; here four cells at a time, row by row, so that each cell's chi(u,v) and each face's flux
// are computed once (those at the edge of a thread's band and of a tile twice, to the same bits).
//
// Formulas come as functions on rows, made from the same syntax trees as the shader's (models/keller-segel/wasm.ts) and called
// through the module's table. What f32 has rounded off stands apart for u and v: nothing but a stage reads it.

import { Clock, Parameters, RowFunction, STRIDE, TILE } from '../layout';
import { centreY, neighbour } from '../lib/grid';
import { bandStart, lineStart } from '../lib/threads';
import { fillNumbers } from './cell-numbers';
import { FACE_NUMBERS, fillFaceNumbers, uniformFaces, varyingFaces } from './face-flux';
import {
  cellRows,
  coefficients,
  DIFFUSION_U,
  DIFFUSION_V,
  faceRows,
  facesLength,
  fillPlaces,
  fillRow,
  hereRows,
  placeRow,
  rowLength,
  U,
  V,
} from './rows';
import { dx, dy, findRow, gatherUpdates, high, seeDiffusion, setUpdates, updateRow } from './update';

// What is the same for the whole of a dispatch. A module's variables are a thread's own.
let step: f32 = 0;
/** The current state, and the increments of the corrector's. */
let stateU: usize = 0;
let stateV: usize = 0;
let incrementU: usize = 0;
let incrementV: usize = 0;

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
  if (uniform) seeDiffusion(min<f32>(diffusion, chemicalDiffusion));
  fillFaceNumbers(numbersX, dx, diffusion, chemicalDiffusion);
  fillFaceNumbers(numbersY, dy, diffusion, chemicalDiffusion);
  fillNumbers(numbers, dx, dy, diffusion, chemicalDiffusion, twoDimensional, step, high, 1);

  for (let iy = twoDimensional ? begin - 2 : begin; iy < end; iy += 1) {
    // the row that comes next: its cells, and what depends on each of them alone
    const coming = twoDimensional ? iy + 1 : iy;
    const into = twoDimensional ? above : row;
    const cy = neighbour(coming, ny, periodicY);
    const line = <usize>cy * nx * 4;
    fillRow(into + U, stateU + line, stage == 2 ? incrementU + line : 0, first, width, nx, periodicX);
    fillRow(into + V, stateV + line, stage == 2 ? incrementV + line : 0, first, width, nx, periodicX);
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
      updateRow(below, row, above, sides, lower, upper, here, numbers, width, stage, twoDimensional, uniform);
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
  step = load<f32>(clock + Clock.step);
  const current = 4 * <usize>nx * ny * load<u32>(clock + Clock.slot);
  stateU = u + current;
  stateV = v + current;
  incrementU = stageU;
  incrementV = stageV;
  setUpdates(parameters, clock, u, v, stageU, stageV, carry);
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
  gatherUpdates(extremes, thread);
}
