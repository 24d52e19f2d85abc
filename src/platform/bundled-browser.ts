// The npm package @sparticuz/chromium carries a headless Chromium and, with it, SwiftShader (Vulkan on the CPU)
// and a Vulkan loader, all compressed. This file unpacks them once, so that WebGPU works in Node and in a real
// browser on a machine that has nothing but Node. Unpacked files stay in node_modules/.cache until it is deleted.
// Linux on x86-64 only: the package has no binaries for anything else.

import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../core/problem.ts';

/** `vulkan`: libvulkan.so.1, libvk_swiftshader.so and its manifest. `browser`: these and Chromium, fonts, NSS. */
export type BundledPart = 'vulkan' | 'browser';

const ARCHIVES = {
  vulkan: ['swiftshader.tar.br'],
  browser: ['swiftshader.tar.br', 'chromium.br', 'fonts.tar.br', 'al2023.tar.br'],
} as const;
const MEGABYTES = { vulkan: 15, browser: 400 } as const;
/** Where a process was killed while unpacking, its folder is removed after this many milliseconds. */
const STALE_AFTER = 3_600_000;
/** The package's own names folders of a cloud service; Chromium aborts when it finds no font at all. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
`;

export const bundledForThisMachine = (): boolean => process.platform === 'linux' && process.arch === 'x64';

/** Folder of the installed package, or null where it was left out (`npm ci --omit=dev`). */
function packageFolder(): string | null {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  } catch {
    return null;
  }
}

/**
 * Unpacks a part unless that has been done already, and returns its folder. Two processes may do so at once:
 * each unpacks into a folder of its own, and the first to finish gives it the final name.
 * @throws InputError where the package is absent, not made for this machine, or cannot be unpacked.
 */
export async function unpackBundled(part: BundledPart): Promise<string> {
  const source = packageFolder();
  if (!bundledForThisMachine() || source === null) {
    throw refusal('@sparticuz/chromium', `${process.platform} ${process.arch}`, {
      rule: bundledForThisMachine()
        ? 'the package that carries SwiftShader and Chromium is not installed'
        : 'SwiftShader and Chromium are bundled for Linux on x86-64 only',
      remedy: bundledForThisMachine() ? 'Run `npm ci`' : 'Use a machine with a GPU and a browser of its own',
    });
  }
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  const cache = process.env['TUMBLE_CACHE'] ?? join(dirname(dirname(source)), '.cache', 'tumble');
  const folder = join(resolve(cache), `${part}-${version}`);
  if (existsSync(folder)) return folder;
  let unfinished: string | null = null;
  try {
    await mkdir(dirname(folder), { recursive: true });
    unfinished = await mkdtemp(`${folder}.unpacking-`);
    await inflate(join(source, 'bin'), ARCHIVES[part], unfinished);
    await chmod(unfinished, 0o755);
    if (part === 'browser') {
      await chmod(join(unfinished, 'chromium'), 0o755);
      await writeFile(join(unfinished, 'fonts', 'fonts.conf'), FONTS);
    }
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    await removeStale(dirname(folder));
  } catch (error) {
    throw refusal('TUMBLE_CACHE', dirname(folder), {
      rule: `SwiftShader and Chromium are unpacked here and need ${MEGABYTES[part]} MB (${reasonOf(error)})`,
      remedy: 'Make room there, or set TUMBLE_CACHE to another folder',
    });
  } finally {
    if (unfinished !== null) await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Runs the package's own `inflate` in a process of its own: it unpacks into the folder for temporary files, and
 * changing that for this process would change it for everyone in it. Relative names, because `inflate` takes
 * any path with "swiftshader" in it for the SwiftShader archive.
 */
function inflate(bin: string, archives: readonly string[], into: string): Promise<void> {
  const script =
    "import { inflate } from '@sparticuz/chromium'; await Promise.all(process.argv.slice(1).map((name) => inflate(name)));";
  const environment = { ...process.env, TMPDIR: into, TEMP: into, TMP: into, NODE_OPTIONS: '' };
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      ['--input-type=module', '-e', script, ...archives],
      { cwd: bin, env: environment },
      (error, _stdout, stderr) => (error ? fail(new Error(stderr || error.message)) : done()),
    );
  });
}

/** What a process that was killed while unpacking left behind. */
async function removeStale(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.includes('.unpacking-')) continue;
    const path = join(cache, name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > STALE_AFTER) await rm(path, { recursive: true, force: true });
  }
}

/** The system's own words where there are some ("no space left on device"), else the first line. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /E[A-Z]{3,}: [^,\n]*/.exec(text)?.[0] ?? text.trim().split('\n')[0] ?? 'unknown error';
}

const refusal = (field: string, value: string, text: { rule: string; remedy: string }): InputError =>
  new InputError([{ field, value, ...text }]);
