// Writes the prescribed attractant at the centres of the grid cells, where it is drawn and measured; the cells themselves read
// the formula. Also where no step is due. Needs grid.wgsl. Twin: src/kernels/run-and-tumble/prescribe.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read_write> v: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let cells = parameters.nx * parameters.ny;
  let g = id.y * (workgroups.x * 256u) + id.x;
  if (g >= cells) { return; }
  let x = centre_x(i32(g % parameters.nx));
  let y = centre_y(i32(g / parameters.nx));
  v[clock.slot * cells + g] = attractant(x, y, clock.time);
}
