// The attractant where a cell is: a formula, or (LIVE) the grid field v between the centres of grid cells, bilinear, with
// the stencil by which cells are counted on the grid. Its gradient is that of the interpolant: so the rise a cell meets
// along its run adds up to exactly the rise in value; it jumps where the run passes a centre.
// Twin: src/kernels/run-and-tumble/field.ts.
//
// Needs: parameters, clock, v, fixed.wgsl, the formula's functions, TWO_DIMENSIONAL, PERIODIC_X, PERIODIC_Y, LIVE, PRESENT.

struct Cue {
  value: f32,
  gradient: vec2<f32>,
  // rate of change at that place
  change: f32,
}

// Two neighbouring nodes along an axis, and how far from the first to the second.
struct Nodes {
  first: u32,
  second: u32,
  fraction: f32,
}

// Where a cell is, in lengths from the lower left corner.
fn place_of(position: vec2<u32>) -> vec2<f32> {
  let x = select(mirrored(position.x), position.x, PERIODIC_X);
  let y = select(mirrored(position.y), position.y, PERIODIC_Y);
  return vec2(f32(x) * (parameters.period_x / 4294967296.0), f32(y) * (parameters.period_y / 4294967296.0));
}

// Time at this fraction of the step that the cells are catching up with. PRESENT: the time of the newest state, which is the
// end of that step; no step may be due by then.
fn time_at(fraction: f32) -> f32 {
  if (PRESENT) { return clock.time; }
  return clock.taken_time + fraction * clock.taken;
}

fn step_length() -> f32 {
  return select(clock.taken, clock.last, PRESENT);
}

// Between walls 2^32 units are two widths. Beyond a wall stands the mirror image of the node beside it.
fn nodes_of(position: u32, n: u32, periodic: bool) -> Nodes {
  let product = multiply(position, select(2u * n, n, periodic));
  let before = product.x < 0x80000000u; // in the first half of its grid cell: left of the centre
  var first = product.y;
  var second = product.y + 1u;
  if (before) {
    second = product.y;
    first = select(product.y - 1u, select(0u, n - 1u, periodic), product.y == 0u);
  } else if (second == n) {
    second = select(n - 1u, 0u, periodic);
  }
  return Nodes(first, second, f32(product.x - 0x80000000u) * (1.0 / 4294967296.0));
}

// v at the four nodes: lower left, lower right, upper left, upper right; `slot` is where that state begins.
fn corners(slot: u32, columns: Nodes, rows: Nodes) -> vec4<f32> {
  let lower = slot + rows.first * parameters.nx;
  let upper = slot + rows.second * parameters.nx;
  return vec4(
    v[lower + columns.first],
    v[lower + columns.second],
    v[upper + columns.first],
    v[upper + columns.second],
  );
}

fn bilinear(corner: vec4<f32>, fx: f32, fy: f32) -> f32 {
  return mix(mix(corner.x, corner.y, fx), mix(corner.z, corner.w, fx), fy);
}

fn interpolated(position: vec2<u32>, fraction: f32) -> Cue {
  let cells = parameters.nx * parameters.ny;
  let current = clock.slot * cells;
  let columns = nodes_of(position.x, parameters.nx, PERIODIC_X);
  var rows = Nodes(0u, 0u, 0.0);
  if (TWO_DIMENSIONAL) { rows = nodes_of(position.y, parameters.ny, PERIODIC_Y); }
  let before = corners(cells - current, columns, rows);
  let after = corners(current, columns, rows);
  let corner = mix(before, after, fraction);
  let fx = columns.fraction;
  let fy = rows.fraction;
  var cue: Cue;
  cue.value = bilinear(corner, fx, fy);
  cue.gradient.x = mix(corner.y - corner.x, corner.w - corner.z, fy) / parameters.dx;
  if (TWO_DIMENSIONAL) { cue.gradient.y = mix(corner.z - corner.x, corner.w - corner.y, fx) / parameters.dy; }
  if (step_length() > 0.0) { cue.change = bilinear(after - before, fx, fy) / step_length(); }
  return cue;
}

fn prescribed(position: vec2<u32>, fraction: f32) -> Cue {
  let place = place_of(position);
  let t = time_at(fraction);
  var cue: Cue;
  cue.value = attractant(place.x, place.y, t);
  cue.gradient.x = attractant_dx(place.x, place.y, t);
  if (TWO_DIMENSIONAL) { cue.gradient.y = attractant_dy(place.x, place.y, t); }
  cue.change = attractant_dt(place.x, place.y, t);
  return cue;
}

// At this fraction of the step: 0 its beginning, 1 its end.
fn attractant_at(position: vec2<u32>, fraction: f32) -> Cue {
  if (LIVE) { return interpolated(position, fraction); }
  return prescribed(position, fraction);
}

// Gradient of the newest state.
fn gradient(position: vec2<u32>) -> vec2<f32> {
  return attractant_at(position, 1.0).gradient;
}
