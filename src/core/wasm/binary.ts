// WebAssembly's binary format, as far as row functions need it: numbers, sections and a module of functions that import
// memory and other functions. https://webassembly.github.io/spec/core/binary; nothing here checks that code is valid, the
// engine does when it compiles.

export type Bytes = readonly number[];

/** An unsigned number, seven bits a byte, least first. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** A signed 32-bit number, likewise. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const low = rest & 127;
    if (rest >> 6 === 0 || rest >> 6 === -1) return [...bytes, low];
    bytes.push(low | 128);
  }
}

export const float32 = (value: number): number[] => [...new Uint8Array(Float32Array.of(value).buffer)];

const list = (items: readonly Bytes[]): number[] => [...unsigned(items.length), ...items.flat()];
const text = (value: string): number[] => list([...new TextEncoder().encode(value)].map((byte) => [byte]));

export const TYPE = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
export type ValueType = keyof typeof TYPE;

export interface Signature {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

export interface FunctionImport extends Signature {
  readonly module: string;
  readonly name: string;
}

export interface FunctionBody extends Signature {
  /** Under this name it is exported. */
  readonly name: string;
  /** Types of its variables beyond the parameters. */
  readonly locals: readonly ValueType[];
  /** Instructions, without the last `end`. */
  readonly code: Bytes;
}

const SECTION = { types: 1, imports: 2, functions: 3, exports: 7, code: 10 } as const;
const FUNCTION_TYPE = 0x60;
const END = 0x0b;

const section = (kind: keyof typeof SECTION, items: readonly Bytes[]): number[] => {
  const content = list(items);
  return [SECTION[kind], ...unsigned(content.length), ...content];
};

const typeOf = ({ parameters, results }: Signature): number[] => [
  FUNCTION_TYPE,
  ...list(parameters.map((type) => [TYPE[type]])),
  ...list(results.map((type) => [TYPE[type]])),
];

/** Most pages of 64 KiB that a memory of 32-bit addresses has. */
const MOST_PAGES = 65536;

/**
 * A module: its functions have the indices after those of the imports. Memory is imported as `env.memory`; `shared` says
 * whether threads share it, which is part of its type.
 */
export function wasmModule(
  imports: readonly FunctionImport[],
  functions: readonly FunctionBody[],
  shared: boolean,
): Uint8Array<ArrayBuffer> {
  const memory = [
    ...text('env'),
    ...text('memory'),
    2,
    shared ? 3 : 1,
    ...unsigned(0),
    ...unsigned(MOST_PAGES),
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section('types', [...imports, ...functions].map(typeOf)),
    ...section('imports', [
      ...imports.map(({ module, name }, type) => [...text(module), ...text(name), 0, ...unsigned(type)]),
      memory,
    ]),
    ...section(
      'functions',
      functions.map((_, index) => unsigned(imports.length + index)),
    ),
    ...section(
      'exports',
      functions.map(({ name }, index) => [...text(name), 0, ...unsigned(imports.length + index)]),
    ),
    ...section(
      'code',
      functions.map(({ locals, code }) => {
        const body = [...list(locals.map((type) => [1, TYPE[type]])), ...code, END];
        return [...unsigned(body.length), ...body];
      }),
    ),
  ]);
}
