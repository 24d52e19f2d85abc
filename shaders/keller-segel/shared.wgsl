// Where a stage has the cells around its own from: here a workgroup loads its tile, with HALO cells more on each side, into
// the memory that its threads share, so that each cell is read, and its formulas evaluated, once (a halo cell once more for
// each tile beside it). Against direct.wgsl it costs a barrier. Software adapters run barriers a hundred times slower.
// Twenty bytes a cell, an odd number of words: threads side by side never wait for one bank of that memory.
// Needs the stage's Cell, Source and load; TILE_X, TILE_Y, ROWS, HALO, TWO_DIMENSIONAL. No twin: it computes nothing.

const SIDE: u32 = select(0u, HALO, TWO_DIMENSIONAL);
const WINDOW_X: u32 = TILE_X + 2u * HALO;
const WINDOW_Y: u32 = TILE_Y * ROWS + 2u * SIDE;

var<workgroup> window: array<Cell, WINDOW_X * WINDOW_Y>;

// All threads of the workgroup call it: `thread` is which one, `corner` the first cell of the tile.
fn share_cells(corner: vec2<i32>, thread: u32, source: Source) {
  for (var k = thread; k < WINDOW_X * WINDOW_Y; k += TILE_X * TILE_Y) {
    let ix = corner.x + i32(k % WINDOW_X) - i32(HALO);
    let iy = corner.y + i32(k / WINDOW_X) - i32(SIDE);
    // a tile may reach far beyond the grid: nobody asks for those cells
    let last = vec2<i32>(vec2(parameters.nx + HALO, parameters.ny + SIDE)) - 1;
    window[k] = load(min(ix, last.x), min(iy, last.y), source);
  }
  workgroupBarrier();
}

fn cell_at(ix: i32, iy: i32, corner: vec2<i32>, _source: Source) -> Cell {
  return window[u32(iy - corner.y + i32(SIDE)) * WINDOW_X + u32(ix - corner.x + i32(HALO))];
}
