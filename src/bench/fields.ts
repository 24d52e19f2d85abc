// The benchmark of fields: one step of the preset `saturated` on square grids.

import { isAbsent } from '../backends/gpu/access.ts';
import { createCpuBackend } from '../backends/cpu/cpu-backend.ts';
import { createGpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../backends/reference/reference-backend.ts';
import { cellCount } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import { initialFields, parseConfig } from '../config/index.ts';
import { backendContender, nativeContender } from './contenders.ts';
import { bytesPerNumber, compare } from './measure.ts';
import { adaptersOf, columns, microseconds, percent, rowOf } from './row.ts';
import { formatRate } from '../view/numbers.ts';
import type { KellerSegelConfig, Scheme } from '../core/config.ts';
import type { Contender } from './contenders.ts';
import type { Bench, BenchPlan, Row, Subject } from './row.ts';

/** Super-time-steps have as many stages as their length needs: what they save is told by `--accuracy`. */
export const BENCHED_SCHEMES = ['euler', 'ssprk2'] as const satisfies readonly Scheme[];
export type BenchedScheme = (typeof BENCHED_SCHEMES)[number];

const PRESET = 'saturated';
/** Cell size of the preset: the time step, and so the work, is the same a cell on every grid. */
const CELL = 0.2;
export const QUICK_GRIDS: BenchPlan = { sizes: [64, 128, 256], repeats: 3, seconds: 0.2 };
export const GRIDS: BenchPlan = {
  sizes: [64, 128, 256, 512, 1024, 2048, 4096, 8192],
  repeats: 7,
  seconds: 0.5,
};
/** Beyond this the reference, and a GPU that is the CPU, take minutes and say nothing new. */
const LARGEST_ON_CPU = 512;

/** Numbers that no step can avoid moving for a cell: u and v, read and written. What schemes keep beside them is their own cost. */
const NUMBERS_PER_STEP = 4;
export const fieldBytes = (name: Contender['name']): number => NUMBERS_PER_STEP * bytesPerNumber({ name });
/** Numbers a cell that the step touches: u and v old and new, carries, increments. The copy works on as many. */
const NUMBERS_PER_CELL: Readonly<Record<BenchedScheme, number>> = { euler: 6, ssprk2: 8 };

export interface FieldRow extends Row {
  readonly model: 'keller-segel';
  readonly preset: string;
  readonly scheme: BenchedScheme;
}

export async function benchFields(bench: Bench, scheme: BenchedScheme): Promise<FieldRow[]> {
  const { host, gpu, cpu, native, plan } = bench;
  const rows: FieldRow[] = [];
  for (const [index, size] of plan.sizes.entries()) {
    bench.progress(index / plan.sizes.length, `${size} x ${size} cells`);
    const contenders: Contender[] = [];
    if (!isAbsent(gpu) && (!gpu.software || size <= LARGEST_ON_CPU))
      contenders.push(backendContender(() => createGpuBackend(gpu), gpu));
    contenders.push(backendContender(() => createCpuBackend(cpu)));
    if (native !== null) contenders.push(nativeContender(native, scheme, cpu.threads));
    if (size <= LARGEST_ON_CPU) contenders.push(backendContender(createReferenceBackend));
    const config = gridOf(size, scheme);
    const work = {
      config,
      initial: initialFields(config, {}),
      numbers: NUMBERS_PER_CELL[scheme] * cellCount(config),
    };
    const { nx, ny } = config;
    const subject: Subject = {
      model: 'keller-segel',
      ...{ nx, ny, count: cellCount(config) },
      bytesPerCell: ({ name }) => fieldBytes(name),
    };
    for (const timing of await compare([work], contenders, host, plan)) {
      const row = await rowOf(bench, contenders[timing.contender], subject, timing);
      rows.push({ ...row, model: 'keller-segel', preset: PRESET, scheme });
    }
  }
  return rows;
}

function gridOf(size: number, scheme: BenchedScheme): KellerSegelConfig {
  const settings = {
    preset: PRESET,
    scheme,
    nx: size,
    ny: size,
    width: size * CELL,
    height: size * CELL,
    until: 1e6,
    every: 1e6,
  };
  const parsed = parseConfig(settings);
  if ('problems' in parsed) throw new InputError(parsed.problems);
  if (parsed.config.model !== 'keller-segel') throw new Error(`${PRESET} is of fields`);
  return parsed.config;
}

export function fieldTable(rows: readonly FieldRow[]): string {
  const heading = [
    'cells',
    'backend',
    'step',
    'cells/s',
    '(min ... max)',
    'bytes/s',
    'of copy',
    'of reference',
    'GPU / CPU',
  ];
  const lines = rows.map((row) => {
    const { cellsPerSecond: rate } = row;
    /** How many times as fast as another backend on the same grid. */
    const times = (backend: Row['backend']): string => {
      const other = rows.find((each) => each.nx === row.nx && each.backend === backend);
      return other ? `${(rate.median / other.cellsPerSecond.median).toPrecision(3)} x` : '';
    };
    return [
      `${row.nx} x ${row.ny}`,
      row.backend,
      microseconds(row.secondsPerStep.median),
      formatRate(rate.median),
      `(${formatRate(rate.min)} ... ${formatRate(rate.max)})`,
      formatRate(row.bytesPerSecond.median),
      percent(row.shareOfCopy),
      row.backend === 'reference' ? '' : times('reference'),
      row.backend === 'gpu' ? times('cpu') : '',
    ];
  });
  return `${adaptersOf(rows)}\n${columns(heading, lines)}`;
}
