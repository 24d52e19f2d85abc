// Whether several steps of a small grid are taken in one dispatch (shaders/keller-segel/together.wgsl): measured before a run
// begins, as the tile is and after it, and remembered with it, as a tile of its own.
//
// Whole steps are what is timed, by the list and by several a dispatch. They are of many ticks, and a tick is no time: so they
// do all the work of a step and change no value of the fields. (They are fixed, for what an adaptive one is worth in ticks would
// be divided by the tick.)
// One workgroup is on one of a device's processors: the more threads, the better it hides what memory takes; and a thread with
// several cells loads less. The candidates differ in both.

import type { Backend, Fields } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import { cellCount } from '../core/grid.ts';
import type { StructLayout } from '../core/struct.ts';
import type { Tile } from '../core/tile.ts';
import { CLOCK } from '../kernels/keller-segel/layout.ts';
import { SUPER_STEP } from '../kernels/keller-segel/rkl-layout.ts';
import { modelProgram, parameterRecord } from '../models/index.ts';
import type { Way } from './quickest.ts';
import { quickest } from './quickest.ts';
import { words } from './ticks.ts';

const tile = (x: number, y: number, rows: number): Tile => ({ x, y, rows, shared: false, together: true });

/** With 256 threads, what every device has, and with more. */
const PLANE: readonly Tile[] = [tile(32, 8, 1), tile(16, 16, 4), tile(32, 32, 1), tile(32, 32, 4)];
const LINE: readonly Tile[] = [tile(256, 1, 1), tile(1024, 1, 1)];

/** Of a step that is timed, and far more than all of them together. */
const TICKS = 2 ** 20;
const NEVER = 2 ** 50;

const zeros = ({ fields }: StructLayout): Fields => Object.fromEntries(fields.map(({ name }) => [name, 0]));

interface Contender extends Way {
  readonly tile: Tile;
}

/**
 * The tile with which several steps a dispatch are faster than one by the list, or the list's own. The arrays hold the initial
 * state; the clock and the parameters are to be written anew afterwards. `now`: seconds since an arbitrary moment.
 */
export async function chooseTogether(
  config: Config,
  backend: Backend,
  now: () => number,
  list: Tile,
  allowed: (tile: Tile) => boolean,
): Promise<Tile> {
  const wanted = (config.ny > 1 ? PLANE : LINE).filter(allowed);
  const ready = await Promise.all(wanted.map((each) => prepared(config, backend, each)));
  const several = ready.filter((each) => each !== null);
  if (several.length === 0) return list;
  const program = modelProgram(config, list);
  const [begin, step] = await Promise.all(
    [program.begin, program.step].map((each) => Promise.all(each.map((one) => backend.prepare(one)))),
  );
  // All take as many steps a dispatch.
  const contenders: readonly Contender[] = [
    { tile: list, programs: step!, times: several[0]!.steps },
    ...several.map(({ programs, tile }) => ({ tile, programs, times: 1 })),
  ];
  const timing = { tick: 0, fixed_ticks: TICKS, most_ticks: TICKS };
  backend.writeRecord('parameters', { ...parameterRecord(config, config.parameters), ...timing });
  backend.writeRecord('clock', zeros(CLOCK));
  backend.writeRecord('goal', words(NEVER));
  backend.run(begin!, 1);
  const fastest = await quickest(contenders, backend, now);
  const { busy } = await backend.readRecord('clock');
  // What they may have left: how far a super-time-step is, and NaN where a formula is finite but for t = 0.
  if (config.model === 'keller-segel' && config.scheme === 'rkl2')
    backend.writeRecord('super_step', zeros(SUPER_STEP));
  backend.write('carry', new Float32Array(2 * cellCount(config)));
  // A start that cannot go on: nothing was computed, and so nothing measured.
  return busy === 1 ? fastest.tile : list;
}

/** Null where a driver does not compile it. */
async function prepared(config: Config, backend: Backend, tile: Tile) {
  const { together } = modelProgram(config, tile);
  if (!together) return null;
  try {
    const programs = await Promise.all(together.list.map((each) => backend.prepare(each)));
    return { tile, programs, steps: together.steps };
  } catch {
    return null;
  }
}
