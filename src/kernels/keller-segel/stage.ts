// Twin of shaders/keller-segel/stage.wgsl in float64: one stage of a Keller-Segel step. Where the shader's threads load
// their neighbours, the twin first fills arrays with what depends on one cell and what depends on one face; the terms
// then stand in the same order. `fluxX[i]` is the flux through the right face of cell i, `fluxY[i]` through its upper one.

import type { Twin } from '../../core/backend.ts';
import type { Grid } from '../../core/grid.ts';
import { dx as cellWidth, dy as cellHeight, cellX, cellY } from '../../core/grid.ts';
import { numbers, record } from '../arrays.ts';
import { faceFlux } from './face-flux.ts';
import { gather } from './gather.ts';
import { EXTREMES } from './layout.ts';
import { neighbours } from './neighbours.ts';
import type { Terms } from './terms.ts';
import { SLOT } from './terms.ts';

/** 0: the only stage of forward Euler; 1 and 2: predictor and corrector of SSP-RK2. */
export type Stage = 0 | 1 | 2;

const SMALLEST_DENSITY = 1e-20;
const NARROW = 0.735;
const ATTRACTION_COUNTS = 8;

/** Twin of one stage for this grid; `parameterFields` are the fields of the record `parameters` in slot order. */
export function createStage(
  grid: Grid,
  terms: Terms,
  parameterFields: readonly string[],
  stage: Stage,
): Twin {
  const { nx, ny } = grid;
  const cells = nx * ny;
  const twoDimensional = ny > 1;
  const dx = cellWidth(grid);
  const dy = cellHeight(grid);
  const { left, right, below, above } = neighbours(grid);
  const array = (): Float64Array => new Float64Array(cells);
  const sourceU = array();
  const sourceV = array();
  const mobility = array();
  const diffusionU = array();
  const diffusionV = array();
  const velocityX = array();
  const velocityY = array();
  const fluxX = array();
  const fluxY = array();
  const chemicalFluxX = array();
  const chemicalFluxY = array();
  const slots = new Float64Array(SLOT.parameters + parameterFields.length);

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const u = numbers(arrays[2]);
    const v = numbers(arrays[3]);
    const stageU = numbers(arrays[4]);
    const stageV = numbers(arrays[5]);
    const carry = numbers(arrays[6]);
    const extremes = numbers(arrays[7]);
    if (clock.busy === 0) return;
    const current = clock.slot * cells;
    const next = cells - current;
    for (let i = 0; i < cells; i += 1) {
      sourceU[i] = u[current + i] + (stage === 2 ? stageU[i] : 0);
      sourceV[i] = v[current + i] + (stage === 2 ? stageV[i] : 0);
    }
    parameterFields.forEach((field, index) => {
      slots[SLOT.parameters + index] = parameters[field];
    });
    slots[SLOT.t] = clock.time + (stage === 2 ? clock.step : 0);

    // each cell
    for (let iy = 0, i = 0; iy < ny; iy += 1) {
      slots[SLOT.y] = cellY(grid, iy);
      for (let ix = 0; ix < nx; ix += 1, i += 1) {
        slots[SLOT.x] = cellX(grid, ix);
        slots[SLOT.v] = sourceV[i];
        slots[SLOT.u] = Math.max(sourceU[i], SMALLEST_DENSITY);
        mobility[i] = terms.sensitivity(slots) / slots[SLOT.u];
        slots[SLOT.u] = sourceU[i];
        diffusionU[i] = terms.diffusionU(slots);
        diffusionV[i] = terms.diffusionV(slots);
      }
    }

    // each face, once; a wall's face joins a cell with itself: equal values, so no flux
    const faces = (
      neighbour: Int32Array,
      h: number,
      velocity: Float64Array,
      flux: Float64Array,
      chemicalFlux: Float64Array,
    ): void => {
      for (let i = 0; i < cells; i += 1) {
        const j = neighbour[i];
        velocity[i] = (0.5 * (mobility[i] + mobility[j]) * (sourceV[j] - sourceV[i])) / h;
        flux[i] = faceFlux(sourceU[i], sourceU[j], velocity[i], 0.5 * (diffusionU[i] + diffusionU[j]), h);
        chemicalFlux[i] = (0.5 * (diffusionV[i] + diffusionV[j]) * (sourceV[i] - sourceV[j])) / h;
      }
    };
    faces(right, dx, velocityX, fluxX, chemicalFluxX);
    if (twoDimensional) faces(above, dy, velocityY, fluxY, chemicalFluxY);

    for (let iy = 0, i = 0; iy < ny; iy += 1) {
      slots[SLOT.y] = cellY(grid, iy);
      for (let ix = 0; ix < nx; ix += 1, i += 1) {
        slots[SLOT.x] = cellX(grid, ix);
        const uHere = sourceU[i];
        const vHere = sourceV[i];
        slots[SLOT.u] = uHere;
        slots[SLOT.v] = vHere;

        // right-hand sides, one physical term a line
        const l = left[i];
        const r = right[i];
        const wallL = l === i; // the face is not the right face of any other cell
        let transportU = ((wallL ? 0 : fluxX[l]) - fluxX[i]) / dx;
        let transportV = ((wallL ? 0 : chemicalFluxX[l]) - chemicalFluxX[i]) / dx;
        let leavingU =
          (0.5 * (diffusionU[l] + diffusionU[r]) + diffusionU[i]) / (dx * dx) +
          (Math.max(velocityX[i], 0) + Math.max(wallL ? 0 : -velocityX[l], 0)) / dx;
        let leavingV = (2 * diffusionV[i]) / (dx * dx);
        let perArea = 1 / (dx * dx);
        let narrow = 0.5 * (sourceU[l] + sourceU[r]) < NARROW * uHere;
        let widening = (2 * diffusionU[i]) / (dx * dx);
        let top = uHere >= sourceU[l] && uHere >= sourceU[r];
        if (twoDimensional) {
          const b = below[i];
          const a = above[i];
          const wallB = b === i;
          transportU += ((wallB ? 0 : fluxY[b]) - fluxY[i]) / dy;
          transportV += ((wallB ? 0 : chemicalFluxY[b]) - chemicalFluxY[i]) / dy;
          leavingU +=
            (0.5 * (diffusionU[b] + diffusionU[a]) + diffusionU[i]) / (dy * dy) +
            (Math.max(velocityY[i], 0) + Math.max(wallB ? 0 : -velocityY[b], 0)) / dy;
          leavingV += (2 * diffusionV[i]) / (dy * dy);
          perArea += 1 / (dy * dy);
          if (0.5 * (sourceU[b] + sourceU[a]) < NARROW * uHere) {
            const wideningY = (2 * diffusionU[i]) / (dy * dy);
            widening = narrow ? Math.min(widening, wideningY) : wideningY;
            narrow = true;
          }
          top &&= uHere >= sourceU[b] && uHere >= sourceU[a];
        }
        const grown = terms.growth(slots);
        const produced = terms.production(slots);
        const rateU = transportU + grown;
        const rateV = transportV + produced;

        // new values: Euler and the predictor take the whole step, the corrector the mean of both (Heun; Shu and Osher 1988)
        let changeU = clock.step * rateU;
        let changeV = clock.step * rateV;
        let nextU = uHere + changeU;
        let nextV = vHere + changeV;
        if (stage === 1) {
          stageU[i] = changeU;
          stageV[i] = changeV;
        } else {
          if (stage === 2) {
            changeU = 0.5 * (stageU[i] + changeU);
            changeV = 0.5 * (stageV[i] + changeV);
          }
          const exactU = changeU + carry[2 * i];
          const exactV = changeV + carry[2 * i + 1];
          nextU = u[current + i] + exactU;
          nextV = v[current + i] + exactV;
          carry[2 * i] = exactU - (nextU - u[current + i]);
          carry[2 * i + 1] = exactV - (nextV - v[current + i]);
          u[next + i] = nextU;
          v[next + i] = nextV;
        }

        // the largest rate at which this cell can change: outflow and loss keep u >= 0, the root couples u and v
        const loss = Math.max(-grown / Math.max(uHere, SMALLEST_DENSITY), Math.abs(terms.growthDu(slots)));
        const limitU = leavingU + Math.max(loss, 0);
        const limitV = leavingV + Math.abs(terms.productionDv(slots));
        const coupling = Math.abs(mobility[i] * uHere * terms.productionDu(slots)) * perArea;
        const halfDifference = 0.5 * (limitU - limitV);
        const limit = 0.5 * (limitU + limitV) + Math.sqrt(halfDifference * halfDifference + coupling);

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
        if (!Number.isFinite(nextU) || !Number.isFinite(nextV)) gather(extremes, EXTREMES.notFinite, 1);
        if (nextU < 0) gather(extremes, EXTREMES.negative, 1);
        if (Math.min(diffusionU[i], diffusionV[i]) < 0) gather(extremes, EXTREMES.negativeDiffusion, 1);
      }
    }
  };
}
