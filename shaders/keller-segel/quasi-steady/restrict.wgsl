// Hands what is left of the equation on a level to the next coarser one, a thread a coarse cell.
// Needs multigrid.wgsl, TILE_X, TILE_Y. Twin: src/kernels/keller-segel/quasi-steady/restrict.ts.

@compute @workgroup_size(TILE_X, TILE_Y)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let level = level_at(0u);
  let jx = i32(id.x);
  let jy = i32(id.y);
  if (clock.busy == 0u || solver.busy == 0u || jx >= level.coarse_nx || jy >= level.coarse_ny) { return; }
  restrict_to(level, jx, jy);
}
