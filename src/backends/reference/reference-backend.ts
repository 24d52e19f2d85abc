// The judge: runs every kernel's float64 twin on plain arrays, in order, on the calling thread.
// Slow on purpose: nothing here is tuned, so that it can be read and believed.

import type { ArraySpec, Backend, Dispatch, Fields, Program, TwinArray, Values } from '../../core/backend.ts';

/** Elements are float64 here but sizes are told in f32 bytes, as the GPU counts them. */
const LARGEST_ARRAY = 4 * 2 ** 32;

const isNumbers = (array: TwinArray): array is Float64Array | Uint32Array =>
  array instanceof Float64Array || array instanceof Uint32Array;

interface ReferenceProgram extends Program {
  readonly execute: () => void;
}

export function createReferenceBackend(): Backend {
  const arrays = new Map<string, TwinArray>();

  const find = (name: string): TwinArray => {
    const array = arrays.get(name);
    if (!array) throw new Error(`no array named ${name}`);
    return array;
  };
  const numbers = (name: string): Float64Array | Uint32Array => {
    const array = find(name);
    if (isNumbers(array)) return array;
    throw new TypeError(`${name} is a record`);
  };
  const fields = (name: string): Fields => {
    const array = find(name);
    if (isNumbers(array)) throw new TypeError(`${name} is not a record`);
    return array;
  };

  return {
    name: 'reference',
    description: 'float64 TypeScript, one thread',
    largestArray: { bytes: LARGEST_ARRAY, limit: 'the largest typed array of this JavaScript engine' },
    lost: new Promise(() => undefined),
    tiling: null,

    allocate(spec: ArraySpec): void {
      const { type } = spec;
      arrays.set(
        spec.name,
        type.kind === 'struct'
          ? Object.fromEntries(type.layout.fields.map((field) => [field.name, 0]))
          : new (type.kind === 'f32' ? Float64Array : Uint32Array)(type.length),
      );
    },
    prepare(dispatch: Dispatch): Promise<ReferenceProgram> {
      const bound = dispatch.arrays.map((array) => find(array.name));
      const twin = dispatch.twin();
      return Promise.resolve({ kernel: dispatch.kernel, execute: () => twin(bound) });
    },
    run(programs: readonly Program[], repeat: number): void {
      for (let k = 0; k < repeat; k += 1) {
        for (const program of programs as readonly ReferenceProgram[]) program.execute();
      }
    },
    finished: () => Promise.resolve(),
    write(name: string, values: Values, offset = 0): void {
      numbers(name).set(values, offset);
    },
    writeRecord(name: string, values: Fields): void {
      Object.assign(fields(name), values);
    },
    read(name: string, offset = 0, length?: number): Promise<Values> {
      const array = numbers(name);
      return Promise.resolve(array.slice(offset, length === undefined ? undefined : offset + length));
    },
    readRecord: (name: string): Promise<Fields> => Promise.resolve({ ...fields(name) }),
    dispose(): void {
      arrays.clear();
    },
  };
}
