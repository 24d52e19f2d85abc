// Flux of cells through one face from the left cell to the right one, by exponential fitting
// (Scharfetter and Gummel 1969): exact for constant velocity and diffusivity, positive at every cell Peclet number,
// and zero to rounding on u ~ exp(integral of w/D). Twin: src/kernels/keller-segel/face-flux.ts.
//
//   F = g (u_left - u_right) + w/2 (u_left + u_right),   g = (D/h) z coth z,   z = w h / (2 D)
//
// Two branches, so that f32 neither loses the difference u_left - u_right where diffusion rules nor makes a
// negative outflow coefficient where advection does.

// To divide by where there is no diffusion; the flux itself is then exactly 0 without velocity.
const SMALLEST_DIFFUSION: f32 = 1e-30;

fn face_flux(u_left: f32, u_right: f32, velocity: f32, diffusion: f32, h: f32) -> f32 {
  return fitted_flux(u_left, u_right, u_left - u_right, velocity, diffusion, h);
}

// Where u_left - u_right is known better than its parts, as of a state and an increment.
fn fitted_flux(u_left: f32, u_right: f32, fall: f32, velocity: f32, diffusion: f32, h: f32) -> f32 {
  let half_velocity = 0.5 * velocity;
  let d = max(diffusion, SMALLEST_DIFFUSION);
  if (abs(half_velocity) * h <= 0.5 * d) {
    let z = half_velocity * h / d;
    let q = z * z;
    // z coth z = 1 + z^2/3 - z^4/45 + 2 z^6/945 - z^8/4725 + ...; the next term is below 2.1e-8 at z = 1/2
    let z_coth_z = 1.0 + q * (0.33333333333 + q * (-0.02222222222 + q * (0.00211640212 - q * 0.00021164021)));
    return (max(diffusion, 0.0) / h) * z_coth_z * fall + half_velocity * (u_left + u_right);
  }
  let e = exp(-min(abs(velocity) * h / d, 80.0));
  let downstream = abs(velocity) / (1.0 - e);
  if (velocity > 0.0) {
    return downstream * u_left - downstream * e * u_right;
  }
  return downstream * e * u_left - downstream * u_right;
}
