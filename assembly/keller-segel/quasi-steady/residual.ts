// As shaders/keller-segel/quasi-steady/residual.wgsl: how far v is from fulfilling its equation, and its place in the state.

import { Clock, Judged, Parameters, Solver } from '../../layout';
import { neighbour } from '../../lib/grid';
import { bandStart, lineStart } from '../../lib/threads';
import { gather } from '../gather';
import { decay, diffusion, findRates } from './multigrid';

@inline
function sizeBits(value: f32): u32 {
  return reinterpret<u32>(value) & 0x7fffffff;
}

export function residual(
  thread: u32,
  threads: u32,
  formulas: u32,
  parameters: usize,
  clock: usize,
  solver: usize,
  source: usize,
  solution: usize,
  shift: usize,
  v: usize,
  extremes: usize,
  periodicX: bool,
  periodicY: bool,
  keep: i32,
): void {
  if (load<u32>(clock + Clock.busy) == 0) return;
  findRates(thread, formulas, parameters);
  const nx = load<i32>(parameters + Parameters.nx);
  const ny = load<i32>(parameters + Parameters.ny);
  const dx = load<f32>(parameters + Parameters.dx);
  const dy = load<f32>(parameters + Parameters.dy);
  const field = <usize>4 * nx * ny;
  const slot = load<u32>(clock + Clock.slot);
  const kept = keep == 2 || (keep == 1 && load<u32>(solver + Solver.reached) == 1);
  const to = v + field * (keep == 2 ? 1 - slot : slot);
  const taken = load<f32>(shift);
  let largestResidual: u32 = 0;
  let largestSource: u32 = 0;
  let largestChemical: u32 = 0;
  const left = ny > 1 ? 0 : <i32>lineStart(nx, thread, threads);
  const right = ny > 1 ? nx : <i32>lineStart(nx, thread + 1, threads);
  const end = ny > 1 ? <i32>bandStart(ny, thread + 1, threads) : 1;
  for (let iy = ny > 1 ? <i32>bandStart(ny, thread, threads) : 0; iy < end; iy += 1) {
    const line = <usize>4 * iy * nx;
    const below = solution + <usize>4 * nx * neighbour(iy - 1, ny, periodicY);
    const above = solution + <usize>4 * nx * neighbour(iy + 1, ny, periodicY);
    for (let ix = left; ix < right; ix += 1) {
      const at = <usize>4 * ix;
      const here = load<f32>(solution + line + at);
      const produced: f32 = load<f32>(source + line + at) - taken;

      const before = load<f32>(solution + line + <usize>4 * neighbour(ix - 1, nx, periodicX));
      const after = load<f32>(solution + line + <usize>4 * neighbour(ix + 1, nx, periodicX));
      let spread: f32 = (before - here + (after - here)) / (dx * dx);
      if (ny > 1) spread += (load<f32>(below + at) - here + (load<f32>(above + at) - here)) / (dy * dy);
      const remaining: f32 = diffusion * spread + produced - decay * here;

      if (kept) store<f32>(to + line + at, here);
      largestResidual = max(largestResidual, sizeBits(remaining));
      largestSource = max(largestSource, sizeBits(produced));
      largestChemical = max(largestChemical, sizeBits(here));
    }
  }
  gather(extremes, thread, Judged.residual, largestResidual);
  gather(extremes, thread, Judged.source, largestSource);
  gather(extremes, thread, Judged.chemical, largestChemical);
}
