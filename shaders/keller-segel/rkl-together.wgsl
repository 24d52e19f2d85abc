// Arrays and stages of several rounds of super-time-steps a dispatch: see together.wgsl. Eight arrays of storage, which is what
// every device binds. No twin: it computes nothing.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<uniform> goal: Goal;
@group(0) @binding(2) var<storage, read_write> clock: Clock;
@group(0) @binding(3) var<storage, read_write> super_step: SuperStep;
@group(0) @binding(4) var<storage, read_write> u: array<f32>;
@group(0) @binding(5) var<storage, read_write> v: array<f32>;
// as in rkl-stage-entry.wgsl
@group(0) @binding(6) var<storage, read_write> increments: array<vec2<f32>>;
@group(0) @binding(7) var<storage, read_write> first_slope: array<vec2<f32>>;
@group(0) @binding(8) var<storage, read_write> carry: array<vec2<f32>>;
@group(0) @binding(9) var<storage, read_write> extremes: array<u32>;

// A constant where a stage is a dispatch.
var<private> ORDINAL: u32;

fn begin_stage(ordinal: u32) { ORDINAL = ordinal; }
fn end_list() { end_round(); }
