// The rate falls by the relative rise of the attractant along the run. Twin: src/sensing/logarithmic/rule.ts.

fn tumble_rate(s: Sensed) -> f32 {
  let response = parameters.p_chi * logarithmic_response(s.c, s.ct, 0.0);
  return parameters.p_tumbleRate * (1.0 - response);
}
