// Where a cell lies. Needs PERIODIC_X, PERIODIC_Y (bool constants) and `parameters` (nx, ny, dx, dy).
// Beyond a no-flux wall stands the mirror image of the cell beside it: equal values, so no flux.

fn column(ix: i32) -> i32 {
  let n = i32(parameters.nx);
  if (PERIODIC_X) { return select(select(ix, ix - n, ix >= n), ix + n, ix < 0); }
  return clamp(ix, 0, n - 1);
}

fn row(iy: i32) -> i32 {
  let n = i32(parameters.ny);
  if (PERIODIC_Y) { return select(select(iy, iy - n, iy >= n), iy + n, iy < 0); }
  return clamp(iy, 0, n - 1);
}

fn centre_x(ix: i32) -> f32 { return (f32(ix) + 0.5) * parameters.dx; }
fn centre_y(iy: i32) -> f32 { return select((f32(iy) + 0.5) * parameters.dy, 0.0, parameters.ny == 1u); }
