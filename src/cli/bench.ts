// `tumble bench`: the same step on the GPU and on the reference, in turn, and against a copy kernel of the same run.
// Results are appended to bench/results/<machine>.jsonl, one line a measurement; bench/README.md explains them.

import { Command, Option } from 'commander';
import { isAbsent } from '../backends/gpu/access.ts';
import { InputError } from '../core/problem.ts';
import { storageProblem } from '../record/storage.ts';
import { findRule, SENSING_RULES } from '../sensing/index.ts';
import { accuracyTable, ACCURACY, benchAccuracy, QUICK_ACCURACY } from '../bench/accuracy.ts';
import { benchCells, CELLS, cellTable, QUICK_CELLS } from '../bench/cells.ts';
import type { CellPlan } from '../bench/cells.ts';
import { BENCHED_SCHEMES, benchFields, fieldTable, GRIDS, QUICK_GRIDS } from '../bench/fields.ts';
import type { BenchedScheme } from '../bench/fields.ts';
import { createCpuBackend } from '../backends/cpu/cpu-backend.ts';
import { benchSchemes, schemePresets, schemeTable } from '../bench/schemes.ts';
import type { SchemeRow } from '../bench/schemes.ts';
import { createProgress } from './progress.ts';
import type { NativeYardstick } from '../bench/contenders.ts';
import type { Bench, BenchPlan, MachineRow } from '../bench/row.ts';
import type { Host } from './host.ts';

export function benchCommand(host: Host): Command {
  return new Command('bench')
    .summary('measure the GPU against the CPU')
    .description(
      'Times the same step on the GPU, on the CPU and on the reference, in turn, with a copy kernel as the yardstick, and ' +
        'appends the figures to a file. bench/README.md explains them.',
    )
    .addOption(
      new Option('--model <name>', 'fields, or run-and-tumble cells')
        .choices(BENCHED)
        .default('keller-segel'),
    )
    .option(
      '--quick',
      `${QUICK_GRIDS.sizes.join(', ')} grid cells a side, or ${QUICK_CELLS.sizes.join(', ')} cells; with --accuracy: no software adapter, no reference`,
    )
    .option(
      '--sizes <list>',
      'grid cells a side of the square grids, e.g. 128,1024; or numbers of cells, e.g. 1e6',
    )
    .addOption(
      new Option('--scheme <name>', 'of fields: time stepping').choices(BENCHED_SCHEMES).default('ssprk2'),
    )
    .option(
      '--schemes <presets>',
      'of fields: whole experiments by each time stepping on the CPU instead, of these presets, or all',
    )
    .option('--sensing <rules>', 'of cells: sensing rules to compare, e.g. linear,e-coli')
    .option(
      '--sorted',
      'of cells: also in the order of their grid cells, to see what sorting them could give at most',
    )
    .addOption(
      new Option(
        '--accuracy',
        'simulated time a second and the error it comes with, of fields by each scheme',
      ).conflicts(['model', 'sizes', 'scheme', 'schemes', 'sensing', 'sorted']),
    )
    .option('-o, --out <file>', 'file to append to (default: bench/results/<machine>.jsonl)')
    .option('--no-native', 'leave out the yardstick in C, which is compiled where there is a compiler')
    .option('--json', 'print the lines that are appended instead of a table')
    .addHelpText(
      'after',
      '\nExamples:\n  tumble bench --quick\n  tumble bench --sizes 256,2048 --json\n' +
        '  tumble bench --accuracy --quick\n  tumble bench --schemes spots,collapse\n' +
        '  tumble bench --model run-and-tumble\n' +
        '  tumble bench --model run-and-tumble --sensing linear,e-coli,ccr7',
    )
    .action(async (options: Options) => {
      if (options.schemes !== undefined) return ofSchemes(host, options, options.schemes);
      const { rows, table } = await bench(host, options);
      const path = await append(host, rows, options.out);
      const lines = rows.map((row) => JSON.stringify(row)).join('\n');
      host.terminal.out(options.json ? `${lines}\n` : `${table}\nAppended to ${path}\n`);
    });
}

/** The models that are measured: the others run on the same kernels' clock, on a line. */
const BENCHED = ['keller-segel', 'run-and-tumble'] as const;

interface Options {
  readonly model: (typeof BENCHED)[number];
  readonly quick?: true;
  readonly sizes?: string;
  readonly scheme: BenchedScheme;
  readonly schemes?: string;
  readonly sensing?: string;
  readonly sorted?: true;
  readonly accuracy?: true;
  readonly out?: string;
  readonly json?: true;
  /** False with --no-native. */
  readonly native: boolean;
}

/** What `--sizes` may hold: sides of grids, or numbers of cells. */
const SIZES = {
  'keller-segel': { least: 16, most: 16384, example: '128,1024' },
  'run-and-tumble': { least: 1, most: 2 ** 24, example: '1e5,1e6' },
} as const;

/** `plan` with the sizes asked for, if any. */
function sized<P extends BenchPlan>(plan: P, { model, sizes }: Options): P {
  if (sizes === undefined) return plan;
  const { least, most, example } = SIZES[model];
  const list = sizes.split(',').map(Number);
  if (list.every((size) => Number.isInteger(size) && size >= least && size <= most))
    return { ...plan, sizes: list };
  const rule = `must be whole numbers from ${least} to ${most}, separated by commas`;
  throw new InputError([{ field: 'sizes', value: sizes, rule, remedy: `Use e.g. ${example}` }]);
}

/** `plan` with the sensing rules asked for, if any. */
function ruled(plan: CellPlan, sensing: string | undefined): CellPlan {
  if (sensing === undefined) return plan;
  const rules = sensing.split(',');
  if (rules.every((name) => findRule(name) !== undefined)) return { ...plan, rules };
  const rule = `must be names of sensing rules, separated by commas: ${SENSING_RULES.map(({ name }) => name).join(', ')}`;
  throw new InputError([{ field: 'sensing', value: sensing, rule, remedy: 'Use e.g. linear,e-coli' }]);
}

type Result = Promise<{ readonly rows: readonly MachineRow[]; readonly table: string }>;

async function bench(host: Host, options: Options): Result {
  const measure = options.accuracy
    ? ofAccuracy(options)
    : options.model === 'keller-segel'
      ? ofFields(options)
      : ofCells(options);
  const gpu = await host.openGpu();
  if (isAbsent(gpu)) host.terminal.error(`tumble: no GPU to measure: ${gpu.reason}. ${gpu.remedy}\n`);
  const cpu = await host.openCpu();
  const native = await yardstick(host, options);
  const progress = createProgress(host);
  try {
    return await measure({ host, gpu, cpu, native, progress: progress.show });
  } finally {
    progress.clear();
    if (!isAbsent(gpu)) gpu.close();
    cpu.close();
    await native?.dispose();
  }
}

/** The yardstick in C is of fields alone. */
async function yardstick(host: Host, options: Options): Promise<NativeYardstick | null> {
  if (options.model !== 'keller-segel' || options.native === false || options.accuracy) return null;
  const found = await host.native();
  if (!('rule' in found)) return found;
  host.terminal.error(`tumble: no yardstick in C: ${found.rule}. ${found.remedy}\n`);
  return null;
}

/** Checks the sizes at once; measures when called. */
function ofFields(options: Options): (work: Omit<Bench, 'plan'>) => Result {
  const plan = sized(options.quick ? QUICK_GRIDS : GRIDS, options);
  return async (work) => {
    const rows = await benchFields({ ...work, plan }, options.scheme);
    return { rows, table: fieldTable(rows) };
  };
}

function ofCells(options: Options): (work: Omit<Bench, 'plan'>) => Result {
  const usual = ruled(sized(options.quick ? QUICK_CELLS : CELLS, options), options.sensing);
  const plan = options.sorted ? { ...usual, placed: [...usual.placed, 'sorted' as const] } : usual;
  return async (work) => {
    // Who names the numbers of cells has time for them.
    const rows = await benchCells({ ...work, plan }, options.sizes !== undefined);
    return { rows, table: cellTable(rows) };
  };
}

function ofAccuracy(options: Options): (work: Omit<Bench, 'plan'>) => Result {
  const plan = options.quick ? QUICK_ACCURACY : ACCURACY;
  return async (work) => {
    const rows = await benchAccuracy({ ...work, plan });
    return { rows, table: accuracyTable(rows) };
  };
}

async function ofSchemes(host: Host, options: Options, names: string): Promise<void> {
  const known = schemePresets();
  const presets = names === 'all' ? known : names.split(',');
  const unknown = presets.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new InputError([
      {
        field: 'schemes',
        value: unknown.join(','),
        rule: 'must be presets of fields, separated by commas, or all',
        remedy: `Use some of ${known.join(', ')}`,
      },
    ]);
  const cpu = await host.openCpu();
  const progress = createProgress(host);
  try {
    const rows: SchemeRow[] = [];
    const path = options.out ?? host.storage.join(host.storage.join(host.root, 'bench'), 'schemes.jsonl');
    for (const [index, preset] of presets.entries()) {
      const show = (done: number, what: string): void => progress.show((index + done) / presets.length, what);
      const found = await benchSchemes(() => createCpuBackend(cpu), preset, host, show);
      await appendLines(host, found, path);
      rows.push(...found);
    }
    progress.clear();
    const lines = rows.map((row) => JSON.stringify(row)).join('\n');
    host.terminal.out(options.json ? `${lines}\n` : `${schemeTable(rows)}\nAppended to ${path}\n`);
  } finally {
    progress.clear();
    cpu.close();
  }
}

/** Appends to the file asked for or to this machine's own, and names it. */
async function append(host: Host, rows: readonly MachineRow[], out: string | undefined): Promise<string> {
  const best = rows.find((row) => row.backend === 'gpu') ?? rows[0];
  const name = [best.cpu, best.backend === 'gpu' ? best.adapter : 'no GPU'].map(slug).join('--');
  const folder = host.storage.join(host.storage.join(host.root, 'bench'), 'results');
  const path = out ?? host.storage.join(folder, `${name}.jsonl`);
  await appendLines(host, rows, path);
  return path;
}

async function appendLines(host: Host, rows: readonly object[], path: string): Promise<void> {
  try {
    await host.storage.append(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  } catch (error) {
    const problem = storageProblem(error, 'out', path);
    throw problem ? new InputError([problem]) : error;
  }
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\((r|tm)\)/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
