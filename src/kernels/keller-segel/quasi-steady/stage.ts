// Twin of shaders/keller-segel/quasi-steady/stage.wgsl in float64: one stage of a step with a quasi-steady chemical. As in
// ../stage.ts, arrays are filled first with what depends on one cell and on one face: `fluxX[i]` is the flux through the
// right face of cell i, `fluxY[i]` through its upper one.

import type { Twin } from '../../../core/backend.ts';
import type { Grid } from '../../../core/grid.ts';
import { dx as cellWidth, dy as cellHeight, cellX, cellY } from '../../../core/grid.ts';
import { numbers, record } from '../../arrays.ts';
import { faceFlux } from '../face-flux.ts';
import { gather } from '../gather.ts';
import { EXTREMES } from '../layout.ts';
import { neighbours } from '../neighbours.ts';
import type { Stage } from '../stage.ts';
import type { Terms } from '../terms.ts';
import { SLOT } from '../terms.ts';
import type { ChemicalRates } from './layout.ts';

const SMALLEST_DENSITY = 1e-20;
const NARROW = 0.735;
const ATTRACTION_COUNTS = 8;

/** Twin of one stage for this grid; `parameterFields` are the fields of the record `parameters` in slot order. */
export function createQuasiSteadyStage(
  grid: Grid,
  terms: Terms,
  parameterFields: readonly string[],
  rates: ChemicalRates,
  stage: Stage,
): Twin {
  const { nx, ny } = grid;
  const cells = nx * ny;
  const twoDimensional = ny > 1;
  const dx = cellWidth(grid);
  const dy = cellHeight(grid);
  const { left, right, below, above } = neighbours(grid);
  const array = (): Float64Array => new Float64Array(cells);
  const stateU = array();
  const stateV = array();
  const mobility = array();
  const diffusionU = array();
  const velocityX = array();
  const velocityY = array();
  const fluxX = array();
  const fluxY = array();
  const slots = new Float64Array(SLOT.parameters + parameterFields.length);

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const u = numbers(arrays[2]);
    const v = numbers(arrays[3]);
    const stageU = numbers(arrays[4]);
    const solution = numbers(arrays[5]);
    const source = numbers(arrays[6]);
    const carry = numbers(arrays[7]);
    const extremes = numbers(arrays[8]);
    if (clock.busy === 0) return;
    const current = clock.slot * cells;
    const next = cells - current;
    const { diffusion } = rates(parameters);
    for (let i = 0; i < cells; i += 1) {
      stateU[i] = u[current + i] + (stage === 2 ? stageU[i] : 0);
      stateV[i] = stage === 2 ? solution[i] : v[current + i];
    }
    parameterFields.forEach((field, index) => {
      slots[SLOT.parameters + index] = parameters[field];
    });
    const t = clock.time + (stage === 2 ? clock.step : 0);
    slots[SLOT.t] = t;

    // each cell
    for (let iy = 0, i = 0; iy < ny; iy += 1) {
      slots[SLOT.y] = cellY(grid, iy);
      for (let ix = 0; ix < nx; ix += 1, i += 1) {
        slots[SLOT.x] = cellX(grid, ix);
        slots[SLOT.v] = stateV[i];
        slots[SLOT.u] = Math.max(stateU[i], SMALLEST_DENSITY);
        mobility[i] = terms.sensitivity(slots) / slots[SLOT.u];
        slots[SLOT.u] = stateU[i];
        diffusionU[i] = terms.diffusionU(slots);
      }
    }

    // each face, once; a wall's face joins a cell with itself: equal values, so no flux
    const faces = (neighbour: Int32Array, h: number, velocity: Float64Array, flux: Float64Array): void => {
      for (let i = 0; i < cells; i += 1) {
        const j = neighbour[i];
        velocity[i] = (0.5 * (mobility[i] + mobility[j]) * (stateV[j] - stateV[i])) / h;
        flux[i] = faceFlux(stateU[i], stateU[j], velocity[i], 0.5 * (diffusionU[i] + diffusionU[j]), h);
      }
    };
    faces(right, dx, velocityX, fluxX);
    if (twoDimensional) faces(above, dy, velocityY, fluxY);

    for (let iy = 0, i = 0; iy < ny; iy += 1) {
      slots[SLOT.y] = cellY(grid, iy);
      for (let ix = 0; ix < nx; ix += 1, i += 1) {
        slots[SLOT.x] = cellX(grid, ix);
        const uHere = stateU[i];
        const vHere = stateV[i];
        slots[SLOT.u] = uHere;
        slots[SLOT.v] = vHere;

        // right-hand side, one physical term a line
        const l = left[i];
        const r = right[i];
        const wallL = l === i; // the face is not the right face of any other cell
        let transportU = ((wallL ? 0 : fluxX[l]) - fluxX[i]) / dx;
        let leavingU =
          (0.5 * (diffusionU[l] + diffusionU[r]) + diffusionU[i]) / (dx * dx) +
          (Math.max(velocityX[i], 0) + Math.max(wallL ? 0 : -velocityX[l], 0)) / dx;
        let narrow = 0.5 * (stateU[l] + stateU[r]) < NARROW * uHere;
        let widening = (2 * diffusionU[i]) / (dx * dx);
        let top = uHere >= stateU[l] && uHere >= stateU[r];
        if (twoDimensional) {
          const b = below[i];
          const a = above[i];
          const wallB = b === i;
          transportU += ((wallB ? 0 : fluxY[b]) - fluxY[i]) / dy;
          leavingU +=
            (0.5 * (diffusionU[b] + diffusionU[a]) + diffusionU[i]) / (dy * dy) +
            (Math.max(velocityY[i], 0) + Math.max(wallB ? 0 : -velocityY[b], 0)) / dy;
          if (0.5 * (stateU[b] + stateU[a]) < NARROW * uHere) {
            const wideningY = (2 * diffusionU[i]) / (dy * dy);
            widening = narrow ? Math.min(widening, wideningY) : wideningY;
            narrow = true;
          }
          top &&= uHere >= stateU[b] && uHere >= stateU[a];
        }
        const grown = terms.growth(slots);
        const rateU = transportU + grown;

        // new value: Euler and the predictor take the whole step, the corrector the mean of both (Heun; Shu and Osher 1988)
        let changeU = clock.step * rateU;
        let nextU = uHere + changeU;
        if (stage === 1) {
          stageU[i] = changeU;
        } else {
          if (stage === 2) changeU = 0.5 * (stageU[i] + changeU);
          const exactU = changeU + carry[2 * i];
          nextU = u[current + i] + exactU;
          carry[2 * i] = exactU - (nextU - u[current + i]);
          u[next + i] = nextU;
        }

        // the largest rate at which this cell can change: outflow and loss keep u >= 0
        const loss = Math.max(-grown / Math.max(uHere, SMALLEST_DENSITY), Math.abs(terms.growthDu(slots)));
        const attraction =
          Math.abs(mobility[i] * uHere * terms.productionDu(slots)) / Math.max(diffusion, 1e-30);
        const limit = leavingU + Math.max(loss, 0) + attraction;

        // what makes v next, and where its solution begins: `last` is 0 where the other slot holds no earlier v
        slots[SLOT.u] = nextU;
        slots[SLOT.v] = 0;
        slots[SLOT.t] = clock.time + clock.step;
        source[i] = terms.production(slots);
        slots[SLOT.t] = t;
        if (stage !== 2) {
          const share = clock.last > 0 ? clock.step / clock.last : 0;
          solution[i] = vHere + share * (vHere - v[next + i]);
        }

        gather(extremes, EXTREMES.limit, limit);
        gather(extremes, EXTREMES.density, Math.abs(uHere));
        if (stage !== 2) {
          gather(extremes, EXTREMES.change, Math.abs(rateU));
          // how fast diffusion could widen the narrow peak; where attraction raises it all the same it is no passing noise
          if (narrow && top && uHere >= 0.5 * clock.density) {
            const raised = transportU / Math.max(uHere, SMALLEST_DENSITY);
            const rate = raised > 0 ? ATTRACTION_COUNTS * widening + raised : widening;
            gather(extremes, EXTREMES.narrowRate, rate);
          }
        }
        if (!Number.isFinite(nextU)) gather(extremes, EXTREMES.notFinite, 1);
        if (nextU < 0) gather(extremes, EXTREMES.negative, 1);
        if (Math.min(diffusionU[i], diffusion) < 0) gather(extremes, EXTREMES.negativeDiffusion, 1);
      }
    }
  };
}
