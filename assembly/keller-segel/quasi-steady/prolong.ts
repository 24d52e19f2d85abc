// As shaders/keller-segel/quasi-steady/prolong.wgsl: adds what the next coarser level found.

import { enter, open, prolongAll, shareOfLevel } from './multigrid';

export function prolong(
  thread: u32,
  threads: u32,
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
): void {
  if (!open(thread, formulas, parameters, clock, solver, levels, source, solution, relaxed, means, shift, periodicX, periodicY)) return;
  enter(0);
  shareOfLevel(thread, threads);
  prolongAll();
}
