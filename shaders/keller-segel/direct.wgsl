// Where a stage has the cells around its own from: here every thread loads them itself, and the device's caches keep it from
// moving them again. The other way is shared.wgsl; which one is faster is measured (src/simulation/tile.ts).
// Needs the stage's Cell, Source and load. No twin: it computes nothing.

fn share_cells(_corner: vec2<i32>, _thread: u32, _source: Source) {}

fn cell_at(ix: i32, iy: i32, _corner: vec2<i32>, source: Source) -> Cell {
  return load(ix, iy, source);
}
