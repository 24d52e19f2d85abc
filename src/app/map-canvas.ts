// The canvas under the writing: a WebGPU surface that the heat-map pass draws on, or, where there is no GPU, a 2D
// canvas that the float64 twin paints at a reduced resolution. A canvas keeps its kind of context for life, so a change
// of backend makes a new one in the same place.

import type { GpuBackend } from '../backends/gpu/gpu-backend.ts';
import type { Simulation, Snapshot } from '../core/simulation.ts';
import { paintHeatMap } from '../kernels/view/heat-map.ts';
import { colourTable } from '../view/colormap.ts';
import { heatMapSettings } from '../view/heat-map-settings.ts';
import type { HeatMapRequest } from '../view/heat-map-settings.ts';
import { createHeatMap, SLOT_WORD } from '../view/heat-map.ts';
import { fieldValues } from '../view/range.ts';
import { element } from './dom.ts';

/** `domain` in CSS pixels. */
export type MapRequest = Omit<HeatMapRequest, 'slotWord'>;

export interface MapCanvas {
  /**
   * Draws the present state. `width` and `height` of the window in CSS pixels; `snapshot` reads it back, where the map is
   * not drawn beside the data.
   */
  draw(request: MapRequest, width: number, height: number, snapshot: () => Snapshot | null): void;
  dispose(): void;
}

const newCanvas = (place: HTMLElement): HTMLCanvasElement => {
  const canvas = element('canvas', { class: 'map', 'aria-hidden': 'true' });
  place.replaceChildren(canvas);
  return canvas;
};

function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

const scaled = (request: MapRequest, ratioX: number, ratioY: number): MapRequest => ({
  ...request,
  domain: {
    x: request.domain.x * ratioX,
    y: request.domain.y * ratioY,
    width: request.domain.width * ratioX,
    height: request.domain.height * ratioY,
  },
});

/** Pixels of the map's canvas on a software adapter: about 10 ms of shading on two processor cores. */
const MOST_SOFTWARE_PIXELS = 400_000;

/** Device pixels per CSS pixel. A software adapter shades on the processor: it gets a coarser map, below sharp writing. */
export const mapRatio = (software: boolean): number =>
  software
    ? Math.min(1, Math.sqrt(MOST_SOFTWARE_PIXELS / (innerWidth * innerHeight)))
    : Math.min(devicePixelRatio, 3);

/** @param pixelRatio device pixels per CSS pixel to draw with. */
export async function createGpuMap(
  place: HTMLElement,
  simulation: Simulation,
  format: GPUTextureFormat,
  pixelRatio: () => number,
): Promise<MapCanvas> {
  const backend = simulation.backend as GpuBackend;
  const heatMap = await createHeatMap(backend, format);
  const canvas = newCanvas(place);
  const context = canvas.getContext('webgpu');
  if (!context) throw new Error('the canvas has no WebGPU context');
  context.configure({ device: backend.device, format, alphaMode: 'opaque' });
  return {
    draw(request, width, height) {
      const ratio = pixelRatio();
      resize(canvas, Math.max(Math.round(width * ratio), 1), Math.max(Math.round(height * ratio), 1));
      const inPixels = scaled(request, canvas.width / width, canvas.height / height);
      const settings = heatMapSettings({ ...inPixels, slotWord: SLOT_WORD });
      // Cells are counted on the grid only when somebody looks.
      simulation.refresh();
      const target = context.getCurrentTexture();
      heatMap.draw(target, request.view.field, request.view.colormap, settings);
    },
    dispose() {
      heatMap.dispose();
      context.unconfigure();
    },
  };
}

/** Most pixels painted a frame: about 10 ms of the twin's work. */
const MOST_PIXELS = 200_000;

export function createReferenceMap(place: HTMLElement): MapCanvas {
  const canvas = newCanvas(place);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('the canvas has no 2D context');
  return {
    draw(request, width, height, snapshot) {
      const latest = snapshot();
      const { field, colormap } = request.view;
      const values = latest && fieldValues(latest, field);
      if (!values) return;
      const ratio = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
      resize(canvas, Math.max(Math.round(width * ratio), 1), Math.max(Math.round(height * ratio), 1));
      const inPixels = scaled(request, canvas.width / width, canvas.height / height);
      const settings = heatMapSettings({ ...inPixels, slotWord: 0 });
      const image = context.createImageData(canvas.width, canvas.height);
      paintHeatMap(settings, values, 0, colourTable(colormap), image.data, canvas.width);
      context.putImageData(image, 0, 0);
    },
    dispose: () => {},
  };
}
