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
// Needs cell.wgsl, gather.wgsl, rkl-extremes.wgsl, rkl-coefficients.wgsl, fourth-order.wgsl, direct.wgsl or shared.wgsl, and the
// arrays: rkl-stage-entry.wgsl where a stage is a dispatch, rkl-together.wgsl where a dispatch takes several rounds. From the
// model: ORDINAL (1 for the first stage of a round), TILE_X, TILE_Y, ROWS, TWO_DIMENSIONAL, PERIODIC_X, PERIODIC_Y,
// FOURTH_ORDER, SMOOTH_WALLS, and the functions sensitivity, growth, growth_du, production, production_du, production_dv, diffusion_u, diffusion_v.

const HALO: u32 = select(1u, 2u, FOURTH_ORDER);

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

// The face between left and right.
fn face_at(far_left: Cell, left: Cell, right: Cell, far_right: Cell, corrected: bool, h: f32) -> Face {
  let low = face_between(left, right, h);
  if (!corrected) { return low; }
  let more = correction(far_left, left, right, far_right, low, h);
  return Face(low.velocity, low.cells + more.x, low.chemical + more.y);
}

// What one axis adds.
struct Axis {
  transport: vec2<f32>,
  leaving_u: f32,
  leaving_v: f32,
  // w^2/D, 1/time
  drift: f32,
}

fn along(left: Cell, west: Face, here: Cell, east: Face, right: Cell, h: f32) -> Axis {
  let diffusion = 0.5 * (left.diffusion_u + right.diffusion_u) + here.diffusion_u;
  let more = select(0.0, LARGEST_SHARE, FOURTH_ORDER) / (h * h);
  let speed = max(abs(west.velocity), abs(east.velocity));
  return Axis(
    vec2(west.cells - east.cells, west.chemical - east.chemical) / h,
    outflow(left, west, here, east, right, h) + more * diffusion,
    2.0 * here.diffusion_v * (1.0 / (h * h) + more),
    speed * speed / max(max(here.diffusion_u, 0.5 * speed * h), SMALLEST_DIFFUSION),
  );
}

// What the threads of one tile do: `workgroup` is which tile, `local` and `thread` which of its threads.
fn take_stage(workgroup: vec2<u32>, local: vec2<u32>, thread: u32) {
  let stage = super_step.stage + ORDINAL;
  if (clock.busy == 0u || stage > super_step.stages) { return; }
  let cells = parameters.nx * parameters.ny;
  let current = clock.slot * cells;
  let first = stage == 1u;
  let last = stage == super_step.stages;
  let s = f32(super_step.stages);
  let j = f32(stage);
  let own = (stage % 2u) * cells;
  let t = clock.time + clock.step * select(stage_time(j - 1.0, s), 0.0, first);
  let source = Source(current, cells - own, first, t);
  let corner = vec2<i32>(workgroup * vec2(TILE_X, TILE_Y * ROWS));
  share_cells(corner, thread, source);
  let ix = corner.x + i32(local.x);
  let lowest = corner.y + i32(local.y * ROWS);
  if (ix >= i32(parameters.nx) || lowest >= i32(parameters.ny)) { return; }
  let x = centre_x(ix);
  let dx = parameters.dx;
  let dy = parameters.dy;
  let k = rkl_coefficients(j, s);
  let rows = EXTREMES_COUNT * ((workgroup.x + workgroup.y) % EXTREMES_ROWS);
  var largest_limit = 0u;
  var largest_drift = 0u;
  var largest_density = 0u;
  var largest_chemical = 0u;
  var largest_error_u = 0u;
  var largest_error_v = 0u;
  var largest_narrow_rate = 0u;

  var here = cell_at(ix, lowest, corner, source);
  var far_below = here;
  var below = here;
  var above = here;
  var far_above = here;
  var south = Face();
  if (TWO_DIMENSIONAL) {
    below = cell_at(ix, lowest - 1, corner, source);
    if (FOURTH_ORDER) {
      far_below = cell_at(ix, lowest - 2, corner, source);
      above = cell_at(ix, lowest + 1, corner, source);
    }
    south = face_at(far_below, below, here, above, corrects(lowest - 1, parameters.ny, PERIODIC_Y), dy);
  }
  for (var higher = 0u; higher < ROWS; higher += 1u) {
    let iy = lowest + i32(higher);
    if (iy >= i32(parameters.ny)) { break; }
    let i = u32(iy) * parameters.nx + u32(ix);
    let y = centre_y(iy);

    // right-hand sides, one physical term a line
    let left = cell_at(ix - 1, iy, corner, source);
    let right = cell_at(ix + 1, iy, corner, source);
    var far_left = left;
    var far_right = right;
    if (FOURTH_ORDER) {
      far_left = cell_at(ix - 2, iy, corner, source);
      far_right = cell_at(ix + 2, iy, corner, source);
    }
    let west = face_at(far_left, left, here, right, corrects(ix - 1, parameters.nx, PERIODIC_X), dx);
    let east = face_at(left, here, right, far_right, corrects(ix, parameters.nx, PERIODIC_X), dx);
    var north = south;
    let along_x = along(left, west, here, east, right, dx);
    var transport = along_x.transport;
    var leaving_u = along_x.leaving_u;
    var leaving_v = along_x.leaving_v;
    var drift = along_x.drift;
    var per_area = 1.0 / (dx * dx);
    var narrow = is_narrow(left, here, right);
    var widening = 2.0 * here.diffusion_u / (dx * dx);
    var top = is_top(left, here, right);
    if (TWO_DIMENSIONAL) {
      if (FOURTH_ORDER) {
        far_above = cell_at(ix, iy + 2, corner, source);
      } else {
        above = cell_at(ix, iy + 1, corner, source);
      }
      north = face_at(below, here, above, far_above, corrects(iy, parameters.ny, PERIODIC_Y), dy);
      let along_y = along(below, south, here, north, above, dy);
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

    if (first) {
      first_slope[i] = slope;
      increments[own + i] = clock.step * k.mu_tilde * slope;
      largest_density = larger(largest_density, abs(here.u));
      largest_chemical = larger(largest_chemical, abs(here.v));
      // how fast diffusion could widen the narrow peak; where attraction raises it all the same it is no passing noise
      if (narrow && top && here.u >= 0.5 * clock.density) {
        let raised = transport.x / max(here.u, SMALLEST_DENSITY);
        largest_narrow_rate = larger(largest_narrow_rate, select(widening, ATTRACTION_COUNTS * widening + raised, raised > 0.0));
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
        largest_error_u = larger(largest_error_u, error.x);
        largest_error_v = larger(largest_error_v, error.y);
        largest_density = larger(largest_density, abs(next.x));
        largest_chemical = larger(largest_chemical, abs(next.y));
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
    largest_limit = larger(largest_limit, 0.5 * (limit_u + limit_v) + root);
    // cells that make what repels them oscillate: a coupling below 0 moves eigenvalues off the axis as drift does
    let repulsion = max(-coupling, 0.0) / (per_area * max(here.diffusion_u, SMALLEST_DIFFUSION));
    largest_drift = larger(largest_drift, drift + repulsion);
    if (min(here.diffusion_u, here.diffusion_v) < 0.0) { gather(rows, NEGATIVE_DIFFUSION, 1.0); }

    far_below = below;
    below = here;
    here = above;
    above = far_above;
    south = north;
  }
  gather_bits(rows, LIMIT, largest_limit);
  gather_bits(rows, DRIFT, largest_drift);
  if (first || last) {
    gather_bits(rows, DENSITY, largest_density);
    gather_bits(rows, CHEMICAL, largest_chemical);
    gather_bits(rows, NARROW_RATE, largest_narrow_rate);
    gather_bits(rows, ERROR_U, largest_error_u);
    gather_bits(rows, ERROR_V, largest_error_v);
  }
}
