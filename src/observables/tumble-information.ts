// What tumbles tell of the heading: snapshots of cells, each with the class of its heading relative to the gradient and the rate
// at which it would tumble then, to bits per time and per tumble (theory/information.ts). Classes: the two ways along a line; in
// a plane eight equal sectors of the angle.
//
// Rates are known from the law here, not counted, so the bias of the plug-in is not that of counts, (K - 1)/(2 T ln 2): to second
// order I = sum p_k (r_k - rbar)^2/(2 rbar ln 2), and the error e_k of each mean rate adds (sum p_k <e_k^2> - <(sum p_k e_k)^2>)/
// (2 rbar ln 2) to it. That depends on how the rates of cells vary and for how long, so it is left to the jackknife, which takes
// it off exactly. What is left may come out below 0 by chance.

import { informationRate } from '../theory/information.ts';
import type { Estimate } from './jackknife.ts';
import { jackknife } from './jackknife.ts';

export const LINE_CLASSES = 2;
export const PLANE_CLASSES = 8;

/** Of a heading, radians from the gradient, of either sign. */
export function headingClass(angle: number, classes: number): number {
  const turn = angle / (2 * Math.PI);
  if (classes === LINE_CLASSES) return Math.cos(angle) >= 0 ? 0 : 1;
  return Math.floor((turn - Math.floor(turn)) * classes) % classes;
}

export interface TumbleInformation {
  /** Bits per time. */
  readonly perTime: Estimate;
  /** Bits per tumble. */
  readonly perTumble: Estimate;
  /** Mean rate of tumbles, 1/T. */
  readonly tumbleRate: Estimate;
}

export interface TumbleRecord {
  /** One snapshot of a cell. */
  add(cell: number, heading: number, rate: number): void;
  /** Of all snapshots so far. */
  information(): TumbleInformation;
}

export function createTumbleRecord(cells: number, classes: number): TumbleRecord {
  const width = 2 * classes;
  const sums = new Float64Array(cells * width);
  return {
    add(cell, heading, rate) {
      const at = cell * width + headingClass(heading, classes);
      sums[at] += 1;
      sums[at + classes] += rate;
    },
    information() {
      const [perTime, perTumble, tumbleRate] = jackknife(sums, width, (sum) => informationOf(sum, classes));
      return { perTime, perTumble, tumbleRate };
    },
  };
}

/** Bits per time, bits per tumble and mean rate, from numbers of snapshots and sums of rates in each class. */
function informationOf(sum: Float64Array, classes: number): readonly number[] {
  const counts = sum.subarray(0, classes);
  const total = counts.reduce((all, count) => all + count, 0);
  const seen = Array.from(counts.keys()).filter((k) => counts[k] > 0);
  const perTime = informationRate(
    seen.map((k) => counts[k] / total),
    seen.map((k) => sum[classes + k] / counts[k]),
  );
  const rate = sum.subarray(classes).reduce((all, value) => all + value, 0) / total;
  return [perTime, rate > 0 ? perTime / rate : 0, rate];
}
