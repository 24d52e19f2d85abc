// The cell that somebody means who points at the map.

import { expect, test } from 'vitest';
import { nearestCell } from '../../src/app/nearest-cell.ts';
import type { Cells, Population } from '../../src/core/simulation.ts';

const DOMAIN = { width: 100, height: 50 };
/** As many as are listed at once on the device. */
const MOST = 20;

/** Cells at places, that list those in a region as the device does: null where there are too many. */
function population(places: readonly (readonly [number, number])[]) {
  let asked = 0;
  const list = (indices: readonly number[]): Cells =>
    ({
      index: Uint32Array.from(indices),
      x: Float64Array.from(indices, (i) => places[i]![0]),
      y: Float64Array.from(indices, (i) => places[i]![1]),
    }) as unknown as Cells;
  const made = {
    count: places.length,
    within: ({ left, right, bottom, top }: { left: number; right: number; bottom: number; top: number }) => {
      asked += 1;
      const found = [...places.keys()].filter((i) => {
        const [x, y] = places[i]!;
        return x >= left && x <= right && y >= bottom && y <= top;
      });
      return Promise.resolve(found.length > MOST ? null : list(found));
    },
    read: (count: number) => Promise.resolve(list([...places.keys()].slice(0, count))),
  };
  return { population: made as unknown as Population, asked: () => asked };
}

test('the nearest of those around', async () => {
  const { population: cells } = population([
    [10, 10],
    [12, 10],
    [11, 14],
  ]);
  expect(await nearestCell(cells, DOMAIN, { x: 11.4, y: 10 }, 3)).toBe(1);
  expect(await nearestCell(cells, DOMAIN, { x: 11, y: 13 }, 3)).toBe(2);
});

test('far from all cells the square grows until there is one', async () => {
  const { population: cells } = population([[90, 40]]);
  expect(await nearestCell(cells, DOMAIN, { x: 5, y: 5 }, 0.1)).toBe(0);
});

test('where a crowd is too many to be listed it shrinks', async () => {
  const places = Array.from(
    { length: 2000 },
    (_, i) => [50 + (i % 50) / 10, 25 + Math.floor(i / 50) / 10] as const,
  );
  const { population: cells } = population(places);
  const found = await nearestCell(cells, DOMAIN, { x: 52.02, y: 26.01 }, 4);
  expect(places[found!]).toEqual([52, 26]);
});

test('all cells in one point: one of them, after few questions', async () => {
  const { population: cells, asked } = population(Array.from({ length: 500 }, () => [30, 20] as const));
  expect(await nearestCell(cells, DOMAIN, { x: 30, y: 20 }, 4)).toBe(0);
  expect(asked()).toBeLessThanOrEqual(40);
});

test('no cells at all', async () => {
  expect(await nearestCell(population([]).population, DOMAIN, { x: 1, y: 1 }, 1)).toBeNull();
});
