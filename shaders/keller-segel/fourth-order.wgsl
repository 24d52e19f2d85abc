// Flux of fourth order where the solution is smooth on the grid: what it differs by from the low-order flux (exponentially
// fitted for cells, central for the chemical), limited so that no cell can be drained by it. A flux limiter in the sense of
// Boris and Book (1973) and Zalesak (1979), but a smooth one: each kink of a limiter is noise to the estimated error, and
// cuts steps to a quarter. Twin: src/kernels/keller-segel/fourth-order.ts.
//
// Fourth order by Richardson's extrapolation of the central flux from cells twice as wide: F = 4/3 F_h - 1/3 F_2h, where the
// two wide faces that overlap this one share F_2h. For constant coefficients that is the classical five-point stencil
// (-1 16 -30 16 -1)/12; for others the products keep the order, for every error of F_h is even in h.
// Conservative, for it is a flux. Needs cell.wgsl.

// The correction drains a cell by no more than this share of what diffusion does. It is also by how much the stencil is
// stiffer: 16/3 for 4, so that one factor covers positivity and stability.
const LARGEST_SHARE: f32 = 1.0 / 3.0;

// Cells and chemical from left to right, by differences over a distance.
fn central_flux(left: Cell, right: Cell, distance: f32) -> vec2<f32> {
  let diffusive = 0.5 * (left.diffusion_u + right.diffusion_u) * -rise_u(left, right);
  let chemotactic = 0.5 * (left.mobility * left.u + right.mobility * right.u) * rise_v(left, right);
  let chemical = 0.5 * (left.diffusion_v + right.diffusion_v) * -rise_v(left, right);
  return vec2(diffusive + chemotactic, chemical) / distance;
}

// Almost `value` where that is far below `most`, never beyond it. Far below: value is of third order in h, most is not, so
// what is missing is of the ninth.
fn limited(value: vec2<f32>, most: vec2<f32>) -> vec2<f32> {
  return value * most / max(sqrt(value * value + most * most), vec2(SMALLEST_DIFFUSION));
}

// A smooth bound from below of the smaller of two values.
fn smaller(a: f32, b: f32) -> f32 {
  return a * b / max(a + b, SMALLEST_DIFFUSION);
}

// What to add to the fluxes of `low`, the face between left and right.
fn correction(far_left: Cell, left: Cell, right: Cell, far_right: Cell, low: Face, h: f32) -> vec2<f32> {
  let wide = central_flux(far_left, right, 2.0 * h) + central_flux(left, far_right, 2.0 * h);
  let high = 4.0 / 3.0 * central_flux(left, right, h) - 1.0 / 6.0 * wide;
  let diffusion = 0.5 * vec2(left.diffusion_u + right.diffusion_u, left.diffusion_v + right.diffusion_v);
  // central differences oscillate from a cell Peclet number of 2 on: no correction above 1
  let peclet = low.velocity * h / max(diffusion.x, SMALLEST_DIFFUSION);
  let below = max(1.0 - peclet * peclet, 0.0);
  let least = vec2(smaller(max(left.u, 0.0), max(right.u, 0.0)), smaller(abs(left.v), abs(right.v)));
  let most = LARGEST_SHARE * vec2(below * below, 1.0) * max(diffusion, vec2(0.0)) / h * least;
  return limited(high - vec2(low.cells, low.chemical), most);
}
