// As shaders/keller-segel/quasi-steady/coarse.wgsl: the coarse end of a V-cycle. One thread.

import { enter, open, prolongAll, restrictAll, shareOfCoarse, shareOfLevel, solveLast, sweep } from './multigrid';

export function coarse(
  thread: u32,
  _threads: u32,
  formulas: u32,
  parameters: usize,
  clock: usize,
  solver: usize,
  levels: usize,
  source: usize,
  solution: usize,
  relaxed: usize,
  means: usize,
  shift: usize,
  periodicX: bool,
  periodicY: bool,
  rows: u32,
): void {
  if (thread != 0) return;
  if (!open(thread, formulas, parameters, clock, solver, levels, source, solution, relaxed, means, shift, periodicX, periodicY)) return;
  const last = rows - 1;
  for (let row: u32 = 0; row < last; row += 1) {
    enter(row);
    shareOfLevel(0, 1);
    sweep(true);
    shareOfCoarse(0, 1);
    restrictAll();
  }
  enter(last);
  solveLast();
  for (let up: u32 = 0; up < last; up += 1) {
    enter(last - 1 - up);
    shareOfLevel(0, 1);
    prolongAll();
    sweep(false);
  }
}
