// One stage of a super-time-step, RKL2, of the Keller-Segel equations of stage.wgsl: the same finite volumes, the same
// fluxes, stages as rkl-coefficients.wgsl has them. Twin: src/kernels/keller-segel/rkl-stage.ts.
//
// Where it is stable. Diffusion, decay, saturating growth and the pull between u and v act along the real axis, which the
// stages are chosen to reach (`limit`). A drift w moves eigenvalues off it, and there the polynomial bears little: long
// waves grow, whatever the stages, from step w^2/D = 1.9 on, and all are stable while the sum of it over the axes
// stays below 1.4, that is while drift carries cells about as far in a step as diffusion spreads them (`drift`;
// tests/unit/rkl-coefficients.test.ts scans all modes). Where exponential fitting takes over, what it adds to D counts:
// there the bound is one of Courant's, 0.7 h/|w|. All this is linear, with the coefficients of each place.
// RKL2 keeps u >= 0 in steps of forward Euler's length; beyond that nobody promises it, and the clock looks.
//
// Needs cell.wgsl, gather.wgsl, rkl-extremes.wgsl, rkl-coefficients.wgsl, fourth-order.wgsl. From the model: ORDINAL (1 for
// the first dispatch of a round), TILE_X, TILE_Y, TWO_DIMENSIONAL, PERIODIC_X, PERIODIC_Y, FOURTH_ORDER, SMOOTH_WALLS, and
// the functions sensitivity, growth, growth_du, production, production_du, production_dv, diffusion_u, diffusion_v.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> super_step: SuperStep;
@group(0) @binding(3) var<storage, read_write> u: array<f32>;
@group(0) @binding(4) var<storage, read_write> v: array<f32>;
// D_j of u and v; one slot for odd stages, one for even ones
@group(0) @binding(5) var<storage, read_write> increments: array<vec2<f32>>;
@group(0) @binding(6) var<storage, read_write> first_slope: array<vec2<f32>>;
@group(0) @binding(7) var<storage, read_write> carry: array<vec2<f32>>;
@group(0) @binding(8) var<storage, read_write> extremes: array<atomic<u32>>;

// What f32 rounds off the sum of state and increment differs from stage to stage, and of v = 10 it is as much as attraction
// makes of it in a long step: differences are those of the states, and those of the increments.
struct Cell {
  u: f32,
  v: f32,
  mobility: f32,
  diffusion_u: f32,
  diffusion_v: f32,
  state: vec2<f32>,
  increment: vec2<f32>,
}

fn rise_u(left: Cell, right: Cell) -> f32 {
  return (right.state.x - left.state.x) + (right.increment.x - left.increment.x);
}
fn rise_v(left: Cell, right: Cell) -> f32 {
  return (right.state.y - left.state.y) + (right.increment.y - left.increment.y);
}

// The state that a stage looks at: the current one, and from the second stage on the increment before.
struct Source {
  current: u32,
  increment: u32,
  first: bool,
  t: f32,
}

// The cell at (ix, iy), which may lie one or two beyond the edge.
fn load(ix: i32, iy: i32, source: Source) -> Cell {
  let cx = column(ix);
  let cy = row(iy);
  let i = u32(cy) * parameters.nx + u32(cx);
  let x = centre_x(cx);
  let y = centre_y(cy);
  let state = vec2(u[source.current + i], v[source.current + i]);
  var increment = vec2(0.0);
  if (!source.first) { increment = increments[source.increment + i]; }
  let u_here = state.x + increment.x;
  let v_here = state.y + increment.y;
  return Cell(
    u_here,
    v_here,
    mobility(u_here, v_here, x, y, source.t),
    diffusion_u(u_here, v_here, x, y, source.t),
    diffusion_v(u_here, v_here, x, y, source.t),
    state,
    increment,
  );
}

// Whether the face between i and i + 1 may be of fourth order: walls have no flux, and beyond them the solution goes on as
// its mirror image, which is smooth only where nothing depends on the place and the chemical diffuses.
fn corrects(i: i32, n: u32, periodic: bool) -> bool {
  if (!FOURTH_ORDER || periodic) { return FOURTH_ORDER; }
  let margin = select(1, 0, SMOOTH_WALLS);
  return i >= margin && i + 1 + margin < i32(n);
}

// Flux of cells and chemical through the face between left and right.
fn flux(far_left: Cell, left: Cell, right: Cell, far_right: Cell, corrected: bool, h: f32) -> vec2<f32> {
  let low = vec2(cell_flux(left, right, h), chemical_flux(left, right, h));
  if (!corrected) { return low; }
  return low + correction(far_left, left, right, far_right, low, h);
}

// What one axis adds.
struct Axis {
  transport: vec2<f32>,
  leaving_u: f32,
  leaving_v: f32,
  // w^2/D, 1/time
  drift: f32,
}

fn along(far_left: Cell, left: Cell, here: Cell, right: Cell, far_right: Cell, corrected: vec2<bool>, h: f32) -> Axis {
  let flux_left = flux(far_left, left, here, right, corrected.x, h);
  let flux_right = flux(left, here, right, far_right, corrected.y, h);
  let diffusion = 0.5 * (left.diffusion_u + right.diffusion_u) + here.diffusion_u;
  let more = select(0.0, LARGEST_SHARE, FOURTH_ORDER) / (h * h);
  let speed = max(abs(face_velocity(left, here, h)), abs(face_velocity(here, right, h)));
  return Axis(
    (flux_left - flux_right) / h,
    outflow(left, here, right, h) + more * diffusion,
    2.0 * here.diffusion_v * (1.0 / (h * h) + more),
    speed * speed / max(max(here.diffusion_u, 0.5 * speed * h), SMALLEST_DIFFUSION),
  );
}

@compute @workgroup_size(TILE_X, TILE_Y)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(workgroup_id) workgroup: vec3<u32>) {
  let stage = super_step.stage + ORDINAL;
  if (clock.busy == 0u || stage > super_step.stages || id.x >= parameters.nx || id.y >= parameters.ny) { return; }
  let cells = parameters.nx * parameters.ny;
  let current = clock.slot * cells;
  let first = stage == 1u;
  let last = stage == super_step.stages;
  let s = f32(super_step.stages);
  let j = f32(stage);
  let own = (stage % 2u) * cells;
  let t = clock.time + clock.step * select(stage_time(j - 1.0, s), 0.0, first);
  let source = Source(current, cells - own, first, t);
  let ix = i32(id.x);
  let iy = i32(id.y);
  let i = id.y * parameters.nx + id.x;
  let x = centre_x(ix);
  let y = centre_y(iy);
  let dx = parameters.dx;
  let dy = parameters.dy;
  let here = load(ix, iy, source);

  // right-hand sides, one physical term a line
  let left = load(ix - 1, iy, source);
  let right = load(ix + 1, iy, source);
  var far_left = left;
  var far_right = right;
  if (FOURTH_ORDER) {
    far_left = load(ix - 2, iy, source);
    far_right = load(ix + 2, iy, source);
  }
  let corrected_x = vec2(corrects(ix - 1, parameters.nx, PERIODIC_X), corrects(ix, parameters.nx, PERIODIC_X));
  let along_x = along(far_left, left, here, right, far_right, corrected_x, dx);
  var transport = along_x.transport;
  var leaving_u = along_x.leaving_u;
  var leaving_v = along_x.leaving_v;
  var drift = along_x.drift;
  var per_area = 1.0 / (dx * dx);
  var narrow = is_narrow(left, here, right);
  var widening = 2.0 * here.diffusion_u / (dx * dx);
  var top = is_top(left, here, right);
  if (TWO_DIMENSIONAL) {
    let below = load(ix, iy - 1, source);
    let above = load(ix, iy + 1, source);
    var far_below = below;
    var far_above = above;
    if (FOURTH_ORDER) {
      far_below = load(ix, iy - 2, source);
      far_above = load(ix, iy + 2, source);
    }
    let corrected_y = vec2(corrects(iy - 1, parameters.ny, PERIODIC_Y), corrects(iy, parameters.ny, PERIODIC_Y));
    let along_y = along(far_below, below, here, above, far_above, corrected_y, dy);
    transport += along_y.transport;
    leaving_u += along_y.leaving_u;
    leaving_v += along_y.leaving_v;
    drift += along_y.drift;
    per_area += 1.0 / (dy * dy);
    if (is_narrow(below, here, above)) {
      let widening_y = 2.0 * here.diffusion_u / (dy * dy);
      widening = select(widening_y, min(widening, widening_y), narrow);
      narrow = true;
    }
    top = top && is_top(below, here, above);
  }
  let grown = growth(here.u, here.v, x, y, t);
  let produced = production(here.u, here.v, x, y, t);
  let slope = transport + vec2(grown, produced);

  let rows = EXTREMES_COUNT * ((workgroup.x + workgroup.y) % EXTREMES_ROWS);
  let k = rkl_coefficients(j, s);
  if (first) {
    first_slope[i] = slope;
    increments[own + i] = clock.step * k.mu_tilde * slope;
    gather(rows, DENSITY, abs(here.u));
    gather(rows, CHEMICAL, abs(here.v));
    // how fast diffusion could widen the narrow peak; where attraction raises it all the same it is no passing noise
    if (narrow && top && here.u >= 0.5 * clock.density) {
      let raised = transport.x / max(here.u, SMALLEST_DENSITY);
      gather(rows, NARROW_RATE, select(widening, ATTRACTION_COUNTS * widening + raised, raised > 0.0));
    }
  } else {
    let start = first_slope[i];
    let before = increments[cells - own + i];
    let earlier = select(increments[own + i], vec2(0.0), stage == 2u);
    let forced = clock.step * (k.mu_tilde * slope + k.gamma_tilde * start);
    let change = k.mu * before + k.nu * earlier + forced;
    if (!last) {
      increments[own + i] = change;
    } else {
      let base = vec2(u[current + i], v[current + i]);
      let exact = change + carry[i];
      let next = rounded(base + exact);
      // of a step that is thrown away it is less than a rounding, or nothing that may stay
      let finite = is_finite(next.x) && is_finite(next.y);
      if (finite) { carry[i] = exact - (next - base); }
      u[cells - current + i] = next.x;
      v[cells - current + i] = next.y;
      let weights = error_weights(s);
      let error = abs(weights.y * (change - clock.step * mix(start, slope, weights.x)));
      gather(rows, ERROR_U, error.x);
      gather(rows, ERROR_V, error.y);
      gather(rows, DENSITY, abs(next.x));
      gather(rows, CHEMICAL, abs(next.y));
      if (!finite) { gather(rows, NOT_FINITE, 1.0); }
      if (next.x < 0.0) { gather(rows, NEGATIVE, 1.0); }
    }
  }

  // the largest rate at which this cell can change: outflow and loss keep u >= 0, the root couples u and v
  let loss = max(-grown / max(here.u, SMALLEST_DENSITY), abs(growth_du(here.u, here.v, x, y, t)));
  let limit_u = leaving_u + max(loss, 0.0);
  let limit_v = leaving_v + abs(production_dv(here.u, here.v, x, y, t));
  let stiffer = select(1.0, 1.0 + LARGEST_SHARE, FOURTH_ORDER);
  let coupling = here.mobility * here.u * production_du(here.u, here.v, x, y, t) * per_area;
  let half_difference = 0.5 * (limit_u - limit_v);
  let root = sqrt(half_difference * half_difference + abs(coupling) * stiffer);
  gather(rows, LIMIT, 0.5 * (limit_u + limit_v) + root);
  // cells that make what repels them oscillate: a coupling below 0 moves eigenvalues off the axis as drift does
  let repulsion = max(-coupling, 0.0) / (per_area * max(here.diffusion_u, SMALLEST_DIFFUSION));
  gather(rows, DRIFT, drift + repulsion);
  if (min(here.diffusion_u, here.diffusion_v) < 0.0) { gather(rows, NEGATIVE_DIFFUSION, 1.0); }
}
