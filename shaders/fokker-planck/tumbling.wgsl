// Drift and diffusion of cells that tumble. A heading is lost at the rate mu = A (1 - persistence) + (d - 1) D_r, where the
// rate of tumbling is A (1 - s . e) for a heading e; then D = v^2/(d mu) and the drift is v s A (1 - persistence)/(d mu). In
// one dimension that is v^2/(a+ + a-) and v (a- - a+)/(a+ + a-), the lecture's, for rates of reversal at any bias (rates below
// zero count as zero); in two it is linear response. Needs sense-at.wgsl and the rule. Twin:
// src/kernels/fokker-planck/tumbling.ts.

fn rate_along(x: f32, y: f32, t: f32, way: vec2<f32>) -> f32 {
  let rate = tumble_rate(sense_at(x, y, t, way, parameters.p_speed));
  return select(max(rate, 0.0), rate, TWO_DIMENSIONAL);
}

fn coefficients_at(x: f32, y: f32, t: f32) -> Coefficients {
  let speed = parameters.p_speed;
  let right = rate_along(x, y, t, vec2(1.0, 0.0));
  let left = rate_along(x, y, t, vec2(-1.0, 0.0));
  let turning = 1.0 - parameters.p_persistence;
  var loss = 0.5 * (right + left) * turning;
  var bias = vec2(0.5 * (left - right), 0.0);
  if (TWO_DIMENSIONAL) {
    let up = rate_along(x, y, t, vec2(0.0, 1.0));
    let down = rate_along(x, y, t, vec2(0.0, -1.0));
    bias.y = 0.5 * (down - up);
    loss = 2.0 * (loss + parameters.p_rotationalDiffusion);
  }
  return Coefficients(speed * speed / loss, (speed * turning / loss) * bias);
}
