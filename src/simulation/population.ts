// The cells of a run, read back in the user's units: the first so many, or those of a region.

import type { Backend, Program } from '../core/backend.ts';
import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import type { Cells, Population, Region } from '../core/simulation.ts';
import { TURN, VISIBLE, VISIBLE_CELLS } from '../kernels/run-and-tumble/layout.ts';
import { ruleOf } from '../models/index.ts';
import { coordinate } from './coordinate.ts';

/** Signed 16-bit halves of a word: rounds along x and y. */
const roundsX = (word: number): number => (word << 16) >> 16;
const roundsY = (word: number): number => word >> 16;

interface Words {
  readonly index: ArrayLike<number>;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly heading: ArrayLike<number>;
  readonly rounds: ArrayLike<number>;
}

function cellsOf(time: number, words: Words, config: Config): Cells {
  const { index, x, y, heading, rounds } = words;
  return {
    time,
    index: Uint32Array.from(index),
    x: Float64Array.from(x, (word) => coordinate(word, config, 'x')),
    y: Float64Array.from(y, (word) => coordinate(word, config, 'y')),
    heading: Float64Array.from(heading, (word) => (word / TURN) * 2 * Math.PI),
    roundsX: Int32Array.from(rounds, roundsX),
    roundsY: Int32Array.from(rounds, roundsY),
  };
}

export function createPopulation(
  config: RunAndTumbleConfig,
  backend: Backend,
  collect: () => Promise<readonly Program[]>,
  time: () => Promise<number>,
  { follow, trace }: Pick<Population, 'follow' | 'trace'>,
): Population {
  const check = (count: number): void => {
    if (!(count <= config.cells)) throw new RangeError(`there are ${config.cells} cells, not ${count}`);
  };
  return {
    count: config.cells,
    follow,
    trace,
    async read(count = config.cells): Promise<Cells> {
      check(count);
      const [now, position, heading, rounds] = await Promise.all([
        time(),
        backend.read('position', 0, 2 * count),
        backend.read('heading', 0, count),
        backend.read('rounds', 0, count),
      ]);
      const index = Uint32Array.from({ length: count }, (_, i) => i);
      const x = index.map((i) => position[2 * i]);
      const y = index.map((i) => position[2 * i + 1]);
      return cellsOf(now, { index, x, y, heading, rounds }, config);
    },
    async within(region: Region): Promise<Cells | null> {
      const programs = await collect();
      backend.writeRecord('region', { ...region });
      backend.write('visible', new Uint32Array(1));
      backend.run(programs, 1);
      const [now, list] = await Promise.all([time(), backend.read('visible')]);
      const count = list[0];
      if (count > VISIBLE_CELLS) return null;
      // Threads list cells in any order.
      const order = Array.from({ length: count }, (_, k) => 1 + VISIBLE * k).sort(
        (a, b) => list[a] - list[b],
      );
      const word = (offset: number): number[] => order.map((at) => list[at + offset]);
      const words = { index: word(0), x: word(1), y: word(2), heading: word(3), rounds: word(4) };
      return cellsOf(now, words, config);
    },
    async memory(name: string, count = config.cells): Promise<Float64Array> {
      check(count);
      const variable = ruleOf(config).memory.findIndex((spec) => spec.name === name);
      if (variable < 0) throw new RangeError(`cells of ${config.sensing} have no ${name}`);
      return Float64Array.from(await backend.read('memory', variable * config.cells, count));
    },
  };
}
