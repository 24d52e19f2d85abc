// Tumbling rates given as formulas, for cells running towards larger and smaller x; other headings mix the two.
// Twin: src/sensing/rates/rule.ts.

fn tumble_rate(s: Sensed) -> f32 {
  let forwards = 0.5 * (1.0 + s.ex) * rate_plus(s.x, s.y, s.t);
  let backwards = 0.5 * (1.0 - s.ex) * rate_minus(s.x, s.y, s.t);
  return forwards + backwards;
}
