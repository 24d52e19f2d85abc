// The answers to two cues add in the rate. `first_response` and `second_response` are the configured ones of
// response.wgsl. Twin: src/sensing/two-cues/rule.ts.

fn tumble_rate(s: Sensed) -> f32 {
  let first = parameters.p_chi * first_response(s.c, s.ct, parameters.p_K);
  let second = parameters.p_psi * second_response(s.a, s.at, parameters.p_K2);
  return parameters.p_tumbleRate * (1.0 - first - second);
}
