// Several steps a dispatch: one workgroup takes the whole grid through them, tile after tile and stage after stage, with a
// barrier where another dispatch would begin. Launching a dispatch takes longer than a stage of a small grid; this way
// it is launched once for all of them, on one of the device's many processors. What pays where is measured
// (src/simulation/together.ts).
//
// Sound, for barriers order what the threads of one workgroup write and read; those of two they do not order. Hence no
// tiles of several workgroups with wide halos: an adaptive step needs the largest rate of the whole grid, each time.
// What a step is stands in stage.wgsl and clock.wgsl (rkl-stage.wgsl and rkl-clock.wgsl), as for a dispatch each.
//
// Needs direct.wgsl, gather-together.wgsl, and plain-together.wgsl or rkl-together.wgsl. From the model: TILE_X, TILE_Y, ROWS, STAGES
// (dispatches before the clock's), STEPS (how often the list is gone through). Twin: src/kernels/keller-segel/together.ts.

var<workgroup> due: u32;

@compute @workgroup_size(TILE_X, TILE_Y)
fn main(@builtin(local_invocation_id) local: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let width = (parameters.nx + TILE_X - 1u) / TILE_X;
  let height = (parameters.ny + TILE_Y * ROWS - 1u) / (TILE_Y * ROWS);
  take_up(thread);
  for (var k = 0u; k < STEPS; k += 1u) {
    if (thread == 0u) { due = clock.busy; }
    let busy = workgroupUniformLoad(&due) == 1u;
    if (busy) {
      for (var ordinal = 1u; ordinal <= STAGES; ordinal += 1u) {
        begin_stage(ordinal);
        for (var tile = 0u; tile < width * height; tile += 1u) {
          take_stage(vec2(tile % width, tile / width), local.xy, thread);
        }
        storageBarrier();
      }
    }
    workgroupBarrier(); // what was gathered
    if (thread == 0u) { end_list(); }
    storageBarrier();
    if (!busy) { break; } // nor will it be again in this dispatch
  }
  workgroupBarrier();
  put_down(thread);
}
