// Single cells of the part of the domain that the camera shows, asked for again and again without waiting: at most one
// request is under way, and nothing is asked where far too many would answer. Where answers are slow, as on a software
// adapter, it waits as long again before the next: half of the time belongs to the run. What comes back is a frame or two
// old, like every measurement.

import type { RunAndTumbleConfig } from '../core/config.ts';
import type { Cells, Population, Region } from '../core/simulation.ts';
import { expectedCells, MOST_EXPECTED } from '../view/mark-painter.ts';

/** Where cells crowd there are more than expected, and there is no list: seconds until the next try. */
const CROWDED_SECONDS = 0.5;
/** A hardware GPU answers within a frame or two: longer ones are slow. */
const SLOW_SECONDS = 0.05;

export interface VisibleCells {
  /**
   * Where those of a region of the domain are now; null where there are too many to tell apart. `now` is wall-clock
   * seconds; `time` that of the newest measurement: of one state the same region is asked for once.
   */
  look(
    population: Population,
    config: RunAndTumbleConfig,
    region: Region,
    time: number,
    now: number,
  ): Cells | null;
  /** Another run, or none is wanted any more. */
  clear(): void;
}

const size = ({ left, right, bottom, top }: Region): number =>
  Math.max(right - left, 0) * Math.max(top - bottom, 0);

/** @param arrived called when there is something new to draw. */
export function createVisibleCells(arrived: () => void): VisibleCells {
  let latest: Cells | null = null;
  let asking = false;
  let generation = 0;
  let nextTry = -Infinity;
  let crowded = Infinity;
  let asked = '';
  let askedAt = 0;
  let answered = false;
  let restUntil = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;

  return {
    look(population, config, region, time, now) {
      if (!(size(region) > 0) || expectedCells(config, region) > MOST_EXPECTED) {
        latest = null;
        asked = '';
        return null;
      }
      if (answered) {
        answered = false;
        const took = now - askedAt;
        restUntil = took > SLOW_SECONDS ? now + Math.min(took, CROWDED_SECONDS) : -Infinity;
      }
      const place = [region.left, region.right, region.bottom, region.top].join();
      const key = `${time} ${place}`;
      // Closer in there is hope again.
      if (asking || key === asked || (now < nextTry && size(region) >= crowded)) return latest;
      // Another place is always asked for: the camera would seem to stick.
      if (now < restUntil && asked.endsWith(` ${place}`)) {
        // What stands still is to be up to date, though no frame may come by itself.
        timer ??= setTimeout(
          () => {
            timer = null;
            arrived();
          },
          1000 * (restUntil - now),
        );
        return latest;
      }
      asking = true;
      asked = key;
      askedAt = now;
      const mine = generation;
      population
        .within(region)
        .then((cells) => {
          if (mine !== generation) return;
          nextTry = cells === null ? now + CROWDED_SECONDS : -Infinity;
          crowded = cells === null ? size(region) : Infinity;
          latest = cells;
          arrived();
        })
        .catch(() => undefined) // the device is gone: `backend.lost` says so to whoever must act
        .finally(() => {
          asking = false;
          answered = true;
        });
      return latest;
    },
    clear() {
      generation += 1;
      latest = null;
      asked = '';
      nextTry = -Infinity;
      crowded = Infinity;
      answered = false;
      restUntil = -Infinity;
    },
  };
}
