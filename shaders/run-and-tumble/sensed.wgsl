// What a cell meets at one point of its path. Twin: src/kernels/run-and-tumble/sensed.ts. Needs the struct
// (shaders/sensing/sensed.wgsl), angle.wgsl and field.wgsl; CUES comes with the rule.

// Unit vector of a heading, exact in one dimension.
fn way_of(heading: u32) -> vec2<f32> {
  if (TWO_DIMENSIONAL) { return direction(heading); }
  return vec2(select(1.0, -1.0, heading >= 0x80000000u), 0.0);
}

// At this fraction of the step, for a cell that runs this way (a unit vector) at this speed.
fn sense(position: vec2<u32>, way: vec2<f32>, speed: f32, fraction: f32) -> Sensed {
  var s: Sensed;
  let place = place_of(position);
  s.x = place.x;
  s.y = place.y;
  s.t = time_at(fraction);
  s.ex = way.x;
  s.ey = way.y;
  if (CUES >= 1u) {
    let cue = attractant_at(position, fraction);
    s.c = cue.value;
    s.cx = cue.gradient.x;
    s.cy = cue.gradient.y;
    s.ct = speed * dot(way, cue.gradient) + cue.change;
  }
  if (CUES >= 2u) {
    s.a = second_cue(s.x, s.y, s.t);
    s.ax = second_cue_dx(s.x, s.y, s.t);
    if (TWO_DIMENSIONAL) { s.ay = second_cue_dy(s.x, s.y, s.t); }
    s.at = speed * (way.x * s.ax + way.y * s.ay) + second_cue_dt(s.x, s.y, s.t);
  }
  return s;
}
