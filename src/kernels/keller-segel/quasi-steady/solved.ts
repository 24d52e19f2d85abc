// Twin of shaders/keller-segel/quasi-steady/solved.wgsl: judges the solutions since it last did. See the shader for why each
// constant has its value.

import type { Twin } from '../../../core/backend.ts';
import type { Grid } from '../../../core/grid.ts';
import { numbers, record } from '../../arrays.ts';
import { EXTREMES, EXTREMES_COUNT, EXTREMES_ROWS } from '../layout.ts';
import type { ChemicalRates } from './layout.ts';
import { UNSOLVED } from './layout.ts';
import { JUDGED } from './residual.ts';

export const TOLERANCE = 1e-3;
const ROUNDING = 2 ** -21;

/** The largest over the rows; clears them. NaN wins. */
function collect(judged: Float64Array, which: number): number {
  let largest = 0;
  for (let row = 0; row < EXTREMES_ROWS; row += 1) {
    const at = row * EXTREMES_COUNT + which;
    largest = Math.max(largest, judged[at]);
    judged[at] = 0;
  }
  return largest;
}

export const createSolved =
  ({ ny }: Grid, rates: ChemicalRates, first: boolean): Twin =>
  (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const solver = record(arrays[2]);
    const judged = numbers(arrays[3]);
    const extremes = numbers(arrays[4]);
    if (clock.busy === 0) return;
    const { diffusion, decay } = rates(parameters);
    const residual = collect(judged, JUDGED.residual);
    const source = collect(judged, JUDGED.source);
    const chemical = collect(judged, JUDGED.chemical);
    let couplings = 2 / (parameters.dx * parameters.dx);
    if (ny > 1) couplings += 2 / (parameters.dy * parameters.dy);
    const diagonal = diffusion * couplings + decay;
    const allowed = TOLERANCE * source + ROUNDING * diagonal * chemical;
    const reached = Number.isFinite(residual) && residual <= allowed;
    solver.reached = reached ? 1 : 0;
    solver.residual = residual / Math.max(source, 1e-30);
    solver.allowed = allowed / Math.max(source, 1e-30);
    if (first) {
      solver.busy = reached ? 0 : 1;
    } else {
      solver.busy = 1;
      if (!reached) extremes[EXTREMES.fault] = UNSOLVED;
    }
  };
