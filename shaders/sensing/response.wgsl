// How strongly a cell answers to a cue: rates of change of the response R along the run, where the cue has this value and
// changes at this rate; `constant` is the dissociation constant K. Twin: src/sensing/response.ts.

// Below this a cue counts as absent: its logarithm is held there, so that nothing is divided by zero.
const SMALLEST_CUE: f32 = 1e-37;

// R = c
fn linear_response(cue: f32, change: f32, constant: f32) -> f32 {
  return change;
}

// R = ln c
fn logarithmic_response(cue: f32, change: f32, constant: f32) -> f32 {
  if (cue > SMALLEST_CUE) { return change / cue; }
  return 0.0;
}

// R = c/(K + c)
fn receptor_response(cue: f32, change: f32, constant: f32) -> f32 {
  let unbound = constant / (constant + cue);
  return change * unbound / (constant + cue);
}
