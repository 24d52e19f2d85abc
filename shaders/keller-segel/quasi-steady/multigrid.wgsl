// Geometric multigrid for  0 = D lap v + f - a v  with constant D > 0 and a >= 0 on the cell-centred grid: what one cell of
// one level does. Twin: src/kernels/keller-segel/quasi-steady/multigrid.ts.
//
// Each level covers the whole domain with half as many cells along an axis, or one more than half where the number is odd:
// restriction weighs fine cells by how much of them a coarse one covers (so no f is lost), prolongation is linear between
// the centres, and both know any ratio of widths. 500 cells thus go down to 1 like 512 do, and the last level, one cell, is
// solved by its one equation. An axis with much narrower cells is coarsened alone (levels.ts).
//
// The smoother is a red-black Gauss-Seidel sweep from one array to another, in one kernel where the level is large: a black
// cell computes its red neighbours' new values itself. Round a periodic axis of odd length two neighbours are of one colour;
// they take each other's old value. Sums are of differences between neighbours, which keeps f32's rounding of v out of them.
//
// Without decay (a = 0) only f without its mean has a solution, and only up to a constant: the mean is found on the last
// level (`shift`) and taken off f on the first; and the last level sets the constant so that v has mean zero.
//
// Needs PERIODIC_X, PERIODIC_Y and the functions chemical_diffusion, chemical_decay.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> solver: Solver;
@group(0) @binding(3) var<storage, read> levels: array<u32>;
@group(0) @binding(4) var<storage, read_write> source: array<f32>;
@group(0) @binding(5) var<storage, read_write> solution: array<f32>;
@group(0) @binding(6) var<storage, read_write> relaxed: array<f32>;
@group(0) @binding(7) var<storage, read_write> means: array<f32>;
@group(0) @binding(8) var<storage, read_write> shift: array<f32>;

struct Level {
  nx: i32,
  ny: i32,
  first: i32, // where its cells begin in the arrays
  coarse_nx: i32,
  coarse_ny: i32,
  coarse_first: i32,
}

fn level_at(row: u32) -> Level {
  let k = LEVEL_WORDS * row;
  return Level(
    i32(levels[k]), i32(levels[k + 1u]), i32(levels[k + 2u]),
    i32(levels[k + 3u]), i32(levels[k + 4u]), i32(levels[k + 5u]),
  );
}

fn finest_cells() -> i32 { return i32(parameters.nx * parameters.ny); }

// A place along an axis of n cells; beyond a wall it is the cell before the wall.
fn wrapped(i: i32, n: i32, periodic: bool) -> i32 {
  if (periodic) { return select(select(i, i - n, i >= n), i + n, i < 0); }
  return clamp(i, 0, n - 1);
}

// D/h^2 along an axis of n cells.
fn coupling(n: i32, length: f32) -> f32 {
  let per_length = f32(n) / length;
  return chemical_diffusion() * per_length * per_length;
}

// The cell at (ix, iy) with its neighbours: columns, rows and couplings. A neighbour that is the cell itself has none.
struct Stencil {
  left: i32,
  right: i32,
  below: i32,
  above: i32,
  to_left: f32,
  to_right: f32,
  to_below: f32,
  to_above: f32,
}

fn stencil(level: Level, ix: i32, iy: i32) -> Stencil {
  let left = wrapped(ix - 1, level.nx, PERIODIC_X);
  let right = wrapped(ix + 1, level.nx, PERIODIC_X);
  let below = wrapped(iy - 1, level.ny, PERIODIC_Y);
  let above = wrapped(iy + 1, level.ny, PERIODIC_Y);
  let along_x = coupling(level.nx, f32(parameters.nx) * parameters.dx);
  let along_y = coupling(level.ny, f32(parameters.ny) * parameters.dy);
  return Stencil(
    left, right, below, above,
    select(along_x, 0.0, left == ix), select(along_x, 0.0, right == ix),
    select(along_y, 0.0, below == iy), select(along_y, 0.0, above == iy),
  );
}

fn source_at(level: Level, i: i32) -> f32 {
  return source[i] - select(0.0, shift[0], level.first == 0);
}

// The values a sweep starts from: before the coarser levels those of `solution`, after them those of `relaxed`.
fn value_at(i: i32, before: bool) -> f32 {
  if (before) { return solution[i]; }
  return relaxed[i];
}

fn diagonal(s: Stencil) -> f32 {
  return s.to_left + s.to_right + s.to_below + s.to_above + chemical_decay();
}

fn is_red(ix: i32, iy: i32) -> bool { return ((ix + iy) & 1) == 0; }

// What stands in a neighbour: where red cells have been swept (`fresh`), the new value of a red one.
fn neighbour(level: Level, ix: i32, iy: i32, before: bool, fresh: bool) -> f32 {
  return value_at(level.first + iy * level.nx + ix, before != (fresh && is_red(ix, iy)));
}

fn residual_of(level: Level, s: Stencil, ix: i32, iy: i32, before: bool, fresh: bool) -> f32 {
  let i = level.first + iy * level.nx + ix;
  let v = value_at(i, before);
  var sum = source_at(level, i) - chemical_decay() * v;
  sum += s.to_left * (neighbour(level, s.left, iy, before, fresh) - v);
  sum += s.to_right * (neighbour(level, s.right, iy, before, fresh) - v);
  sum += s.to_below * (neighbour(level, ix, s.below, before, fresh) - v);
  sum += s.to_above * (neighbour(level, ix, s.above, before, fresh) - v);
  return sum;
}

fn residual_at(level: Level, ix: i32, iy: i32, before: bool) -> f32 {
  return residual_of(level, stencil(level, ix, iy), ix, iy, before, false);
}

// The value that fulfils the equation of this cell, its neighbours being as they are.
fn gauss_seidel(level: Level, ix: i32, iy: i32, before: bool, fresh: bool) -> f32 {
  let s = stencil(level, ix, iy);
  let v = value_at(level.first + iy * level.nx + ix, before);
  let d = diagonal(s);
  if (d <= 0.0) { return v; }
  return v + residual_of(level, s, ix, iy, before, fresh) / d;
}

// What a black cell sees of a neighbour: the new value of a red one.
fn seen(level: Level, ix: i32, iy: i32, before: bool) -> f32 {
  if (is_red(ix, iy)) { return gauss_seidel(level, ix, iy, before, false); }
  return value_at(level.first + iy * level.nx + ix, before);
}

// The value of a cell after a sweep.
fn swept(level: Level, ix: i32, iy: i32, before: bool) -> f32 {
  if (is_red(ix, iy)) { return gauss_seidel(level, ix, iy, before, false); }
  let s = stencil(level, ix, iy);
  let i = level.first + iy * level.nx + ix;
  let v = value_at(i, before);
  let d = diagonal(s);
  if (d <= 0.0) { return v; }
  var sum = source_at(level, i) - chemical_decay() * v;
  if (level.nx > 1) {
    sum += s.to_left * (seen(level, s.left, iy, before) - v) + s.to_right * (seen(level, s.right, iy, before) - v);
  }
  if (level.ny > 1) {
    sum += s.to_below * (seen(level, ix, s.below, before) - v) + s.to_above * (seen(level, ix, s.above, before) - v);
  }
  return v + sum / d;
}

// Share of coarse cell j, of m, that fine cell i, of n, covers.
fn overlap(i: i32, n: i32, j: i32, m: i32) -> f32 {
  return f32(min((i + 1) * m, (j + 1) * n) - max(i * m, j * n)) / f32(n);
}

// What is left of the equation, handed to a cell of the next coarser level, and the mean of v there so far.
fn restrict_to(level: Level, jx: i32, jy: i32) {
  let first_x = (jx * level.nx) / level.coarse_nx;
  let last_x = ((jx + 1) * level.nx - 1) / level.coarse_nx;
  let first_y = (jy * level.ny) / level.coarse_ny;
  let last_y = ((jy + 1) * level.ny - 1) / level.coarse_ny;
  var left_over = 0.0;
  var mean = 0.0;
  for (var iy = first_y; iy <= last_y; iy += 1) {
    for (var ix = first_x; ix <= last_x; ix += 1) {
      let share = overlap(ix, level.nx, jx, level.coarse_nx) * overlap(iy, level.ny, jy, level.coarse_ny);
      let i = level.first + iy * level.nx + ix;
      left_over += share * residual_at(level, ix, iy, false);
      mean += share * relaxed[i];
      if (level.first > 0) { mean += share * means[i - finest_cells()]; }
    }
  }
  let j = level.coarse_first + jy * level.coarse_nx + jx;
  source[j] = left_over;
  solution[j] = 0.0;
  means[j - finest_cells()] = mean;
}

// Where the centre of fine cell i, of n, lies among the m coarse centres: the one before it, and how far beyond that one.
struct Between { before: i32, share: f32 }

fn between(i: i32, n: i32, m: i32) -> Between {
  let place = (2 * i + 1) * m - n; // in units of 1/(2 n) of a coarse cell
  let j = (place + 2 * n) / (2 * n) - 1; // division rounds towards 0, and `place` may be below it
  return Between(j, f32(place - j * 2 * n) / f32(2 * n));
}

fn coarse_value(level: Level, jx: i32, jy: i32) -> f32 {
  let x = wrapped(jx, level.coarse_nx, PERIODIC_X);
  let y = wrapped(jy, level.coarse_ny, PERIODIC_Y);
  return solution[level.coarse_first + y * level.coarse_nx + x];
}

// Adds what the next coarser level found, linear between its centres.
fn prolong_to(level: Level, ix: i32, iy: i32) {
  let x = between(ix, level.nx, level.coarse_nx);
  let y = between(iy, level.ny, level.coarse_ny);
  let lower = mix(coarse_value(level, x.before, y.before), coarse_value(level, x.before + 1, y.before), x.share);
  let upper = mix(coarse_value(level, x.before, y.before + 1), coarse_value(level, x.before + 1, y.before + 1), x.share);
  relaxed[level.first + iy * level.nx + ix] += mix(lower, upper, y.share);
}

// The last level has one cell.
fn solve_last(level: Level) {
  let decay = chemical_decay();
  if (decay > 0.0) {
    solution[level.first] = source[level.first] / decay;
  } else {
    shift[0] += source[level.first];
    solution[level.first] = -means[level.first - finest_cells()];
  }
}
