// Twin of shaders/keller-segel/rkl-stage.wgsl in float64: one stage of a super-time-step. As in stage.ts the twin first fills
// arrays with what depends on one cell and what depends on one face; the terms then stand in the shader's order.
// `fluxX[i]` is the flux through the right face of cell i, `fluxY[i]` through its upper one.

import type { Twin } from '../../core/backend.ts';
import type { Boundary, Grid } from '../../core/grid.ts';
import { dx as cellWidth, dy as cellHeight, cellX, cellY } from '../../core/grid.ts';
import { numbers, record } from '../arrays.ts';
import { faceFlux } from './face-flux.ts';
import type { CellArrays } from './fourth-order.ts';
import { cellCorrection, chemicalCorrection, LARGEST_SHARE } from './fourth-order.ts';
import { gather } from './gather.ts';
import { neighbours } from './neighbours.ts';
import { errorWeights, rklCoefficients, stageTime } from './rkl-coefficients.ts';
import { RKL_EXTREMES } from './rkl-layout.ts';
import type { Terms } from './terms.ts';
import { SLOT } from './terms.ts';

const SMALLEST_DENSITY = 1e-20;
const SMALLEST_DIFFUSION = 1e-30;
const NARROW = 0.735;
const ATTRACTION_COUNTS = 8;

export interface RklOptions {
  /** Which dispatch of a round, from 1. */
  readonly ordinal: number;
  readonly fourthOrder: boolean;
  /** Whether the solution goes on smoothly as its mirror image beyond walls. */
  readonly smoothWalls: boolean;
}

/** Along one axis: who is beside whom, and what stands at each right (or upper) face. */
interface Axis {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly h: number;
  readonly corrected: (i: number) => boolean;
  readonly velocity: Float64Array;
  readonly flux: Float64Array;
  readonly chemicalFlux: Float64Array;
}

/** Twin of one stage for this grid; `parameterFields` are the fields of the record `parameters` in slot order. */
export function createRklStage(
  grid: Grid,
  terms: Terms,
  parameterFields: readonly string[],
  { ordinal, fourthOrder, smoothWalls }: RklOptions,
): Twin {
  const { nx, ny } = grid;
  const cells = nx * ny;
  const { left, right, below, above } = neighbours(grid);
  const array = (): Float64Array => new Float64Array(cells);
  const all: CellArrays = {
    ...{ u: array(), v: array(), mobility: array(), diffusionU: array(), diffusionV: array() },
  };
  const { u: sourceU, v: sourceV, mobility, diffusionU, diffusionV } = all;
  const slots = new Float64Array(SLOT.parameters + parameterFields.length);
  const stiffer = fourthOrder ? LARGEST_SHARE : 0;

  const corrects = (index: number, n: number, boundary: Boundary): boolean => {
    if (!fourthOrder || boundary === 'periodic') return fourthOrder;
    const margin = smoothWalls ? 0 : 1;
    return index >= margin && index + 1 + margin < n;
  };
  const axis = (
    before: Int32Array,
    after: Int32Array,
    h: number,
    corrected: (i: number) => boolean,
  ): Axis => ({
    ...{ before, after, h, corrected },
    ...{ velocity: array(), flux: array(), chemicalFlux: array() },
  });
  const axes = [axis(left, right, cellWidth(grid), (i) => corrects(i % nx, nx, grid.boundaryX))];
  if (ny > 1)
    axes.push(axis(below, above, cellHeight(grid), (i) => corrects(Math.floor(i / nx), ny, grid.boundaryY)));

  /** Each face, once; a wall's face joins a cell with itself: equal values, so no flux. */
  function faces({ before, after, h, corrected, velocity, flux, chemicalFlux }: Axis): void {
    for (let i = 0; i < cells; i += 1) {
      const j = after[i];
      const diffusion = 0.5 * (diffusionU[i] + diffusionU[j]);
      const chemicalDiffusion = 0.5 * (diffusionV[i] + diffusionV[j]);
      velocity[i] = (0.5 * (mobility[i] + mobility[j]) * (sourceV[j] - sourceV[i])) / h;
      flux[i] = faceFlux(sourceU[i], sourceU[j], velocity[i], diffusion, h);
      chemicalFlux[i] = (chemicalDiffusion * (sourceV[i] - sourceV[j])) / h;
      if (!fourthOrder || !corrected(i)) continue;
      const [b, a] = [before[i], after[j]];
      flux[i] += cellCorrection(all, b, i, j, a, flux[i], velocity[i], diffusion, h);
      chemicalFlux[i] += chemicalCorrection(all, b, i, j, a, chemicalFlux[i], chemicalDiffusion, h);
    }
  }

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const superStep = record(arrays[2]);
    const u = numbers(arrays[3]);
    const v = numbers(arrays[4]);
    const increments = numbers(arrays[5]);
    const firstSlope = numbers(arrays[6]);
    const carry = numbers(arrays[7]);
    const extremes = numbers(arrays[8]);
    const stage = superStep.stage + ordinal;
    if (clock.busy === 0 || stage > superStep.stages) return;
    const current = clock.slot * cells;
    const next = cells - current;
    const first = stage === 1;
    const last = stage === superStep.stages;
    const { step } = clock;
    const own = (stage % 2) * cells;
    const other = cells - own;
    parameterFields.forEach((field, index) => {
      slots[SLOT.parameters + index] = parameters[field];
    });
    slots[SLOT.t] = clock.time + step * (first ? 0 : stageTime(stage - 1, superStep.stages));
    const k = rklCoefficients(stage, superStep.stages);
    const weights = errorWeights(superStep.stages);

    // each cell
    for (let iy = 0, i = 0; iy < ny; iy += 1) {
      slots[SLOT.y] = cellY(grid, iy);
      for (let ix = 0; ix < nx; ix += 1, i += 1) {
        slots[SLOT.x] = cellX(grid, ix);
        sourceU[i] = u[current + i] + (first ? 0 : increments[2 * (other + i)]);
        sourceV[i] = v[current + i] + (first ? 0 : increments[2 * (other + i) + 1]);
        slots[SLOT.v] = sourceV[i];
        slots[SLOT.u] = Math.max(sourceU[i], SMALLEST_DENSITY);
        mobility[i] = terms.sensitivity(slots) / slots[SLOT.u];
        slots[SLOT.u] = sourceU[i];
        diffusionU[i] = terms.diffusionU(slots);
        diffusionV[i] = terms.diffusionV(slots);
      }
    }
    axes.forEach(faces);

    for (let iy = 0, i = 0; iy < ny; iy += 1) {
      slots[SLOT.y] = cellY(grid, iy);
      for (let ix = 0; ix < nx; ix += 1, i += 1) {
        slots[SLOT.x] = cellX(grid, ix);
        const uHere = sourceU[i];
        const vHere = sourceV[i];
        slots[SLOT.u] = uHere;
        slots[SLOT.v] = vHere;

        // right-hand sides, one physical term a line
        let transportU = 0;
        let transportV = 0;
        let leavingU = 0;
        let leavingV = 0;
        let drift = 0;
        let perArea = 0;
        let narrow = false;
        let widening = Infinity;
        let top = true;
        for (const { before, after, h, velocity, flux, chemicalFlux } of axes) {
          const l = before[i];
          const r = after[i];
          const wall = l === i; // the face is not the right face of any other cell
          const fluxLeft = wall ? 0 : flux[l];
          const speedLeft = wall ? 0 : velocity[l];
          const diffusion = 0.5 * (diffusionU[l] + diffusionU[r]) + diffusionU[i];
          const fastest = Math.max(Math.abs(speedLeft), Math.abs(velocity[i]));
          transportU += (fluxLeft - flux[i]) / h;
          transportV += ((wall ? 0 : chemicalFlux[l]) - chemicalFlux[i]) / h;
          leavingU +=
            (diffusion * (1 + stiffer)) / (h * h) + (Math.max(velocity[i], 0) + Math.max(-speedLeft, 0)) / h;
          leavingV += (2 * diffusionV[i] * (1 + stiffer)) / (h * h);
          drift += fastest ** 2 / Math.max(diffusionU[i], 0.5 * fastest * h, SMALLEST_DIFFUSION);
          perArea += 1 / (h * h);
          if (0.5 * (sourceU[l] + sourceU[r]) < NARROW * uHere) {
            widening = Math.min(widening, (2 * diffusionU[i]) / (h * h));
            narrow = true;
          }
          top &&= uHere >= sourceU[l] && uHere >= sourceU[r];
        }
        const grown = terms.growth(slots);
        const produced = terms.production(slots);
        const slopeU = transportU + grown;
        const slopeV = transportV + produced;

        const at = 2 * (own + i);
        if (first) {
          firstSlope[2 * i] = slopeU;
          firstSlope[2 * i + 1] = slopeV;
          increments[at] = step * k.muTilde * slopeU;
          increments[at + 1] = step * k.muTilde * slopeV;
          gather(extremes, RKL_EXTREMES.density, Math.abs(uHere));
          gather(extremes, RKL_EXTREMES.chemical, Math.abs(vHere));
          // how fast diffusion could widen the narrow peak; where attraction raises it all the same it is no passing noise
          if (narrow && top && uHere >= 0.5 * clock.density) {
            const raised = transportU / Math.max(uHere, SMALLEST_DENSITY);
            const rate = raised > 0 ? ATTRACTION_COUNTS * widening + raised : widening;
            gather(extremes, RKL_EXTREMES.narrowRate, rate);
          }
        } else {
          const changed = (slope: number, which: 0 | 1): number => {
            const before = increments[2 * (other + i) + which];
            const earlier = stage === 2 ? 0 : increments[at + which];
            const forced = step * (k.muTilde * slope + k.gammaTilde * firstSlope[2 * i + which]);
            return k.mu * before + k.nu * earlier + forced;
          };
          const changeU = changed(slopeU, 0);
          const changeV = changed(slopeV, 1);
          if (!last) {
            increments[at] = changeU;
            increments[at + 1] = changeV;
          } else {
            const exactU = changeU + carry[2 * i];
            const exactV = changeV + carry[2 * i + 1];
            const nextU = u[current + i] + exactU;
            const nextV = v[current + i] + exactV;
            const finite = Number.isFinite(nextU) && Number.isFinite(nextV);
            if (finite) {
              carry[2 * i] = exactU - (nextU - u[current + i]);
              carry[2 * i + 1] = exactV - (nextV - v[current + i]);
            }
            u[next + i] = nextU;
            v[next + i] = nextV;
            const mixedU = firstSlope[2 * i] + weights.beta * (slopeU - firstSlope[2 * i]);
            const mixedV = firstSlope[2 * i + 1] + weights.beta * (slopeV - firstSlope[2 * i + 1]);
            gather(extremes, RKL_EXTREMES.errorU, Math.abs(weights.scale * (changeU - step * mixedU)));
            gather(extremes, RKL_EXTREMES.errorV, Math.abs(weights.scale * (changeV - step * mixedV)));
            gather(extremes, RKL_EXTREMES.density, Math.abs(nextU));
            gather(extremes, RKL_EXTREMES.chemical, Math.abs(nextV));
            if (!finite) gather(extremes, RKL_EXTREMES.notFinite, 1);
            if (nextU < 0) gather(extremes, RKL_EXTREMES.negative, 1);
          }
        }

        // the largest rate at which this cell can change: outflow and loss keep u >= 0, the root couples u and v
        const loss = Math.max(-grown / Math.max(uHere, SMALLEST_DENSITY), Math.abs(terms.growthDu(slots)));
        const limitU = leavingU + Math.max(loss, 0);
        const limitV = leavingV + Math.abs(terms.productionDv(slots));
        const coupling = mobility[i] * uHere * terms.productionDu(slots) * perArea;
        const halfDifference = 0.5 * (limitU - limitV);
        const root = Math.sqrt(halfDifference * halfDifference + Math.abs(coupling) * (1 + stiffer));
        gather(extremes, RKL_EXTREMES.limit, 0.5 * (limitU + limitV) + root);
        // cells that make what repels them oscillate: a coupling below 0 moves eigenvalues off the axis as drift does
        const repulsion = Math.max(-coupling, 0) / (perArea * Math.max(diffusionU[i], SMALLEST_DIFFUSION));
        gather(extremes, RKL_EXTREMES.drift, drift + repulsion);
        if (Math.min(diffusionU[i], diffusionV[i]) < 0) gather(extremes, RKL_EXTREMES.negativeDiffusion, 1);
      }
    }
  };
}
