// After a step: appends the state of the followed cell to the ring `trace`, what it senses there and its inside included. One
// thread, and only in runs where a cell is followed. The order of a record's numbers is that of TRACE_FIELDS.
// Twin: src/kernels/run-and-tumble/trace.ts.
//
// From the rule (src/sensing/hooks.ts): Memory, Inner, rate_of, inner, own_of. Needs extremes.wgsl, angle.wgsl, sensed.wgsl,
// run_speed.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> position: array<vec2<u32>>;
@group(0) @binding(3) var<storage, read> heading: array<u32>;
@group(0) @binding(4) var<storage, read> rounds: array<u32>;
@group(0) @binding(5) var<storage, read> memory: array<f32>;
@group(0) @binding(6) var<storage, read> v: array<f32>;
@group(0) @binding(7) var<storage, read> extremes: array<u32>;
@group(0) @binding(8) var<storage, read_write> trace: array<f32>;

// As in src/kernels/run-and-tumble/layout.ts.
const TRACE_STEPS: u32 = 4096u;
const TRACE_FIELDS: u32 = 10u;

@compute @workgroup_size(1)
fn main() {
  let i = parameters.followed;
  if (clock.taken == 0.0 || i >= parameters.cells) { return; }
  let own = own_of(i);
  var state: Memory;
  for (var k = 0u; k < MEMORY; k += 1u) { state[k] = memory[k * parameters.cells + i]; }
  var way = vec2(0.0, 0.0);
  if (!CRAWLING) { way = direction(heading[i]); }
  let met = sense(position[i], way, run_speed(), 1.0);
  let inside = inner(met, own, state);
  let first = (clock.steps % TRACE_STEPS) * (TRACE_FIELDS + INNER);
  trace[first] = met.t;
  trace[first + 1u] = met.x;
  trace[first + 2u] = met.y;
  trace[first + 3u] = f32(bitcast<i32>(rounds[i] << 16u) >> 16u);
  trace[first + 4u] = f32(bitcast<i32>(rounds[i]) >> 16u);
  trace[first + 5u] = f32(heading[i]) * (TWO_PI / 4294967296.0);
  trace[first + 6u] = met.c;
  trace[first + 7u] = met.a;
  trace[first + 8u] = max(0.0, rate_of(met, own, state));
  trace[first + 9u] = f32(extremes[FOLLOWED_TUMBLES]);
  for (var k = 0u; k < INNER; k += 1u) { trace[first + TRACE_FIELDS + k] = inside[k]; }
}
