// Which way the threads of a model's stages lie over its grid: measured on the device before a run begins, on the run's own
// arrays, once for each device, kind of stage and size of grid, and then remembered.
//
// A step of length zero is what is timed: it does all the work and changes no value, and what it gathers is what the
// first step of the run gathers anyway. Of super-time-steps that is the first stage. Turns are taken (A B C A B C), and
// the median of each counts: what else goes on meets all alike.
// Known of GPUs: 32 or 64 threads go in step and read neighbouring words at once, so a tile is wide; few threads with
// many cells save work, but a small grid then leaves the device idle; shared memory saves loads and formulas against a
// barrier. Which counts more where is the device's matter, hence this file.

import type { Backend, Dispatch, Program } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import type { Tile, Tiling } from '../core/tile.ts';
import { sharedBytes, tileText } from '../core/tile.ts';
import { modelProgram, stageWindow } from '../models/index.ts';

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

/** A reading takes so long, in seconds: several times what waiting for the device's answer may add. */
const LEAST = 0.004;
const MOST_REPEATS = 1024;
const ROUNDS = 5;
/** After so long no new round is begun: on a slow device one reading takes longer than LEAST. */
const LONGEST = 0.4;

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
  if (known) return allowed(known) ? known : usual;
  const candidates = stage.plane ? PLANE : LINE;
  const wanted = [usual, ...candidates.filter((each) => tileText(each) !== tileText(usual))].filter(allowed);
  const ready = await Promise.all(wanted.map((each) => prepared(config, backend, each)));
  const contenders = ready.filter((each) => each !== null);
  if (contenders.length === 0) return undefined;
  probe();
  const fastest = await quickest(contenders, backend, tiling);
  tiling.keep(subject, fastest);
  return fastest;
}

interface Contender {
  readonly tile: Tile;
  readonly programs: readonly Program[];
}

/** Null where a driver does not compile it. */
async function prepared(config: Config, backend: Backend, tile: Tile): Promise<Contender | null> {
  const isStage = ({ kernel }: Dispatch): boolean => kernel.endsWith('stage');
  try {
    const stages = modelProgram(config, tile).step.filter(isStage);
    return { tile, programs: await Promise.all(stages.map((each) => backend.prepare(each))) };
  } catch {
    return null;
  }
}

async function quickest(
  contenders: readonly Contender[],
  backend: Backend,
  { now }: Pick<Tiling, 'now'>,
): Promise<Tile> {
  const reading = async ({ programs }: Contender, repeat: number): Promise<number> => {
    const begun = now();
    backend.run(programs, repeat);
    await backend.finished();
    return now() - begun;
  };
  // The first runs wake the device up and say how many repetitions a reading needs. Two of each length, and such runs of
  // every contender: the backend hands in what it does not know in small pieces, which take longer.
  let repeat = 1;
  const long = async (): Promise<boolean> => (await reading(contenders[0]!, repeat)) >= LEAST;
  while (repeat < MOST_REPEATS && !((await long()) && (await long()))) repeat *= 2;
  for (const contender of contenders)
    for (let count = 1; count <= repeat; count *= 2) await reading(contender, count);
  const times = contenders.map((): number[] => []);
  const begun = now();
  for (let round = 0; round < ROUNDS && (round === 0 || now() - begun < LONGEST); round += 1)
    for (const [index, contender] of contenders.entries())
      times[index]!.push(await reading(contender, repeat));
  const middle = times.map((values) => values.sort((a, b) => a - b)[values.length >> 1]!);
  return contenders[middle.indexOf(Math.min(...middle))]!.tile;
}
