// Whether the step that the clock has just accepted makes a lattice step due. One thread. A step of the clock is at most one
// of the lattice, so there is never more than one to make up for. Where the speed has changed, so has the length of a
// lattice step: the part of one that the state is behind stays the same, and of a step that was planned before, and is now
// many, one is made. Twin: src/kernels/two-state/due.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read_write> lattice: array<u32>;

@compute @workgroup_size(1)
fn main() {
  // As the clock's own step in f32 tells it: whole steps then leave nothing behind, however many there are.
  let unit = u32(f32(parameters.most_ticks));
  let before = lattice[UNIT];
  if (before != 0u && before != unit) {
    lattice[PENDING] = u32(f32(lattice[PENDING]) * (f32(unit) / f32(before)));
  }
  lattice[UNIT] = unit;
  let pending = lattice[PENDING] + u32(round(clock.taken / parameters.tick / coarseness()));
  let due = pending >= unit;
  lattice[PENDING] = select(pending, min(pending - unit, unit - 1u), due);
  lattice[DUE] = select(0u, 1u, due);
  lattice[SLOT] = select(lattice[SLOT], 1u - lattice[SLOT], due);
}
