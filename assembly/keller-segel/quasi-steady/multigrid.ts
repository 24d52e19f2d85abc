// As shaders/keller-segel/quasi-steady/multigrid.wgsl, which says how and why: what one cell of one level does. Cell by cell. A
// sweep fills a thread's red cells first; a black one then computes for itself only the red neighbours of other threads.

import { Clock, LEVEL_WORDS, Parameters, Solver, STRIDE } from '../../layout';
import { neighbour } from '../../lib/grid';
import { scratch } from '../../lib/scratch';
import { bandStart, lineStart } from '../../lib/threads';

// What is the same for the whole of a dispatch. A module's variables are a thread's own.
let periodicX: bool = false;
let periodicY: bool = false;
let finestNx: i32 = 0;
let finestNy: i32 = 0;
let lengthX: f32 = 0;
let lengthY: f32 = 0;
export let diffusion: f32 = 0;
export let decay: f32 = 0;
let levels: usize = 0;
let source: usize = 0;
let solution: usize = 0;
let relaxed: usize = 0;
/** Such that cells are counted on all levels. */
let means: usize = 0;
let shift: usize = 0;

/** D_v and a, which parameters alone decide: `diffusion`, `decay`. */
export function findRates(thread: u32, formula: u32, parameters: usize): void {
  const rows = scratch(thread);
  call_indirect<void>(formula, rows, rows, rows, 4, <f32>0, <f32>0, parameters, rows + 2 * STRIDE);
  diffusion = load<f32>(rows);
  decay = load<f32>(rows + STRIDE);
}

/** Whether there is anything to do; makes the arrays known. */
export function open(
  thread: u32,
  formula: u32,
  parameters: usize,
  clock: usize,
  solver: usize,
  ofLevels: usize,
  ofSource: usize,
  ofSolution: usize,
  ofRelaxed: usize,
  ofMeans: usize,
  ofShift: usize,
  isPeriodicX: bool,
  isPeriodicY: bool,
): bool {
  if (load<u32>(clock + Clock.busy) == 0 || load<u32>(solver + Solver.busy) == 0) return false;
  findRates(thread, formula, parameters);
  periodicX = isPeriodicX;
  periodicY = isPeriodicY;
  finestNx = load<i32>(parameters + Parameters.nx);
  finestNy = load<i32>(parameters + Parameters.ny);
  lengthX = <f32>finestNx * load<f32>(parameters + Parameters.dx);
  lengthY = <f32>finestNy * load<f32>(parameters + Parameters.dy);
  levels = ofLevels;
  source = ofSource;
  solution = ofSolution;
  relaxed = ofRelaxed;
  means = ofMeans - <usize>4 * finestNx * finestNy;
  shift = ofShift;
  return true;
}

// The level that is worked on, and the next coarser one.
let nx: i32 = 0;
let ny: i32 = 0;
let first: i32 = 0;
let coarseNx: i32 = 0;
let coarseNy: i32 = 0;
let coarseFirst: i32 = 0;
let alongX: f32 = 0;
let alongY: f32 = 0;
let taken: f32 = 0;

/** D/h^2 along an axis of n cells. */
function coupling(n: i32, length: f32): f32 {
  const perLength: f32 = <f32>n / length;
  return diffusion * perLength * perLength;
}

export function enter(row: u32): void {
  const at = levels + <usize>4 * LEVEL_WORDS * row;
  nx = load<i32>(at);
  ny = load<i32>(at, 4);
  first = load<i32>(at, 8);
  coarseNx = load<i32>(at, 12);
  coarseNy = load<i32>(at, 16);
  coarseFirst = load<i32>(at, 20);
  alongX = coupling(nx, lengthX);
  alongY = coupling(ny, lengthY);
  taken = first == 0 ? load<f32>(shift) : 0;
}

// A thread's share of a grid: a band of rows, or columns of a line.
let left: i32 = 0;
let right: i32 = 0;
let bottom: i32 = 0;
let top: i32 = 0;
export function share(columns: i32, rows: i32, thread: u32, threads: u32): void {
  left = rows > 1 ? 0 : lineStart(columns, thread, threads);
  right = rows > 1 ? columns : lineStart(columns, thread + 1, threads);
  bottom = rows > 1 ? bandStart(rows, thread, threads) : 0;
  top = rows > 1 ? bandStart(rows, thread + 1, threads) : 1;
}
export function shareOfLevel(thread: u32, threads: u32): void {
  share(nx, ny, thread, threads);
}
export function shareOfCoarse(thread: u32, threads: u32): void {
  share(coarseNx, coarseNy, thread, threads);
}

@inline
function isRed(ix: i32, iy: i32): bool {
  return ((ix + iy) & 1) == 0;
}
@inline
function address(array: usize, ix: i32, iy: i32): usize {
  return array + <usize>4 * (first + iy * nx + ix);
}

/** What a cell sees of a neighbour: `from`, or where red cells have been swept (`fresh`) the new value of a red one. */
function seen(from: usize, to: usize, ix: i32, iy: i32, fresh: bool): f32 {
  if (!fresh || !isRed(ix, iy)) return load<f32>(address(from, ix, iy));
  const own = ix >= left && ix < right && iy >= bottom && iy < top;
  return own ? load<f32>(address(to, ix, iy)) : gaussSeidel(from, to, ix, iy, false);
}

let diagonal: f32 = 0;

/** What is left of a cell's equation; leaves its diagonal. */
function residualOf(from: usize, to: usize, ix: i32, iy: i32, fresh: bool): f32 {
  const v = load<f32>(address(from, ix, iy));
  const before = neighbour(ix - 1, nx, periodicX);
  const after = neighbour(ix + 1, nx, periodicX);
  const below = neighbour(iy - 1, ny, periodicY);
  const above = neighbour(iy + 1, ny, periodicY);
  let d = decay;
  let sum: f32 = load<f32>(address(source, ix, iy)) - taken - decay * v;
  if (before != ix) {
    d += alongX;
    sum += alongX * (seen(from, to, before, iy, fresh) - v);
  }
  if (after != ix) {
    d += alongX;
    sum += alongX * (seen(from, to, after, iy, fresh) - v);
  }
  if (below != iy) {
    d += alongY;
    sum += alongY * (seen(from, to, ix, below, fresh) - v);
  }
  if (above != iy) {
    d += alongY;
    sum += alongY * (seen(from, to, ix, above, fresh) - v);
  }
  diagonal = d;
  return sum;
}

/** The value that fulfils the equation of this cell, its neighbours being as they are. */
function gaussSeidel(from: usize, to: usize, ix: i32, iy: i32, fresh: bool): f32 {
  const v = load<f32>(address(from, ix, iy));
  const residual = residualOf(from, to, ix, iy, fresh);
  return diagonal <= 0 ? v : v + residual / diagonal;
}

/** Before the coarser levels from `solution` to `relaxed`, after them back. */
export function sweep(before: bool): void {
  const from = before ? solution : relaxed;
  const to = before ? relaxed : solution;
  for (let black = 0; black < 2; black += 1) {
    for (let iy = bottom; iy < top; iy += 1) {
      for (let ix = left + ((left + iy + black) & 1); ix < right; ix += 2) {
        store<f32>(address(to, ix, iy), gaussSeidel(from, to, ix, iy, black == 1));
      }
    }
  }
}

/** Share of coarse cell j, of m, that fine cell i, of n, covers. */
function overlap(i: i32, n: i32, j: i32, m: i32): f32 {
  const covered: i32 = min((i + 1) * m, (j + 1) * n) - max(i * m, j * n);
  return <f32>covered / <f32>n;
}

export function restrictAll(): void {
  for (let jy = bottom; jy < top; jy += 1) {
    const firstY = (jy * ny) / coarseNy;
    const lastY = ((jy + 1) * ny - 1) / coarseNy;
    for (let jx = left; jx < right; jx += 1) {
      const firstX = (jx * nx) / coarseNx;
      const lastX = ((jx + 1) * nx - 1) / coarseNx;
      let leftOver: f32 = 0;
      let mean: f32 = 0;
      for (let iy = firstY; iy <= lastY; iy += 1) {
        for (let ix = firstX; ix <= lastX; ix += 1) {
          const part = overlap(ix, nx, jx, coarseNx) * overlap(iy, ny, jy, coarseNy);
          leftOver += part * residualOf(relaxed, relaxed, ix, iy, false);
          mean += part * load<f32>(address(relaxed, ix, iy));
          if (first > 0) mean += part * load<f32>(address(means, ix, iy));
        }
      }
      const j = <usize>4 * (coarseFirst + jy * coarseNx + jx);
      store<f32>(source + j, leftOver);
      store<f32>(solution + j, 0);
      store<f32>(means + j, mean);
    }
  }
}

/** Where the centre of fine cell i, of n, lies among the m coarse centres: the one before it. */
@inline
function before(i: i32, n: i32, m: i32): i32 {
  // division rounds towards 0, and the place may be below it
  return ((2 * i + 1) * m + n) / (2 * n) - 1;
}
/** And how far beyond that one. */
@inline
function beyond(i: i32, n: i32, m: i32, j: i32): f32 {
  const place: i32 = (2 * i + 1) * m - n;
  const whole: i32 = 2 * n;
  return <f32>(place - j * whole) / <f32>whole;
}
@inline
function mix(a: f32, b: f32, part: f32): f32 {
  return a * (1 - part) + b * part;
}
@inline
function coarseValue(jx: i32, jy: i32): f32 {
  const x = neighbour(jx, coarseNx, periodicX);
  const y = neighbour(jy, coarseNy, periodicY);
  return load<f32>(solution + <usize>4 * (coarseFirst + y * coarseNx + x));
}

/** Adds what the next coarser level found, linear between its centres. */
export function prolongAll(): void {
  for (let iy = bottom; iy < top; iy += 1) {
    const y = before(iy, ny, coarseNy);
    const partY = beyond(iy, ny, coarseNy, y);
    for (let ix = left; ix < right; ix += 1) {
      const x = before(ix, nx, coarseNx);
      const partX = beyond(ix, nx, coarseNx, x);
      const lower = mix(coarseValue(x, y), coarseValue(x + 1, y), partX);
      const upper = mix(coarseValue(x, y + 1), coarseValue(x + 1, y + 1), partX);
      const at = address(relaxed, ix, iy);
      store<f32>(at, load<f32>(at) + mix(lower, upper, partY));
    }
  }
}

/** The last level has one cell. */
export function solveLast(): void {
  const at = <usize>4 * first;
  if (decay > 0) {
    store<f32>(solution + at, load<f32>(source + at) / decay);
  } else {
    store<f32>(shift, load<f32>(shift) + load<f32>(source + at));
    store<f32>(solution + at, -load<f32>(means + at));
  }
}
