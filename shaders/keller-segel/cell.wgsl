// A grid cell as the stages of every time stepping see it, and what two or three of them in a row say: fluxes through
// the faces between them, the rate at which the middle one empties, whether it is a peak too narrow for the grid.
// Twins: in src/kernels/keller-segel/stage.ts and rkl-stage.ts, where arrays stand in for the functions.
//
// Needs face-flux.wgsl, `parameters`, the function sensitivity; and from the stage the struct Cell (u, v, mobility,
// diffusion_u, diffusion_v) and the differences rise_u, rise_v of two, which it may know better than from u and v.

const SMALLEST_DENSITY: f32 = 1e-20;
// A Gaussian peak three cells wide at half height has neighbours at this fraction of its top.
const NARROW: f32 = 0.735;

// A narrow peak that still rises by attraction counts as unresolved this much sooner than one that might be noise.
const ATTRACTION_COUNTS: f32 = 8.0;

// chi(u,v)/u: the velocity a unit gradient gives. chi vanishes at u = 0 (the configuration sees to it).
fn mobility(u: f32, v: f32, x: f32, y: f32, t: f32) -> f32 {
  let density = max(u, SMALLEST_DENSITY);
  return sensitivity(density, v, x, y, t) / density;
}

// The face between two cells: the velocity of cells there, and what passes from the left to the right one.
struct Face {
  velocity: f32,
  cells: f32,
  chemical: f32,
}

fn face_between(left: Cell, right: Cell, h: f32) -> Face {
  let diffusion = 0.5 * (left.diffusion_u + right.diffusion_u);
  let chemical_diffusion = 0.5 * (left.diffusion_v + right.diffusion_v);
  let velocity = 0.5 * (left.mobility + right.mobility) * rise_v(left, right) / h;
  return Face(
    velocity,
    fitted_flux(left.u, right.u, -rise_u(left, right), velocity, diffusion, h),
    chemical_diffusion * -rise_v(left, right) / h,
  );
}

// Rate at which cells leave through both faces along one axis, from above: z coth z <= 1 + |z|.
fn outflow(left: Cell, west: Face, here: Cell, east: Face, right: Cell, h: f32) -> f32 {
  let diffusion = 0.5 * (left.diffusion_u + right.diffusion_u) + here.diffusion_u;
  let advection = max(east.velocity, 0.0) + max(-west.velocity, 0.0);
  return diffusion / (h * h) + advection / h;
}

fn is_narrow(left: Cell, here: Cell, right: Cell) -> bool {
  return 0.5 * (left.u + right.u) < NARROW * here.u;
}

fn is_top(left: Cell, here: Cell, right: Cell) -> bool {
  return here.u >= left.u && here.u >= right.u;
}

// The value as stored: `zero` is 0, but no compiler knows, so none may simplify (a + b) - a to b.
fn rounded(value: vec2<f32>) -> vec2<f32> {
  return bitcast<vec2<f32>>(bitcast<vec2<u32>>(value) ^ vec2(parameters.zero));
}
