// One finished picture of a simulation, off-screen: the heat map (or, in one dimension, the curves of fields and the
// figures of cells) with title, time, colour bar and scale bar on top, and single cells where the camera is close.
// Films and PNG files are made of these; the page draws straight to its canvas instead, with the same heat map and
// overlay. One paint at a time.

import { isGridField } from '../core/config.ts';
import type { Config, ViewConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import type { GpuBackend } from '../backends/gpu/gpu-backend.ts';
import { paintHeatMap } from '../kernels/view/heat-map.ts';
import { findPreset } from '../presets/index.ts';
import { domainRectangle, HOME } from './camera.ts';
import type { Camera } from './camera.ts';
import type { CanvasFactory, DrawingCanvas } from './canvas.ts';
import type { CellSeries } from './cells/series.ts';
import { BACKGROUND, colourTable } from './colormap.ts';
import { curveRanges, drawCurves } from './curves.ts';
import { createHeatMapReadback } from './heat-map-readback.ts';
import type { HeatMapReadback } from './heat-map-readback.ts';
import { heatMapSettings } from './heat-map-settings.ts';
import { SLOT_WORD } from './heat-map.ts';
import { layoutCurves, layoutMap } from './layout.ts';
import { createMarkPainter } from './mark-painter.ts';
import { createFigurePainter } from './figure-painter.ts';
import { createLevelPainter } from './level-painter.ts';
import type { LevelCourse } from './levels/course.ts';
import { drawOverlay } from './overlay.ts';
import { createRangeFollower, fieldValues, pictured } from './range.ts';

export interface FrameOptions {
  /** Size of the picture in pixels. */
  readonly width: number;
  readonly height: number;
  readonly view: ViewConfig;
  /** Heading at the top left, or null for none. */
  readonly title: string | null;
  readonly createCanvas: CanvasFactory;
  /** Frames per second: how fast the automatic colour range may shrink. Default 30. */
  readonly framesPerSecond?: number;
  /** Simulated time in a second of film: how many decimals of the time are shown. Default: the view's pace; 0 for all digits. */
  readonly pace?: number;
  /** Default: the whole domain. */
  readonly camera?: Camera;
  /** Bilinear between cells; default true, as on the page; false shows cells as they are. */
  readonly smooth?: boolean;
  /** Course of the run so far, for pictures that show it; default: it begins with the first state painted or noted. */
  readonly series?: CellSeries;
  /** The same of the levels beside cells. */
  readonly course?: LevelCourse;
}

export interface FramePainter {
  readonly width: number;
  readonly height: number;
  /**
   * The picture of the simulation's present state: RGBA, 4 bytes a pixel, top row first, opaque. `measurement` is
   * of that same state; it gives the time, and the ends of an automatic colour range.
   */
  paint(measurement: Measurement): Promise<Uint8ClampedArray>;
  /**
   * Times before `until`, ascending, at which to call `note` if one picture, of the state at `until`, is all that will be
   * painted: it may show how the run came there. Every `paint` takes note, too.
   */
  noteTimes(until: number): readonly number[];
  note(measurement: Measurement): Promise<void>;
  dispose(): void;
}

/** What a heading says of a config: the preset's title, or the model's name. */
export const frameTitle = (config: Config): string =>
  (config.preset === null ? undefined : findPreset(config.preset)?.title) ?? config.model;

/** Size of ordinary text: readable from the back of a room when the picture fills the screen. */
const textSize = (width: number, height: number): number => Math.max(Math.min(width, height) / 36, 9);

export function createFramePainter(simulation: Simulation, options: FrameOptions): FramePainter {
  const { width, height } = options;
  const canvas = options.createCanvas(width, height);
  const paintState = statePainter(simulation, options, canvas);
  return {
    width,
    height,
    async paint(measurement) {
      await paintState.paint(measurement);
      return canvas.context.getImageData(0, 0, width, height).data;
    },
    noteTimes: (until) => paintState.noteTimes?.(until) ?? [],
    note: async (measurement) => paintState.note?.(measurement),
    dispose: () => paintState.dispose(),
  };
}

interface StatePainter {
  paint(measurement: Measurement): Promise<void>;
  noteTimes?(until: number): readonly number[];
  note?(measurement: Measurement): Promise<void>;
  dispose(): void;
}

function statePainter(simulation: Simulation, options: FrameOptions, canvas: DrawingCanvas): StatePainter {
  const { config } = simulation;
  if (dimension(config) === 2) return mapPainter(simulation, options, canvas);
  if (config.model !== 'run-and-tumble' || !isGridField(options.view.field))
    return curvePainter(simulation, options, canvas);
  const { width, height, title, view, series } = options;
  const figure = { width, height, title, unit: textSize(width, height), pace: options.pace ?? view.pace };
  if (simulation.companions.length > 0)
    return createLevelPainter(simulation, config, canvas, { ...figure, course: options.course ?? null });
  return createFigurePainter(simulation, config, canvas, {
    ...figure,
    series: series ?? null,
  });
}

/** The measurement with what the view needs: the inside of cells is measured only where it is looked at. */
async function look(
  simulation: Simulation,
  view: ViewConfig,
  measurement: Measurement,
): Promise<Measurement> {
  if (isGridField(view.field)) return measurement;
  if (simulation.inside?.shown !== view.field) await simulation.inside?.show(view.field);
  return measurement.inside?.name === view.field ? measurement : simulation.measure();
}

function curvePainter(simulation: Simulation, options: FrameOptions, canvas: DrawingCanvas): StatePainter {
  const { width, height, view, title } = options;
  const layout = layoutCurves({ x: 0, y: 0, width, height }, textSize(width, height));
  const followers = { u: createRangeFollower(), v: createRangeFollower() };
  const seconds = 1 / (options.framesPerSecond ?? 30);
  const pace = options.pace ?? view.pace;
  return {
    async paint(measurement) {
      const seen = await look(simulation, view, measurement);
      const snapshot = await simulation.snapshot();
      const { u } = snapshot;
      const v = (isGridField(view.field) ? null : fieldValues(snapshot, view.field)) ?? snapshot.v;
      const ranges = curveRanges(followers, view, seen, seconds);
      canvas.context.fillStyle = BACKGROUND;
      canvas.context.fillRect(0, 0, width, height);
      const { time } = measurement;
      drawCurves(canvas.context, { layout, grid: simulation.config, view, u, v, ranges, title, time, pace });
    },
    dispose: () => {},
  };
}

function mapPainter(simulation: Simulation, options: FrameOptions, canvas: DrawingCanvas): StatePainter {
  const { width, height, view, title } = options;
  const { config: grid, backend } = simulation;
  // As on the page, the map and its cells go on beneath the writing where the camera is close.
  const picture = { x: 0, y: 0, width, height };
  const layout = layoutMap(picture, textSize(width, height), grid.width / grid.height);
  const domain = domainRectangle(options.camera ?? HOME, grid, layout.plot);
  const colours = colourTable(view.colormap);
  const follower = createRangeFollower();
  const seconds = 1 / (options.framesPerSecond ?? 30);
  const pace = options.pace ?? view.pace;
  const onGpu = backend.name === 'gpu';
  let readback: Promise<HeatMapReadback> | null = null;
  const marks =
    grid.model === 'run-and-tumble' && view.marks !== 'never'
      ? createMarkPainter(simulation, grid, { domain, plot: picture, grid, unit: layout.unit }, pace)
      : null;

  return {
    noteTimes: (until) => marks?.noteTimes(until) ?? [],
    note: async () => marks?.note(),
    async paint(measurement) {
      const seen = await look(simulation, view, measurement);
      const range = follower.follow(view, pictured(seen, grid, view.field), seconds);
      const smooth = options.smooth ?? true;
      const slotWord = onGpu ? SLOT_WORD : 0;
      const settings = heatMapSettings({ grid, view, range, domain, smooth, slotWord });
      const image = canvas.context.createImageData(width, height);
      if (onGpu) {
        simulation.refresh();
        readback ??= createHeatMapReadback(backend as GpuBackend, width, height);
        image.data.set(await (await readback).read(view.field, view.colormap, settings));
      } else {
        const snapshot = await simulation.snapshot();
        paintHeatMap(settings, fieldValues(snapshot, view.field)!, 0, colours, image.data, width);
      }
      canvas.context.putImageData(image, 0, 0);
      await marks?.note();
      marks?.draw(canvas.context);
      const { time } = measurement;
      drawOverlay(canvas.context, { layout, domain, grid, view, range, colours, title, time, pace });
    },
    dispose: () => void readback?.then((made) => made.dispose()),
  };
}
