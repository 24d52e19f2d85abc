// On Linux, WebGPU in Node reaches the GPU through Vulkan: a loader (libvulkan.so.1) that finds drivers through
// manifests. A bare machine has neither, a server often has the driver without the loader. This file brings the
// bundled loader in where there is none, and points it at SwiftShader where a software adapter is wanted.

import { existsSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { unpackBundled } from './bundled-browser.ts';

/** Environment variables that steer the Vulkan loader; restored once the adapter has been found. */
export type LoaderSettings = Readonly<Record<string, string>>;

const GPU_NODES = /^(nvidia\d+|dxg|nvgpu|nvhost-gpu|mali\d+|kgsl-3d\d+)$/;
const LIBRARY_FOLDERS = ['/lib', '/usr/lib', '/usr/lib64', '/lib64', '/usr/local/lib'];
// glibc's RTLD_NODELETE, which Node does not name: the library stays after `dlclose`.
const KEEP_LOADED = 0x1000;

/** Whether the kernel shows any GPU at all; asking a loader that can find none makes it complain on stderr. */
export function hasGpuNode(): boolean {
  const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  return (
    names('/dev/dri').some((name) => name.startsWith('renderD')) ||
    names('/dev').some((name) => GPU_NODES.test(name))
  );
}

function systemHasLoader(): boolean {
  const architecture = process.arch === 'x64' ? 'x86_64-linux-gnu' : 'aarch64-linux-gnu';
  const folders = LIBRARY_FOLDERS.flatMap((folder) => [folder, join(folder, architecture)]);
  const named = (process.env['LD_LIBRARY_PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return [...named, ...folders].some((folder) => existsSync(join(folder, 'libvulkan.so.1')));
}

/**
 * Makes `libvulkan.so.1` findable by name. LD_LIBRARY_PATH is read only when a process starts, but a library that
 * is loaded already is found by its name whatever its path. Node refuses it for not being an addon and closes
 * it again: hence the flag that keeps it, and the ignored error.
 */
function preload(library: string): void {
  try {
    process.dlopen({ exports: {} }, library, constants.dlopen.RTLD_NOW | KEEP_LOADED);
  } catch {
    // "Module did not self-register": expected. Any other failure shows as "no adapter", which is reported.
  }
}

/** For hardware: the loader, and Mesa's software driver left out, which Dawn cannot use and complains about. */
export async function hardwareVulkan(): Promise<LoaderSettings> {
  if (!systemHasLoader()) preload(join(await unpackBundled('vulkan'), 'libvulkan.so.1'));
  return { VK_LOADER_DRIVERS_DISABLE: process.env['VK_LOADER_DRIVERS_DISABLE'] ?? '*lvp*' };
}

/** For software: the loader, and SwiftShader as its only driver. */
export async function softwareVulkan(): Promise<LoaderSettings> {
  const folder = await unpackBundled('vulkan');
  if (!systemHasLoader()) preload(join(folder, 'libvulkan.so.1'));
  const manifest = join(folder, 'vk_swiftshader_icd.json');
  return { VK_ICD_FILENAMES: manifest, VK_DRIVER_FILES: manifest };
}

/** Runs `work` with the settings in the environment and puts back what was there. Not for two at once. */
export async function withSettings<T>(settings: LoaderSettings, work: () => Promise<T>): Promise<T> {
  const before = Object.keys(settings).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
