// Twin of shaders/run-and-tumble/field.wgsl in float64: the attractant where a cell is, from its formula or (live) from the
// grid field v by bilinear interpolation between the centres of grid cells.

import type { Fields } from '../../core/backend.ts';
import type { WalkConfig } from '../../core/config.ts';
import { highWord, mirrored } from '../../core/fixed.ts';
import type { Grid } from '../../core/grid.ts';
import { dimension, dx as cellWidth, dy as cellHeight } from '../../core/grid.ts';
import { TURN } from './layout.ts';
import type { CellTerms } from './terms.ts';

export interface Cue {
  value: number;
  gradientX: number;
  gradientY: number;
  /** Rate of change at that place. */
  change: number;
}

export const emptyCue = (): Cue => ({ value: 0, gradientX: 0, gradientY: 0, change: 0 });

/** Positions are those of kernels/run-and-tumble/layout.ts. */
export interface Field {
  /** Once at the beginning of a run of a kernel. */
  update(parameters: Fields, clock: Fields, v: Float64Array): void;
  /** Coordinates of a position, in lengths from the lower left corner. */
  placeX(x: number): number;
  placeY(y: number): number;
  /** Time at this fraction of the step that the cells are catching up with. */
  timeAt(fraction: number): number;
  /** At this fraction of the step: 0 its beginning, 1 its end. Written into `cue`. */
  attractantAt(x: number, y: number, fraction: number, cue: Cue): void;
  /** Gradient of the newest state, C/L; written into `out` (x, y). */
  gradient(x: number, y: number, out: Float64Array): void;
}

export interface FieldOptions {
  /** For kernels that look at the newest state, whether or not a step is due: fraction 1 is then its time. */
  readonly present?: boolean;
  readonly grid: Grid;
  readonly config: WalkConfig;
  readonly terms: CellTerms;
}

export function createField({ grid, config, terms, present = false }: FieldOptions): Field {
  const { nx, ny } = grid;
  const cells = nx * ny;
  const twoDimensional = dimension(grid) === 2;
  const periodicX = grid.boundaryX === 'periodic';
  const periodicY = grid.boundaryY === 'periodic';
  const live = config.chemical === 'live';
  const dx = cellWidth(grid);
  const dy = cellHeight(grid);
  const { attractant, attractantDx, attractantDy, attractantDt } = terms.functions;
  let unitX = 0;
  let unitY = 0;
  let takenTime = 0;
  let taken = 0;
  let stepLength = 0;
  let current = 0;
  let v: Float64Array = new Float64Array(0);
  const columns = { first: 0, second: 0, fraction: 0 };
  const rows = { first: 0, second: 0, fraction: 0 };

  const placeX = (x: number): number => (periodicX ? x : mirrored(x)) * unitX;
  const placeY = (y: number): number => (periodicY ? y : mirrored(y)) * unitY;
  const timeAt = (fraction: number): number => (present ? takenTime : takenTime + fraction * taken);

  const interpolated = (x: number, y: number, fraction: number, cue: Cue): void => {
    nodesOf(x, nx, periodicX, columns);
    if (twoDimensional) nodesOf(y, ny, periodicY, rows);
    const before = cells - current;
    const lower = rows.first * nx;
    const upper = rows.second * nx;
    const a = lower + columns.first;
    const b = lower + columns.second;
    const c = upper + columns.first;
    const d = upper + columns.second;
    const beforeA = v[before + a];
    const beforeB = v[before + b];
    const beforeC = v[before + c];
    const beforeD = v[before + d];
    const afterA = v[current + a];
    const afterB = v[current + b];
    const afterC = v[current + c];
    const afterD = v[current + d];
    const cornerA = mix(beforeA, afterA, fraction);
    const cornerB = mix(beforeB, afterB, fraction);
    const cornerC = mix(beforeC, afterC, fraction);
    const cornerD = mix(beforeD, afterD, fraction);
    const fx = columns.fraction;
    const fy = rows.fraction;
    cue.value = mix(mix(cornerA, cornerB, fx), mix(cornerC, cornerD, fx), fy);
    cue.gradientX = mix(cornerB - cornerA, cornerD - cornerC, fy) / dx;
    cue.gradientY = twoDimensional ? mix(cornerC - cornerA, cornerD - cornerB, fx) / dy : 0;
    const lowerChange = mix(afterA - beforeA, afterB - beforeB, fx);
    const upperChange = mix(afterC - beforeC, afterD - beforeD, fx);
    cue.change = stepLength > 0 ? mix(lowerChange, upperChange, fy) / stepLength : 0;
  };

  const prescribed = (x: number, y: number, fraction: number, cue: Cue): void => {
    const px = placeX(x);
    const py = placeY(y);
    const t = timeAt(fraction);
    cue.value = attractant(px, py, t);
    cue.gradientX = attractantDx(px, py, t);
    cue.gradientY = twoDimensional ? attractantDy(px, py, t) : 0;
    cue.change = attractantDt(px, py, t);
  };

  const attractantAt = live ? interpolated : prescribed;
  const cue = emptyCue();
  return {
    update(parameters, clock, field) {
      terms.update(parameters);
      unitX = parameters.period_x / TURN;
      unitY = parameters.period_y / TURN;
      takenTime = present ? clock.time : clock.taken_time;
      taken = clock.taken;
      stepLength = present ? clock.last : clock.taken;
      current = clock.slot * cells;
      v = field;
    },
    placeX,
    placeY,
    timeAt,
    attractantAt,
    gradient(x, y, out) {
      attractantAt(x, y, 1, cue);
      out[0] = cue.gradientX;
      out[1] = cue.gradientY;
    },
  };
}

const mix = (a: number, b: number, fraction: number): number => a * (1 - fraction) + b * fraction;

/** Two neighbouring nodes along an axis, and how far from the first to the second. */
interface Nodes {
  first: number;
  second: number;
  fraction: number;
}

/** Between walls 2^32 units are two widths. Beyond a wall stands the mirror image of the node beside it. */
function nodesOf(position: number, n: number, periodic: boolean, nodes: Nodes): void {
  const count = periodic ? n : 2 * n;
  const low = Math.imul(position, count) >>> 0;
  const high = highWord(position, count);
  const before = low < 0x80000000; // in the first half of its grid cell: left of the centre
  nodes.first = high;
  nodes.second = high + 1;
  if (before) {
    nodes.second = high;
    nodes.first = high > 0 ? high - 1 : periodic ? n - 1 : 0;
  } else if (nodes.second === n) {
    nodes.second = periodic ? 0 : n - 1;
  }
  nodes.fraction = ((low - 0x80000000) >>> 0) / TURN;
}
