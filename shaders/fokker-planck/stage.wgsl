// One stage of a Fokker-Planck step,
//   dp/dt = div(D grad p - v p)
// Finite volumes: both cells beside a face hand the same arguments to the same function, so what leaves one enters the next.
// What f32 rounds off is carried to the next step (Kahan 1965). Time stepping is SSP-RK2 as in keller-segel/stage.wgsl.
// From the model: STAGE and the domain's constants. Needs flux.wgsl and gather.wgsl. Twin: src/kernels/fokker-planck/stage.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> coefficients: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> u: array<f32>;
@group(0) @binding(4) var<storage, read_write> stage_u: array<f32>;
@group(0) @binding(5) var<storage, read_write> carry: array<f32>;
@group(0) @binding(6) var<storage, read_write> extremes: array<atomic<u32>>;

fn density(ix: i32, iy: i32) -> f32 {
  let i = index_of(ix, iy);
  var here = u[clock.slot * parameters.nx * parameters.ny + i];
  if (STAGE == 2u) { here += stage_u[i]; }
  return here;
}

// The value as stored: `zero` is 0, but no compiler knows.
fn rounded(value: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(value) ^ parameters.zero);
}

@compute @workgroup_size(TILE_X, TILE_Y)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(workgroup_id) workgroup: vec3<u32>) {
  if (clock.busy == 0u || id.x >= parameters.nx || id.y >= parameters.ny) { return; }
  let cells = parameters.nx * parameters.ny;
  let current = clock.slot * cells;
  let ix = i32(id.x);
  let iy = i32(id.y);
  let i = id.y * parameters.nx + id.x;
  let dx = parameters.dx;
  let dy = parameters.dy;
  let here = density(ix, iy);

  let left = left_face(ix, iy);
  let right = coefficients[i].xy;
  let entering = face_flux(density(ix - 1, iy), here, left.y, left.x, dx);
  let passing = face_flux(here, density(ix + 1, iy), right.y, right.x, dx);
  var rate = (entering - passing) / dx;
  var limit = leaving(left, right, dx);
  if (TWO_DIMENSIONAL) {
    let lower = lower_face(ix, iy);
    let upper = coefficients[i].zw;
    let rising = face_flux(density(ix, iy - 1), here, lower.y, lower.x, dy);
    let going = face_flux(here, density(ix, iy + 1), upper.y, upper.x, dy);
    rate += (rising - going) / dy;
    limit += leaving(lower, upper, dy);
  }

  var change = clock.step * rate;
  var next = here + change;
  if (STAGE == 1u) {
    stage_u[i] = change;
  } else {
    change = 0.5 * (stage_u[i] + change);
    let base = u[current + i];
    let exact = change + carry[i];
    next = rounded(base + exact);
    carry[i] = exact - (next - base);
    u[cells - current + i] = next;
  }

  let first = EXTREMES_COUNT * ((workgroup.x + workgroup.y) % EXTREMES_ROWS);
  gather(first, LIMIT, limit);
  gather(first, DENSITY, abs(here));
  if (!is_finite(next)) { gather(first, NOT_FINITE, 1.0); }
  if (next < 0.0) { gather(first, NEGATIVE, 1.0); }
  if (min(right.x, coefficients[i].z) < 0.0) { gather(first, NEGATIVE_DIFFUSION, 1.0); }
}
