// As shaders/keller-segel/quasi-steady/smooth.wgsl: one sweep over a level.

import { enter, open, shareOfLevel, sweep } from './multigrid';

export function smooth(
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
  before: bool,
): void {
  if (!open(thread, formulas, parameters, clock, solver, levels, source, solution, relaxed, means, shift, periodicX, periodicY)) return;
  enter(0);
  shareOfLevel(thread, threads);
  sweep(before);
}
