// Positions in fixed point: 2^32 units are one period, so that integers wrap where the domain does, however far a cell
// goes, and adding a step to a position loses nothing, wherever the cell is. Between walls the period is twice the width,
// and the upper half of it is the mirror image of the lower one. Unit k stands for the interval from k to k + 1.
// A distance has the 24 bits of its f32: one of many periods is that coarse. Twin: src/core/fixed.ts.

// 64-bit product of two words: low word, high word.
fn multiply(a: u32, b: u32) -> vec2<u32> {
  let a_low = a & 0xffffu;
  let a_high = a >> 16u;
  let b_low = b & 0xffffu;
  let b_high = b >> 16u;
  let middle = a_high * b_low + ((a_low * b_low) >> 16u);
  let cross = a_low * b_high + (middle & 0xffffu);
  return vec2<u32>(a * b, a_high * b_high + (middle >> 16u) + (cross >> 16u));
}

struct Shift {
  position: u32,
  // Times the way passed from the last unit to the first (upwards), less the times it passed back.
  rounds: i32,
}

// A position after a distance of any length and sign, on a circle of that period (both in the user's length).
fn shifted(position: u32, distance: f32, period: f32) -> Shift {
  let turns = abs(distance / period);
  let whole = floor(turns);
  let units = u32(round((turns - whole) * 4294967296.0));
  if (distance >= 0.0) {
    let above = position + units;
    return Shift(above, i32(whole) + select(0, 1, above < position));
  }
  return Shift(position - units, -i32(whole) - select(0, 1, position < units));
}

// Between walls: from anywhere on the circle to the lower half, where reflection puts it. Where it changes the position
// the heading along that axis is mirrored, too.
fn mirrored(position: u32) -> u32 {
  return select(position, ~position, position >= 0x80000000u);
}
