// Cuts the planned step so that the run lands on its goal exactly. Shared by start.wgsl and clock.wgsl.
// Twin: src/kernels/keller-segel/aim.ts.

const LARGEST_STEP: u32 = 0xffffffffu;

// Ticks left until the goal, at most LARGEST_STEP.
fn remaining_ticks() -> u32 {
  let borrow = select(0u, 1u, goal.time_low < clock.time_low);
  if (goal.time_high < clock.time_high + borrow) { return 0u; }
  if (goal.time_high - clock.time_high - borrow > 0u) { return LARGEST_STEP; }
  return goal.time_low - clock.time_low;
}

fn aim() {
  let remaining = remaining_ticks();
  var ticks = clock.planned_ticks;
  if (ticks >= remaining) {
    ticks = remaining;
  } else if (ticks > remaining / 2u) {
    // two equal steps rather than a full one and a sliver
    ticks = remaining - remaining / 2u;
  }
  let probing = clock.planned_ticks == 0u;
  clock.busy = select(0u, 1u, clock.status == 0u && (probing || remaining > 0u));
  clock.step_ticks = ticks;
  clock.step = f32(ticks) * parameters.tick;
  clock.time = (f32(clock.time_high) * 4294967296.0 + f32(clock.time_low)) * parameters.tick;
}
