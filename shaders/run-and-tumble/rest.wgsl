// The memory of every cell at the start: as if it had been where it is for long. Twin: src/kernels/run-and-tumble/rest.ts.
// From the rule: Memory, MEMORY, rest, own_of. Needs sensed.wgsl and field.wgsl.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> position: array<vec2<u32>>;
@group(0) @binding(3) var<storage, read_write> memory: array<f32>;
@group(0) @binding(4) var<storage, read> v: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let i = id.y * (workgroups.x * 256u) + id.x;
  if (i >= parameters.cells) { return; }
  let state = rest(sense(position[i], vec2(0.0, 0.0), 0.0, 1.0), own_of(i));
  for (var k = 0u; k < MEMORY; k += 1u) { memory[k * parameters.cells + i] = state[k]; }
}
