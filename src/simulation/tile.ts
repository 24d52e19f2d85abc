// Which way the threads of a model's stages lie over its grid: measured on the device before a run begins, on the run's own
// arrays, once for each device, kind of stage and size of grid, and then remembered.
//
// A step of length zero is what is timed: it does all the work and changes no value, and what it gathers is what the
// first step of the run gathers anyway. Of super-time-steps that is the first stage. For a small grid it is then measured
// whether several steps a dispatch are faster still (together.ts).
// Known of GPUs: 32 or 64 threads go in step and read neighbouring words at once, so a tile is wide; few threads with
// many cells save work, but a small grid then leaves the device idle; shared memory saves loads and formulas against a
// barrier. Which counts more where is the device's matter, hence this file.

import type { Backend, Dispatch } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import type { Tile } from '../core/tile.ts';
import { sharedBytes, tileText } from '../core/tile.ts';
import { modelProgram, stageWindow } from '../models/index.ts';
import type { Way } from './quickest.ts';
import { quickest } from './quickest.ts';
import { chooseTogether } from './together.ts';

const tile = (x: number, y: number, rows: number, shared: boolean): Tile => ({ x, y, rows, shared });

/** At most 256 threads: what every device has. */
const PLANE: readonly Tile[] = [
  ...(
    [
      [16, 16, 1],
      [32, 8, 1],
      [64, 4, 1],
      [256, 1, 1],
      [32, 4, 2],
      [64, 2, 4],
      [32, 4, 8],
    ] as const
  ).map(([x, y, rows]) => tile(x, y, rows, false)),
  ...(
    [
      [16, 16, 1],
      [32, 8, 1],
      [64, 4, 1],
      [32, 4, 2],
      [32, 4, 4],
      [64, 1, 8],
    ] as const
  ).map(([x, y, rows]) => tile(x, y, rows, true)),
];
const LINE: readonly Tile[] = [64, 128, 256].flatMap((x) => [tile(x, 1, 1, false), tile(x, 1, 1, true)]);

/** What is remembered together: grids of about one size, that is within a factor of two. */
const subjectOf = ({ nx, ny }: Config, kind: string): string =>
  `${kind}, ${ny > 1 ? 'plane' : 'line'} of 2^${Math.round(Math.log2(nx * ny))} cells`;

/**
 * The tile for a run whose arrays hold its initial state, or undefined where there is no choice. `probe` starts a step of
 * length zero.
 */
export async function chooseTile(
  config: Config,
  backend: Backend,
  probe: () => void,
): Promise<Tile | undefined> {
  const { tiling } = backend;
  const stage = stageWindow(config);
  if (!tiling || !stage) return undefined;
  const subject = subjectOf(config, stage.kind);
  const allowed = (each: Tile): boolean =>
    tiling.allows(each, sharedBytes(each, stage)) && (stage.plane || each.y * each.rows === 1);
  const known = tiling.known(subject);
  const { usual } = stage;
  if (known && !allowed(known)) return usual;
  // A wish is one for grids of all sizes.
  if (known) return known.together && !stage.together ? { ...known, together: false } : known;
  const candidates = stage.plane ? PLANE : LINE;
  const wanted = [usual, ...candidates.filter((each) => tileText(each) !== tileText(usual))].filter(allowed);
  const ready = await Promise.all(wanted.map((each) => prepared(config, backend, each)));
  const contenders = ready.filter((each) => each !== null);
  if (contenders.length === 0) return undefined;
  probe();
  const { tile: list } = await quickest(contenders, backend, tiling.now);
  const fastest = stage.together ? await chooseTogether(config, backend, tiling.now, list, allowed) : list;
  tiling.keep(subject, fastest);
  return fastest;
}

interface Contender extends Way {
  readonly tile: Tile;
}

/** Null where a driver does not compile it. */
async function prepared(config: Config, backend: Backend, tile: Tile): Promise<Contender | null> {
  const isStage = ({ kernel }: Dispatch): boolean => kernel.endsWith('stage');
  try {
    const stages = modelProgram(config, tile).step.filter(isStage);
    return { tile, times: 1, programs: await Promise.all(stages.map((each) => backend.prepare(each))) };
  } catch {
    return null;
  }
}
