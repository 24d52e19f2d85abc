// The browser's edge: the GPU through navigator.gpu, the canvas format and the clock. Says what is missing and what
// to do about it where there is no WebGPU; cannot tell a driver that is blocked from one that is absent.

import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import { openAdapter } from './adapter.ts';
import { browserNotes, wishedTile } from './browser-notes.ts';

export { now } from './adapter.ts';

/** Texture format the canvas shows without a conversion. */
export const canvasFormat = (): GPUTextureFormat => navigator.gpu.getPreferredCanvasFormat();

const UPDATE =
  'Use a current Chrome or Edge (113 or later), Safari (26 or later) or Firefox (141 or later); ' +
  'on Linux, Chrome may need chrome://flags/#enable-unsafe-webgpu';

/**
 * Opens the GPU the browser offers, preferring the fast one of several; `software: true` asks for the browser's
 * software adapter. An absence says why there is none.
 */
export async function openGpu(
  options: { readonly software?: boolean } = {},
): Promise<GpuAccess | GpuAbsence> {
  if (!isSecureContext) {
    return {
      reason: 'WebGPU is only given to pages from https:// or localhost',
      remedy: 'Open the page through http://localhost or serve it over https',
    };
  }
  const gpu = (navigator as { gpu?: GPU }).gpu;
  if (gpu === undefined) return { reason: 'This browser has no WebGPU', remedy: UPDATE };
  try {
    const adapter = await gpu.requestAdapter(
      options.software === true ? { forceFallbackAdapter: true } : { powerPreference: 'high-performance' },
    );
    if (adapter === null) {
      return {
        reason:
          'The browser has WebGPU but gives no adapter: the graphics driver is missing, too old or blocked',
        remedy: `Turn on hardware acceleration in the browser's settings and update the graphics driver. ${UPDATE}`,
      };
    }
    return await openAdapter(adapter, '', { notes: browserNotes(), wishedTile: wishedTile() });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      reason: `The GPU could not be opened (${message})`,
      remedy: 'Reload the page, or restart the browser',
    };
  }
}
