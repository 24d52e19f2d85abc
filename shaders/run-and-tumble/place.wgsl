// Places the cells at the start: each draws a grid cell with the probability of its share of the density, a point within it,
// a heading and a hazard clock. All in integers, so that every device places them alike. Twin:
// src/kernels/run-and-tumble/place.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
// Share of the grid cells 0 .. g in 2^32, the last one 2^32 - 1.
@group(0) @binding(1) var<storage, read> cumulative: array<u32>;
@group(0) @binding(2) var<storage, read_write> position: array<vec2<u32>>;
@group(0) @binding(3) var<storage, read_write> heading: array<u32>;
@group(0) @binding(4) var<storage, read_write> hazard: array<f32>;
@group(0) @binding(5) var<storage, read_write> rounds: array<u32>;
@group(0) @binding(6) var<storage, read_write> origin: array<u32>;

const PLACE: u32 = 1u;

// The first grid cell whose cumulative share lies above the word. The very last word counts as the one before: it then
// finds the last cell that has a share at all.
fn chosen(word: u32) -> u32 {
  let wanted = min(word, 0xfffffffeu);
  var low = 0u;
  var high = parameters.nx * parameters.ny - 1u;
  while (low < high) {
    let middle = (low + high) / 2u;
    if (cumulative[middle] > wanted) { high = middle; } else { low = middle + 1u; }
  }
  return low;
}

// First unit of column i of n: 2^32 i/n rounded up (2^32 itself is 0), by long division, for WGSL has no 64-bit integers.
fn edge(i: u32, n: u32) -> u32 {
  var remainder = i % n;
  var quotient = 0u;
  for (var bit = 0u; bit < 32u; bit += 1u) {
    remainder = remainder << 1u;
    quotient = quotient << 1u;
    if (remainder >= n) {
      remainder -= n;
      quotient += 1u;
    }
  }
  return quotient + select(0u, 1u, remainder > 0u);
}

// A point in column i of n, uniform from one random word.
fn within(word: u32, i: u32, n: u32) -> u32 {
  let start = edge(i, n);
  return start + multiply(word, edge(i + 1u, n) - start).y;
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let i = id.y * (workgroups.x * 256u) + id.x;
  if (i >= parameters.cells) { return; }
  let key = vec2<u32>(parameters.seed_low, parameters.seed_high);
  let words = philox(vec4<u32>(i, 0u, 0u, PLACE), key);
  let g = chosen(words.x);
  // Between walls a position uses the lower half of the range.
  let x = within(words.y, g % parameters.nx, parameters.nx) >> select(1u, 0u, PERIODIC_X);
  var y = 0u;
  var facing = words.w & 0x80000000u;
  if (TWO_DIMENSIONAL) {
    y = within(words.z, g / parameters.nx, parameters.ny) >> select(1u, 0u, PERIODIC_Y);
    facing = words.w;
  }
  position[i] = vec2<u32>(x, y);
  heading[i] = facing;
  hazard[i] = exponential(philox(vec4<u32>(i, 0u, 1u, PLACE), key).x);
  rounds[i] = 0u;
  if (i < parameters.tracers) {
    origin[3u * i] = x;
    origin[3u * i + 1u] = y;
    origin[3u * i + 2u] = facing;
  }
}
