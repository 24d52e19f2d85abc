// `tumble` as a user starts it: its own process, in a folder of its own.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'vitest';

const command = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'bin', 'tumble.js');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** An empty folder for each test; commands run in it. */
export function workFolder() {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tumble-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const path = (...names: string[]) => join(folder, ...names);

  /** Runs `tumble ...words`; `whenErrorHas` sends SIGINT once standard error holds that text. */
  function tumble(words: readonly string[], whenErrorHas?: string): Promise<Ended> {
    const child = spawn(process.execPath, [command, ...words], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let error = '';
    let interrupted = false;
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      error += chunk.toString();
      if (whenErrorHas === undefined || interrupted || !error.includes(whenErrorHas)) return;
      interrupted = true;
      child.kill('SIGINT');
    });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, error }));
    });
  }

  async function summary(...names: string[]): Promise<Record<string, unknown>> {
    return JSON.parse(await readFile(path(...names, 'summary.json'), 'utf8')) as Record<string, unknown>;
  }

  return { path, tumble, summary };
}

/** Shape and numbers of a .npy file, read by its specification and not by the code that wrote it. */
export async function readArray(
  path: string,
): Promise<{ shape: number[]; values: Float32Array | Float64Array }> {
  const bytes = await readFile(path);
  const length = bytes.readUInt16LE(8);
  const header = bytes.subarray(10, 10 + length).toString('latin1');
  const shape = /'shape': \(([^)]*)\)/
    .exec(header)![1]
    .split(',')
    .map((part) => part.trim());
  const data = bytes.buffer.slice(bytes.byteOffset + 10 + length, bytes.byteOffset + bytes.length);
  return {
    shape: shape.filter((part) => part !== '').map(Number),
    values: header.includes("'<f8'") ? new Float64Array(data) : new Float32Array(data),
  };
}
