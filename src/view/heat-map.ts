// The heat map on the GPU: one render pass that reads the solver's own buffers `u`, `v` and `clock`, in the order of
// submission, so a picture always shows one whole state. It draws on any texture: the page's canvas, or an off-screen
// one that is read back for films.

import { byteSize, packStruct } from '../core/struct.ts';
import type { Fields } from '../core/backend.ts';
import { isGridField } from '../core/config.ts';
import type { ColormapName } from '../core/config.ts';
import type { GpuBackend } from '../backends/gpu/gpu-backend.ts';
import { CLOCK } from '../kernels/keller-segel/layout.ts';
import { HEAT_MAP } from '../kernels/view/heat-map-layout.ts';
import { heatMapWgsl } from '../kernels/view/heat-map.ts';
import { colourTable } from './colormap.ts';
import { visiblePixels } from './heat-map-settings.ts';

/** Where the shader finds the current slot in the clock record. */
export const SLOT_WORD = CLOCK.fields.findIndex((field) => field.name === 'slot');

export interface HeatMap {
  /** Draws the current state of `field` (any but u and v: the internal variable that the simulation shows) over the whole target. `settings` as from heatMapSettings. */
  draw(target: GPUTexture, field: string, colormap: ColormapName, settings: Fields): void;
  dispose(): void;
}

/** @param format of the textures that will be drawn on. */
export async function createHeatMap(backend: GpuBackend, format: GPUTextureFormat): Promise<HeatMap> {
  const { device } = backend;
  const module = device.createShaderModule({ label: 'view/heat-map', code: heatMapWgsl() });
  const pipeline = await device.createRenderPipelineAsync({
    label: 'view/heat-map',
    layout: 'auto',
    vertex: { module, entryPoint: 'vertex' },
    fragment: { module, entryPoint: 'fragment', targets: [{ format }] },
  });
  const settingsBuffer = device.createBuffer({
    label: 'view settings',
    size: byteSize(HEAT_MAP),
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  const tableBuffer = device.createBuffer({
    label: 'view colours',
    size: 4 * 256,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  const bind = (field: string) =>
    device.createBindGroup({
      label: `view ${field}`,
      layout: pipeline.getBindGroupLayout(0),
      entries: [settingsBuffer, backend.buffer(field), backend.buffer('clock'), tableBuffer].map(
        (buffer, binding) => ({ binding, resource: { buffer } }),
      ),
    });
  const groups = new Map<string, GPUBindGroup>();
  const groupOf = (field: string): GPUBindGroup => {
    const name = isGridField(field) ? field : 'inner_mean';
    const group = groups.get(name) ?? bind(name);
    groups.set(name, group);
    return group;
  };
  let loaded: ColormapName | null = null;

  return {
    draw(target, field, colormap, settings) {
      if (loaded !== colormap) {
        device.queue.writeBuffer(tableBuffer, 0, colourTable(colormap));
        loaded = colormap;
      }
      device.queue.writeBuffer(settingsBuffer, 0, packStruct(HEAT_MAP, settings));
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginRenderPass({
        colorAttachments: [
          {
            view: target.createView(),
            loadOp: 'clear',
            storeOp: 'store',
            clearValue: unpacked(settings.outside),
          },
        ],
      });
      // Beyond the domain the clear value does; a shader run a pixel would cost a software adapter milliseconds.
      const { x, y, width, height } = visiblePixels(settings, target.width, target.height);
      pass.setScissorRect(x, y, width, height);
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, groupOf(field));
      pass.draw(3);
      pass.end();
      device.queue.submit([encoder.finish()]);
    },
    dispose() {
      settingsBuffer.destroy();
      tableBuffer.destroy();
    },
  };
}

const unpacked = (colour: number): GPUColor =>
  [0, 8, 16, 24].map((shift) => ((colour >>> shift) & 255) / 255) as [number, number, number, number];
