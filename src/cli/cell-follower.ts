// `tumble run --follow <index>`: every step of one cell into cell-<index>.csv, read while the run goes on.

import type { Config } from '../core/config.ts';
import { InputError } from '../core/problem.ts';
import type { Simulation, Trace } from '../core/simulation.ts';
import { ruleOf } from '../models/index.ts';
import { entriesAfter } from '../observables/trace.ts';
import type { TableWriter } from '../record/table.ts';

const COLUMNS = [
  't',
  'x',
  'y',
  'roundsX',
  'roundsY',
  'heading',
  'cue',
  'secondCue',
  'rate',
  'tumbles',
] as const;
const NAMES = [
  't',
  'x',
  'y',
  'rounds_x',
  'rounds_y',
  'heading',
  'cue',
  'second_cue',
  'rate',
  'tumbles',
] as const;

export interface CellFollower {
  readonly file: string;
  readonly columns: readonly string[];
  begin(simulation: Simulation, table: TableWriter): Promise<void>;
  /** Takes what is new; to be called before the device has taken 4096 steps more. Does not wait. */
  take(): void;
  /** Waits for all rows and closes the file. */
  finish(): Promise<void>;
}

/** Null where none was asked for. Throws InputError where there is no such cell. */
export function createCellFollower(config: Config, text: string | undefined): CellFollower | null {
  if (text === undefined) return null;
  const refuse = (rule: string, remedy: string) =>
    new InputError([{ field: 'follow', value: text, rule, remedy }]);
  if (config.model !== 'run-and-tumble')
    throw refuse('this experiment has no single cells', 'Use a preset with cells, e.g. e-coli');
  const index = Number(text);
  if (!/^\d+$/.test(text) || index >= config.cells)
    throw refuse(
      `must be the index of a cell: a whole number from 0 to ${config.cells - 1}`,
      'Use e.g. --follow 0',
    );
  const inner = ruleOf(config).inner.map(({ name }) => name);
  let simulation: Simulation | null = null;
  let table: TableWriter | null = null;
  let last: number | null = null;
  let rows = 0;
  let work: Promise<void> = Promise.resolve();

  async function write(trace: Trace): Promise<void> {
    const { first } = entriesAfter(trace, last);
    for (let k = first; k < trace.step.length; k += 1) {
      const inside = inner.map((name) => trace.inner[name][k]);
      await table?.append([trace.step[k], ...COLUMNS.map((name) => trace[name][k]), ...inside]);
      last = trace.step[k];
      rows += 1;
    }
  }
  function take(): void {
    const asked = simulation?.population?.trace();
    work = work.then(async () => {
      const trace = await asked;
      if (trace) await write(trace);
    });
    // Said when it is waited for.
    work.catch(() => undefined);
  }
  return {
    file: `cell-${index}.csv`,
    columns: ['step', ...NAMES, ...inner.map((name) => `inner_${name}`)],
    async begin(started, opened) {
      simulation = started;
      table = opened;
      await started.population?.follow(index);
    },
    take,
    async finish() {
      take();
      await work;
      await table?.finish(rows);
    },
  };
}
