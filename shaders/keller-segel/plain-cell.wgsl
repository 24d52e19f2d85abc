// A cell of the grid as a stage loads it whole, and how two differ: what cell.wgsl asks of a stage. Super-time-steps, which
// keep increments, have their own.

struct Cell {
  u: f32,
  v: f32,
  mobility: f32,
  diffusion_u: f32,
  diffusion_v: f32,
}

fn rise_u(left: Cell, right: Cell) -> f32 { return right.u - left.u; }
fn rise_v(left: Cell, right: Cell) -> f32 { return right.v - left.v; }
