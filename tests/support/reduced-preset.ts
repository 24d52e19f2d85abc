// A preset made small enough for a test, on the CPU's threads: a part of its domain on coarser cells. The start is the preset's own,
// cut out and averaged over the coarser cells: fresh noise there would have more power at long waves (power a mode is
// variance times cell area) and the pattern would come too early. Boundaries stay, so a part of a periodic field is
// made periodic, and the upper right quarter of a domain between walls is mirrored: a colony in the middle stays whole.

import { initialFields, resample } from '../../src/config/index.ts';
import type { Config } from '../../src/core/config.ts';
import { cellX, cellY, dimension } from '../../src/core/grid.ts';
import type { Measurement } from '../../src/core/simulation.ts';
import { wrap } from '../../src/observables/neighbours.ts';
import { countPeaks } from '../../src/observables/peaks.ts';
import { dominantWavelength } from '../../src/observables/wavelength.ts';
import { presetConfig } from './preset-config.ts';
import { sharedCpu } from './cpu.ts';
import { simulate } from './run.ts';
import type { Device } from './run.ts';

export interface Reduction {
  /** Share of each side that is kept, from the upper right corner. */
  readonly part?: number;
  /** Cells along each side of what is kept. */
  readonly cells?: number;
  /** Settings over those of the preset. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The CPU's threads by default. */
  readonly on?: Device;
}

/** What tests ask of a state. */
export interface Seen extends Measurement {
  readonly config: Config;
  readonly field: Float32Array;
  /** Standard deviation of u over its mean. */
  readonly contrast: number;
  readonly peaks: number;
  readonly wavelength: number;
}

/** Starts the preset; each call of `at` runs it on to a time, or to where it stops, and looks at it. */
export async function reducedPreset(
  name: string,
  { part = 1, cells, settings = {}, on }: Reduction = {},
): Promise<{ config: Config; at: (time: number) => Promise<Seen>; dispose: () => void }> {
  const full = presetConfig(name, settings);
  const columns = Math.round(full.nx * part);
  const rows = dimension(full) === 1 ? 1 : Math.round(full.ny * part);
  const config: Config = {
    ...full,
    nx: cells ?? columns,
    ny: rows === 1 ? 1 : (cells ?? rows),
    width: (full.width * columns) / full.nx,
    height: (full.height * rows) / full.ny,
  };
  const start = initialFields(full, {});
  const cut = (values: Float64Array): Float64Array => {
    const data = Float64Array.from({ length: columns * rows }, (_, cell) => {
      const ix = full.nx - columns + (cell % columns);
      const iy = full.ny - rows + Math.floor(cell / columns);
      return values[iy * full.nx + ix];
    });
    return resample({ nx: columns, ny: rows, data }, config);
  };
  const device = on ?? (await sharedCpu());
  const simulation = await simulate(config, { u: cut(start.u), v: cut(start.v) }, device);
  return {
    config,
    async at(time) {
      const measurement = await simulation.advance(time);
      const { u } = await simulation.snapshot();
      const { mean } = measurement.u;
      const variance = u.reduce((sum, value) => sum + (value - mean) ** 2, 0) / u.length;
      return {
        ...measurement,
        config,
        field: u,
        contrast: Math.sqrt(variance) / mean,
        peaks: countPeaks(u, config),
        wavelength: dominantWavelength(u, config),
      };
    },
    dispose: () => simulation.dispose(),
  };
}

/** Number of connected areas, over edges of cells, where u is above a value. */
export function countIslands({ field, config }: Seen, above: number): number {
  const { nx, ny, boundaryX, boundaryY } = config;
  const visited = new Uint8Array(field.length);
  let islands = 0;
  for (let first = 0; first < field.length; first += 1) {
    if (field[first] <= above || visited[first]) continue;
    islands += 1;
    const open = [first];
    visited[first] = 1;
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      const ix = cell % nx;
      const iy = (cell - ix) / nx;
      const [left, right] = [wrap(ix - 1, nx, boundaryX), wrap(ix + 1, nx, boundaryX)];
      const [below, over] = [wrap(iy - 1, ny, boundaryY), wrap(iy + 1, ny, boundaryY)];
      for (const next of [iy * nx + left, iy * nx + right, below * nx + ix, over * nx + ix]) {
        if (field[next] <= above || visited[next]) continue;
        visited[next] = 1;
        open.push(next);
      }
    }
  }
  return islands;
}

/** Share of all u that lies within `radius` of the highest cell; periodic. */
export function shareAroundPeak({ field, config }: Seen, radius: number): number {
  const top = field.indexOf(field.reduce((a, b) => Math.max(a, b)));
  const at = (cell: number) => [cellX(config, cell % config.nx), cellY(config, Math.floor(cell / config.nx))];
  const [x0, y0] = at(top);
  const shorter = (d: number, length: number): number => d - length * Math.round(d / length);
  let near = 0;
  let all = 0;
  field.forEach((value, cell) => {
    const [x, y] = at(cell);
    all += value;
    if (Math.hypot(shorter(x - x0, config.width), shorter(y - y0, config.height)) < radius) near += value;
  });
  return near / all;
}

/**
 * How many of the `announced` aggregates a part of the area may hold: N +- 2 sqrt(N), as if they lay at random, which
 * is the widest they can scatter, for they keep apart. The factor also covers another seed or grid.
 */
export function countBand(announced: number, share: number): { fewest: number; most: number } {
  const n = announced * share;
  return { fewest: n - 2 * Math.sqrt(n), most: n + 2 * Math.sqrt(n) };
}
