// Sums over the tracers, of which averages are made: first pass, each of MOMENTS_THREADS threads leaves one record; without
// barriers, which are slow on software adapters. Displacements are differences of integers, exact however often a cell went
// round a periodic axis (up to 32767 times). Fourth powers overflow f32 beyond displacements of 1e9. CRAWLING: cells without a
// heading. Internal variables are counted from those of the first cell, as positions are. Needs inside.wgsl. Twin: src/kernels/run-and-tumble/moments.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> position: array<vec2<u32>>;
@group(0) @binding(3) var<storage, read> heading: array<u32>;
@group(0) @binding(4) var<storage, read> rounds: array<u32>;
@group(0) @binding(5) var<storage, read> origin: array<u32>;
@group(0) @binding(6) var<storage, read> memory: array<f32>;
@group(0) @binding(7) var<storage, read> v: array<f32>;
@group(0) @binding(8) var<storage, read_write> moments_partials: array<Moments>;

const UNIT_OF_PERIOD: f32 = 2.3283064365386963e-10; // 2^-32

// Distance from the first cell, not round the edge: about a point among the cells a crowd's variance keeps its digits
// wherever the crowd is.
fn from_first(units: u32, first: u32, period: f32) -> f32 {
  let way = select(-f32(first - units), f32(units - first), units >= first);
  return way * (UNIT_OF_PERIOD * period);
}

// Displacement along one axis. Between walls positions lie below 2^31, so their difference has a sign; on a periodic axis
// the difference is taken the short way and what that leaves out is put among the whole rounds.
fn displacement(units: u32, first: u32, times: i32, period: f32, periodic: bool) -> f32 {
  let difference = bitcast<i32>(units - first);
  if (!periodic) { return f32(difference) * (UNIT_OF_PERIOD * period); }
  var whole = times;
  if (units >= first && difference < 0) { whole += 1; }
  if (units < first && difference >= 0) { whole -= 1; }
  return (f32(whole) + f32(difference) * UNIT_OF_PERIOD) * period;
}

// Cosine between a heading and the gradient, 0 where there is none. Divided by its largest component first: its square may
// be too small for f32.
fn alignment(ahead: vec2<f32>, slope: vec2<f32>) -> f32 {
  let largest = max(abs(slope.x), abs(slope.y));
  if (!(largest > 0.0) || !is_finite(largest)) { return 0.0; }
  let scaled = slope / largest;
  return dot(ahead, scaled) / length(scaled);
}

fn moments_of(i: u32, first_inner: Inner) -> Moments {
  let at = position[i];
  let first = 3u * i;
  var sums = Moments();
  sums.x = from_first(at.x, position[0].x, parameters.period_x);
  sums.xx = sums.x * sums.x;
  let rounds_x = bitcast<i32>(rounds[i] << 16u) >> 16u;
  sums.dx = displacement(at.x, origin[first], rounds_x, parameters.period_x, PERIODIC_X);
  if (TWO_DIMENSIONAL) {
    sums.y = from_first(at.y, position[0].y, parameters.period_y);
    sums.yy = sums.y * sums.y;
    let rounds_y = bitcast<i32>(rounds[i]) >> 16u;
    sums.dy = displacement(at.y, origin[first + 1u], rounds_y, parameters.period_y, PERIODIC_Y);
  }
  sums.rr = sums.dx * sums.dx + sums.dy * sums.dy;
  sums.rrrr = sums.rr * sums.rr;
  if (!CRAWLING) {
    sums.alignment = alignment(direction(heading[i]), gradient(at));
    sums.correlation = direction(heading[i] - origin[first + 2u]).x;
  }
  if (!TUMBLING && INNER == 0u) { return sums; }
  let own = own_of(i);
  let s = present(i);
  let state = memory_of(i);
  if (TUMBLING) { sums.rate = max(0.0, rate_of(s, own, state)); }
  if (INNER == 0u) { return sums; }
  let values = inner(s, own, state);
  sums.inner0 = part(values, 0u) - part(first_inner, 0u);
  sums.inner1 = part(values, 1u) - part(first_inner, 1u);
  sums.inner2 = part(values, 2u) - part(first_inner, 2u);
  sums.inner3 = part(values, 3u) - part(first_inner, 3u);
  sums.inner4 = part(values, 4u) - part(first_inner, 4u);
  sums.inner5 = part(values, 5u) - part(first_inner, 5u);
  sums.square0 = sums.inner0 * sums.inner0;
  sums.square1 = sums.inner1 * sums.inner1;
  sums.square2 = sums.inner2 * sums.inner2;
  sums.square3 = sums.inner3 * sums.inner3;
  sums.square4 = sums.inner4 * sums.inner4;
  sums.square5 = sums.inner5 * sums.inner5;
  if (i > 0u) { return sums; }
  sums.first0 = part(first_inner, 0u);
  sums.first1 = part(first_inner, 1u);
  sums.first2 = part(first_inner, 2u);
  sums.first3 = part(first_inner, 3u);
  sums.first4 = part(first_inner, 4u);
  sums.first5 = part(first_inner, 5u);
  return sums;
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  var sums = Moments();
  var first_inner: Inner;
  if (INNER > 0u) { first_inner = inner(present(0u), own_of(0u), memory_of(0u)); }
  for (var i = id.x; i < parameters.tracers; i += MOMENTS_THREADS) {
    sums = join(sums, moments_of(i, first_inner));
  }
  moments_partials[id.x] = sums;
}
