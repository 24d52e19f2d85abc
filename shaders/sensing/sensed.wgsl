// What a cell meets at one point of its path; fields as in src/sensing/rule.ts. Every rule's law reads it.

struct Sensed {
  x: f32,
  y: f32,
  t: f32,
  // unit vector of its heading
  ex: f32,
  ey: f32,
  // first cue: value, gradient, rate of change along the run
  c: f32,
  cx: f32,
  cy: f32,
  ct: f32,
  // second cue likewise
  a: f32,
  ax: f32,
  ay: f32,
  at: f32,
}
