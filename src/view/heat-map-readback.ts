// Heat map to memory: draws into a texture and reads it back. Rows in a WebGPU copy are padded to 256 bytes, which is
// undone here. One read at a time.

import type { Fields } from '../core/backend.ts';
import type { ColormapName } from '../core/config.ts';
import type { GpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createHeatMap } from './heat-map.ts';

const FORMAT: GPUTextureFormat = 'rgba8unorm';

export interface HeatMapReadback {
  /** RGBA, top row first, width * height * 4 bytes. */
  read(field: string, colormap: ColormapName, settings: Fields): Promise<Uint8ClampedArray<ArrayBuffer>>;
  dispose(): void;
}

export async function createHeatMapReadback(
  backend: GpuBackend,
  width: number,
  height: number,
): Promise<HeatMapReadback> {
  const { device } = backend;
  const heatMap = await createHeatMap(backend, FORMAT);
  const rowBytes = Math.ceil((4 * width) / 256) * 256;
  const texture = device.createTexture({
    label: 'frame',
    size: [width, height],
    format: FORMAT,
    usage: GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC,
  });
  const staging = device.createBuffer({
    label: 'frame readback',
    size: rowBytes * height,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  return {
    async read(field, colormap, settings) {
      heatMap.draw(texture, field, colormap, settings);
      const encoder = device.createCommandEncoder();
      encoder.copyTextureToBuffer({ texture }, { buffer: staging, bytesPerRow: rowBytes }, [width, height]);
      device.queue.submit([encoder.finish()]);
      await staging.mapAsync(GPUMapMode.READ);
      const padded = new Uint8Array(staging.getMappedRange());
      const pixels = new Uint8ClampedArray(4 * width * height);
      for (let row = 0; row < height; row++) {
        pixels.set(padded.subarray(row * rowBytes, row * rowBytes + 4 * width), row * 4 * width);
      }
      staging.unmap();
      return pixels;
    },
    dispose() {
      heatMap.dispose();
      texture.destroy();
      staging.destroy();
    },
  };
}
