// Twin of shaders/run-and-tumble/moments.wgsl in float64: sums over the tracers, spread over threads as there. Crawling cells
// have no heading.

import type { Fields, Twin } from '../../core/backend.ts';
import { direction } from '../../core/angle.ts';
import { dimension } from '../../core/grid.ts';
import { numbers, record, words } from '../arrays.ts';
import { createInside } from './inside.ts';
import { MOMENTS, MOMENTS_COUNT, MOMENTS_THREADS, ORIGIN, TURN } from './layout.ts';
import type { CellOptions } from './sensed.ts';

/** Distance from the first cell, not round the edge. */
const fromFirst = (units: number, first: number, period: number): number => ((units - first) / TURN) * period;

/** Displacement along one axis, L. Between walls there are no rounds. */
function displacement(
  units: number,
  first: number,
  times: number,
  period: number,
  periodic: boolean,
): number {
  const difference = units - first;
  return (periodic ? times + difference / TURN : difference / TURN) * period;
}

/** Cosine between a heading and the gradient, 0 where there is none. */
function alignment(ahead: Float64Array, slope: Float64Array): number {
  const size = Math.hypot(slope[0], slope[1]);
  if (!(size > 0) || !Number.isFinite(size)) return 0;
  return (ahead[0] * slope[0] + ahead[1] * slope[1]) / size;
}

export function createMoments(options: CellOptions): Twin {
  const { grid, rule } = options;
  const twoDimensional = dimension(grid) === 2;
  const periodicX = grid.boundaryX === 'periodic';
  const periodicY = grid.boundaryY === 'periodic';
  const crawling = rule.motion === 'crawling';
  const inside = createInside(options);
  const { field } = inside;
  const ahead = new Float64Array(2);
  const slope = new Float64Array(2);
  const values = new Float64Array(rule.inner.length);
  const firstInner = new Float64Array(rule.inner.length);
  const sums: Fields = Object.fromEntries(MOMENTS.fields.map(({ name }) => [name, 0]));

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const position = words(arrays[2]);
    const heading = words(arrays[3]);
    const rounds = words(arrays[4]);
    const origin = words(arrays[5]);
    const memory = numbers(arrays[6]);
    const v = numbers(arrays[7]);
    const partials = numbers(arrays[8]);
    inside.update(parameters, clock, { position, heading, memory, v });
    inside.inner(0, firstInner);

    /** Those of one tracer, in `sums`. */
    const momentsOf = (i: number): void => {
      const x = position[2 * i];
      const y = position[2 * i + 1];
      const first = ORIGIN * i;
      sums.x = fromFirst(x, position[0], parameters.period_x);
      sums.xx = sums.x * sums.x;
      const roundsX = (rounds[i] << 16) >> 16;
      sums.dx = displacement(x, origin[first], roundsX, parameters.period_x, periodicX);
      if (twoDimensional) {
        sums.y = fromFirst(y, position[1], parameters.period_y);
        sums.yy = sums.y * sums.y;
        const roundsY = rounds[i] >> 16;
        sums.dy = displacement(y, origin[first + 1], roundsY, parameters.period_y, periodicY);
      }
      sums.rr = sums.dx * sums.dx + sums.dy * sums.dy;
      sums.rrrr = sums.rr * sums.rr;
      if (!crawling) {
        direction(heading[i], ahead);
        field.gradient(x, y, slope);
        sums.alignment = alignment(ahead, slope);
        direction((heading[i] - origin[first + 2]) >>> 0, ahead);
        sums.correlation = ahead[0];
      }
      sums.rate = inside.tumblingRate(i);
      inside.inner(i, values);
      for (let k = 0; k < values.length; k += 1) {
        sums[`inner${k}`] = values[k] - firstInner[k];
        sums[`square${k}`] = sums[`inner${k}`] ** 2;
        sums[`first${k}`] = i === 0 ? firstInner[k] : 0;
      }
    };

    partials.fill(0);
    for (let i = 0; i < parameters.tracers; i += 1) {
      momentsOf(i);
      const thread = i % MOMENTS_THREADS;
      MOMENTS.fields.forEach(({ name }, k) => (partials[MOMENTS_COUNT * thread + k] += sums[name]));
    }
  };
}
