// Runs the kernels' WebAssembly on all cores: single precision like the GPU, arrays in one memory that the threads share, records
// by the same layout. Everything is told to the threads as messages, and takes effect in their order; this side never
// touches the memory, so nothing here waits. A backend's memory goes when it is disposed of, the threads stay.

import type { ArraySpec, Backend, Dispatch, Fields, Program, Values } from '../../core/backend.ts';
import { InputError } from '../../core/problem.ts';
import { byteSize, packStruct, unpackStruct } from '../../core/struct.ts';
import type { CpuAccess, Message } from './threads.ts';

const PAGE = 65536;
/** All that 32-bit addresses reach. */
const MOST_PAGES = 65536;
/** Arrays of a field begin at a line of the cache. */
const LINE = 64;
/** An array is a quarter of what a model of fields needs, with a little more. */
const LARGEST_ARRAY = 960 * 2 ** 20;
/** Less is done by one thread: several would wait for each other for longer than they work. */
const WORK_PER_THREAD = 4096;

interface CpuProgram extends Program {
  readonly program: number;
  readonly work: number;
}

/** A kernel's name among the exports of assembly/index.ts. */
export const exportName = (kernel: string): string => kernel.replace(/[/-]/g, '_');

const byteLength = ({ type }: ArraySpec): number =>
  type.kind === 'struct' ? byteSize(type.layout) : 4 * type.length;

export function createCpuBackend(access: CpuAccess): Backend {
  const backend = access.number();
  const specs = new Map<string, { readonly spec: ArraySpec; readonly address: number }>();
  let end = access.firstAddress;
  let programs = 0;
  let pages = 0;
  let memory: WebAssembly.Memory | null = null;
  let fault: string | null = null;
  const prepared: Message[] = [];

  /**
   * Makes memory for all arrays so far. It is made whole: a thread learns late that another has grown it. Where it must grow all
   * the same, the threads are given new instances of everything.
   */
  const open = (): void => {
    const needed = Math.ceil(end / PAGE);
    if (needed <= pages || fault !== null) return;
    try {
      if (needed > MOST_PAGES) throw new RangeError('more than 32-bit addresses reach');
      if (!access.shared && pages > 0) access.tell({ action: 'grow', backend, pages: needed });
      else {
        if (memory) memory.grow(needed - pages);
        else if (access.shared)
          memory = new WebAssembly.Memory({ initial: needed, maximum: MOST_PAGES, shared: true });
        const message = { action: 'open', backend, module: access.module, memory, pages: needed };
        access.tell(message, access.threads);
        for (const earlier of prepared) access.tell(earlier, access.threads);
      }
      pages = needed;
    } catch (error) {
      fault = String(error);
    }
  };

  const find = (name: string): { readonly spec: ArraySpec; readonly address: number } => {
    const found = specs.get(name);
    if (!found) throw new Error(`no array named ${name}`);
    return found;
  };
  const layoutOf = (name: string) => {
    const { type } = find(name).spec;
    if (type.kind !== 'struct') throw new TypeError(`${name} is not a record`);
    return type.layout;
  };
  const readBytes = async (name: string, offset: number, length: number): Promise<ArrayBuffer> => {
    open();
    if (fault !== null) throw tooLarge(access.description);
    const { bytes } = await access.ask({
      action: 'read',
      backend,
      address: find(name).address + offset,
      length,
    });
    return bytes!;
  };
  const writeBytes = (name: string, offset: number, bytes: ArrayBuffer): void => {
    open();
    if (fault === null)
      access.tell({ action: 'write', backend, address: find(name).address + offset, bytes }, 1, [bytes]);
  };

  return {
    name: 'cpu',
    description: access.description,
    largestArray: { bytes: LARGEST_ARRAY, limit: 'a share of the 4 GiB that WebAssembly addresses' },
    lost: access.lost,
    tiling: null,

    allocate(spec: ArraySpec): void {
      specs.set(spec.name, { spec, address: end });
      end = Math.ceil((end + byteLength(spec)) / LINE) * LINE;
    },

    async prepare(dispatch: Dispatch): Promise<CpuProgram> {
      const { kernel, wasm, arrays } = dispatch;
      if (!wasm) throw missing(kernel);
      open();
      if (fault !== null) throw tooLarge(access.description);
      const formulas = wasm.formulas ? await WebAssembly.compile(wasm.formulas.module(access.shared)) : null;
      programs += 1;
      const program = programs;
      const message = {
        ...{ action: 'prepare', backend, program, kernel: exportName(kernel), formulas },
        functions: wasm.formulas?.functions ?? [],
        values: [...arrays.map(({ name }) => find(name).address), ...(wasm.constants ?? [])],
      };
      prepared.push(message);
      access.tell(message, access.threads);
      const answer = await access.ask({ action: 'done', backend });
      if (typeof answer.fault === 'string') throw tooLarge(access.description);
      return { kernel, program, work: wasm.work };
    },

    run(list: readonly Program[], repeat: number): void {
      const wanted = list as readonly CpuProgram[];
      if (wanted.length === 0 || repeat === 0) return;
      const work = Math.max(...wanted.map((each) => each.work));
      const threads = Math.min(access.threads, Math.max(1, Math.floor(work / WORK_PER_THREAD)));
      const numbers = wanted.map(({ program }) => program);
      access.tell({ action: 'run', backend, programs: numbers, repeat, threads }, threads);
    },

    async finished(): Promise<void> {
      await access.ask({ action: 'done', backend });
    },
    write(name: string, values: Values, offset = 0): void {
      const words =
        find(name).spec.type.kind === 'u32' ? Uint32Array.from(values) : Float32Array.from(values);
      writeBytes(name, 4 * offset, words.buffer);
    },
    writeRecord(name: string, values: Fields): void {
      writeBytes(name, 0, packStruct(layoutOf(name), values));
    },
    async read(name: string, offset = 0, length?: number): Promise<Values> {
      const { spec } = find(name);
      const size = length === undefined ? byteLength(spec) - 4 * offset : 4 * length;
      const bytes = await readBytes(name, 4 * offset, size);
      return spec.type.kind === 'u32' ? new Uint32Array(bytes) : new Float32Array(bytes);
    },
    async readRecord(name: string): Promise<Fields> {
      const layout = layoutOf(name);
      return unpackStruct(layout, await readBytes(name, 0, byteSize(layout)));
    },
    dispose(): void {
      prepared.length = 0;
      access.tell({ action: 'close', backend }, access.threads);
    },
  };
}

const missing = (kernel: string): InputError =>
  new InputError([
    {
      field: 'backend',
      value: 'cpu',
      rule: `there is no WebAssembly of the kernel ${kernel}`,
      remedy: 'Use the backend gpu or reference, or auto',
    },
  ]);

const tooLarge = (description: string): InputError =>
  new InputError([
    {
      field: 'grid',
      value: 'this size',
      rule: `${description} has not enough memory for it`,
      remedy: 'Use a smaller grid, or close other programs',
    },
  ]);
