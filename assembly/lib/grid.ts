// Where a cell lies. As shaders/lib/grid.wgsl: beyond a no-flux wall stands the mirror image of the cell beside it.

/** Column or row `i` of `n`, which may lie one or two beyond an edge. */
export function neighbour(i: i32, n: i32, periodic: bool): i32 {
  if (periodic) return (i + 2 * n) % n;
  return max(min(i, n - 1), 0);
}

@inline
export function centreX(ix: i32, dx: f32): f32 {
  return (<f32>ix + 0.5) * dx;
}

@inline
export function centreY(iy: i32, ny: i32, dy: f32): f32 {
  return ny == 1 ? 0 : (<f32>iy + 0.5) * dy;
}
