// The command line's surroundings in Node: terminal, signals, clock, files to read, facts about the machine.
// See src/cli/host.ts for what each is for.

import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The checkout: from dist/cli/tumble.js, where this runs, two folders up. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const terminal = {
  out: (text: string): void => void process.stdout.write(text),
  error: (text: string): void => void process.stderr.write(text),
  /** Columns of the terminal standard error goes to, or null when it goes to a file or a pipe. */
  columns: (): number | null => (process.stderr.isTTY ? process.stderr.columns || 80 : null),
};

/** The terminal is gone: what is still printed fails, and what is still to be saved must be saved all the same. */
let hungUp = false;

/** A reader that closes its end (`tumble presets | head -1`) ends the command quietly. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (!hungUp) process.exit(error.code === 'EPIPE' ? 0 : 1);
});
process.stderr.on('error', () => undefined);

/**
 * Calls `stop` at the first Ctrl-C, request to end or loss of the terminal (closed window, dropped ssh), with the exit
 * code that is customary for it: 128 and the number of the signal. Node itself undoes what `nohup` sets.
 */
export function onInterrupt(stop: (exitCode: number) => void): () => void {
  const interrupt = () => stop(130);
  const terminate = () => stop(143);
  const hangUp = () => {
    hungUp = true;
    stop(129);
  };
  // Once: a second Ctrl-C finds no handler and ends the process at once.
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', terminate);
  // Not once: the kernel and the shell both send it when a terminal closes, and nobody is there to be impatient.
  process.on('SIGHUP', hangUp);
  return () => {
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', terminate);
    process.removeListener('SIGHUP', hangUp);
  };
}

export const date = (): Date => new Date();

export const files = {
  read: async (path: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await readFile(path)),
  /** `path` as it is named in the file `from`. */
  besideFile: (path: string, from: string): string =>
    isAbsolute(path) ? path : join(dirname(resolve(from)), path),
};

export function machine() {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? process.arch,
    cores: processors.length,
    memory: totalmem(),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
  };
}

/** Commit of the checkout, with `+` when files differ from it; null outside a checkout or without git. */
export async function commit(): Promise<string | null> {
  try {
    const git = async (...words: string[]) =>
      (await promisify(execFile)('git', ['-C', root, ...words])).stdout.trim();
    // A checkout inside another one (packages of a project) is not Tumble's.
    if ((await git('rev-parse', '--show-toplevel')) !== (await realpath(root))) return null;
    const changed = await git('status', '--porcelain', '--untracked-files=no');
    return (await git('rev-parse', '--short=12', 'HEAD')) + (changed === '' ? '' : '+');
  } catch {
    return null;
  }
}
