// Which of several ways to compute the same takes a device least time. Turns are taken (A B C A B C), and the median of each
// counts: what else goes on meets all alike.

import type { Backend, Program } from '../core/backend.ts';

/** A reading takes so long, in seconds: several times what waiting for the device's answer may add. */
const LEAST = 0.004;
const MOST_REPEATS = 1024;
const ROUNDS = 5;
/** After so long no new round is begun: on a slow device one reading takes longer than LEAST. */
const LONGEST = 0.4;

export interface Way {
  readonly programs: readonly Program[];
  /** How often these are run to do what each of the others does. */
  readonly times: number;
}

/** @param now Seconds since an arbitrary moment. */
export async function quickest<Kind extends Way>(
  ways: readonly Kind[],
  backend: Backend,
  now: () => number,
): Promise<Kind> {
  const reading = async ({ programs, times }: Way, repeat: number): Promise<number> => {
    const begun = now();
    backend.run(programs, times * repeat);
    await backend.finished();
    return now() - begun;
  };
  // The first runs wake the device up and say how many repetitions a reading needs. Two of each length, and such runs of
  // every way: the backend hands in what it does not know in small pieces, which take longer.
  let repeat = 1;
  const long = async (): Promise<boolean> => (await reading(ways[0]!, repeat)) >= LEAST;
  while (repeat < MOST_REPEATS && !((await long()) && (await long()))) repeat *= 2;
  for (const way of ways) for (let count = 1; count <= repeat; count *= 2) await reading(way, count);
  const times = ways.map((): number[] => []);
  const begun = now();
  for (let round = 0; round < ROUNDS && (round === 0 || now() - begun < LONGEST); round += 1)
    for (const [index, way] of ways.entries()) times[index]!.push(await reading(way, repeat));
  const middle = times.map((values) => values.sort((a, b) => a - b)[values.length >> 1]!);
  return ways[middle.indexOf(Math.min(...middle))]!;
}
