// Adds what the next coarser level found to `relaxed`.
// Needs multigrid.wgsl, TILE_X, TILE_Y. Twin: src/kernels/keller-segel/quasi-steady/prolong.ts.

@compute @workgroup_size(TILE_X, TILE_Y)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let level = level_at(0u);
  let ix = i32(id.x);
  let iy = i32(id.y);
  if (clock.busy == 0u || solver.busy == 0u || ix >= level.nx || iy >= level.ny) { return; }
  prolong_to(level, ix, iy);
}
