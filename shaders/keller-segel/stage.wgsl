// One stage of a Keller-Segel step. Twin: src/kernels/keller-segel/stage.ts.
//
//   du/dt = div(D_u grad u - chi(u,v) grad v) + f      dv/dt = div(D_v grad v) + g
//
// Finite volumes: both cells beside a face hand the same arguments to the same function, so a face has one flux and
// what leaves one cell enters the next. The stage also gathers what decides whether the step may stand and how long
// the next one may be. What f32 rounds off a new value is carried to the next step (Kahan 1965), and the predictor is
// kept as an increment: else changes slower than half a unit in the last place are lost.
// A thread has ROWS cells, one above the other: going up it meets each cell and each face between them once, and has one
// largest value to tell of all. What a thread computes does not depend on how the threads lie; only a compiler that fuses
// products and sums differently may change the last bit.
//
// Needs plain-cell.wgsl, cell.wgsl, gather.wgsl, direct.wgsl or shared.wgsl, and the arrays: stage-entry.wgsl where a stage is a
// dispatch, plain-together.wgsl where a dispatch takes several steps. From the model: TILE_X, TILE_Y, ROWS,
// TWO_DIMENSIONAL, PERIODIC_X, PERIODIC_Y, STAGE, and the functions sensitivity, growth, growth_du, production, production_du,
// production_dv, diffusion_u, diffusion_v.

const HALO: u32 = 1u;

// The state that a stage looks at: where the current one begins, and its time.
struct Source {
  current: u32,
  t: f32,
}

// The cell at (ix, iy), which may lie one beyond the edge.
fn load(ix: i32, iy: i32, source: Source) -> Cell {
  let cx = column(ix);
  let cy = row(iy);
  let i = u32(cy) * parameters.nx + u32(cx);
  let x = centre_x(cx);
  let y = centre_y(cy);
  var u_here = u[source.current + i];
  var v_here = v[source.current + i];
  if (STAGE == 2u) {
    u_here += stage_u[i];
    v_here += stage_v[i];
  }
  return Cell(
    u_here,
    v_here,
    mobility(u_here, v_here, x, y, source.t),
    diffusion_u(u_here, v_here, x, y, source.t),
    diffusion_v(u_here, v_here, x, y, source.t),
  );
}

// What the threads of one tile do: `workgroup` is which tile, `local` and `thread` which of its threads.
fn take_stage(workgroup: vec2<u32>, local: vec2<u32>, thread: u32) {
  if (clock.busy == 0u) { return; }
  let cells = parameters.nx * parameters.ny;
  let current = clock.slot * cells;
  let t = clock.time + select(0.0, clock.step, STAGE == 2u);
  let source = Source(current, t);
  let corner = vec2<i32>(workgroup * vec2(TILE_X, TILE_Y * ROWS));
  share_cells(corner, thread, source);
  let ix = corner.x + i32(local.x);
  let lowest = corner.y + i32(local.y * ROWS);
  if (ix >= i32(parameters.nx) || lowest >= i32(parameters.ny)) { return; }
  let x = centre_x(ix);
  let dx = parameters.dx;
  let dy = parameters.dy;
  var largest_limit = 0u;
  var largest_density = 0u;
  var largest_change = 0u;
  var largest_narrow_rate = 0u;
  let first = EXTREMES_COUNT * ((workgroup.x + workgroup.y) % EXTREMES_ROWS);

  var here = cell_at(ix, lowest, corner, source);
  var below = here;
  var south = Face();
  if (TWO_DIMENSIONAL) {
    below = cell_at(ix, lowest - 1, corner, source);
    south = face_between(below, here, dy);
  }
  for (var k = 0u; k < ROWS; k += 1u) {
    let iy = lowest + i32(k);
    if (iy >= i32(parameters.ny)) { break; }
    let i = u32(iy) * parameters.nx + u32(ix);
    let y = centre_y(iy);

    // right-hand sides, one physical term a line
    let left = cell_at(ix - 1, iy, corner, source);
    let right = cell_at(ix + 1, iy, corner, source);
    let west = face_between(left, here, dx);
    let east = face_between(here, right, dx);
    var above = here;
    var north = south;
    var transport_u = (west.cells - east.cells) / dx;
    var transport_v = (west.chemical - east.chemical) / dx;
    var leaving_u = outflow(left, west, here, east, right, dx);
    var leaving_v = 2.0 * here.diffusion_v / (dx * dx);
    var per_area = 1.0 / (dx * dx);
    var narrow = is_narrow(left, here, right);
    var widening = 2.0 * here.diffusion_u / (dx * dx);
    var top = is_top(left, here, right);
    if (TWO_DIMENSIONAL) {
      above = cell_at(ix, iy + 1, corner, source);
      north = face_between(here, above, dy);
      transport_u += (south.cells - north.cells) / dy;
      transport_v += (south.chemical - north.chemical) / dy;
      leaving_u += outflow(below, south, here, north, above, dy);
      leaving_v += 2.0 * here.diffusion_v / (dy * dy);
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
    let rate_u = transport_u + grown;
    let rate_v = transport_v + produced;

    // new values: Euler and the predictor take the whole step, the corrector the mean of both (Heun; Shu and Osher 1988)
    var change = vec2(clock.step * rate_u, clock.step * rate_v);
    var next = vec2(here.u, here.v) + change;
    if (STAGE == 1u) {
      stage_u[i] = change.x;
      stage_v[i] = change.y;
    } else {
      if (STAGE == 2u) { change = 0.5 * (vec2(stage_u[i], stage_v[i]) + change); }
      let base = vec2(u[current + i], v[current + i]);
      let exact = change + carry[i];
      next = rounded(base + exact);
      carry[i] = exact - (next - base);
      u[cells - current + i] = next.x;
      v[cells - current + i] = next.y;
    }

    // the largest rate at which this cell can change: outflow and loss keep u >= 0, the root couples u and v
    let loss = max(-grown / max(here.u, SMALLEST_DENSITY), abs(growth_du(here.u, here.v, x, y, t)));
    let limit_u = leaving_u + max(loss, 0.0);
    let limit_v = leaving_v + abs(production_dv(here.u, here.v, x, y, t));
    let coupling = abs(here.mobility * here.u * production_du(here.u, here.v, x, y, t)) * per_area;
    let half_difference = 0.5 * (limit_u - limit_v);
    let limit = 0.5 * (limit_u + limit_v) + sqrt(half_difference * half_difference + coupling);

    largest_limit = larger(largest_limit, limit);
    largest_density = larger(largest_density, abs(here.u));
    if (STAGE != 2u) {
      largest_change = larger(largest_change, abs(rate_u));
      // how fast diffusion could widen the narrow peak; where attraction raises it all the same it is no passing noise
      if (narrow && top && here.u >= 0.5 * clock.density) {
        let raised = transport_u / max(here.u, SMALLEST_DENSITY);
        let rate = select(widening, ATTRACTION_COUNTS * widening + raised, raised > 0.0);
        largest_narrow_rate = larger(largest_narrow_rate, rate);
      }
    }
    if (!is_finite(next.x) || !is_finite(next.y)) { gather(first, NOT_FINITE, 1.0); }
    if (next.x < 0.0) { gather(first, NEGATIVE, 1.0); }
    if (min(here.diffusion_u, here.diffusion_v) < 0.0) { gather(first, NEGATIVE_DIFFUSION, 1.0); }

    below = here;
    here = above;
    south = north;
  }
  gather_bits(first, LIMIT, largest_limit);
  gather_bits(first, DENSITY, largest_density);
  if (STAGE != 2u) {
    gather_bits(first, CHANGE, largest_change);
    gather_bits(first, NARROW_RATE, largest_narrow_rate);
  }
}
