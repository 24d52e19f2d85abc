// Density and fluxes about a cell from the faces' coefficients. A wall's face has none and lets nothing through.
// Needs face-flux.wgsl and grid.wgsl. Twin: src/kernels/fokker-planck/flux.ts.

fn index_of(ix: i32, iy: i32) -> u32 {
  return u32(row(iy)) * parameters.nx + u32(column(ix));
}

// Coefficients of the face to the left of column ix, which is the right one of its neighbour.
fn left_face(ix: i32, iy: i32) -> vec2<f32> {
  if (!PERIODIC_X && ix == 0) { return vec2(0.0, 0.0); }
  return coefficients[index_of(ix - 1, iy)].xy;
}

fn lower_face(ix: i32, iy: i32) -> vec2<f32> {
  if (!PERIODIC_Y && iy == 0) { return vec2(0.0, 0.0); }
  return coefficients[index_of(ix, iy - 1)].zw;
}

// Where this leaves a rate at which a cell can lose what it holds through its two faces along one axis, from above.
fn leaving(before: vec2<f32>, after: vec2<f32>, h: f32) -> f32 {
  return (before.x + after.x) / (h * h) + (max(after.y, 0.0) + max(-before.y, 0.0)) / h;
}
