// Twin of shaders/keller-segel/stage.wgsl in float64: one stage of a Keller-Segel step, cell by cell instead of tile by
// tile. Every face has its flux computed once: `right` and `above` of a cell are `left` and `below` of its neighbours.

import type { Fields, Twin } from '../../core/backend.ts';
import type { Grid } from '../../core/grid.ts';
import { dx as cellWidth, dy as cellHeight, cellX, cellY } from '../../core/grid.ts';
import { numbers, record } from '../arrays.ts';
import { faceFlux } from './face-flux.ts';
import { EXTREMES } from './layout.ts';
import { neighbours } from './neighbours.ts';
import type { Terms } from './terms.ts';
import { SLOT } from './terms.ts';

/** 0: the only stage of forward Euler; 1 and 2: predictor and corrector of SSP-RK2. */
export type Stage = 0 | 1 | 2;

const SMALLEST_DENSITY = 1e-20;
const NARROW = 0.735;

export function createStage(
  grid: Grid,
  terms: Terms,
  parameterFields: readonly string[],
  stage: Stage,
): Twin {
  const cells = grid.nx * grid.ny;
  const twoDimensional = grid.ny > 1;
  const dx = cellWidth(grid);
  const dy = cellHeight(grid);
  const { left, right, below, above } = neighbours(grid);
  const mobility = new Float64Array(cells);
  const diffusionU = new Float64Array(cells);
  const diffusionV = new Float64Array(cells);
  const fluxX = new Float64Array(cells); // through the right face of each cell
  const fluxY = new Float64Array(cells); // through the upper face
  const slots = new Float64Array(SLOT.parameters + parameterFields.length);

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const u = numbers(arrays[2]);
    const v = numbers(arrays[3]);
    const stageU = numbers(arrays[4]);
    const stageV = numbers(arrays[5]);
    const extremes = numbers(arrays[6]);
    if (clock.busy === 0) return;
    const current = clock.slot * cells;
    const sourceU = stage === 2 ? stageU : u.subarray(current, current + cells);
    const sourceV = stage === 2 ? stageV : v.subarray(current, current + cells);
    const t = clock.time + (stage === 2 ? clock.step : 0);
    setParameters(slots, parameters, parameterFields);

    const place = (i: number): void => {
      slots[SLOT.x] = cellX(grid, i % grid.nx);
      slots[SLOT.y] = cellY(grid, Math.floor(i / grid.nx));
      slots[SLOT.t] = t;
      slots[SLOT.v] = sourceV[i];
    };

    // load
    for (let i = 0; i < cells; i += 1) {
      place(i);
      slots[SLOT.u] = Math.max(sourceU[i], SMALLEST_DENSITY);
      mobility[i] = terms.sensitivity(slots) / slots[SLOT.u];
      slots[SLOT.u] = sourceU[i];
      diffusionU[i] = terms.diffusionU(slots);
      diffusionV[i] = terms.diffusionV(slots);
    }

    const faceVelocity = (a: number, b: number, h: number): number =>
      (0.5 * (mobility[a] + mobility[b]) * (sourceV[b] - sourceV[a])) / h;
    const chemicalFaceFlux = (a: number, b: number, h: number): number =>
      (0.5 * (diffusionV[a] + diffusionV[b]) * (sourceV[a] - sourceV[b])) / h;
    const outflow = (a: number, here: number, b: number, h: number): number => {
      const diffusion = 0.5 * (diffusionU[a] + diffusionU[b]) + diffusionU[here];
      const advection = Math.max(faceVelocity(here, b, h), 0) + Math.max(-faceVelocity(a, here, h), 0);
      return diffusion / (h * h) + advection / h;
    };

    // flux of cells through every face, once (a wall's face joins a cell with itself: no flux)
    for (let i = 0; i < cells; i += 1) {
      const j = right[i];
      fluxX[i] = faceFlux(
        sourceU[i],
        sourceU[j],
        faceVelocity(i, j, dx),
        0.5 * (diffusionU[i] + diffusionU[j]),
        dx,
      );
      if (twoDimensional) {
        const k = above[i];
        fluxY[i] = faceFlux(
          sourceU[i],
          sourceU[k],
          faceVelocity(i, k, dy),
          0.5 * (diffusionU[i] + diffusionU[k]),
          dy,
        );
      }
    }

    // update
    for (let i = 0; i < cells; i += 1) {
      place(i);
      const uHere = sourceU[i];
      const vHere = sourceV[i];
      slots[SLOT.u] = uHere;

      // right-hand sides, one physical term a line
      let transportU = ((left[i] === i ? 0 : fluxX[left[i]]) - fluxX[i]) / dx;
      let transportV = (chemicalFaceFlux(left[i], i, dx) - chemicalFaceFlux(i, right[i], dx)) / dx;
      if (twoDimensional) {
        transportU += ((below[i] === i ? 0 : fluxY[below[i]]) - fluxY[i]) / dy;
        transportV += (chemicalFaceFlux(below[i], i, dy) - chemicalFaceFlux(i, above[i], dy)) / dy;
      }
      const grown = terms.growth(slots);
      const produced = terms.production(slots);
      const rateU = transportU + grown;
      const rateV = transportV + produced;

      // new values: Euler and the predictor step from the source; the corrector averages (Shu and Osher 1988)
      let newU: number;
      let newV: number;
      if (stage === 2) {
        const baseU = u[current + i];
        const baseV = v[current + i];
        newU = baseU + 0.5 * (uHere - baseU + clock.step * rateU);
        newV = baseV + 0.5 * (vHere - baseV + clock.step * rateV);
      } else {
        newU = uHere + clock.step * rateU;
        newV = vHere + clock.step * rateV;
      }
      if (stage === 1) {
        stageU[i] = newU;
        stageV[i] = newV;
      } else {
        u[cells - current + i] = newU;
        v[cells - current + i] = newV;
      }

      // the largest rate at which this cell can change: outflow and loss keep u >= 0, the root couples u and v
      let outU = outflow(left[i], i, right[i], dx);
      let outV = (2 * diffusionV[i]) / (dx * dx);
      let perArea = 1 / (dx * dx);
      let narrow = 0.5 * (sourceU[left[i]] + sourceU[right[i]]) < NARROW * uHere;
      let top = uHere >= sourceU[left[i]] && uHere >= sourceU[right[i]];
      if (twoDimensional) {
        outU += outflow(below[i], i, above[i], dy);
        outV += (2 * diffusionV[i]) / (dy * dy);
        perArea += 1 / (dy * dy);
        narrow ||= 0.5 * (sourceU[below[i]] + sourceU[above[i]]) < NARROW * uHere;
        top &&= uHere >= sourceU[below[i]] && uHere >= sourceU[above[i]];
      }
      const loss = Math.max(-grown / Math.max(uHere, SMALLEST_DENSITY), Math.abs(terms.growthDu(slots)));
      const limitU = outU + Math.max(loss, 0);
      const limitV = outV + Math.abs(terms.productionDv(slots));
      const coupling = Math.abs(mobility[i] * uHere * terms.productionDu(slots)) * perArea;
      const halfDifference = 0.5 * (limitU - limitV);
      const limit = 0.5 * (limitU + limitV) + Math.sqrt(halfDifference * halfDifference + coupling);

      gather(extremes, EXTREMES.limit, limit);
      gather(extremes, EXTREMES.density, Math.abs(uHere));
      if (stage !== 2) {
        gather(extremes, EXTREMES.change, Math.abs(rateU));
        if (narrow && top) gather(extremes, EXTREMES.narrow, uHere);
      }
      if (!Number.isFinite(newU) || !Number.isFinite(newV)) gather(extremes, EXTREMES.notFinite, 1);
      if (newU < 0) gather(extremes, EXTREMES.negative, 1);
      if (Math.min(diffusionU[i], diffusionV[i]) < 0) gather(extremes, EXTREMES.negativeDiffusion, 1);
    }
  };
}

function gather(extremes: Float64Array, which: number, value: number): void {
  // NaN must win, as its bit pattern does on the GPU
  if (!(value <= extremes[which])) extremes[which] = value;
}

function setParameters(slots: Float64Array, parameters: Fields, fields: readonly string[]): void {
  fields.forEach((field, index) => {
    slots[SLOT.parameters + index] = parameters[field];
  });
}
