// Twin of shaders/keller-segel/gather.wgsl: how a stage leaves its extremes for the clock.

/** Keeps the largest value; NaN wins, as its bits do on the GPU. */
export function gather(extremes: Float64Array, which: number, value: number): void {
  if (!(value <= extremes[which])) extremes[which] = value;
}
