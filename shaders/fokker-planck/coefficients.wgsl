// Diffusion and drift at the right and upper face of each grid cell. The scheme is exponentially fitted (face-flux.wgsl): it
// keeps p_right/p_left = exp(w h/D) at rest. So the velocity w is D at the face times the mean of v/D over the way from one
// centre to the next (Gauss' three points: exact to h^6), which makes the steady state exact. AT_END: at the end of the step
// instead of its beginning. Needs coefficients_at. Twin: src/kernels/fokker-planck/coefficients.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read_write> coefficients: array<vec4<f32>>;

const GAUSS: f32 = 0.3872983346207417; // half of sqrt(3/5)

// Drift over diffusion along an axis, or the drift itself where nothing diffuses.
fn ratio(c: Coefficients, axis: vec2<f32>, drifts: bool) -> f32 {
  let drift = dot(c.drift, axis);
  return select(drift / c.diffusion, drift, drifts);
}

fn face(x: f32, y: f32, t: f32, axis: vec2<f32>, h: f32) -> vec2<f32> {
  let off = GAUSS * h * axis;
  let before = coefficients_at(x - off.x, y - off.y, t);
  let at = coefficients_at(x, y, t);
  let after = coefficients_at(x + off.x, y + off.y, t);
  let drifts = !(before.diffusion > 0.0 && at.diffusion > 0.0 && after.diffusion > 0.0);
  let mean = (5.0 * (ratio(before, axis, drifts) + ratio(after, axis, drifts)) + 8.0 * ratio(at, axis, drifts)) / 18.0;
  return vec2(at.diffusion, select(at.diffusion * mean, mean, drifts));
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let g = id.y * (workgroups.x * 256u) + id.x;
  if (g >= parameters.nx * parameters.ny) { return; }
  let ix = g % parameters.nx;
  let iy = g / parameters.nx;
  let t = clock.time + select(0.0, clock.step, AT_END);
  let x = centre_x(i32(ix));
  let y = centre_y(i32(iy));
  var faces = vec4<f32>();
  if (PERIODIC_X || ix + 1u < parameters.nx) {
    let right = face(x + 0.5 * parameters.dx, y, t, vec2(1.0, 0.0), parameters.dx);
    faces.x = right.x;
    faces.y = right.y;
  }
  if (TWO_DIMENSIONAL && (PERIODIC_Y || iy + 1u < parameters.ny)) {
    let upper = face(x, y + 0.5 * parameters.dy, t, vec2(0.0, 1.0), parameters.dy);
    faces.z = upper.x;
    faces.w = upper.y;
  }
  coefficients[g] = faces;
}
