// As shaders/fokker-planck/stage.wgsl: one stage of a step, four grid cells of a row at a time.

import { Clock, Extremes, Parameters } from '../layout';
import { gather, gatherTrue, largestBits } from '../keller-segel/gather';
import { finiteLanes } from '../lib/finite';
import { setDomain, twoDimensional } from '../run-and-tumble/setting';
import { firstColumn, firstRow, keep, lastColumn, lastRow, setBand } from './band';
import {
  densities,
  faceFlux,
  faceNumbers,
  leaving,
  nx,
  RIGHT_DIFFUSION,
  RIGHT_VELOCITY,
  setFlux,
  UPPER_DIFFUSION,
  UPPER_VELOCITY,
} from './flux';

export function stage(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  clock: usize,
  coefficients: usize,
  u: usize,
  stageU: usize,
  carry: usize,
  extremes: usize,
  made: u32,
  stage: u32,
): void {
  if (load<u32>(clock + Clock.busy) == 0) return;
  setDomain(thread, parameters, made);
  const cells = load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
  const slot = load<u32>(clock + Clock.slot);
  const current = u + <usize>4 * slot * cells;
  const next = u + <usize>4 * (1 - slot) * cells;
  setFlux(parameters, coefficients, current, stage == 2 ? stageU : 0);
  setBand(thread, threads);
  const dx = load<f32>(parameters + Parameters.dx);
  const dy = load<f32>(parameters + Parameters.dy);
  const step = f32x4.splat(load<f32>(clock + Clock.step));
  const zero = f32x4.splat(0);
  let limits = zero;
  let largest = zero;
  let finite = i32x4.splat(-1);
  let lowest = zero;
  let lowestDiffusion = zero;
  for (let iy = firstRow; iy < lastRow; iy += 1) {
    for (let ix = firstColumn; ix < lastColumn; ix += 4) {
      const last = min(4, lastColumn - ix);
      const i = <usize>4 * (iy * nx + ix);
      const here = densities(ix, iy, last);
      const leftD = faceNumbers(ix - 1, iy, last, RIGHT_DIFFUSION);
      const leftW = faceNumbers(ix - 1, iy, last, RIGHT_VELOCITY);
      const rightD = faceNumbers(ix, iy, last, RIGHT_DIFFUSION);
      const rightW = faceNumbers(ix, iy, last, RIGHT_VELOCITY);
      const entering = faceFlux(densities(ix - 1, iy, last), here, leftW, leftD, dx);
      const passing = faceFlux(here, densities(ix + 1, iy, last), rightW, rightD, dx);
      let rate = f32x4.div(f32x4.sub(entering, passing), f32x4.splat(dx));
      let limit = leaving(leftD, leftW, rightD, rightW, dx);
      lowestDiffusion = f32x4.pmin(lowestDiffusion, rightD);
      if (twoDimensional) {
        const lowerD = faceNumbers(ix, iy - 1, last, UPPER_DIFFUSION);
        const lowerW = faceNumbers(ix, iy - 1, last, UPPER_VELOCITY);
        const upperD = faceNumbers(ix, iy, last, UPPER_DIFFUSION);
        const upperW = faceNumbers(ix, iy, last, UPPER_VELOCITY);
        const rising = faceFlux(densities(ix, iy - 1, last), here, lowerW, lowerD, dy);
        const going = faceFlux(here, densities(ix, iy + 1, last), upperW, upperD, dy);
        rate = f32x4.add(rate, f32x4.div(f32x4.sub(rising, going), f32x4.splat(dy)));
        limit = f32x4.add(limit, leaving(lowerD, lowerW, upperD, upperW, dy));
        lowestDiffusion = f32x4.pmin(lowestDiffusion, upperD);
      }
      let change = f32x4.mul(step, rate);
      let after = f32x4.add(here, change);
      if (stage == 1) {
        keep(stageU + i, change, last);
      } else {
        change = f32x4.mul(f32x4.splat(0.5), f32x4.add(v128.load(stageU + i), change));
        const base = v128.load(current + i);
        const exact = f32x4.add(change, v128.load(carry + i));
        after = f32x4.add(base, exact);
        keep(carry + i, f32x4.sub(exact, f32x4.sub(after, base)), last);
        keep(next + i, after, last);
      }
      if (last < 4) {
        // lanes beyond the last cell are none
        const real = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(last));
        limit = v128.and(limit, real);
        after = v128.and(after, real);
      }
      limits = i32x4.max_u(limits, f32x4.abs(limit));
      largest = i32x4.max_u(largest, f32x4.abs(here));
      finite = v128.and(finite, finiteLanes(after));
      lowest = f32x4.pmin(lowest, after);
    }
  }
  gather(extremes, thread, Extremes.limit, largestBits(limits));
  gather(extremes, thread, Extremes.density, largestBits(largest));
  gatherTrue(extremes, thread, Extremes.notFinite, !i32x4.all_true(finite));
  gatherTrue(extremes, thread, Extremes.negative, v128.any_true(f32x4.lt(lowest, zero)));
  gatherTrue(extremes, thread, Extremes.negativeDiffusion, v128.any_true(f32x4.lt(lowestDiffusion, zero)));
}
