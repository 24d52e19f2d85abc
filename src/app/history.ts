// Mass and peak against time, for the line plot, of a run of any length in bounded memory: when full, every other
// point is dropped and from then on points are taken half as often. The peak of a dropped point lives on in its
// neighbour, so no spike disappears from the plot.

const CAPACITY = 1200;

export interface History {
  /** Adds a point; times must not decrease. Returns whether the plot changed. */
  add(time: number, mass: number, peak: number): boolean;
  clear(): void;
  readonly times: readonly number[];
  readonly masses: readonly number[];
  readonly peaks: readonly number[];
}

export function createHistory(capacity = CAPACITY): History {
  let times: number[] = [];
  let masses: number[] = [];
  let peaks: number[] = [];
  let interval = 0;

  function thin(): void {
    const kept = { times: [] as number[], masses: [] as number[], peaks: [] as number[] };
    for (let index = 0; index < times.length; index += 2) {
      const next = Math.min(index + 1, times.length - 1);
      kept.times.push(times[index]);
      kept.masses.push(masses[index]);
      kept.peaks.push(Math.max(peaks[index], peaks[next]));
    }
    ({ times, masses, peaks } = kept);
    interval = (2 * (times[times.length - 1] - times[0])) / capacity;
  }

  return {
    add(time, mass, peak) {
      const last = times.length - 1;
      if (last >= 0 && time <= times[last]) return false;
      if (last >= 1 && time - times[last - 1] < interval) {
        // The newest point moves on until it is far enough from the one before it.
        times[last] = time;
        masses[last] = mass;
        peaks[last] = Math.max(peaks[last], peak);
        return true;
      }
      times.push(time);
      masses.push(mass);
      peaks.push(peak);
      if (times.length > capacity) thin();
      return true;
    },
    clear() {
      times = [];
      masses = [];
      peaks = [];
      interval = 0;
    },
    get times() {
      return times;
    },
    get masses() {
      return masses;
    },
    get peaks() {
      return peaks;
    },
  };
}
