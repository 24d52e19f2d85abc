// The benchmark of cells: one step of run-and-tumble cells in two dimensions with a live chemical, so that every step deposits, steps the chemical, senses, tumbles and runs. Twice for each number of cells: spread out,
// and collapsed onto a few grid cells, where all of them count on the same few addresses. They hardly move, so that a
// collapsed cloud stays one however long the benchmark takes; the work of a step does not depend on how far it leads. Of several sensing rules, which take turns, spread-out cells only.

import { createCpuBackend } from '../backends/cpu/cpu-backend.ts';
import { isAbsent } from '../backends/gpu/access.ts';
import { createGpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../backends/reference/reference-backend.ts';
import { InputError } from '../core/problem.ts';
import { initialFields, parseConfig } from '../config/index.ts';
import { findRule } from '../sensing/index.ts';
import { backendContender } from './contenders.ts';
import { compare } from './measure.ts';
import { adaptersOf, columns, microseconds, percent, rowOf } from './row.ts';
import { formatRate } from '../view/numbers.ts';
import type { Backend } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import type { Contender } from './contenders.ts';
import type { Bench, BenchPlan, Row, Subject } from './row.ts';

export interface CellPlan extends BenchPlan {
  /** Side of the square grid, in grid cells of length 1. */
  readonly grid: number;
  /** Names of the sensing rules. */
  readonly rules: readonly string[];
  readonly placed: readonly Placed[];
}

/** Sorted: uniform, and beside each other in memory where they are on the grid. What sorting cells could give at most. */
type Placed = 'uniform' | 'collapsed' | 'sorted';
const USUAL = { rules: ['linear'], placed: ['uniform', 'collapsed'] } as const;
export const QUICK_CELLS: CellPlan = { sizes: [1e4, 1e5], repeats: 3, seconds: 0.2, grid: 128, ...USUAL };
export const CELLS: CellPlan = {
  sizes: [1e4, 1e5, 1e6, 1e7],
  repeats: 7,
  seconds: 0.5,
  grid: 512,
  ...USUAL,
};
/** Beyond this the reference, and a GPU that is the CPU, take minutes and say nothing new; unless asked for by number. */
const MOST_ON_CPU = 1e6;
/** Spread of the collapsed cloud, in grid cells: nine in ten cells lie on some thirty grid cells. */
const COLLAPSED_SPREAD = 1.5;
/** Five tumbles in a hundred steps. */
const TIME_STEP = 0.05;

/** A cell's state, in words of 4 bytes: position 2, heading, hazard, rounds, and its memory. The copy works on as many. */
const wordsOf = (sensing: string): number => 5 + findRule(sensing)!.memory.length;
/** Bytes that no step can avoid moving for a cell: its state read and written (the reference keeps hazard and memory in 8 bytes). */
export const cellBytes = (sensing: string, backend: Contender['name']): number =>
  2 * (4 * wordsOf(sensing) + (backend === 'reference' ? 4 * (wordsOf(sensing) - 4) : 0));

/** Shapes of their density. */
const PLACES: Readonly<Record<Placed, string>> = {
  uniform: '1',
  collapsed: `exp(-((x - width/2)^2 + (y - height/2)^2)/${2 * COLLAPSED_SPREAD ** 2})`,
  sorted: '1',
};

/** Puts the cells in the order of the grid cells that they are in. */
async function sortCells(backend: Backend, { nx, ny }: Config): Promise<void> {
  const position = await backend.read('position');
  const index = (cell: number, axis: 0 | 1, n: number): number =>
    Math.floor((position[2 * cell + axis] * n) / 2 ** 32);
  const place = Float64Array.from(
    { length: position.length / 2 },
    (_, cell) => index(cell, 1, ny) * nx + index(cell, 0, nx),
  );
  const order = Uint32Array.from(place.keys()).sort((a, b) => place[a] - place[b]);
  const sorted = Uint32Array.from(position, (_, k) => position[2 * order[k >> 1] + (k & 1)]);
  backend.write('position', sorted);
}

export interface CellRow extends Row {
  readonly model: 'run-and-tumble';
  readonly sensing: string;
  readonly placed: Placed;
  /** Simulated cells; nx and ny are the grid's. */
  readonly cells: number;
}

/** @param anySize Larger numbers than usual also on the CPU. */
export async function benchCells(
  bench: Bench & { readonly plan: CellPlan },
  anySize: boolean,
): Promise<CellRow[]> {
  const { host, gpu, cpu, plan } = bench;
  const { grid } = plan;
  const rows: CellRow[] = [];
  for (const [index, cells] of plan.sizes.entries()) {
    bench.progress(index / plan.sizes.length, `${cells} cells`);
    const contenders: Contender[] = [];
    if (!isAbsent(gpu) && (!gpu.software || anySize || cells <= MOST_ON_CPU))
      contenders.push(backendContender(() => createGpuBackend(gpu), gpu));
    contenders.push(backendContender(() => createCpuBackend(cpu)));
    if (anySize || cells <= MOST_ON_CPU) contenders.push(backendContender(createReferenceBackend));
    const workloads = plan.rules.flatMap((sensing) =>
      (plan.rules.length > 1 ? (['uniform'] as const) : plan.placed).map((placed) => {
        const config = cellsOf(cells, grid, placed, sensing);
        const initial = initialFields(config, {});
        const sorts =
          placed === 'sorted' ? { prepare: (backend: Backend) => sortCells(backend, config) } : {};
        return { config, initial, numbers: wordsOf(sensing) * cells, sensing, placed, ...sorts };
      }),
    );
    for (const timing of await compare(workloads, contenders, host, plan)) {
      const { sensing, placed } = workloads[timing.workload];
      const subject: Subject = {
        model: 'run-and-tumble',
        ...{ nx: grid, ny: grid, count: cells },
        bytesPerCell: ({ name }) => cellBytes(sensing, name),
      };
      const row = await rowOf(bench, contenders[timing.contender], subject, timing);
      rows.push({ ...row, model: 'run-and-tumble', sensing, placed, cells });
    }
  }
  return rows;
}

/** @throws InputError where so many cells are not allowed. */
export function cellsOf(cells: number, grid: number, placed: Placed, sensing = 'linear'): Config {
  const settings = {
    model: 'run-and-tumble',
    sensing,
    chemical: 'live',
    ...{ nx: grid, ny: grid, width: grid, height: grid, boundaryX: 'periodic', boundaryY: 'periodic' },
    ...{ cells, initialU: PLACES[placed], initialV: '0', diffusionV: '1', production: 'u - v' },
    ...{ timeStep: TIME_STEP, until: 1e6, every: 1e6 },
    parameters: { speed: 0, ...(sensing === 'linear' ? { tumbleRate: 1, chi: 1 } : {}) },
  };
  const parsed = parseConfig(settings);
  if ('problems' in parsed) throw new InputError(parsed.problems);
  return parsed.config;
}

export function cellTable(rows: readonly CellRow[]): string {
  const heading = ['cells', 'rule', 'placed', 'backend', 'step', 'cell-steps/s', '(min ... max)', 'bytes/s'];
  const more = ['of copy', 'against the first', 'GPU / reference'];
  const lines = rows.map((row) => {
    const same = (other: CellRow): boolean => other.cells === row.cells;
    // Spread-out cells of the first rule.
    const first = rows.find((o) => same(o) && o.backend === row.backend)!;
    const rival = rows.find(
      (o) => same(o) && o.backend === 'reference' && o.placed === row.placed && o.sensing === row.sensing,
    );
    const { cellsPerSecond: rate, secondsPerStep } = row;
    const slower =
      row !== first
        ? `${(secondsPerStep.median / first.secondsPerStep.median).toPrecision(3)} x the time`
        : '';
    const gain =
      row.backend === 'gpu' && rival ? `${(rate.median / rival.cellsPerSecond.median).toPrecision(3)} x` : '';
    return [
      String(row.cells),
      row.sensing,
      row.placed,
      row.backend,
      microseconds(secondsPerStep.median),
      formatRate(rate.median),
      `(${formatRate(rate.min)} ... ${formatRate(rate.max)})`,
      formatRate(row.bytesPerSecond.median),
      percent(row.shareOfCopy),
      slower,
      gain,
    ];
  });
  return `${adaptersOf(rows)}\n${columns([...heading, ...more], lines)}`;
}
