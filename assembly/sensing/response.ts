// As shaders/sensing/response.wgsl, four cells at a time: how strongly they answer to a cue.

// Below this a cue counts as absent: its logarithm is held there, so that nothing is divided by zero.
const SMALLEST_CUE: f32 = 1e-37;

// R = ln c
export function logarithmicResponse(cue: v128, change: v128): v128 {
  return v128.and(f32x4.div(change, cue), f32x4.gt(cue, f32x4.splat(SMALLEST_CUE)));
}

// R = c/(K + c)
export function receptorResponse(cue: v128, change: v128, constant: v128): v128 {
  const whole = f32x4.add(constant, cue);
  return f32x4.div(f32x4.mul(change, f32x4.div(constant, whole)), whole);
}
