// The benchmark's rows as a table and a plot, for bench/README.md: of every kind of row the newest. What computes on a
// processor is told of one machine alone, that of the newest rows, or the curves would compare machines; GPUs wherever they were.

import type { PlottedCurve } from '../record/plot-svg.ts';
import { plotSvg, stackedSvg } from '../record/plot-svg.ts';
import { isAccuracyRow } from './accuracy.ts';
import type { AccuracyRow } from './accuracy.ts';
import { CELLS, cellBytes } from './cells.ts';
import type { CellRow } from './cells.ts';
import { fieldBytes } from './fields.ts';
import type { FieldRow } from './fields.ts';
import { percent } from './row.ts';
import type { MachineRow } from './row.ts';
import { formatRate } from '../view/numbers.ts';

type SpeedRow = FieldRow | CellRow;
type AnyRow = SpeedRow | AccuracyRow;

/** Rows of the lines of results; those from before there were cells have no model. */
export const readRows = (text: string): AnyRow[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ model: 'keller-segel', ...(JSON.parse(line) as object) }) as AnyRow);

const isHardware = ({ backend, adapter }: MachineRow): boolean =>
  backend === 'gpu' && !adapter.includes('(software)');
/** Where it was computed, in a word or two. */
const nameOf = ({ backend, adapter }: MachineRow): string =>
  backend === 'gpu' ? adapter.replace(/ \(.*$/, '') : backend;

const subjectOf = (row: AnyRow): string =>
  isAccuracyRow(row)
    ? row.attempt
    : row.model === 'keller-segel'
      ? `${row.preset}, ${row.scheme}`
      : `cells, ${row.sensing}, ${row.placed}`;
const countOf = (row: AnyRow): number => (row.model === 'keller-segel' ? row.nx * row.ny : row.cells);

/** The newest of each kind, in the order of what was computed, where, and of what size. */
export function newestRows<R extends AnyRow>(rows: readonly R[]): R[] {
  const byDate = [...rows].sort((a, b) => a.date.localeCompare(b.date));
  const machine = byDate.at(-1)?.cpu;
  const kept = new Map<string, R>();
  for (const row of byDate.filter((each) => isHardware(each) || each.cpu === machine))
    kept.set(JSON.stringify([subjectOf(row), nameOf(row), row.nx, countOf(row)]), row);
  const order = (row: R): string => `${row.model} ${subjectOf(row)} ${nameOf(row)}`;
  return [...kept.values()].sort((a, b) => order(a).localeCompare(order(b)) || countOf(a) - countOf(b));
}

const isSpeedRow = (row: AnyRow): row is SpeedRow => !isAccuracyRow(row);
/** Of the bytes a second of a copy; rows of old counted others. */
const shareOfCopy = (row: SpeedRow): number =>
  (row.cellsPerSecond.median * effectiveBytes(row)) / row.copyBytesPerSecond.median;
const effectiveBytes = (row: SpeedRow): number =>
  row.model === 'keller-segel' ? fieldBytes(row.backend) : cellBytes(row.sensing, row.backend);

const sizeOf = (row: SpeedRow): string =>
  row.model === 'keller-segel'
    ? `${row.nx} x ${row.ny}`
    : `${row.cells.toExponential(0).replace('e+', 'e')} on ${row.nx} x ${row.ny}`;

const tableOf = (head: readonly string[], lines: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
const origin = (row: MachineRow): string[] => [
  `${row.cpu}, ${row.cores} cores`,
  `${row.date.slice(0, 10)}, ${row.commit ?? 'no commit'}`,
];

/** Markdown: what a second computes. */
export function reportTable(rows: readonly AnyRow[]): string {
  const lines = newestRows(rows.filter(isSpeedRow)).map((row) => [
    subjectOf(row),
    sizeOf(row),
    nameOf(row),
    formatRate(row.cellsPerSecond.median),
    `${formatRate(row.cellsPerSecond.min)} ... ${formatRate(row.cellsPerSecond.max)}`,
    formatRate(row.cellsPerSecond.median * effectiveBytes(row)),
    percent(shareOfCopy(row)),
    ...origin(row),
  ]);
  const head = [
    'what',
    'size',
    'computed by',
    'cells/s',
    'least ... most',
    'T_eff, bytes/s',
    'of copy',
    'processor',
    'when, commit',
  ];
  return tableOf(head, lines);
}

/** Markdown: what an answer of a given error costs, the fastest first. */
export function accuracyReport(rows: readonly AnyRow[]): string {
  const sorted = newestRows(rows.filter(isAccuracyRow)).sort(
    (a, b) => b.simulatedTimePerSecond.median - a.simulatedTimePerSecond.median,
  );
  const lines = sorted.map((row) => [
    row.attempt,
    `${row.nx} x ${row.ny}`,
    nameOf(row),
    percent(row.error),
    formatRate(row.simulatedTimePerSecond.median),
    `${formatRate(row.simulatedTimePerSecond.min)} ... ${formatRate(row.simulatedTimePerSecond.max)}`,
    ...origin(row),
  ]);
  const head = ['scheme', 'cells', 'computed by', 'error', 'simulated time/s', 'least ... most'];
  return tableOf([...head, 'processor', 'when, commit'], lines);
}

/** Cells a second against their number, a curve for each that computes; fields above, single cells below. */
export function reportPicture(rows: readonly AnyRow[]): string {
  const newest = newestRows(rows.filter(isSpeedRow));
  const curves = (kept: readonly SpeedRow[]): PlottedCurve[] =>
    [...new Set(kept.map(nameOf))].map((name) => ({
      name,
      kind: 'measured',
      points: kept
        .filter((row) => nameOf(row) === name)
        .map((row) => [countOf(row), row.cellsPerSecond.median] as const),
    }));
  const axes = (cells: string) =>
    [
      { label: cells, unit: '1', scale: 'logarithmic' },
      { label: 'cells a second', unit: '1/s', scale: 'logarithmic' },
    ] as const;
  // Two stages, as most solvers have.
  const fields = newest.filter((row) => row.model === 'keller-segel' && row.scheme === 'ssprk2');
  const walkers = newest.filter(
    (row) =>
      row.model === 'run-and-tumble' &&
      row.nx === CELLS.grid &&
      row.sensing === 'linear' &&
      row.placed === 'uniform',
  );
  const plots = [
    { title: 'Keller-Segel fields (saturated): steps of grid cells', of: 'grid cells', kept: fields },
    { title: 'Run-and-tumble cells (linear, live chemical): steps of cells', of: 'cells', kept: walkers },
  ].filter(({ kept }) => kept.length > 0);
  return stackedSvg(plots.map(({ title, of, kept }) => plotSvg(title, ...axes(of), curves(kept))));
}
