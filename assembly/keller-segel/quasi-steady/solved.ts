// As shaders/keller-segel/quasi-steady/solved.wgsl, which says why each constant has its value: judges the solutions since it
// last did. One thread.

import { Clock, Extremes, Judged, Parameters, Solver, UNSOLVED } from '../../layout';
import { isFinite32 } from '../../lib/finite';
import { collect } from '../clock';
import { decay, diffusion, findRates } from './multigrid';

const TOLERANCE: f32 = 1e-3;
const ROUNDING: f32 = 4.76837158e-7;

export function solved(
  thread: u32,
  _threads: u32,
  formulas: u32,
  parameters: usize,
  clock: usize,
  solver: usize,
  judged: usize,
  extremes: usize,
  first: bool,
): void {
  if (thread != 0 || load<u32>(clock + Clock.busy) == 0) return;
  findRates(thread, formulas, parameters);
  const residual = collect(judged, Judged.residual);
  const source = collect(judged, Judged.source);
  const chemical = collect(judged, Judged.chemical);
  const dx = load<f32>(parameters + Parameters.dx);
  const dy = load<f32>(parameters + Parameters.dy);
  let couplings: f32 = 2 / (dx * dx);
  if (load<u32>(parameters + Parameters.ny) > 1) couplings += 2 / (dy * dy);
  const diagonal: f32 = diffusion * couplings + decay;
  const allowed: f32 = TOLERANCE * source + ROUNDING * diagonal * chemical;
  const reached = isFinite32(residual) && residual <= allowed;
  store<u32>(solver + Solver.reached, reached ? 1 : 0);
  store<f32>(solver + Solver.residual, residual / max<f32>(source, 1e-30));
  store<f32>(solver + Solver.allowed, allowed / max<f32>(source, 1e-30));
  if (first) {
    store<u32>(solver + Solver.busy, reached ? 0 : 1);
  } else {
    store<u32>(solver + Solver.busy, 1);
    if (!reached) store<f32>(extremes + 4 * Extremes.fault, <f32>UNSOLVED);
  }
}
