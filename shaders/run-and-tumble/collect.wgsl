// Lists the cells inside a rectangle, edges included, in no particular order. Word 0 of `visible`, 0 before, counts them all,
// listed or not; then five words each, of the first VISIBLE_CELLS that came. Twin: src/kernels/run-and-tumble/collect.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<uniform> region: Region;
@group(0) @binding(2) var<storage, read> position: array<vec2<u32>>;
@group(0) @binding(3) var<storage, read> heading: array<u32>;
@group(0) @binding(4) var<storage, read> rounds: array<u32>;
@group(0) @binding(5) var<storage, read_write> visible: array<atomic<u32>>;

const VISIBLE_CELLS: u32 = 4096u;
const VISIBLE: u32 = 5u;
const UNIT_OF_PERIOD: f32 = 2.3283064365386963e-10; // 2^-32

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let i = id.y * (workgroups.x * 256u) + id.x;
  if (i >= parameters.cells) { return; }
  let at = position[i];
  let x = f32(at.x) * (UNIT_OF_PERIOD * parameters.period_x);
  let y = f32(at.y) * (UNIT_OF_PERIOD * parameters.period_y);
  if (x < region.left || x > region.right) { return; }
  if (TWO_DIMENSIONAL && (y < region.bottom || y > region.top)) { return; }
  let listed = atomicAdd(&visible[0], 1u);
  if (listed >= VISIBLE_CELLS) { return; }
  let first = 1u + VISIBLE * listed;
  atomicStore(&visible[first], i);
  atomicStore(&visible[first + 1u], at.x);
  atomicStore(&visible[first + 2u], at.y);
  atomicStore(&visible[first + 3u], heading[i]);
  atomicStore(&visible[first + 4u], rounds[i]);
}
