// Builds the command line (dist/cli/tumble.js) when it is missing or older than what it is made from, so that
// `npx tumble` works right after `npm ci`, which may run no script, and never runs yesterday's code.

import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = [
  'src',
  'shaders',
  'assembly',
  'bin/assemblyscript.ts',
  'vite.config.ts',
  'package-lock.json',
];

export const commandFile = join(root, 'dist', 'cli', 'tumble.js');

/**
 * Milliseconds since 1970 of the last change below a path, 0 where there is nothing. Folders count too: theirs
 * changes when a file in them is removed.
 * @param {string} path
 * @returns {number}
 */
function lastChange(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return 0;
  const below = entry.isDirectory() ? readdirSync(path).map((name) => lastChange(join(path, name))) : [];
  return Math.max(entry.mtimeMs, ...below);
}

/** @returns {boolean} */
export function isStale() {
  return Math.max(...SOURCES.map((name) => lastChange(join(root, name)))) >= lastChange(commandFile);
}

/**
 * Builds. The result is one file, put in its place by a rename: two builds at once end with one complete file, and
 * a command that is running keeps the one it has loaded. The file bears the time the build began, so a source
 * changed meanwhile makes it stale.
 * @returns {Promise<void>}
 */
export async function buildCommand() {
  const { build } = await import('vite');
  const began = new Date();
  const outDir = join(root, 'dist', `.cli-${process.pid}-${began.getTime()}`);
  try {
    await build({
      root,
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      build: { ssr: 'src/cli.ts', outDir },
    });
    const built = join(outDir, 'tumble.js');
    utimesSync(built, began, began);
    mkdirSync(dirname(commandFile), { recursive: true });
    renameSync(built, commandFile);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
