// What the GPU backend notes from one command to the next, in the user's cache folder (TUMBLE_CACHE names another). A
// folder that cannot be read or written costs a measurement at each start, and nothing else.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { GpuAccess } from '../backends/gpu/access.ts';

const ENVIRONMENT = 'TUMBLE_TILE';

function cacheFolder(): string {
  const named = process.env['TUMBLE_CACHE'];
  if (named !== undefined) return named;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'tumble');
  const folder = process.env[process.platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_CACHE_HOME'];
  return join(folder ?? join(homedir(), '.cache'), 'tumble');
}

export function nodeNotes(path = join(cacheFolder(), 'tiles.json')): GpuAccess['notes'] {
  // Holds them for this process where the folder does not.
  let latest: string | null = null;
  return {
    read() {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return latest;
      }
    },
    write(text) {
      latest = text;
      try {
        mkdirSync(dirname(path), { recursive: true });
        // Whole or not at all, whoever reads meanwhile.
        const unfinished = `${path}.${process.pid}`;
        writeFileSync(unfinished, text);
        renameSync(unfinished, path);
      } catch {
        // See above.
      }
    },
  };
}

/** The tile that the environment asks for. */
export function wishedTile(): GpuAccess['wishedTile'] {
  const text = process.env[ENVIRONMENT];
  return text === undefined || text === '' ? null : { field: ENVIRONMENT, text };
}
