// One stage of a Keller-Segel step: load, flux, update. Twin: src/kernels/keller-segel/stage.ts.
//
//   du/dt = div(D_u grad u - chi(u,v) grad v) + f      dv/dt = div(D_v grad v) + g
//
// A workgroup owns a tile of cells and loads it with one cell of halo. Every flux of cells is computed once for each
// face of the tile, by the same instructions in neighbouring tiles, so what leaves one cell enters the next, bit for
// bit. The stage also gathers what decides whether the step may stand and how long the next one may be.
//
// From the model: TILE_X, TILE_Y, HALO_Y, TWO_DIMENSIONAL, PERIODIC_X, PERIODIC_Y, STAGE, and the functions
// sensitivity, growth, growth_du, production, production_du, production_dv, diffusion_u, diffusion_v.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read_write> u: array<f32>;
@group(0) @binding(3) var<storage, read_write> v: array<f32>;
@group(0) @binding(4) var<storage, read_write> stage_u: array<f32>;
@group(0) @binding(5) var<storage, read_write> stage_v: array<f32>;
@group(0) @binding(6) var<storage, read_write> extremes: array<atomic<u32>, 7>;


const EXTREMES: u32 = 7u;
const SMALLEST_DENSITY: f32 = 1e-20;
const NARROW: f32 = 0.735;

struct Cell { u: f32, v: f32, mobility: f32, diffusion_u: f32, diffusion_v: f32 }

fn mobility(u: f32, v: f32, x: f32, y: f32, t: f32) -> f32 {
  let density = max(u, SMALLEST_DENSITY);
  return sensitivity(density, v, x, y, t) / density;
}

fn load(ix: i32, iy: i32, t: f32) -> Cell {
  let column_ = column(ix); let row_ = row(iy);
  let i = u32(row_) * parameters.nx + u32(column_);
  let x = centre_x(column_); let y = centre_y(row_);
  var u_here: f32; var v_here: f32;
  if (STAGE == 2u) { u_here = stage_u[i]; v_here = stage_v[i]; }
  else { let c = clock.slot * parameters.nx * parameters.ny; u_here = u[c + i]; v_here = v[c + i]; }
  return Cell(u_here, v_here, mobility(u_here, v_here, x, y, t), diffusion_u(u_here, v_here, x, y, t), diffusion_v(u_here, v_here, x, y, t));
}
fn velocity(a: Cell, b: Cell, h: f32) -> f32 { return 0.5 * (a.mobility + b.mobility) * (b.v - a.v) / h; }
fn gather(which: u32, value: f32) {
  let bits = bitcast<u32>(value);
  if (bits > atomicLoad(&extremes[which])) { atomicMax(&extremes[which], bits); }
}
fn flux_u(a: Cell, b: Cell, h: f32) -> f32 { return face_flux(a.u, b.u, velocity(a,b,h), 0.5*(a.diffusion_u+b.diffusion_u), h); }
fn flux_v(a: Cell, b: Cell, h: f32) -> f32 { return 0.5*(a.diffusion_v+b.diffusion_v)*(a.v-b.v)/h; }
fn outflow(a: Cell, c: Cell, b: Cell, h: f32) -> f32 {
  return (0.5*(a.diffusion_u+b.diffusion_u)+c.diffusion_u)/(h*h) + (max(velocity(c,b,h),0.0)+max(-velocity(a,c,h),0.0))/h;
}
@compute @workgroup_size(TILE_X, TILE_Y)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (clock.busy == 0u || id.x >= parameters.nx || id.y >= parameters.ny) { return; }
  let cells = parameters.nx * parameters.ny;
  let current = clock.slot * cells;
  let t = clock.time + select(0.0, clock.step, STAGE == 2u);
  let ix = i32(id.x); let iy = i32(id.y);
  let i = id.y * parameters.nx + id.x;
  let x = centre_x(ix); let y = centre_y(iy);
  let dx = parameters.dx; let dy = parameters.dy;
  let here = load(ix, iy, t);
  let left = load(ix-1, iy, t);
  let right = load(ix+1, iy, t);
  var transport_u = (flux_u(left, here, dx) - flux_u(here, right, dx)) / dx;
  var transport_v = (flux_v(left, here, dx) - flux_v(here, right, dx)) / dx;
  var out_u = outflow(left, here, right, dx);
  var out_v = 2.0*here.diffusion_v/(dx*dx);
  var per_area = 1.0/(dx*dx);
  var narrow = 0.5*(left.u+right.u) < NARROW*here.u;
  var top = here.u >= left.u && here.u >= right.u;
  if (TWO_DIMENSIONAL) {
    let below = load(ix, iy-1, t);
    let above = load(ix, iy+1, t);
    transport_u += (flux_u(below, here, dy) - flux_u(here, above, dy)) / dy;
    transport_v += (flux_v(below, here, dy) - flux_v(here, above, dy)) / dy;
    out_u += outflow(below, here, above, dy);
    out_v += 2.0*here.diffusion_v/(dy*dy);
    per_area += 1.0/(dy*dy);
    narrow = narrow || 0.5*(below.u+above.u) < NARROW*here.u;
    top = top && here.u >= below.u && here.u >= above.u;
  }
  let u_here = here.u; let v_here = here.v;
    let grown = growth(u_here, v_here, x, y, t);
    let produced = production(u_here, v_here, x, y, t);
    let rate_u = transport_u + grown;
    let rate_v = transport_v + produced;
    var new_u: f32;
    var new_v: f32;
    if (STAGE == 2u) {
      let base_u = u[current + i];
      let base_v = v[current + i];
      new_u = base_u + 0.5 * ((u_here - base_u) + clock.step * rate_u);
      new_v = base_v + 0.5 * ((v_here - base_v) + clock.step * rate_v);
    } else {
      new_u = u_here + clock.step * rate_u;
      new_v = v_here + clock.step * rate_v;
    }
    if (STAGE == 1u) {
      stage_u[i] = new_u;
      stage_v[i] = new_v;
    } else {
      u[cells - current + i] = new_u;
      v[cells - current + i] = new_v;
    }
    let loss = max(-grown / max(u_here, SMALLEST_DENSITY), abs(growth_du(u_here, v_here, x, y, t)));
    let limit_u = out_u + max(loss, 0.0);
    let limit_v = out_v + abs(production_dv(u_here, v_here, x, y, t));
    let coupling = abs(here.mobility * u_here * production_du(u_here, v_here, x, y, t)) * per_area;
    let half_difference = 0.5 * (limit_u - limit_v);
    let limit = 0.5 * (limit_u + limit_v) + sqrt(half_difference * half_difference + coupling);
    gather(0u, limit);
    gather(1u, abs(u_here));
    if (STAGE != 2u) {
      gather(2u, abs(rate_u));
      if (narrow && top) { gather(3u, u_here); }
    }
    if (!is_finite(new_u) || !is_finite(new_v)) { gather(4u, 1.0); }
    if (new_u < 0.0) { gather(5u, 1.0); }
    if (min(here.diffusion_u, here.diffusion_v) < 0.0) { gather(6u, 1.0); }
}
