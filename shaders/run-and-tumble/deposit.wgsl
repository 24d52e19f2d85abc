// Counts the cells on the grid with integer atomics: sums do not depend on the order of threads, and nothing is lost. Each
// grid cell has `replicas` counters side by side, taken in turn, so that cells crowded on one spot do not all wait for
// one address; density.wgsl adds them up. CLOUD: a cell is divided among the nearest grid centres (cloud in cell: bilinear
// weights, as the gradient is interpolated), in whole units that sum to 4^cloud_bits; otherwise it counts 1 where it is.
// ALWAYS: also where no step is due. No counter overflows: cloud_bits is chosen for all cells on one spot. Needs grid.wgsl.
// Twin: src/kernels/run-and-tumble/deposit.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> position: array<vec2<u32>>;
@group(0) @binding(3) var<storage, read_write> counts: array<atomic<u32>>;

// Position along one axis in grid cells: whole cells and 2^-32 of them.
fn grid_position(units: u32, n: u32, periodic: bool) -> vec2<u32> {
  let product = multiply(select(units << 1u, units, periodic), n);
  return product.yx;
}

struct Share {
  // Grid cell at the lower side, -1 for none.
  lower: i32,
  // What the one at the upper side gets, in 2^-cloud_bits.
  upper: u32,
}

// How a cell is divided along one axis: by the distance from the centres on both sides, rounded to the nearest unit.
fn share(at: vec2<u32>) -> Share {
  let fraction = at.y - 0x80000000u;
  let lower = i32(at.x) - select(0, 1, at.y < 0x80000000u);
  return Share(lower, ((fraction >> (31u - parameters.cloud_bits)) + 1u) >> 1u);
}

fn add(ix: i32, iy: i32, replica: u32, weight: u32) {
  let g = u32(row(iy)) * parameters.nx + u32(column(ix));
  atomicAdd(&counts[g * parameters.replicas + replica], weight);
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let i = id.y * (workgroups.x * 256u) + id.x;
  if (i >= parameters.cells || (!ALWAYS && clock.busy == 0u)) { return; }
  let replica = i & (parameters.replicas - 1u);
  let at_x = grid_position(position[i].x, parameters.nx, PERIODIC_X);
  let at_y = grid_position(position[i].y, parameters.ny, PERIODIC_Y);
  if (!CLOUD) {
    add(i32(at_x.x), i32(at_y.x), replica, 1u);
    return;
  }
  let whole = 1u << parameters.cloud_bits;
  let x = share(at_x);
  if (!TWO_DIMENSIONAL) {
    add(x.lower, 0, replica, (whole - x.upper) * whole);
    add(x.lower + 1, 0, replica, x.upper * whole);
    return;
  }
  let y = share(at_y);
  add(x.lower, y.lower, replica, (whole - x.upper) * (whole - y.upper));
  add(x.lower + 1, y.lower, replica, x.upper * (whole - y.upper));
  add(x.lower, y.lower + 1, replica, (whole - x.upper) * y.upper);
  add(x.lower + 1, y.lower + 1, replica, x.upper * y.upper);
}
