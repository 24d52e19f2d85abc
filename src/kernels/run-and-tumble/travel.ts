// Twin of shaders/run-and-tumble/travel.wgsl: from a position along a straight way of any length, round periodic axes, and
// back from walls as a mirror throws it.

import type { Fields } from '../../core/backend.ts';
import { mirrored, shifted } from '../../core/fixed.ts';
import type { Grid } from '../../core/grid.ts';
import { dimension } from '../../core/grid.ts';
import { MOST_ROUNDS } from './layout.ts';

export interface Arrival {
  x: number;
  y: number;
  /** Times round each periodic axis, upwards less downwards. */
  roundsX: number;
  roundsY: number;
  /** -1 along an axis whose walls have turned the way round, else 1. */
  mirrorX: number;
  mirrorY: number;
}

export const noArrival = (): Arrival => ({ x: 0, y: 0, roundsX: 0, roundsY: 0, mirrorX: 1, mirrorY: 1 });

const HALF = 0x80000000;

/** Writes into `arrival` where a displacement, in lengths, leads to. */
export type Travel = (
  x: number,
  y: number,
  displacementX: number,
  displacementY: number,
  arrival: Arrival,
) => void;

export function createTravel(grid: Grid): { update(parameters: Fields): void; travel: Travel } {
  const twoDimensional = dimension(grid) === 2;
  const periodicX = grid.boundaryX === 'periodic';
  const periodicY = grid.boundaryY === 'periodic';
  let periodX = 0;
  let periodY = 0;
  return {
    update(parameters) {
      periodX = parameters.period_x;
      periodY = parameters.period_y;
    },
    travel(x, y, displacementX, displacementY, arrival) {
      const alongX = shifted(x, displacementX, periodX);
      const beyondX = !periodicX && alongX.position >= HALF;
      arrival.x = beyondX ? mirrored(alongX.position) : alongX.position;
      arrival.roundsX = periodicX ? alongX.rounds : 0;
      arrival.mirrorX = beyondX ? -1 : 1;
      if (!twoDimensional) {
        arrival.y = y;
        return;
      }
      const alongY = shifted(y, displacementY, periodY);
      const beyondY = !periodicY && alongY.position >= HALF;
      arrival.y = beyondY ? mirrored(alongY.position) : alongY.position;
      arrival.roundsY = periodicY ? alongY.rounds : 0;
      arrival.mirrorY = beyondY ? -1 : 1;
    },
  };
}

/** The heading of a cell that came that way. */
export function headingAfter(heading: number, mirrorX: number, mirrorY: number): number {
  let after = heading;
  if (mirrorX < 0) after = (HALF - after) >>> 0;
  if (mirrorY < 0) after = -after >>> 0;
  return after;
}

/** Whether so many rounds more are too many to be counted. */
export const roundsOverflow = (rounds: number, moreX: number, moreY: number): boolean =>
  Math.max(Math.abs(((rounds << 16) >> 16) + moreX), Math.abs((rounds >> 16) + moreY)) > MOST_ROUNDS;

/** Two signed 16-bit numbers in a word, x in the low half; each wraps by itself. */
export const roundsAfter = (rounds: number, moreX: number, moreY: number): number =>
  (((rounds + moreX) & 0xffff) | (((rounds >>> 16) + moreY) << 16)) >>> 0;
