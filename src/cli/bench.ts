// `tumble bench`: the same step on the GPU and on the reference, in turn, and against a copy kernel of the same run.
// Results are appended to bench/results/<machine>.jsonl, one line a grid and backend; bench/README.md explains them.

import { Command } from 'commander';
import { isAbsent } from '../backends/gpu/access.ts';
import { createGpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../backends/reference/reference-backend.ts';
import { InputError } from '../core/problem.ts';
import { initialFields, parseConfig } from '../config/index.ts';
import { storageProblem } from '../record/storage.ts';
import { createTimer, mapSpread, NUMBERS_PER_STEP, bytesPerNumber, spreadOf } from './bench-measure.ts';
import { createProgress, formatRate } from './progress.ts';
import type { GpuAccess } from '../backends/gpu/access.ts';
import type { Backend } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import type { Spread } from './bench-measure.ts';
import type { Host } from './host.ts';

const PRESET = 'saturated';
/** Cell size of the preset: the time step, and so the work, is the same a cell on every grid. */
const CELL = 0.2;
const QUICK = { sizes: [64, 128, 256], repeats: 3, seconds: 0.2 };
const FULL = { sizes: [64, 128, 256, 512, 1024, 2048, 4096], repeats: 7, seconds: 0.5 };
/** Beyond this the reference, and a GPU that is the CPU, take minutes and say nothing new. */
const LARGEST_ON_CPU = 512;

export interface BenchRow {
  readonly date: string;
  readonly commit: string | null;
  readonly cpu: string;
  readonly cores: number;
  readonly system: string;
  readonly node: string;
  readonly backend: Backend['name'];
  readonly adapter: string;
  readonly driver: string | null;
  readonly preset: string;
  readonly scheme: Config['scheme'];
  readonly nx: number;
  readonly ny: number;
  readonly repeats: number;
  readonly secondsPerStep: Spread;
  readonly cellsPerSecond: Spread;
  readonly bytesPerCell: number;
  readonly bytesPerSecond: Spread;
  readonly copyBytesPerSecond: Spread;
  /** Median bytes a second of the step over those of the copy. */
  readonly shareOfCopy: number;
}

export function benchCommand(host: Host): Command {
  return new Command('bench')
    .summary('measure the GPU against the reference')
    .description(
      'Times the same step on the GPU and on the reference, in turn, with a copy kernel as the yardstick, and appends ' +
        'the figures to a file. bench/README.md explains them.',
    )
    .option('--quick', `grids of ${QUICK.sizes.join(', ')} cells a side only: about half a minute`)
    .option('--sizes <list>', 'cells a side of the square grids, e.g. 128,1024')
    .option('--out <file>', 'file to append to (default: bench/results/<machine>.jsonl)')
    .option('--json', 'print the lines that are appended instead of a table')
    .addHelpText('after', '\nExamples:\n  tumble bench --quick\n  tumble bench --sizes 256,2048 --json')
    .action(async (options: Options) => {
      const rows = await bench(host, planOf(options));
      const path = await append(host, rows, options.out);
      const lines = rows.map((row) => JSON.stringify(row)).join('\n');
      host.terminal.out(options.json ? `${lines}\n` : `${table(rows)}\nAppended to ${path}\n`);
    });
}

interface Options {
  readonly quick?: true;
  readonly sizes?: string;
  readonly out?: string;
  readonly json?: true;
}

function planOf({ quick, sizes }: Options): typeof QUICK {
  const plan = quick ? QUICK : FULL;
  if (sizes === undefined) return plan;
  const list = sizes.split(',').map(Number);
  if (list.every((size) => Number.isInteger(size) && size >= 16 && size <= 16384))
    return { ...plan, sizes: list };
  const rule = 'must be whole numbers from 16 to 16384, separated by commas';
  throw new InputError([{ field: 'sizes', value: sizes, rule, remedy: 'Use e.g. 128,1024' }]);
}

async function bench(host: Host, plan: typeof QUICK): Promise<BenchRow[]> {
  const gpu = await host.openGpu();
  if (isAbsent(gpu)) host.terminal.error(`tumble: no GPU to measure: ${gpu.reason}. ${gpu.remedy}\n`);
  try {
    const progress = createProgress(host);
    const rows: BenchRow[] = [];
    for (const [index, size] of plan.sizes.entries()) {
      progress.show(index / plan.sizes.length, `${size} x ${size} cells`);
      const contenders: (() => Backend)[] = [];
      if (!isAbsent(gpu) && (!gpu.software || size <= LARGEST_ON_CPU))
        contenders.push(() => createGpuBackend(gpu));
      if (size <= LARGEST_ON_CPU) contenders.push(createReferenceBackend);
      if (contenders.length > 0)
        rows.push(...(await compare(host, gridOf(size), contenders, plan, isAbsent(gpu) ? null : gpu)));
    }
    progress.clear();
    return rows;
  } finally {
    if (!isAbsent(gpu)) gpu.close();
  }
}

function gridOf(size: number): Config {
  const settings = {
    preset: PRESET,
    nx: size,
    ny: size,
    width: size * CELL,
    height: size * CELL,
    until: 1e6,
    every: 1e6,
  };
  const parsed = parseConfig(settings);
  if ('problems' in parsed) throw new InputError(parsed.problems);
  return parsed.config;
}

/** One row a contender; timed in turn (A B A B), so that drifts of the machine meet all of them alike. */
async function compare(
  host: Host,
  config: Config,
  contenders: readonly (() => Backend)[],
  plan: typeof QUICK,
  gpu: GpuAccess | null,
): Promise<BenchRow[]> {
  const initial = initialFields(config, {});
  const timers = [];
  for (const create of contenders)
    timers.push(await createTimer(create, config, initial, host.now, plan.seconds));
  const steps = contenders.map((): number[] => []);
  const copies = contenders.map((): number[] => []);
  for (let repeat = 0; repeat < plan.repeats; repeat++) {
    for (const [index, timer] of timers.entries()) {
      steps[index].push(await timer.step());
      copies[index].push(await timer.copy());
    }
  }
  for (const timer of timers) timer.dispose();
  const { cpu, cores, system, node } = host.machine();
  const commit = await host.commit();
  return contenders.map((create, index) => {
    const { name, description } = create();
    const { nx, ny, scheme } = config;
    const secondsPerStep = spreadOf(steps[index]);
    const bytesPerCell = NUMBERS_PER_STEP * bytesPerNumber({ name });
    const cellsPerSecond = mapSpread(secondsPerStep, (seconds) => (nx * ny) / seconds);
    const bytesPerSecond = mapSpread(cellsPerSecond, (rate) => rate * bytesPerCell);
    const copyBytesPerSecond = spreadOf(copies[index]);
    return {
      date: host.date().toISOString(),
      ...{ commit, cpu, cores, system, node },
      backend: name,
      adapter: description,
      driver: name === 'gpu' ? gpu?.device.adapterInfo.description || null : null,
      preset: PRESET,
      ...{ scheme, nx, ny },
      repeats: plan.repeats,
      ...{ secondsPerStep, cellsPerSecond, bytesPerCell, bytesPerSecond, copyBytesPerSecond },
      shareOfCopy: bytesPerSecond.median / copyBytesPerSecond.median,
    };
  });
}

function table(rows: readonly BenchRow[]): string {
  const heading = [
    'cells',
    'backend',
    'step',
    'cells/s',
    '(min ... max)',
    'bytes/s',
    'of copy',
    'GPU / reference',
  ];
  const lines = rows.map((row) => {
    const rival = rows.find((other) => other.nx === row.nx && other.backend === 'reference');
    const { cellsPerSecond: rate } = row;
    const gain =
      row.backend === 'gpu' && rival ? `${(rate.median / rival.cellsPerSecond.median).toPrecision(3)} x` : '';
    return [
      `${row.nx} x ${row.ny}`,
      row.backend,
      `${(1e6 * row.secondsPerStep.median).toPrecision(3)} us`,
      formatRate(rate.median),
      `(${formatRate(rate.min)} ... ${formatRate(rate.max)})`,
      formatRate(row.bytesPerSecond.median),
      `${(100 * row.shareOfCopy).toPrecision(2)}%`,
      gain,
    ];
  });
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...lines].map((line) => line[column].length)),
  );
  const adapters = new Set(rows.map((row) => `${row.backend}: ${row.adapter}`));
  return [
    ...adapters,
    '',
    ...[heading, ...lines].map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    ),
    '',
  ].join('\n');
}

/** Appends to the file asked for or to this machine's own, and names it. */
async function append(host: Host, rows: readonly BenchRow[], out: string | undefined): Promise<string> {
  const best = rows.find((row) => row.backend === 'gpu') ?? rows[0];
  const name = [best.cpu, best.backend === 'gpu' ? best.adapter : 'no GPU'].map(slug).join('--');
  const folder = host.storage.join(host.storage.join(host.root, 'bench'), 'results');
  const path = out ?? host.storage.join(folder, `${name}.jsonl`);
  try {
    await host.storage.append(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return path;
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
