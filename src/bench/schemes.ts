// Which time stepping gets a preset of fields to its end soonest: the whole experiment by each scheme, in turn on the same
// device, and what its steps err by, against the same grid with a tolerance a hundred times as small. Beside it stands what the
// grid errs by: the same start on cells half as wide. A scheme will do where the error of time is the smaller one at every
// look, no density goes below zero, and a run that stops by itself does so in time; of those that do, a preset has the fastest.
// What stops early is compared for as long as all go on.
//
// What it cannot tell: which error is larger after a collapse that the grid does not resolve.

import { InputError } from '../core/problem.ts';
import { initialFields, parseConfig } from '../config/index.ts';
import { PRESETS } from '../presets/index.ts';
import { createSimulation, evaluationsOf } from '../simulation/index.ts';
import type { InitialFields } from '../simulation/index.ts';
import type { Backend } from '../core/backend.ts';
import type { KellerSegelConfig, Scheme } from '../core/config.ts';
import { columns } from './row.ts';
import type { BenchHost } from './row.ts';

const LAST = { scheme: 'rkl2', tolerance: 1e-4 } as const;
/** What takes turns. */
const CONTENDERS: readonly { readonly scheme: Scheme; readonly tolerance?: number }[] = [
  { scheme: 'ssprk2' },
  { scheme: 'euler' },
  { scheme: 'rkl2', tolerance: 1e-3 },
  LAST,
];
/** Looks at the state, evenly spread over the time of the preset. */
const LOOKS = 10;
/** Along a side: twice as many on half cells take minutes. */
const MOST_CELLS = 256;
const FINER = 1e-5;

export interface SchemeRow {
  readonly date: string;
  readonly commit: string | null;
  readonly cpu: string;
  readonly cores: number;
  readonly backend: Backend['name'];
  readonly preset: string;
  readonly scheme: Scheme;
  /** Of a step, where the scheme has one. */
  readonly tolerance: number | null;
  readonly seconds: number;
  readonly steps: number;
  readonly rejected: number;
  /** Right-hand sides of the whole grid. */
  readonly evaluations: number;
  /** When it ended, and why. */
  readonly time: number;
  readonly status: string;
  /** Lowest density at any look. */
  readonly lowest: number;
  /** At each look, largest difference of u from the finer solution over its largest value. */
  readonly errors: readonly number[];
  /** The same from the averages of a solution on cells half as wide, of the last contender, whose tolerance that one has. */
  readonly gridErrors: readonly number[];
}

/** Presets that have schemes to choose from. */
export const schemePresets = (): string[] =>
  PRESETS.map(({ name }) => name).filter((name) => configOf(name, {}) !== null);

function configOf(preset: string, settings: Readonly<Record<string, unknown>>): KellerSegelConfig | null {
  const parsed = parseConfig({ preset, ...settings });
  if ('problems' in parsed) throw new InputError(parsed.problems);
  return parsed.config.model === 'keller-segel' ? cutToSize(parsed.config) : null;
}

/** A part of a large domain, its cells as large as before: what steps cost and err by a cell is the same. */
function cutToSize(config: KellerSegelConfig): KellerSegelConfig {
  if (config.ny === 1) return config;
  const [nx, ny] = [Math.min(config.nx, MOST_CELLS), Math.min(config.ny, MOST_CELLS)];
  return {
    ...config,
    nx,
    ny,
    width: (config.width / config.nx) * nx,
    height: (config.height / config.ny) * ny,
  };
}

interface Looked {
  readonly row: Omit<SchemeRow, 'date' | 'commit' | 'cpu' | 'cores' | 'errors' | 'gridErrors'>;
  readonly states: readonly Float32Array[];
}

async function run(
  create: () => Backend,
  preset: string,
  config: KellerSegelConfig,
  initial: InitialFields,
  host: Pick<BenchHost, 'now' | 'rest'>,
): Promise<Looked> {
  const backend = create();
  const simulation = await createSimulation(config, backend, initial);
  const states: Float32Array[] = [];
  let [seconds, lowest] = [0, Infinity];
  let measured = await simulation.measure();
  for (let look = 1; look <= LOOKS && measured.status === 'running'; look += 1) {
    await host.rest?.();
    const start = host.now();
    measured = await simulation.advance((config.until * look) / LOOKS);
    seconds += host.now() - start;
    lowest = Math.min(lowest, measured.u.min);
    if (measured.status === 'running') states.push(Float32Array.from((await simulation.snapshot()).u));
  }
  const { steps, rejected, time, status } = measured;
  const evaluations = await evaluationsOf(simulation, measured);
  simulation.dispose();
  return {
    row: {
      ...{ backend: backend.name, preset, scheme: config.scheme },
      tolerance: config.scheme === 'rkl2' ? config.tolerance : null,
      ...{ seconds, steps, rejected, evaluations, time, status, lowest },
    },
    states,
  };
}

/** On cells half as wide, as many of each value. */
function onHalfCells({ nx, ny }: KellerSegelConfig, values: ArrayLike<number>): Float64Array {
  const rows = ny > 1 ? 2 : 1;
  return Float64Array.from({ length: 2 * nx * rows * ny }, (_, i) => {
    const [ix, iy] = [i % (2 * nx), Math.floor(i / (2 * nx))];
    return values[Math.floor(iy / rows) * nx + (ix >> 1)];
  });
}

/** And back: means. */
function onWholeCells({ nx, ny }: KellerSegelConfig, values: Float32Array): Float32Array {
  const rows = ny > 1 ? 2 : 1;
  const means = new Float32Array(nx * ny);
  for (const [i, value] of values.entries()) {
    const [ix, iy] = [i % (2 * nx), Math.floor(i / (2 * nx))];
    means[Math.floor(iy / rows) * nx + (ix >> 1)] += value / (2 * rows);
  }
  return means;
}

/** Largest difference over the largest value. */
function difference(a: Float32Array, b: Float32Array): number {
  let [apart, largest] = [0, 0];
  for (const [i, value] of b.entries()) {
    apart = Math.max(apart, Math.abs(a[i] - value));
    largest = Math.max(largest, Math.abs(value));
  }
  return apart / largest;
}

/** All contenders on one preset. */
export async function benchSchemes(
  create: () => Backend,
  preset: string,
  host: BenchHost,
  progress: (done: number, what: string) => void,
): Promise<SchemeRow[]> {
  const finest = configOf(preset, { scheme: 'rkl2' });
  if (finest === null) throw new Error(`${preset} is of cells`);
  const initial = initialFields(finest, {});
  const tell = (turn: number, what: string): void =>
    progress(turn / (CONTENDERS.length + 2), `${preset}, ${what}`);
  tell(0, 'finer steps');
  const judge = await run(create, preset, { ...finest, tolerance: FINER }, initial, host);
  tell(1, 'finer grid');
  const half = { ...finest, ...LAST, nx: 2 * finest.nx, ny: finest.ny > 1 ? 2 * finest.ny : 1 };
  const start = { u: onHalfCells(finest, initial.u), v: onHalfCells(finest, initial.v) };
  const onHalf = await run(create, preset, half, start, host);
  const grid = onHalf.states.map((state) => onWholeCells(finest, state));
  const looked: Looked[] = [];
  for (const [turn, contender] of CONTENDERS.entries()) {
    tell(turn + 2, contender.scheme);
    looked.push(await run(create, preset, { ...finest, ...contender }, initial, host));
  }
  const apart = (states: readonly Float32Array[], from: readonly Float32Array[]): number[] =>
    states.slice(0, from.length).map((state, k) => difference(state, from[k]));
  const gridErrors = apart(looked.at(-1)!.states, grid);
  const { cpu, cores } = host.machine();
  const common = { date: host.date().toISOString(), commit: await host.commit(), cpu, cores, gridErrors };
  return looked.map(({ row, states }) => ({ ...common, ...row, errors: apart(states, judge.states) }));
}

const nameOf = ({ scheme, tolerance }: SchemeRow): string =>
  tolerance === null ? scheme : `${scheme}, ${tolerance.toExponential(0)}`;

const largest = (errors: readonly number[]): string => Math.max(...errors).toExponential(1);

/** A run that stops by itself must do so when the most accurate one does, but for this share of the time. */
const SAME_TIME = 0.01;

/** The rows of those that will do: see the head of this file. */
export function thatWillDo(rows: readonly SchemeRow[]): SchemeRow[] {
  const worst = ({ errors }: SchemeRow): number => Math.max(...errors);
  return rows.filter((row) => {
    const rivals = rows.filter(({ preset }) => preset === row.preset);
    const { time } = rivals.reduce((best, rival) => (worst(rival) < worst(best) ? rival : best));
    const smaller = row.errors.every((error, look) => !(error >= row.gridErrors[look]));
    return row.lowest >= 0 && smaller && Math.abs(row.time / time - 1) <= SAME_TIME;
  });
}

/** The fastest that will do, for each preset. */
export function fastest(rows: readonly SchemeRow[]): Map<string, SchemeRow> {
  const best = new Map<string, SchemeRow>();
  for (const row of thatWillDo(rows)) {
    const known = best.get(row.preset);
    if (known === undefined || row.seconds < known.seconds) best.set(row.preset, row);
  }
  return best;
}

const HEADING = [
  ...['preset', 'scheme', 'steps', 'right-hand sides', 'seconds', 'until', 'largest error of time'],
  ...['of the grid', 'will do', 'fastest'],
];

/** One line a row. */
function cellsOf(rows: readonly SchemeRow[]): string[][] {
  const best = fastest(rows);
  const good = thatWillDo(rows);
  return rows.map((row) => [
    row.preset,
    nameOf(row),
    String(row.steps + row.rejected),
    String(row.evaluations),
    row.seconds.toPrecision(3),
    `${Number(row.time.toPrecision(3))}${row.status === 'running' ? '' : ` (${row.status})`}`,
    largest(row.errors),
    largest(row.gridErrors),
    good.includes(row) ? 'yes' : 'no',
    best.get(row.preset) === row ? '**yes**' : '',
  ]);
}

export const schemeTable = (rows: readonly SchemeRow[]): string => columns(HEADING, cellsOf(rows));

/** The same in Markdown, for bench/README.md. */
export const schemeReport = (rows: readonly SchemeRow[]): string =>
  [HEADING, HEADING.map(() => '---'), ...cellsOf(rows)].map((cells) => `| ${cells.join(' | ')} |\n`).join('');

/** Rows of lines; of each preset and scheme the newest. */
export function readSchemeRows(text: string): SchemeRow[] {
  const kept = new Map<string, SchemeRow>();
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const row = JSON.parse(line) as SchemeRow;
    kept.set(`${row.preset} ${nameOf(row)}`, row);
  }
  return [...kept.values()];
}
