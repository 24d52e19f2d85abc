// Single cells of the part of the domain that the camera shows, asked for again and again without waiting: at most one
// request is under way, and nothing is asked where far too many would answer. What comes back is a frame or two old,
// like every measurement.

import type { RunAndTumbleConfig } from '../core/config.ts';
import type { Cells, Population, Region } from '../core/simulation.ts';
import { expectedCells, MOST_EXPECTED } from '../view/mark-painter.ts';

/** Where cells crowd there are more than expected, and there is no list: seconds until the next try. */
const CROWDED_SECONDS = 0.5;

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

  return {
    look(population, config, region, time, now) {
      if (!(size(region) > 0) || expectedCells(config, region) > MOST_EXPECTED) {
        latest = null;
        asked = '';
        return null;
      }
      const key = [time, region.left, region.right, region.bottom, region.top].join();
      // Closer in there is hope again.
      if (asking || key === asked || (now < nextTry && size(region) >= crowded)) return latest;
      asking = true;
      asked = key;
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
        });
      return latest;
    },
    clear() {
      generation += 1;
      latest = null;
      asked = '';
      nextTry = -Infinity;
      crowded = Infinity;
    },
  };
}
