// From a position along a straight way of any length: round periodic axes, and back from walls as a mirror throws it.
// Twin: src/kernels/run-and-tumble/travel.ts. Needs parameters, fixed.wgsl, TWO_DIMENSIONAL, PERIODIC_X, PERIODIC_Y.

struct Arrival {
  position: vec2<u32>,
  // times round each periodic axis, upwards less downwards
  rounds: vec2<i32>,
  // -1 along an axis whose walls have turned the way round, else 1
  mirror: vec2<f32>,
}

fn travel(position: vec2<u32>, displacement: vec2<f32>) -> Arrival {
  var arrival = Arrival(position, vec2(0, 0), vec2(1.0, 1.0));
  let x = shifted(position.x, displacement.x, parameters.period_x);
  arrival.position.x = x.position;
  if (PERIODIC_X) {
    arrival.rounds.x = x.rounds;
  } else if (x.position >= 0x80000000u) {
    arrival.position.x = mirrored(x.position);
    arrival.mirror.x = -1.0;
  }
  if (TWO_DIMENSIONAL) {
    let y = shifted(position.y, displacement.y, parameters.period_y);
    arrival.position.y = y.position;
    if (PERIODIC_Y) {
      arrival.rounds.y = y.rounds;
    } else if (y.position >= 0x80000000u) {
      arrival.position.y = mirrored(y.position);
      arrival.mirror.y = -1.0;
    }
  }
  return arrival;
}

// The heading of a cell that came that way.
fn heading_after(heading: u32, mirror: vec2<f32>) -> u32 {
  var after = heading;
  if (mirror.x < 0.0) { after = 0x80000000u - after; }
  if (mirror.y < 0.0) { after = 0u - after; }
  return after;
}

// Whether so many rounds more are too many to be counted.
fn rounds_overflow(rounds: u32, more: vec2<i32>) -> bool {
  let x = (bitcast<i32>(rounds << 16u) >> 16u) + more.x;
  let y = (bitcast<i32>(rounds) >> 16u) + more.y;
  return max(abs(x), abs(y)) > 32767;
}

// Two signed 16-bit numbers in a word, x in the low half; each wraps by itself.
fn rounds_after(rounds: u32, more: vec2<i32>) -> u32 {
  let x = rounds + bitcast<u32>(more.x);
  let y = (rounds >> 16u) + bitcast<u32>(more.y);
  return (x & 0xffffu) | (y << 16u);
}
