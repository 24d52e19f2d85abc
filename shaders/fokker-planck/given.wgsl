// Drift and diffusion by formula. Twin: src/kernels/fokker-planck/given.ts.

fn coefficients_at(x: f32, y: f32, t: f32) -> Coefficients {
  var drift = vec2(drift_x(x, y, t), 0.0);
  if (TWO_DIMENSIONAL) { drift.y = drift_y(x, y, t); }
  return Coefficients(diffusion(x, y, t), drift);
}
