// Node's edge: the GPU through Dawn (npm package `webgpu`) and the clock. Nothing else in Tumble may open them.
// Hardware is preferred; where there is none, or when asked to, SwiftShader computes the same on the CPU.
// Linux without a GPU on anything but x86-64 has no software adapter here: the reference backend still runs.

import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import { InputError, formatProblem } from '../core/problem.ts';
import { isSoftware, openAdapter } from './adapter.ts';
import { nodeNotes, wishedTile } from './node-notes.ts';
import { type LoaderSettings, hardwareVulkan, hasGpuNode, softwareVulkan, withSettings } from './vulkan.ts';

export { now } from './adapter.ts';

const API: Readonly<Record<string, string>> = { linux: 'Vulkan', darwin: 'Metal', win32: 'Direct3D' };
const REFERENCE = 'use `--backend reference`, which needs no GPU';

/** Dawn crashes when an instance is collected while a device of it lives. */
const instances = new Set<GPU>();
/** The loader's settings are the process's environment: one opening at a time. */
let opening: Promise<unknown> = Promise.resolve();

/**
 * Opens a GPU: hardware first, else the software adapter; `software: true` skips hardware. An absence says why
 * there is neither. Call `close` on what is returned, or Dawn crashes when the process ends.
 */
export function openGpu(options: { readonly software?: boolean } = {}): Promise<GpuAccess | GpuAbsence> {
  const result = opening.then(() => open(options.software === true));
  opening = result.catch(() => undefined);
  return result;
}

async function open(softwareOnly: boolean): Promise<GpuAccess | GpuAbsence> {
  let create: (options: string[]) => GPU;
  try {
    const dawn = await import('webgpu');
    Object.assign(globalThis, dawn.globals);
    create = dawn.create;
  } catch (error) {
    const reason = `WebGPU for Node has no binary for ${process.platform} ${process.arch} (${firstLine(error)})`;
    return { reason, remedy: `Install the packages with \`npm ci\`, or ${REFERENCE}` };
  }
  const linux = process.platform === 'linux';
  const reasons: string[] = [];
  const attempt = async (
    settings: () => Promise<LoaderSettings>,
    request: GPURequestAdapterOptions,
    accept: (adapter: GPUAdapter) => boolean,
  ): Promise<GpuAccess | null> => {
    try {
      return await withSettings(await settings(), async () => {
        const instance = create([]);
        instances.add(instance);
        const adapter = await instance.requestAdapter(request);
        if (adapter !== null && accept(adapter)) {
          const surroundings = { notes: nodeNotes(), wishedTile: wishedTile() };
          return openAdapter(adapter, API[process.platform], surroundings, () => instances.delete(instance));
        }
        instances.delete(instance);
        return null;
      });
    } catch (error) {
      reasons.push(
        error instanceof InputError ? error.problems.map(formatProblem).join('; ') : firstLine(error),
      );
      return null;
    }
  };
  const none = (): Promise<LoaderSettings> => Promise.resolve({});
  if (!softwareOnly && (!linux || hasGpuNode() || namesDriver())) {
    const settings = linux && !namesDriver() ? hardwareVulkan : none;
    const access = await attempt(
      settings,
      { powerPreference: 'high-performance' },
      (adapter) => !isSoftware(adapter.info),
    );
    if (access !== null) return access;
  }
  const software = await attempt(linux ? softwareVulkan : none, { forceFallbackAdapter: true }, (adapter) =>
    isSoftware(adapter.info),
  );
  if (software !== null) return software;
  const wanted = softwareOnly
    ? 'no software adapter was found'
    : 'neither a GPU nor a software adapter was found';
  return {
    reason: `${wanted}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}`,
    remedy: `Install or update the graphics driver, or ${REFERENCE}`,
  };
}

/** The user points the Vulkan loader at a driver: that is obeyed. */
const namesDriver = (): boolean =>
  process.env['VK_DRIVER_FILES'] !== undefined || process.env['VK_ICD_FILENAMES'] !== undefined;

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
