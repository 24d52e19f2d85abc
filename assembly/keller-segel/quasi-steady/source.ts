// As shaders/keller-segel/quasi-steady/source.wgsl: what is produced in the current state, and its v to begin from.

import { Clock, Parameters, QuasiSteadyFunction, STRIDE, TILE } from '../../layout';
import { centreY } from '../../lib/grid';
import { storeLeft } from '../../lib/lanes';
import { bandStart, lineStart } from '../../lib/threads';
import { BEGIN, cellRows, coefficients, fillPlaces, fillRow, hereRows, placeRow, PRODUCTION, rowLength, U } from '../rows';

export function source(
  thread: u32,
  threads: u32,
  formulas: u32,
  parameters: usize,
  clock: usize,
  u: usize,
  v: usize,
  source: usize,
  solution: usize,
): void {
  if (load<u32>(clock + Clock.busy) == 0) return;
  const nx = load<i32>(parameters + Parameters.nx);
  const ny = load<i32>(parameters + Parameters.ny);
  const dx = load<f32>(parameters + Parameters.dx);
  const dy = load<f32>(parameters + Parameters.dy);
  const time = load<f32>(clock + Clock.time);
  const current = <usize>4 * nx * ny * load<u32>(clock + Clock.slot);
  const row = cellRows(thread, 0);
  const here = hereRows(thread);
  const places = placeRow(thread);
  const space = coefficients(thread) + STRIDE;
  const begin = ny > 1 ? <i32>bandStart(ny, thread, threads) : 0;
  const end = ny > 1 ? <i32>bandStart(ny, thread + 1, threads) : 1;
  const left = ny > 1 ? 0 : <i32>lineStart(nx, thread, threads);
  const right = ny > 1 ? nx : <i32>lineStart(nx, thread + 1, threads);
  for (let first = left; first < right; first += TILE) {
    const width = min(<i32>TILE, right - first);
    const length = rowLength(width);
    fillPlaces(places, first, width, nx, false, dx, 1);
    call_indirect<void>(formulas + QuasiSteadyFunction.uniformSource, row, here, places, length, <f32>0, time, parameters, space);
    for (let iy = begin; iy < end; iy += 1) {
      const line = <usize>4 * iy * nx;
      fillRow(row + U, u + current + line, 0, first, width, nx, false);
      call_indirect<void>(formulas + QuasiSteadyFunction.source, row, here, places, length, centreY(iy, ny, dy), time, parameters, space);
      const at = line + <usize>4 * first;
      for (let k: usize = 0; k < <usize>4 * width; k += 16) {
        storeLeft(source + at + k, v128.load(here + BEGIN + k, PRODUCTION), width - <i32>(k >> 2));
      }
      memory.copy(solution + at, v + current + at, <usize>4 * width);
    }
  }
}
