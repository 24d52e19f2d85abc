// As shaders/run-and-tumble/deposit.wgsl: counts the cells on the grid in whole units (counters.ts): divided among the nearest
// grid centres, or, not `cloud`, whole where they are. Positions in grid cells and shares are found four at a time.

import { Clock, Parameters } from '../layout';
import { add, addAt, firstOf, setCopy, setCounters } from './counters';
import { periodicX, periodicY, setDomain, twoDimensional, words } from './setting';

// Words of what is found of four cells: grid cell at the lower side along each axis, and what the upper one gets.
const LOWER_X: usize = 0;
const UPPER_X: usize = 16;
const LOWER_Y: usize = 32;
const UPPER_Y: usize = 48;

/** Along one axis; `cloud`: how a cell is divided, rounded to the nearest unit; else where it is. */
@inline
function share(position: v128, n: u32, periodic: bool, cloud: bool, bits: u32, lowerAt: usize, upperAt: usize): void {
  const size = i32x4.splat(n);
  const units = periodic ? position : i32x4.shl(position, 1);
  const low = i64x2.extmul_low_i32x4_u(units, size);
  const high = i64x2.extmul_high_i32x4_u(units, size);
  const whole = v128.shuffle<u32>(low, high, 1, 3, 5, 7);
  if (!cloud) {
    v128.store(lowerAt, whole);
    return;
  }
  const part = v128.shuffle<u32>(low, high, 0, 2, 4, 6);
  const fraction = i32x4.sub(part, i32x4.splat(0x80000000));
  v128.store(lowerAt, i32x4.add(whole, i32x4.ge_s(part, i32x4.splat(0))));
  const upper = i32x4.add(i32x4.shr_u(fraction, 31 - bits), i32x4.splat(1));
  v128.store(upperAt, i32x4.shr_u(upper, 1));
}

export function deposit(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  clock: usize,
  position: usize,
  counts: usize,
  made: u32,
  cloud: bool,
  always: bool,
): void {
  if (!always && load<u32>(clock + Clock.busy) == 0) return;
  setDomain(thread, parameters, made);
  setCounters(counts, threads);
  const nx = load<u32>(parameters + Parameters.nx);
  const ny = load<u32>(parameters + Parameters.ny);
  const bits = load<u32>(parameters + Parameters.cloud_bits);
  const whole: u32 = 1 << bits;
  const stop = firstOf(thread + 1, threads);
  let first = firstOf(thread, threads);
  while (first < stop) {
    const end = setCopy(first, stop);
    for (; first < end; first += 4) {
      const from = position + 8 * <usize>first;
      const one = v128.load(from);
      const two = v128.load(from, 16);
      const x = v128.shuffle<u32>(one, two, 0, 2, 4, 6);
      const y = v128.shuffle<u32>(one, two, 1, 3, 5, 7);
      share(x, nx, periodicX, cloud, bits, words + LOWER_X, words + UPPER_X);
      if (twoDimensional) share(y, ny, periodicY, cloud, bits, words + LOWER_Y, words + UPPER_Y);
      const lanes = min<usize>(4, end - first) << 2;
      for (let lane: usize = 0; lane < lanes; lane += 4) {
        const ix = load<i32>(words + lane, LOWER_X);
        const iy = twoDimensional ? load<i32>(words + lane, LOWER_Y) : 0;
        if (!cloud) {
          addAt(<u32>iy * nx + ix, 1);
          continue;
        }
        const upperX = load<u32>(words + lane, UPPER_X);
        if (!twoDimensional) {
          add(ix, 0, (whole - upperX) * whole);
          add(ix + 1, 0, upperX * whole);
          continue;
        }
        const upperY = load<u32>(words + lane, UPPER_Y);
        add(ix, iy, (whole - upperX) * (whole - upperY));
        add(ix + 1, iy, upperX * (whole - upperY));
        add(ix, iy + 1, (whole - upperX) * upperY);
        add(ix + 1, iy + 1, upperX * upperY);
      }
    }
    first = end;
  }
}
