// The coarse end of a V-cycle in one workgroup: all levels of at most COARSE_CELLS cells, down to the last and up again.
// One dispatch instead of four a level, for a dispatch costs more than such a level's work. `levels` has them in order.
// Needs multigrid.wgsl. Twin: src/kernels/keller-segel/quasi-steady/coarse.ts.

const THREADS: i32 = 256;

// The cells of one colour; red ones come first.
fn sweep(level: Level, thread: i32, before: bool, red: bool) {
  for (var k = thread; k < level.nx * level.ny; k += THREADS) {
    let ix = k % level.nx;
    let iy = k / level.nx;
    if (is_red(ix, iy) == red) {
      let value = gauss_seidel(level, ix, iy, before, !red);
      if (before) {
        relaxed[level.first + k] = value;
      } else {
        solution[level.first + k] = value;
      }
    }
  }
}

@compute @workgroup_size(THREADS)
fn main(@builtin(local_invocation_index) index: u32) {
  if (clock.busy == 0u || solver.busy == 0u) { return; }
  let thread = i32(index);
  let last = arrayLength(&levels) / LEVEL_WORDS - 1u;
  for (var row = 0u; row < last; row += 1u) {
    let level = level_at(row);
    sweep(level, thread, true, true);
    storageBarrier();
    sweep(level, thread, true, false);
    storageBarrier();
    for (var k = thread; k < level.coarse_nx * level.coarse_ny; k += THREADS) {
      restrict_to(level, k % level.coarse_nx, k / level.coarse_nx);
    }
    storageBarrier();
  }
  if (thread == 0) { solve_last(level_at(last)); }
  storageBarrier();
  for (var up = 0u; up < last; up += 1u) {
    let level = level_at(last - 1u - up);
    for (var k = thread; k < level.nx * level.ny; k += THREADS) {
      prolong_to(level, k % level.nx, k / level.nx);
    }
    storageBarrier();
    sweep(level, thread, false, true);
    storageBarrier();
    sweep(level, thread, false, false);
    storageBarrier();
  }
}
