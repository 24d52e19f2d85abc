// The plots of an experiment at several levels: each draws within its rectangle from nothing to a whole run, at the sizes of a dock, a
// telephone and a beamer, and says what it shows.

import { describe, expect, test } from 'vitest';
import { uniform } from '../../src/core/random.ts';
import type { Cells } from '../../src/core/simulation.ts';
import { compareLevels } from '../../src/observables/levels.ts';
import { createLevelCourse, type LevelCourse } from '../../src/view/levels/course.ts';
import { drawLevelDensities } from '../../src/view/levels/densities.ts';
import { drawLevelDistances } from '../../src/view/levels/distances.ts';
import { drawLevelFigure } from '../../src/view/levels/figure.ts';
import { drawLevelMoments } from '../../src/view/levels/moments.ts';
import type { LevelData } from '../../src/view/levels/panel.ts';
import { strays, written, type Draw } from '../support/drawing.ts';

const grid = { nx: 50, ny: 1, width: 100, height: 1, boundaryX: 'no-flux', boundaryY: 'no-flux' } as const;
const NAMES = ['two-state', 'fokker-planck'];

/** Cells spread evenly over the left half, or over all. */
const cellsIn = (share: number, time: number): Cells => {
  const count = 4000;
  const x = Float64Array.from({ length: count }, (_, i) => 100 * share * uniform(3, 0, i, 0));
  const zero = new Int32Array(count);
  return {
    time,
    index: Uint32Array.from({ length: count }, (_, i) => i),
    x,
    y: new Float64Array(count),
    heading: x.map((_, i) => (i % 2 === 0 ? 0 : Math.PI)),
    roundsX: zero,
    roundsY: zero,
  };
};

/** The first level has the cells' density, the second another. */
function courseOf(times: readonly number[]): LevelCourse {
  const course = createLevelCourse(NAMES);
  for (const time of times) {
    const levels = NAMES.map((level, index) => ({
      level,
      hasCurrent: true,
      snapshot: {
        time,
        u: Float32Array.from({ length: 50 }, (_, i) => (index === 1 || i < 25 ? 1 : 0)),
        v: new Float32Array(50),
      },
    }));
    course.add(compareLevels(grid, cellsIn(0.5, time), levels, 20));
  }
  return course;
}

const PANELS = { drawLevelDensities, drawLevelDistances, drawLevelMoments };
const figure =
  (data: LevelData): Draw =>
  (context, area) =>
    drawLevelFigure(context, { ...data, area, unit: 12, title: 'Levels', time: 3, pace: 0 });

describe.each([
  ['dock', 300, 180],
  ['telephone', 390, 300],
  ['beamer', 1600, 900],
])('on a %s', (_, width, height) => {
  test.each(Object.entries(PANELS))('%s stays within its rectangle', (_name, panel) => {
    for (const times of [[], [0], [0, 1, 2, 3]]) {
      const data = { grid, course: courseOf(times), until: null };
      const { inside, outside } = strays((context, area) => panel(context, area, 12, data), width, height);
      expect(inside).toBeGreaterThan(100);
      expect(outside).toBe(0);
    }
  });

  test('the whole picture does', () => {
    for (const times of [[], [0, 1, 2, 3]]) {
      const { inside, outside } = strays(
        figure({ grid, course: courseOf(times), until: null }),
        width,
        height,
      );
      expect(inside).toBeGreaterThan(100);
      expect(outside).toBe(0);
    }
  });
});

test('densities say how far each level is off, and what chance leaves', () => {
  const course = courseOf([1]);
  const [near, far] = course.latest!.levels;
  // half of the second level's mass is where no cells are: both halves of the difference are 1/2
  expect(far.distances.l1).toBeCloseTo(1, 1);
  const texts = written(
    (context, area) => drawLevelDensities(context, area, 12, { grid, course, until: null }),
    1200,
    600,
  ).join(' ');
  const percent = (value: number): string => `${Number((100 * value).toPrecision(2))}% off`;
  expect(texts).toContain('4,000');
  expect(texts).toContain(percent(near.distances.l1));
  expect(texts).toContain(percent(far.distances.l1));
});

test('round a periodic axis mean and variance are not drawn', () => {
  const course = courseOf([0, 1]);
  const texts = (boundaryX: 'periodic' | 'no-flux'): string =>
    written(
      (context, area) =>
        drawLevelMoments(context, area, 12, { grid: { ...grid, boundaryX }, course, until: null }),
      500,
      500,
    ).join(' ');
  expect(texts('no-flux')).toMatch(/mean of x.*variance of x.*current/);
  expect(texts('periodic')).not.toMatch(/variance/);
});

test('a course keeps mean, variance and current of the cells and of each level', () => {
  const course = courseOf([0, 1]);
  expect(course.times).toEqual([0, 1]);
  // evenly over [0, 50]: 25 and 2500/12, of 4000 cells; of the columns' centres 2/12 less
  expect(Math.abs(course.cells.mean[1] - 25)).toBeLessThan((4 * 14.4) / Math.sqrt(4000));
  expect(course.levels[0].mean[1]).toBeCloseTo(25, 9);
  expect(course.levels[1].mean[1]).toBeCloseTo(50, 9);
  expect(course.levels[0].variance[1]).toBeCloseTo((2500 - 4) / 12, 6);
  expect(course.cells.current[1]).toBeCloseTo(0, 9);
  course.clear();
  expect(course.latest).toBeNull();
});
