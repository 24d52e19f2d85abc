// Arrays and stages of several steps a dispatch (together.wgsl) with one or two stages a step. From the model: FIRST_STAGE (0 for
// forward Euler, else 1). No twin: it computes nothing.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<uniform> goal: Goal;
@group(0) @binding(2) var<storage, read_write> clock: Clock;
@group(0) @binding(3) var<storage, read_write> u: array<f32>;
@group(0) @binding(4) var<storage, read_write> v: array<f32>;
@group(0) @binding(5) var<storage, read_write> stage_u: array<f32>;
@group(0) @binding(6) var<storage, read_write> stage_v: array<f32>;
@group(0) @binding(7) var<storage, read_write> carry: array<vec2<f32>>;
@group(0) @binding(8) var<storage, read_write> extremes: array<u32>;

// A constant where a stage is a dispatch.
var<private> STAGE: u32;

fn begin_stage(ordinal: u32) { STAGE = FIRST_STAGE + ordinal - 1u; }
fn end_list() { end_step(); }
