// The benchmark's yardstick in C: bench/native/keller_segel.c, compiled for this very machine where it has a compiler, and run as
// a program of its own.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './node-host.ts';

const run = promisify(execFile);
const FLAGS = ['-O3', '-march=native', '-ffast-math', '-fopenmp'];
const COMPILERS = ['cc', 'gcc', 'clang'];

/** Compiles it (see NativeYardstick in src/bench/contenders.ts); says what is missing where that cannot be done. The program is removed by `dispose`. */
export async function nativeYardstick() {
  const source = join(root, 'bench', 'native', 'keller_segel.c');
  const folder = await mkdtemp(join(tmpdir(), 'tumble-native-'));
  const program = join(folder, 'keller_segel');
  let reason = '';
  const named = process.env['CC'];
  for (const compiler of named ? [named] : COMPILERS) {
    try {
      await run(compiler, [...FLAGS, source, '-o', program, '-lm']);
      const version = (await run(compiler, ['--version'])).stdout.split('\n')[0]!.trim();
      return {
        description: `C, ${FLAGS.join(' ')}, ${version}`,
        measure: async (size: number, scheme: string, threads: number, seconds: number) => {
          const { stdout } = await run(program, [size, scheme, threads, seconds].map(String));
          return timingOf(stdout);
        },
        dispose: () => rm(folder, { recursive: true, force: true }),
      };
    } catch (error) {
      const { code, stderr } = error as { code?: string | number; stderr?: string };
      if (code !== 'ENOENT' || reason === '')
        reason =
          code === 'ENOENT' ? 'there is no C compiler' : `${compiler}: ${String(stderr).split('\n')[0]}`;
    }
  }
  await rm(folder, { recursive: true, force: true });
  return { rule: reason, remedy: 'Install gcc or clang with OpenMP, or name a compiler in CC' };
}

/** What the program prints. */
function timingOf(line: string) {
  const values = line.trim().split(' ').map(Number);
  if (values.length !== 6 || !values.every(Number.isFinite))
    throw new Error(`the yardstick printed: ${line}`);
  const [secondsPerStep, copyBytesPerSecond, steps, time, sum, largest] = values as Six;
  return { secondsPerStep, copyBytesPerSecond, steps, time, sum, largest };
}

type Six = [number, number, number, number, number, number];
