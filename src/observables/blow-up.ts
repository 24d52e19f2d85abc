// When a peak that rises faster and faster will be infinite: from its height against time. Near a collapse the peak of the
// minimal model goes as C/(T - t) (self-similar), in the plane times a factor exp(sqrt(2 |ln(T - t)|)) that varies slowly
// (Herrero & Velazquez 1996; Raphael & Schweyer 2014) and shifts the fitted time by a small part of the time that is left.
// The error given is that of the straight line, without that shift.

export interface BlowUp {
  /** When 1/peak comes to zero. */
  readonly time: number;
  /** One standard error of it, from how far the points lie off the line. */
  readonly error: number;
  /** First and last time of the points fitted. */
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

/** The peak rises by this factor within the window. */
const RISE = 4;
const FEWEST = 5;
/**
 * A peak C/(T - t) needs half as long for its second doubling as for the first, one that grows exponentially equally long.
 * Between the two, at their geometric mean, lies what is taken for a collapse.
 */
const QUICKER = Math.SQRT1_2;

/**
 * Least-squares line through 1/peak over the latest window in which the peak rises fourfold, up to its highest point. Null
 * where it has not risen so, with too few points, where its growth does not quicken as in a collapse, or where that is over:
 * the peak has come down since by a tenth.
 * @param times rising. @param peaks as many, positive.
 */
export function fitBlowUp(times: readonly number[], peaks: readonly number[]): BlowUp | null {
  let end = 0;
  peaks.forEach((peak, index) => {
    if (peak >= peaks[end]) end = index;
  });
  if (!(peaks[end] > 0) || peaks[peaks.length - 1] < 0.9 * peaks[end]) return null;
  const begin = crossing(peaks, end, peaks[end] / RISE);
  const middle = crossing(peaks, end, peaks[end] / Math.sqrt(RISE));
  if (begin === null || middle === null) return null;
  const at = (before: number, level: number): number => {
    const part = (1 / peaks[before] - 1 / level) / (1 / peaks[before] - 1 / peaks[before + 1]);
    return times[before] + part * (times[before + 1] - times[before]);
  };
  const start = at(begin, peaks[end] / RISE);
  const half = at(middle, peaks[end] / Math.sqrt(RISE));
  if (!(times[end] - half < QUICKER * (half - start))) return null;
  return fitLine(times.slice(begin, end + 1), peaks.slice(begin, end + 1));
}

/** Index of the last point before `end` that lies below the level; null where there is none. */
function crossing(peaks: readonly number[], end: number, level: number): number | null {
  for (let index = end - 1; index >= 0; index -= 1) if (peaks[index] < level) return index;
  return null;
}

function fitLine(times: readonly number[], peaks: readonly number[]): BlowUp | null {
  const count = times.length;
  if (count < FEWEST) return null;
  const mean = times.reduce((sum, time) => sum + time, 0) / count;
  const level = peaks.reduce((sum, peak) => sum + 1 / peak, 0) / count;
  let square = 0;
  let product = 0;
  times.forEach((time, index) => {
    square += (time - mean) ** 2;
    product += (time - mean) * (1 / peaks[index] - level);
  });
  const slope = product / square;
  const time = mean - level / slope;
  const to = times[count - 1];
  if (!(slope < 0) || !(time > to)) return null;
  let residual = 0;
  times.forEach((at, index) => {
    residual += (1 / peaks[index] - level - slope * (at - mean)) ** 2;
  });
  const variance = residual / (count - 2);
  // Of the point where a fitted line crosses zero: that of its height there, over the slope.
  const error = Math.sqrt(variance * (1 / count + (time - mean) ** 2 / square)) / Math.abs(slope);
  return { time, error, from: times[0], to, points: count };
}
