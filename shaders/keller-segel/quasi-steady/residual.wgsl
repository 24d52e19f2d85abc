// How far v is from fulfilling  0 = D lap v + f - a v, and its place in the state: KEEP 2 makes it the v of the next
// slot, 1 of the current one if it is good enough, 0 of none. Needs gather.wgsl, extremes.wgsl beside this, TILE_X, TILE_Y and the functions
// chemical_diffusion, chemical_decay. Twin: src/kernels/keller-segel/quasi-steady/residual.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> solver: Solver;
@group(0) @binding(3) var<storage, read> source: array<f32>;
@group(0) @binding(4) var<storage, read> solution: array<f32>;
@group(0) @binding(5) var<storage, read> shift: array<f32>;
@group(0) @binding(6) var<storage, read_write> v: array<f32>;
@group(0) @binding(7) var<storage, read_write> extremes: array<atomic<u32>>;

fn solution_at(ix: i32, iy: i32) -> f32 {
  return solution[u32(row(iy)) * parameters.nx + u32(column(ix))];
}

@compute @workgroup_size(TILE_X, TILE_Y)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(workgroup_id) workgroup: vec3<u32>) {
  if (clock.busy == 0u || id.x >= parameters.nx || id.y >= parameters.ny) { return; }
  let cells = parameters.nx * parameters.ny;
  let ix = i32(id.x);
  let iy = i32(id.y);
  let i = id.y * parameters.nx + id.x;
  let here = solution[i];
  let produced = source[i] - shift[0];

  var spread = ((solution_at(ix - 1, iy) - here) + (solution_at(ix + 1, iy) - here)) / (parameters.dx * parameters.dx);
  if (TWO_DIMENSIONAL) {
    spread += ((solution_at(ix, iy - 1) - here) + (solution_at(ix, iy + 1) - here)) / (parameters.dy * parameters.dy);
  }
  let residual = chemical_diffusion() * spread + produced - chemical_decay() * here;

  if (KEEP == 1u && solver.reached == 1u) { v[clock.slot * cells + i] = here; }
  if (KEEP == 2u) { v[(1u - clock.slot) * cells + i] = here; }
  let first = EXTREMES_COUNT * ((workgroup.x + workgroup.y) % EXTREMES_ROWS);
  gather(first, RESIDUAL, abs(residual));
  gather(first, SOURCE, abs(produced));
  gather(first, CHEMICAL, abs(here));
}
