// What the stages left by gather-rows.wgsl, as the clock asks for it. Needs extremes.wgsl or rkl-extremes.wgsl and the binding
// `extremes: array<f32>`. Twin: in src/kernels/keller-segel/clock.ts and rkl-clock.ts.

// The largest over the rows the stages spread it on; clears them for the next step.
fn collect(which: u32) -> f32 {
  var largest = 0u;
  for (var row = 0u; row < EXTREMES_ROWS; row += 1u) {
    let at = row * EXTREMES_COUNT + which;
    largest = max(largest, bitcast<u32>(extremes[at]));
    extremes[at] = 0.0;
  }
  return bitcast<f32>(largest);
}
