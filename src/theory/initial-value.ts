// Ordinary differential equations y' = f(y) from a given start: the embedded pair of orders 5 and 4 of Dormand and Prince 1980
// (J. Comput. Appl. Math. 6, 19), which chooses its steps itself. For the small smooth systems of this folder, not for stiff ones.

/** Writes f(y) into `slope`. */
export type Slope = (y: readonly number[], slope: number[]) => void;

const STAGES = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
/** The fifth-order result, the last stage, minus the fourth-order one. */
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

const MOST_STEPS = 1_000_000;

/**
 * y after `span` (>= 0) of the independent variable. Every step's error, in each component, is at most `tolerance` times that
 * component's size or its entry in `floor`, whichever is larger. NaN throughout where the steps do not suffice.
 */
export function follow(
  slopeOf: Slope,
  start: readonly number[],
  span: number,
  tolerance = 1e-12,
  floor: readonly number[] = start.map(() => 1),
): number[] {
  const size = start.length;
  const stages = Array.from({ length: 7 }, () => new Array<number>(size).fill(0));
  let y = [...start];
  let next = [...start];
  let left = span;
  let step = Math.min(span, 1e-3);
  slopeOf(y, stages[0]);
  for (let count = 0; left > 0; count += 1) {
    // Steps that no longer count: y has no finite value there.
    if (count === MOST_STEPS || !(step > 1e-16 * left)) return y.map(() => NaN);
    step = Math.min(step, left);
    for (let stage = 0; stage < 6; stage += 1) {
      for (let i = 0; i < size; i += 1) {
        let sum = 0;
        for (let k = 0; k <= stage; k += 1) sum += STAGES[stage][k] * stages[k][i];
        next[i] = y[i] + step * sum;
      }
      slopeOf(next, stages[stage + 1]);
    }
    let worst = 0;
    for (let i = 0; i < size; i += 1) {
      const error = step * ERROR.reduce((sum, weight, k) => sum + weight * stages[k][i], 0);
      const scale = tolerance * Math.max(Math.abs(y[i]), Math.abs(next[i]), floor[i]);
      // Not Math.max: NaN must not pass for no error.
      const share = Math.abs(error) / scale;
      if (!(share <= worst)) worst = share;
    }
    if (worst <= 1) {
      left -= step;
      [y, next] = [next, y];
      [stages[0], stages[6]] = [stages[6], stages[0]];
    }
    const factor = worst > 0 ? 0.9 * worst ** -0.2 : 5;
    step *= Number.isNaN(factor) ? 0.2 : Math.min(5, Math.max(0.2, factor));
  }
  return y;
}
