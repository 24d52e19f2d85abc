// One stage of a Keller-Segel step with a quasi-steady chemical. Twin: src/kernels/keller-segel/quasi-steady/stage.ts.
//
//   du/dt = div(D_u grad u - chi(u,v) grad v) + f(u,v)      0 = D_v lap v + p(u) - a v
//
// As ../stage.wgsl, whose comments hold here, but v is none of the state: the V-cycles between the stages solve for it. A
// stage leaves them p of the densities it has made, and a v to begin from: the first stage what the last step's change of v
// goes on to, the second what was found for the first.
//
// The limit of the step: v spreads at once and limits nothing by itself. A wave of wavenumber squared q makes a v of
// p_u/(D_v q + a) times it, and so changes at the rate chi p_u q/(D_v q + a): below chi p_u/D_v however short the wave is.
// (What growth does through v is not counted, as in ../stage.wgsl.)
//
// Needs plain-cell.wgsl, cell.wgsl, gather.wgsl and ../extremes.wgsl. From the model: TILE_X, TILE_Y, TWO_DIMENSIONAL, PERIODIC_X, PERIODIC_Y,
// STAGE, and the functions sensitivity, growth, growth_du, production, production_du, diffusion_u, chemical_diffusion.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read_write> u: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read_write> stage_u: array<f32>;
@group(0) @binding(5) var<storage, read_write> solution: array<f32>;
@group(0) @binding(6) var<storage, read_write> source: array<f32>;
@group(0) @binding(7) var<storage, read_write> carry: array<vec2<f32>>;
@group(0) @binding(8) var<storage, read_write> extremes: array<atomic<u32>>;

// The cell at (ix, iy), which may lie one beyond the edge; `current` is where the current state begins.
fn load(ix: i32, iy: i32, current: u32, t: f32) -> Cell {
  let cx = column(ix);
  let cy = row(iy);
  let i = u32(cy) * parameters.nx + u32(cx);
  let x = centre_x(cx);
  let y = centre_y(cy);
  var u_here = u[current + i];
  var v_here = 0.0;
  if (STAGE == 2u) {
    u_here += stage_u[i];
    v_here = solution[i];
  } else {
    v_here = v[current + i];
  }
  return Cell(
    u_here,
    v_here,
    mobility(u_here, v_here, x, y, t),
    diffusion_u(u_here, v_here, x, y, t),
    chemical_diffusion(),
  );
}

@compute @workgroup_size(TILE_X, TILE_Y)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(workgroup_id) workgroup: vec3<u32>) {
  if (clock.busy == 0u || id.x >= parameters.nx || id.y >= parameters.ny) { return; }
  let cells = parameters.nx * parameters.ny;
  let current = clock.slot * cells;
  let t = clock.time + select(0.0, clock.step, STAGE == 2u);
  let ix = i32(id.x);
  let iy = i32(id.y);
  let i = id.y * parameters.nx + id.x;
  let x = centre_x(ix);
  let y = centre_y(iy);
  let dx = parameters.dx;
  let dy = parameters.dy;
  let here = load(ix, iy, current, t);

  // right-hand side, one physical term a line
  let left = load(ix - 1, iy, current, t);
  let right = load(ix + 1, iy, current, t);
  let west = face_between(left, here, dx);
  let east = face_between(here, right, dx);
  var transport_u = (west.cells - east.cells) / dx;
  var leaving_u = outflow(left, west, here, east, right, dx);
  var narrow = is_narrow(left, here, right);
  var widening = 2.0 * here.diffusion_u / (dx * dx);
  var top = is_top(left, here, right);
  if (TWO_DIMENSIONAL) {
    let below = load(ix, iy - 1, current, t);
    let above = load(ix, iy + 1, current, t);
    let south = face_between(below, here, dy);
    let north = face_between(here, above, dy);
    transport_u += (south.cells - north.cells) / dy;
    leaving_u += outflow(below, south, here, north, above, dy);
    if (is_narrow(below, here, above)) {
      let widening_y = 2.0 * here.diffusion_u / (dy * dy);
      widening = select(widening_y, min(widening, widening_y), narrow);
      narrow = true;
    }
    top = top && is_top(below, here, above);
  }
  let grown = growth(here.u, here.v, x, y, t);
  let rate_u = transport_u + grown;

  // new value: Euler and the predictor take the whole step, the corrector the mean of both (Heun; Shu and Osher 1988)
  var change = clock.step * rate_u;
  var next = here.u + change;
  if (STAGE == 1u) {
    stage_u[i] = change;
  } else {
    if (STAGE == 2u) { change = 0.5 * (stage_u[i] + change); }
    let base = u[current + i];
    let exact = change + carry[i].x;
    next = rounded(vec2(base + exact)).x;
    carry[i].x = exact - (next - base);
    u[cells - current + i] = next;
  }

  // the largest rate at which this cell can change: outflow and loss keep u >= 0
  let loss = max(-grown / max(here.u, SMALLEST_DENSITY), abs(growth_du(here.u, here.v, x, y, t)));
  let attraction = abs(here.mobility * here.u * production_du(here.u, here.v, x, y, t)) / max(chemical_diffusion(), 1e-30);
  let limit = leaving_u + max(loss, 0.0) + attraction;

  // what makes v next, and where its solution begins: `last` is 0 where the other slot holds no earlier v
  source[i] = production(next, 0.0, x, y, clock.time + clock.step);
  if (STAGE != 2u) {
    let share = select(0.0, clock.step / max(clock.last, 1e-30), clock.last > 0.0);
    solution[i] = here.v + share * (here.v - v[cells - current + i]);
  }

  let first = EXTREMES_COUNT * ((workgroup.x + workgroup.y) % EXTREMES_ROWS);
  gather(first, LIMIT, limit);
  gather(first, DENSITY, abs(here.u));
  if (STAGE != 2u) {
    gather(first, CHANGE, abs(rate_u));
    // how fast diffusion could widen the narrow peak; where attraction raises it all the same it is no passing noise
    if (narrow && top && here.u >= 0.5 * clock.density) {
      let raised = transport_u / max(here.u, SMALLEST_DENSITY);
      gather(first, NARROW_RATE, select(widening, ATTRACTION_COUNTS * widening + raised, raised > 0.0));
    }
  }
  if (!is_finite(next)) { gather(first, NOT_FINITE, 1.0); }
  if (next < 0.0) { gather(first, NEGATIVE, 1.0); }
  if (min(here.diffusion_u, here.diffusion_v) < 0.0) { gather(first, NEGATIVE_DIFFUSION, 1.0); }
}
