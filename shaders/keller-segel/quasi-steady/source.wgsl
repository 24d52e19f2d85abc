// What is produced in the current state, and its v to begin from: before a batch, for a parameter may have changed since.
// Needs the function production; TILE_X, TILE_Y. Twin: src/kernels/keller-segel/quasi-steady/source.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> u: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read_write> source: array<f32>;
@group(0) @binding(5) var<storage, read_write> solution: array<f32>;

@compute @workgroup_size(TILE_X, TILE_Y)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (clock.busy == 0u || id.x >= parameters.nx || id.y >= parameters.ny) { return; }
  let current = clock.slot * parameters.nx * parameters.ny;
  let i = id.y * parameters.nx + id.x;
  source[i] = production(u[current + i], 0.0, centre_x(i32(id.x)), centre_y(i32(id.y)), clock.time);
  solution[i] = v[current + i];
}
