// What Node and the browser do alike once they have an adapter: name it, tell a software one, open its device.

import type { GpuAccess } from '../backends/gpu/access.ts';

/** Limits raised to all the adapter offers: large grids and wide reductions run into the default ones. */
const RAISED_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxTextureDimension2D',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** Seconds since an arbitrary moment. Coarse (about 0.1 ms) in browsers. */
export const now = (): number => performance.now() / 1000;

const WANTED_FEATURES = ['timestamp-query'] as const satisfies readonly GPUFeatureName[];

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|warp|microsoft basic render|virgl.*llvm/i;

/** The part of GPUAdapterInfo that is read here. */
export type AdapterInfo = Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'device' | 'description'> & {
  readonly isFallbackAdapter?: boolean;
};

/** True where the "GPU" is a program running on the CPU. */
export const isSoftware = (info: AdapterInfo): boolean =>
  info.isFallbackAdapter === true ||
  SOFTWARE.test(`${info.vendor} ${info.architecture} ${info.device} ${info.description}`);

/**
 * A name for people, e.g. `NVIDIA H200 (Vulkan)` or `SwiftShader (software)`. Browsers often hide all but the
 * vendor and the architecture.
 */
export function describeAdapter(info: AdapterInfo, api = ''): string {
  if (/swiftshader/i.test(`${info.architecture} ${info.description}`)) return 'SwiftShader (software)';
  const vendor = [info.vendor, info.architecture].filter((word) => word !== '').join(' ');
  const name = [info.device, info.description, vendor].find((text) => text !== '' && !/^0x/.test(text));
  const kind = isSoftware(info) ? 'software' : api;
  return `${name ?? 'GPU of unknown make'}${kind === '' ? '' : ` (${kind})`}`;
}

/**
 * Opens the adapter's device with all the limits and features used anywhere in Tumble.
 * @throws what `requestDevice` throws: the adapter was used before, or its driver refused.
 */
export async function openAdapter(
  adapter: GPUAdapter,
  api: string,
  surroundings: Pick<GpuAccess, 'notes' | 'wishedTile'>,
  afterClose = (): void => {},
): Promise<GpuAccess> {
  const requiredLimits: Record<string, number> = {};
  for (const name of RAISED_LIMITS) {
    const most = adapter.limits[name];
    if (typeof most === 'number') requiredLimits[name] = most;
  }
  const requiredFeatures = WANTED_FEATURES.filter((name) => adapter.features.has(name));
  const device = await adapter.requestDevice({ requiredLimits, requiredFeatures });
  return {
    device,
    description: describeAdapter(adapter.info, api),
    software: isSoftware(adapter.info),
    now,
    ...surroundings,
    close() {
      device.destroy();
      afterClose();
    },
  };
}
