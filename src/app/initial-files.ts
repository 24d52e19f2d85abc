// The files that initial fields were read from, kept as bytes so that a restart, or another grid, can use them again.

import { decodeFieldFile } from '../config/index.ts';
import type { InitialFiles } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import { InputError } from '../core/problem.ts';

/** Bytes of a dropped or chosen file. */
export interface LoadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface InitialFileStore {
  add(field: 'u' | 'v', file: LoadedFile): void;
  /** The fields that a config takes from files. Throws InputError where one cannot be read. */
  decode(config: Config): InitialFiles;
  /** Forgets the files that none of these configs refers to. */
  keepOnly(configs: readonly Config[]): void;
}

const FIELDS = ['u', 'v'] as const;
const settingOf = (field: 'u' | 'v') => (field === 'u' ? 'initialU' : 'initialV');

export function createInitialFileStore(): InitialFileStore {
  // By field and name: a file that is refused must not displace the one in use.
  const files = new Map<string, LoadedFile>();
  const keyOf = (field: 'u' | 'v', name: string): string => `${field} ${name}`;
  return {
    add(field, file) {
      files.set(keyOf(field, file.name), file);
    },
    decode(config) {
      const entries = FIELDS.flatMap((field) => {
        const spec = config[settingOf(field)];
        const file = typeof spec === 'string' ? undefined : files.get(keyOf(field, spec.file));
        if (typeof spec === 'string' || !file) return [];
        return [[field, decodeFieldFile(file.bytes, settingOf(field), spec)] as const];
      });
      return Object.fromEntries(entries);
    },
    keepOnly(configs) {
      const used = configs.flatMap((config) =>
        FIELDS.map((field) => {
          const spec = config[settingOf(field)];
          return typeof spec === 'string' ? '' : keyOf(field, spec.file);
        }),
      );
      for (const key of files.keys()) if (!used.includes(key)) files.delete(key);
    },
  };
}

/** A typed array that this browser cannot allocate throws RangeError. */
export const outOfMemory = (): InputError =>
  new InputError([
    {
      field: 'nx, ny',
      value: 'this size',
      rule: 'the initial state does not fit into the memory that this browser gives a page',
      remedy: 'Use a smaller grid',
    },
  ]);
