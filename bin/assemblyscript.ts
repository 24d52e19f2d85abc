// The part of the build that makes WebAssembly: `import { shared, single } from '<file>.ts?assemblyscript'` gives a file of
// AssemblyScript (and what it imports) as two modules in base64, so that the command line stays one file and the page needs
// no further request: one for memory that threads share, one for memory of one thread.
//
// Where the file imports `layout`, it gets the byte offsets of the records and the constants that kernels share, written
// here from the declarations in src: a quantity is declared once.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { StructLayout } from '../src/core/struct.ts';
import * as fields from '../src/kernels/keller-segel/layout.ts';
import * as superSteps from '../src/kernels/keller-segel/rkl-layout.ts';
import * as quasiSteady from '../src/kernels/keller-segel/quasi-steady/layout.ts';
import { JUDGED } from '../src/kernels/keller-segel/quasi-steady/residual.ts';
import * as rows from '../src/kernels/keller-segel/rows.ts';
import * as reduction from '../src/kernels/reduce/layout.ts';
import * as cells from '../src/kernels/run-and-tumble/layout.ts';
import * as map from '../src/kernels/view/heat-map-layout.ts';
import * as ways from '../src/kernels/run-and-tumble/rows.ts';

const QUERY = '?assemblyscript';
const LAYOUT = 'layout.ts';

/** A kebab-case name as AssemblyScript has it. */
const camelCase = (name: string): string =>
  name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The constants as AssemblyScript. */
export function layoutText(): string {
  const namespace = (name: string, entries: readonly (readonly [string, number])[], type: string): string =>
    `export namespace ${name} {\n${entries.map(([key, value]) => `  export const ${key}: ${type} = ${value};\n`).join('')}}\n`;
  const offsets = ({ name, fields: list }: StructLayout): string =>
    namespace(
      name,
      list.map((field, index) => [field.name, 4 * index] as const),
      'usize',
    );
  const numbers = {
    EXTREMES_COUNT: fields.EXTREMES_COUNT,
    EXTREMES_ROWS: fields.EXTREMES_ROWS,
    RKL_EXTREMES_COUNT: superSteps.RKL_EXTREMES_COUNT,
    STAGES_A_ROUND: superSteps.STAGES_A_ROUND,
    MOST_STAGES: superSteps.MOST_STAGES,
    LEVEL_WORDS: quasiSteady.LEVEL_WORDS,
    UNSOLVED: quasiSteady.UNSOLVED,
    CHUNK: reduction.CHUNK,
    PARTIAL: reduction.PARTIAL,
    THREADS: reduction.THREADS,
    TILE: rows.TILE,
    STRIDE: rows.STRIDE,
    CELL_BYTES: rows.STRIDE * rows.CELL_ROWS.length,
    HERE_BYTES: rows.STRIDE * rows.HERE_ROWS.length,
    FACE_BYTES: rows.STRIDE * rows.FACE_ROWS.length,
    ...{ CELL_TILE: ways.CELL_TILE, CELL_STRIDE: ways.CELL_STRIDE, MOST_MEMORY: ways.MOST_MEMORY },
    ...{
      SENSED_BYTES: ways.CELL_STRIDE * ways.SENSED_ROWS.length,
      WAY_BYTES: ways.CELL_STRIDE * ways.WAY_ROWS.length,
    },
    ...{ END_BYTES: ways.CELL_STRIDE * ways.END_ROWS.length, LAW_SHIFT: ways.LAW_SHIFT },
    ...{ MEDIANS: 16 * ways.MEDIANS, SPREADS: 16 * ways.SPREADS, VALUE_BYTES: 16 * ways.VALUES },
    CONSTANT_BYTES: 16 * ways.CONSTANTS,
    ...{
      MOST_TUMBLES: cells.MOST_TUMBLES,
      MOST_ROUNDS: cells.MOST_ROUNDS,
      FOLLOWED_TUMBLES: fields.FOLLOWED_TUMBLES,
    },
    ...{
      MOMENTS_COUNT: cells.MOMENTS_COUNT,
      MOMENTS_THREADS: cells.MOMENTS_THREADS,
      SPAN_THREADS: cells.SPAN_THREADS,
    },
    ...{ VISIBLE: cells.VISIBLE, VISIBLE_CELLS: cells.VISIBLE_CELLS, ORIGIN: cells.ORIGIN },
    ...{ TRACE_STEPS: cells.TRACE_STEPS, TRACE_FIELDS: cells.TRACE_FIELDS.length },
  };
  const rowsOf = (name: string, list: readonly string[]): string =>
    namespace(
      name,
      list.map((row) => [row, rows.rowOffset(list, row)] as const),
      'usize',
    );
  const cellRowsOf = (name: string, list: readonly string[]): string =>
    namespace(
      name,
      list.map((row) => [row, ways.cellRowOffset(list, row)] as const),
      'usize',
    );
  const numbered = (name: string, list: readonly string[], type: string, unit = 1): string =>
    namespace(
      name,
      list.map((entry, index) => [camelCase(entry), unit * index] as const),
      type,
    );
  const functionsOf = (name: string, list: readonly string[]): string =>
    namespace(
      name,
      list.map((each, index) => [each, index] as const),
      'u32',
    );
  return [
    ...[fields.CLOCK, fields.GOAL, superSteps.SUPER_STEP, quasiSteady.SOLVER].map(offsets),
    offsets(fields.parametersLayout([], cells.CELL_FIELDS)),
    // Behind what all have, super-time-steps have their tolerance where cells have their own.
    offsets({ ...fields.parametersLayout([], [superSteps.TOLERANCE]), name: 'SuperStepParameters' }),
    ...[cells.MOMENTS, cells.REGION, cells.SHOWN, cells.SPAN].map(offsets),
    namespace('Extremes', Object.entries(fields.EXTREMES), 'u32'),
    namespace('RklExtremes', Object.entries(superSteps.RKL_EXTREMES), 'u32'),
    namespace('Judged', Object.entries(JUDGED), 'u32'),
    namespace('Fault', Object.entries(cells.FAULT), 'f32'),
    namespace('Purpose', Object.entries(cells.PURPOSE), 'u32'),
    namespace('Option', Object.entries(ways.OPTION), 'u32'),
    numbered('Law', ways.LAWS, 'u32'),
    numbered('Value', ways.LAW_PARAMETERS, 'usize', 16),
    ...Object.entries(ways.OWN).map(([rule, list]) =>
      numbered(`${camelCase(`-${rule}`)}Own`, list, 'usize', ways.CELL_STRIDE),
    ),
    cellRowsOf('Sensed', ways.SENSED_ROWS),
    cellRowsOf('Way', ways.WAY_ROWS),
    cellRowsOf('End', ways.END_ROWS),
    numbered('CellFunction', ways.CELL_FUNCTIONS, 'u32'),
    rowsOf('CellRow', rows.CELL_ROWS),
    rowsOf('HereRow', rows.HERE_ROWS),
    rowsOf('FaceRow', rows.FACE_ROWS),
    functionsOf('RowFunction', rows.ROW_FUNCTIONS),
    functionsOf('QuasiSteadyFunction', rows.QUASI_STEADY_FUNCTIONS),
    ...Object.entries(numbers).map(([name, value]) => `export const ${name}: u32 = ${value};\n`),
    `export const EMPTY: f32 = ${map.EMPTY};\n`,
  ].join('');
}

interface Compiled {
  readonly shared: string;
  readonly single: string;
  readonly files: readonly string[];
}

/** @throws with the compiler's messages. */
async function compile(file: string): Promise<Compiled> {
  const { main, createMemoryStream } = await import('assemblyscript/asc');
  const folder = dirname(file);
  const files: string[] = [];
  let wasm: Uint8Array | null = null;
  const stderr = createMemoryStream();
  const { error } = await main(
    [
      ...[basename(file), '--outFile', 'kernels.wasm', '--optimizeLevel', '3', '--noAssert'],
      ...['--runtime', 'stub', '--exportTable', '--importMemory', '--sharedMemory', '--initialMemory', '1'],
      // Memory can then have any size, up to all that 32-bit addresses reach.
      ...['--maximumMemory', '65536', '--enable', 'simd,threads,bulk-memory', '--disableWarning'],
    ],
    {
      stderr,
      listFiles: () => [],
      readFile(name) {
        if (name === LAYOUT) return layoutText();
        const path = join(folder, name);
        if (!existsSync(path)) return null;
        files.push(path);
        return readFileSync(path, 'utf8');
      },
      writeFile(_name, contents) {
        if (contents instanceof Uint8Array) wasm = contents;
      },
    },
  );
  if (error !== null || wasm === null) throw new Error(`${file}: ${stderr.toString() || String(error)}`);
  const bytes = Buffer.from(wasm);
  return { shared: bytes.toString('base64'), single: withOwnMemory(bytes).toString('base64'), files };
}

/** The import of memory that threads share, as the binary format has it; the last byte says that they do. */
const SHARED_MEMORY = Buffer.from('\x03env\x06memory\x02\x03', 'latin1');

/** The same module for memory that is not shared: one bit differs. */
function withOwnMemory(module: Buffer): Buffer {
  const at = module.indexOf(SHARED_MEMORY);
  if (at < 0 || module.indexOf(SHARED_MEMORY, at + 1) >= 0)
    throw new Error('the import of memory was not found');
  const changed = Buffer.from(module);
  changed[at + SHARED_MEMORY.length - 1] = 1;
  return changed;
}

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Compiling takes some ten seconds: its result is kept for as long as nothing that enters it changes. */
async function kept(file: string): Promise<Compiled> {
  const sources = readdirSync(dirname(file), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(dirname(file), name))
    .sort();
  const hash = createHash('sha256').update(layoutText());
  for (const path of [...sources, fileURLToPath(import.meta.url), join(FOLDER, 'package-lock.json')])
    hash.update(readFileSync(path));
  const cache = join(FOLDER, 'node_modules', '.cache', 'tumble');
  const path = join(cache, `${basename(file)}-${hash.digest('hex').slice(0, 32)}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Compiled;
  const made = await compile(file);
  mkdirSync(cache, { recursive: true });
  // By a rename: two builds at once end with one complete file.
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify(made));
  renameSync(own, path);
  return made;
}

/** Projects of the tests ask for the same file at the same time. */
const underWay = new Map<string, Promise<Compiled>>();

export function assemblyscript(): Plugin {
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const file = id.slice(0, -QUERY.length);
      const made = underWay.get(file) ?? kept(file);
      underWay.set(file, made);
      const { shared, single, files } = await made.finally(() => underWay.delete(file));
      for (const path of files) this.addWatchFile(path);
      return `export const shared = ${JSON.stringify(shared)};\nexport const single = ${JSON.stringify(single)};\n`;
    },
  };
}
