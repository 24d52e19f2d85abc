// The rate falls by the rise in the share of bound receptors. Twin: src/sensing/receptor-saturation/rule.ts.

fn tumble_rate(s: Sensed) -> f32 {
  let response = parameters.p_chi * receptor_response(s.c, s.ct, parameters.p_K);
  return parameters.p_tumbleRate * (1.0 - response);
}
