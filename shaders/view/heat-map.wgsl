// A density drawn straight from the storage buffer that the solver steps: no copy, no readback.
// The float64 twin with the same names and order of lines is src/kernels/view/heat-map.ts.
//
// A pixel's centre goes to cell coordinates (cell ix covers [ix, ix + 1]), the field is read there, and its place
// between `low` and `high` picks one of 256 colours. Where a pixel covers several cells it shows their average, so a
// peak one cell wide cannot slip between the pixels. The field is bound as bits: a WGSL compiler may assume that
// floats are finite, and here the ones that are not must be seen.
// `HeatMap` is declared once, in src/kernels/view/heat-map-layout.ts, and put in front of this text.

@group(0) @binding(0) var<uniform> view: HeatMap;
@group(0) @binding(1) var<storage, read> field: array<u32>;
@group(0) @binding(2) var<storage, read> clock: array<u32>;
@group(0) @binding(3) var<storage, read> table: array<u32>;

@vertex
fn vertex(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  // One triangle that covers the whole target.
  return vec4f(f32(index & 1u) * 4.0 - 1.0, f32(index >> 1u) * 4.0 - 1.0, 0.0, 1.0);
}

fn is_finite(bits: u32) -> bool {
  return (bits & 0x7f800000u) != 0x7f800000u;
}

// What has been read for a pixel.
struct Seen {
  // a cell that holds NaN or infinity
  bad: bool,
  // weights of the cells that have a value; counted only where some may have none
  weight: f32,
}

// One cell times its weight. `seen.bad` is set, and 0 returned, where it holds NaN or infinity. Means of cells' insides lie in
// one slot, and there are none where there are no cells.
fn cell(ix: i32, iy: i32, weight: f32, seen: ptr<function, Seen>) -> f32 {
  let slot = select(clock[view.slot_word], 0u, view.may_be_empty != 0u);
  let offset = slot * view.nx * view.ny;
  let bits = field[offset + u32(iy) * view.nx + u32(ix)];
  if (!is_finite(bits)) {
    (*seen).bad = true;
    return 0.0;
  }
  let value = bitcast<f32>(bits);
  if (view.may_be_empty != 0u) {
    if (value <= view.empty_value) { return 0.0; }
    (*seen).weight += weight;
  }
  return value * weight;
}

// The index across a boundary, at most one cell beyond it: wrapped when periodic, else that of the last cell.
fn neighbour(i: i32, n: u32, periodic: u32) -> i32 {
  if (periodic != 0u) {
    return i + select(0, i32(n), i < 0) - select(0, i32(n), i >= i32(n));
  }
  return clamp(i, 0, i32(n) - 1);
}

fn bilinear(x: f32, y: f32, seen: ptr<function, Seen>) -> f32 {
  let gx = x - 0.5;
  let gy = y - 0.5;
  let fx = gx - floor(gx);
  let fy = gy - floor(gy);
  let x0 = neighbour(i32(floor(gx)), view.nx, view.periodic_x);
  let x1 = neighbour(i32(floor(gx)) + 1, view.nx, view.periodic_x);
  let y0 = neighbour(i32(floor(gy)), view.ny, view.periodic_y);
  let y1 = neighbour(i32(floor(gy)) + 1, view.ny, view.periodic_y);
  let bottom = cell(x0, y0, (1.0 - fx) * (1.0 - fy), seen) + cell(x1, y0, fx * (1.0 - fy), seen);
  let top = cell(x0, y1, (1.0 - fx) * fy, seen) + cell(x1, y1, fx * fy, seen);
  return bottom + top;
}

// Average of samples x samples points spread evenly over the pixel.
fn average(x: f32, y: f32, seen: ptr<function, Seen>) -> f32 {
  var sum = 0.0;
  for (var j = 0u; j < view.samples; j++) {
    for (var i = 0u; i < view.samples; i++) {
      let sx = x + view.step_x * ((f32(i) + 0.5) / f32(view.samples) - 0.5);
      let sy = y + view.step_y * ((f32(j) + 0.5) / f32(view.samples) - 0.5);
      let ix = clamp(i32(floor(sx)), 0, i32(view.nx) - 1);
      let iy = clamp(i32(floor(sy)), 0, i32(view.ny) - 1);
      sum += cell(ix, iy, 1.0, seen);
    }
  }
  if (view.may_be_empty != 0u) { return sum; }
  return sum / f32(view.samples * view.samples);
}

fn colour_index(value: f32) -> i32 {
  var position = 0.0;
  if (view.logarithmic != 0u) {
    position = log(max(value, view.low) / view.low) / log(view.high / view.low);
  } else {
    position = (value - view.low) / (view.high - view.low);
  }
  return i32(clamp(floor(position * 256.0), 0.0, 255.0));
}

@fragment
fn fragment(@builtin(position) position: vec4f) -> @location(0) vec4f {
  let x = view.origin_x + view.step_x * position.x;
  let y = view.origin_y + view.step_y * position.y;
  if (x < 0.0 || y < 0.0 || x >= f32(view.nx) || y >= f32(view.ny)) {
    return unpack4x8unorm(view.outside);
  }
  var seen = Seen(false, 0.0);
  var value = 0.0;
  if (view.samples > 1u) {
    value = average(x, y, &seen);
  } else {
    value = cell(i32(floor(x)), i32(floor(y)), 1.0, &seen);
    // Where there is a value here, it is smoothed over those around that are values, too.
    if (view.smooth_cells != 0u && (view.may_be_empty == 0u || seen.weight > 0.0)) {
      seen.weight = 0.0;
      value = bilinear(x, y, &seen);
    }
  }
  if (seen.bad) {
    return unpack4x8unorm(view.not_finite);
  }
  if (view.may_be_empty != 0u) {
    if (seen.weight == 0.0) { return unpack4x8unorm(view.empty); }
    value /= seen.weight;
  }
  return unpack4x8unorm(table[colour_index(value)]);
}
