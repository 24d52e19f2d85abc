// Drift and diffusion of cells that crawl: their own, where they have been for long. Needs sense-at.wgsl and the rule.
// Twin: src/kernels/fokker-planck/crawling.ts.

fn coefficients_at(x: f32, y: f32, t: f32) -> Coefficients {
  let here = sense_at(x, y, t, vec2(0.0, 0.0), 0.0);
  let own = own_typical();
  let memory = rest(here, own);
  return Coefficients(noise_strength(here, own, memory), drift_velocity(here, own, memory));
}
