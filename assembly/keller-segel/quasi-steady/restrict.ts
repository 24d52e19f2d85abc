// As shaders/keller-segel/quasi-steady/restrict.wgsl: hands what is left of the equation on a level to the next coarser one.

import { enter, open, restrictAll, shareOfCoarse } from './multigrid';

export function restrict(
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
  shareOfCoarse(thread, threads);
  restrictAll();
}
