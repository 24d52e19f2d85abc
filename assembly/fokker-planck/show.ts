// As shaders/fokker-planck/show.wgsl: the current along x at the centres, the mean of both faces' fluxes.

import { Clock, Parameters } from '../layout';
import { setDomain } from '../run-and-tumble/setting';
import { firstColumn, firstRow, keep, lastColumn, lastRow, setBand } from './band';
import { densities, faceFlux, faceNumbers, nx, RIGHT_DIFFUSION, RIGHT_VELOCITY, setFlux } from './flux';

export function show(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  clock: usize,
  coefficients: usize,
  u: usize,
  v: usize,
  made: u32,
): void {
  setDomain(thread, parameters, made);
  const cells = load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
  const current = <usize>4 * load<u32>(clock + Clock.slot) * cells;
  setFlux(parameters, coefficients, u + current, 0);
  setBand(thread, threads);
  const dx = load<f32>(parameters + Parameters.dx);
  for (let iy = firstRow; iy < lastRow; iy += 1) {
    for (let ix = firstColumn; ix < lastColumn; ix += 4) {
      const last = min(4, lastColumn - ix);
      const here = densities(ix, iy, last);
      const leftD = faceNumbers(ix - 1, iy, last, RIGHT_DIFFUSION);
      const leftW = faceNumbers(ix - 1, iy, last, RIGHT_VELOCITY);
      const rightD = faceNumbers(ix, iy, last, RIGHT_DIFFUSION);
      const rightW = faceNumbers(ix, iy, last, RIGHT_VELOCITY);
      const entering = faceFlux(densities(ix - 1, iy, last), here, leftW, leftD, dx);
      const passing = faceFlux(here, densities(ix + 1, iy, last), rightW, rightD, dx);
      const mean = f32x4.mul(f32x4.splat(0.5), f32x4.add(entering, passing));
      keep(v + current + 4 * <usize>(iy * nx + ix), mean, last);
    }
  }
}
