// What a backend is: it holds arrays and runs kernels, and knows no biology.
//
// Ordering: kernels handed to `run` take effect in that order, each seeing all that the earlier ones wrote;
// `read` returns what every earlier `run` and `write` left behind. Ownership: a backend owns its arrays until
// `dispose`, which frees everything; what `read` returns belongs to the caller.

import type { StructLayout } from './struct.ts';
import type { Tiling } from './tile.ts';

/** What an array holds. A struct array has one record, described by its layout. */
export type ArrayType =
  | { readonly kind: 'f32' | 'u32'; readonly length: number }
  | { readonly kind: 'struct'; readonly layout: StructLayout };

export interface ArraySpec {
  readonly name: string;
  readonly type: ArrayType;
  /** `uniform`: small, read by kernels, written only from outside. `storage`: everything else. */
  readonly usage: 'storage' | 'uniform';
}

export type Values = Float32Array | Float64Array | Uint32Array;
export type Fields = Record<string, number>;

/** One array as a reference kernel sees it: numbers in float64, 32-bit words, or a record of numbers. */
export type TwinArray = Float64Array | Uint32Array | Fields;
export type Twin = (arrays: readonly TwinArray[]) => void;

/** What the CPU backend needs of a kernel beside its arrays: the kernel itself is in assembly/. */
export interface WasmKernel {
  /** How many cells, or numbers, it goes through: few are not worth several threads. */
  readonly work: number;
  /** Numbers it is handed behind the addresses of its arrays. */
  readonly constants?: readonly number[];
  /** A module of the functions that it calls by their place in a table, in their order. */
  readonly formulas?: {
    readonly functions: readonly string[];
    readonly module: (shared: boolean) => Uint8Array<ArrayBuffer>;
  };
}

/** One kernel bound to its arrays: the WGSL for the GPU and the float64 twin for the reference. */
export interface Dispatch {
  /** Path below `shaders/` and `src/kernels/` without its ending, e.g. `keller-segel/stage`. */
  readonly kernel: string;
  /** Complete WGSL module; binding k of group 0 is `arrays[k]`, the entry point is `main`. */
  readonly wgsl: string;
  readonly workgroups: readonly [number, number, number];
  /** How many threads' usual work it does, where its workgroups do not tell: how long it may take is guessed from that. */
  readonly work?: number;
  readonly arrays: readonly { readonly name: string; readonly access: 'read' | 'write' | 'uniform' }[];
  /** Makes the twin: it may need much memory of its own, so only the reference asks for it. */
  readonly twin: () => Twin;
  /** Absent where there is no WebAssembly of it: the CPU backend refuses it. */
  readonly wasm?: WasmKernel;
}

export interface Program {
  readonly kernel: string;
}

export interface Backend {
  readonly name: 'gpu' | 'cpu' | 'reference';
  /** For people: adapter or runtime, e.g. `NVIDIA H200 (Vulkan)` or `SwiftShader (software)`. */
  readonly description: string;
  /** The largest array it can hold, and what sets that limit. */
  readonly largestArray: { readonly bytes: number; readonly limit: string };
  /** Resolves with a reason when the device is gone for good; never resolves otherwise. */
  readonly lost: Promise<string>;
  /** Null where kernels lie one way only, or in a fixed way. */
  readonly tiling: Tiling | null;
  allocate(spec: ArraySpec): void;
  /** Compiles a kernel for its arrays. Throws InputError when the arrays allocated so far did not fit in memory. */
  prepare(dispatch: Dispatch): Promise<Program>;
  /** Runs the programs in order, the whole list `repeat` times. Returns at once; `finished` waits. */
  run(programs: readonly Program[], repeat: number): void;
  /** Resolves when all that was run so far has been done. */
  finished(): Promise<void>;
  write(name: string, values: Values, offset?: number): void;
  writeRecord(name: string, values: Fields): void;
  read(name: string, offset?: number, length?: number): Promise<Values>;
  readRecord(name: string): Promise<Fields>;
  dispose(): void;
}
