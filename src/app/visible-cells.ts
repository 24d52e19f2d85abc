// Single cells of the part of the domain that the camera shows, asked for again and again without waiting: at most one
// request is under way, and nothing is asked where far too many would answer. What comes back is a frame or two old,
// like every measurement.

import type { Cells, Population, Region } from '../core/simulation.ts';

/** Cells that are to be expected in view before they are asked for: more would hide one another. */
const MOST_EXPECTED = 2000;
/** Where cells crowd there are more than expected, and there is no list: seconds until the next try. */
const CROWDED_SECONDS = 0.5;

export interface VisibleCells {
  /**
   * Where they are now; null where there are too many to tell apart. `now` is wall-clock seconds; `time` that of the newest
   * measurement: of one state the same region is asked for once.
   */
  look(population: Population, region: Region, domain: Region, time: number, now: number): Cells | null;
  /** Another run, or none is wanted any more. */
  clear(): void;
}

const size = ({ left, right, bottom, top }: Region): number =>
  Math.max(right - left, 0) * Math.max(top - bottom, 0);

/** The part of `region` that lies inside `domain`; empty ones have no size. */
export const clipped = (region: Region, domain: Region): Region => ({
  left: Math.max(region.left, domain.left),
  right: Math.min(region.right, domain.right),
  bottom: Math.max(region.bottom, domain.bottom),
  top: Math.min(region.top, domain.top),
});

/** How many of evenly spread cells a region would hold. */
export const expectedCells = (count: number, region: Region, domain: Region): number =>
  (count * size(clipped(region, domain))) / size(domain);

/** @param arrived called when there is something new to draw. */
export function createVisibleCells(arrived: () => void): VisibleCells {
  let latest: Cells | null = null;
  let asking = false;
  let generation = 0;
  let nextTry = -Infinity;
  let crowded = Infinity;
  let asked = '';

  return {
    look(population, region, domain, time, now) {
      const view = clipped(region, domain);
      if (!(size(view) > 0) || expectedCells(population.count, view, domain) > MOST_EXPECTED) {
        latest = null;
        asked = '';
        return null;
      }
      const key = [time, view.left, view.right, view.bottom, view.top].join();
      // Closer in there is hope again.
      if (asking || key === asked || (now < nextTry && size(view) >= crowded)) return latest;
      asking = true;
      asked = key;
      const mine = generation;
      population
        .within(view)
        .then((cells) => {
          if (mine !== generation) return;
          nextTry = cells === null ? now + CROWDED_SECONDS : -Infinity;
          crowded = cells === null ? size(view) : Infinity;
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
