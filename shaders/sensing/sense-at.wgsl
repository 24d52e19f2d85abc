// What a cell meets at a place given in lengths, and how often it tumbles there: for the continuum levels, which ask the
// law at points of the grid. Prescribed cues only. Needs sensed.wgsl, the cues' formulas, CUES and TWO_DIMENSIONAL.
// Twin: src/kernels/sensing/sense-at.ts.

// A cell that runs this way (a unit vector, or 0 for one that stands) at this speed.
fn sense_at(x: f32, y: f32, t: f32, way: vec2<f32>, speed: f32) -> Sensed {
  var s: Sensed;
  s.x = x;
  s.y = y;
  s.t = t;
  s.ex = way.x;
  s.ey = way.y;
  if (CUES >= 1u) {
    s.c = attractant(x, y, t);
    s.cx = attractant_dx(x, y, t);
    if (TWO_DIMENSIONAL) { s.cy = attractant_dy(x, y, t); }
    s.ct = speed * (way.x * s.cx + way.y * s.cy) + attractant_dt(x, y, t);
  }
  if (CUES >= 2u) {
    s.a = second_cue(x, y, t);
    s.ax = second_cue_dx(x, y, t);
    if (TWO_DIMENSIONAL) { s.ay = second_cue_dy(x, y, t); }
    s.at = speed * (way.x * s.ax + way.y * s.ay) + second_cue_dt(x, y, t);
  }
  return s;
}
