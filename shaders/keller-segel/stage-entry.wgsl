// A dispatch that is one stage, a workgroup a tile. No twin: it is stage.wgsl's.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read_write> u: array<f32>;
@group(0) @binding(3) var<storage, read_write> v: array<f32>;
@group(0) @binding(4) var<storage, read_write> stage_u: array<f32>;
@group(0) @binding(5) var<storage, read_write> stage_v: array<f32>;
@group(0) @binding(6) var<storage, read_write> carry: array<vec2<f32>>;
@group(0) @binding(7) var<storage, read_write> extremes: array<atomic<u32>>;

@compute @workgroup_size(TILE_X, TILE_Y)
fn main(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  take_stage(workgroup.xy, local.xy, thread);
}
