// As shaders/run-and-tumble/prescribe.wgsl: writes the prescribed attractant at the centres of the grid cells.

import { CELL_TILE, CellFunction, Clock, Parameters, Sensed } from '../layout';
import { centreX, centreY } from '../lib/grid';
import { lineStart } from '../lib/threads';
import { constants, fillRow, setDomain, start } from './setting';

export function prescribe(
  thread: u32,
  threads: u32,
  formulas: u32,
  parameters: usize,
  clock: usize,
  v: usize,
  made: u32,
): void {
  setDomain(thread, parameters, made);
  const nx = load<u32>(parameters + Parameters.nx);
  const ny = load<u32>(parameters + Parameters.ny);
  const dx = load<f32>(parameters + Parameters.dx);
  const dy = load<f32>(parameters + Parameters.dy);
  const cells = nx * ny;
  const current = v + <usize>4 * load<u32>(clock + Clock.slot) * cells;
  fillRow(start + Sensed.t, f32x4.splat(load<f32>(clock + Clock.time)));
  const stop = lineStart(cells, thread + 1, threads);
  for (let first = lineStart(cells, thread, threads); first < stop; first += CELL_TILE) {
    for (let k: u32 = 0; k < CELL_TILE; k += 1) {
      const g = min(first + k, cells - 1);
      store<f32>(start + 4 * k, centreX(g % nx, dx), Sensed.x);
      store<f32>(start + 4 * k, centreY(g / nx, ny, dy), Sensed.y);
    }
    call_indirect<void>(formulas + CellFunction.sensed, start, CELL_TILE, parameters, constants);
    memory.copy(current + 4 * <usize>first, start + Sensed.c, 4 * min(CELL_TILE, stop - first));
  }
}
