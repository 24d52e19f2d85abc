// The current along x at the centres, J = v p - D dp/dx: the mean of both faces' fluxes; what is drawn as the field v. Needs
// flux.wgsl. Twin: src/kernels/fokker-planck/show.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> coefficients: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> u: array<f32>;
@group(0) @binding(4) var<storage, read_write> v: array<f32>;

fn density(ix: i32, iy: i32) -> f32 {
  return u[clock.slot * parameters.nx * parameters.ny + index_of(ix, iy)];
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let g = id.y * (workgroups.x * 256u) + id.x;
  if (g >= parameters.nx * parameters.ny) { return; }
  let ix = i32(g % parameters.nx);
  let iy = i32(g / parameters.nx);
  let left = left_face(ix, iy);
  let right = coefficients[g].xy;
  let entering = face_flux(density(ix - 1, iy), density(ix, iy), left.y, left.x, parameters.dx);
  let passing = face_flux(density(ix, iy), density(ix + 1, iy), right.y, right.x, parameters.dx);
  v[clock.slot * parameters.nx * parameters.ny + g] = 0.5 * (entering + passing);
}
