// Copies one array to the other, four numbers at a time: the most bytes a second that a kernel can move, which is the
// yardstick of the benchmark. Twin: src/kernels/bench/copy.ts.

@group(0) @binding(0) var<storage, read> source: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> destination: array<vec4<f32>>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let i = id.y * (workgroups.x * 256u) + id.x;
  if (i < arrayLength(&source)) {
    destination[i] = source[i];
  }
}
