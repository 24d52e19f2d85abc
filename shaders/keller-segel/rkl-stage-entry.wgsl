// A dispatch that is one stage of a super-time-step, a workgroup a tile. No twin: it is rkl-stage.wgsl's.

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

@compute @workgroup_size(TILE_X, TILE_Y)
fn main(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  take_stage(workgroup.xy, local.xy, thread);
}
