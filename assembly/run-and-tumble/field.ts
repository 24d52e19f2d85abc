// As shaders/run-and-tumble/field.wgsl, four cells at a time: the attractant where a cell is on the grid field v, bilinear
// between the centres of grid cells. Nodes that lie side by side, as all do but at the edges, are read two at once.

import { Parameters, Sensed } from '../layout';
import { firstNode, fractionOf, partOf, secondNode, wholeOf } from './nodes';
import { between, field, parameters, periodicX, periodicY, twoDimensional } from './setting';

let current: usize = 0;
let before: usize = 0;
let nx: u32 = 0;
let ny: u32 = 0;
let perDx: f32 = 0;
let perDy: f32 = 0;

/** Once before the field is read. */
export function setField(slot: u32): void {
  nx = load<u32>(parameters + Parameters.nx);
  ny = load<u32>(parameters + Parameters.ny);
  const bytes = <usize>4 * nx * ny;
  current = field + slot * bytes;
  before = field + bytes - slot * bytes;
  perDx = 1 / load<f32>(parameters + Parameters.dx);
  perDy = 1 / load<f32>(parameters + Parameters.dy);
}

@inline
function mix(a: v128, b: v128, fraction: v128): v128 {
  return f32x4.add(
    f32x4.mul(a, f32x4.sub(f32x4.splat(1), fraction)),
    f32x4.mul(b, fraction),
  );
}

/** Pairs of neighbours at two of four places: a, b, a, b. */
@inline
function pairs(base: usize, at0: u32, at1: u32): v128 {
  return v128.load64_lane(base + at1, v128.load64_zero(base + at0), 1);
}

@inline
function four(base: usize, at: v128): v128 {
  let lanes = v128.load32_zero(base + i32x4.extract_lane(at, 0));
  lanes = v128.load32_lane(base + i32x4.extract_lane(at, 1), lanes, 1);
  lanes = v128.load32_lane(base + i32x4.extract_lane(at, 2), lanes, 2);
  return v128.load32_lane(base + i32x4.extract_lane(at, 3), lanes, 3);
}

/** Writes value, gradient and rate of change to `c`, `cx`, `cy`, `ct` of what is sensed. */
export function interpolated(x: v128, y: v128, fraction: v128, s: usize): void {
  const partX = partOf(x, nx, periodicX);
  const indexX = wholeOf(x, nx, periodicX);
  const left = firstNode(indexX, partX, nx, periodicX);
  const right = secondNode(indexX, partX, nx, periodicX);
  const fx = fractionOf(partX);
  let lower = i32x4.splat(0);
  let upper = i32x4.splat(0);
  let fy = f32x4.splat(0);
  if (twoDimensional) {
    const partY = partOf(y, ny, periodicY);
    const indexY = wholeOf(y, ny, periodicY);
    const width = i32x4.splat(nx);
    lower = i32x4.mul(firstNode(indexY, partY, ny, periodicY), width);
    upper = i32x4.mul(secondNode(indexY, partY, ny, periodicY), width);
    fy = fractionOf(partY);
  }
  const beside = i32x4.all_true(i32x4.eq(right, i32x4.add(left, i32x4.splat(1))));
  const a = i32x4.shl(i32x4.add(lower, left), 2);
  const c = i32x4.shl(i32x4.add(upper, left), 2);
  let beforeA: v128, beforeB: v128, beforeC: v128, beforeD: v128;
  let afterA: v128, afterB: v128, afterC: v128, afterD: v128;
  if (beside) {
    const a0 = i32x4.extract_lane(a, 0);
    const a1 = i32x4.extract_lane(a, 1);
    const a2 = i32x4.extract_lane(a, 2);
    const a3 = i32x4.extract_lane(a, 3);
    let first = pairs(before, a0, a1);
    let second = pairs(before, a2, a3);
    beforeA = v128.shuffle<u32>(first, second, 0, 2, 4, 6);
    beforeB = v128.shuffle<u32>(first, second, 1, 3, 5, 7);
    first = pairs(current, a0, a1);
    second = pairs(current, a2, a3);
    afterA = v128.shuffle<u32>(first, second, 0, 2, 4, 6);
    afterB = v128.shuffle<u32>(first, second, 1, 3, 5, 7);
    const c0 = i32x4.extract_lane(c, 0);
    const c1 = i32x4.extract_lane(c, 1);
    const c2 = i32x4.extract_lane(c, 2);
    const c3 = i32x4.extract_lane(c, 3);
    first = pairs(before, c0, c1);
    second = pairs(before, c2, c3);
    beforeC = v128.shuffle<u32>(first, second, 0, 2, 4, 6);
    beforeD = v128.shuffle<u32>(first, second, 1, 3, 5, 7);
    first = pairs(current, c0, c1);
    second = pairs(current, c2, c3);
    afterC = v128.shuffle<u32>(first, second, 0, 2, 4, 6);
    afterD = v128.shuffle<u32>(first, second, 1, 3, 5, 7);
  } else {
    const b = i32x4.shl(i32x4.add(lower, right), 2);
    const d = i32x4.shl(i32x4.add(upper, right), 2);
    beforeA = four(before, a);
    beforeB = four(before, b);
    beforeC = four(before, c);
    beforeD = four(before, d);
    afterA = four(current, a);
    afterB = four(current, b);
    afterC = four(current, c);
    afterD = four(current, d);
  }
  const cornerA = mix(beforeA, afterA, fraction);
  const cornerB = mix(beforeB, afterB, fraction);
  const cornerC = mix(beforeC, afterC, fraction);
  const cornerD = mix(beforeD, afterD, fraction);
  v128.store(s, mix(mix(cornerA, cornerB, fx), mix(cornerC, cornerD, fx), fy), Sensed.c);
  const along = mix(f32x4.sub(cornerB, cornerA), f32x4.sub(cornerD, cornerC), fy);
  v128.store(s, f32x4.mul(along, f32x4.splat(perDx)), Sensed.cx);
  if (twoDimensional) {
    const across = mix(f32x4.sub(cornerC, cornerA), f32x4.sub(cornerD, cornerB), fx);
    v128.store(s, f32x4.mul(across, f32x4.splat(perDy)), Sensed.cy);
  }
  const lowerChange = mix(f32x4.sub(afterA, beforeA), f32x4.sub(afterB, beforeB), fx);
  const upperChange = mix(f32x4.sub(afterC, beforeC), f32x4.sub(afterD, beforeD), fx);
  const perTime: f32 = between > 0 ? 1 / between : 0;
  v128.store(s, f32x4.mul(mix(lowerChange, upperChange, fy), f32x4.splat(perTime)), Sensed.ct);
}
