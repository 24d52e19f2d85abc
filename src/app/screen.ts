// The picture: the map's canvas, the writing above it, single cells where the map is zoomed in far enough, and for
// one-dimensional runs curves or the cells' figures. Draws when asked; what to draw comes in as a plain record each time.
// The map is drawn every time, the writing at most 20 times a second unless something other than time has changed, since
// text is what costs most on a 2D canvas.

import { isGridField } from '../core/config.ts';
import type { Config, ViewConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { InsideRange, Measurement, Simulation, Snapshot } from '../core/simulation.ts';
import type { CellCourse } from '../observables/trace.ts';
import { domainRectangle } from '../view/camera.ts';
import type { Camera } from '../view/camera.ts';
import { drawFigures, layoutFigures } from '../view/cells/figures.ts';
import { drawFollowed } from '../view/cells/followed.ts';
import type { PanelData } from '../view/cells/panel.ts';
import { drawLevelFigure } from '../view/levels/figure.ts';
import type { LevelData } from '../view/levels/panel.ts';
import { colourTable } from '../view/colormap.ts';
import { curveRanges, drawCurves } from '../view/curves.ts';
import { layoutCurves, layoutMap } from '../view/layout.ts';
import type { Layout, Rectangle } from '../view/layout.ts';
import { drawOverlay } from '../view/overlay.ts';
import { createRangeFollower, fieldValues, pictured } from '../view/range.ts';
import { createCellMarks } from './cell-marks.ts';
import { element } from './dom.ts';
import { createGpuMap, createReferenceMap } from './map-canvas.ts';
import type { MapCanvas } from './map-canvas.ts';

export interface Scene {
  readonly config: Config;
  readonly view: ViewConfig;
  readonly camera: Camera;
  readonly smooth: boolean;
  readonly measurement: Measurement;
  /** The part of the window that nothing else covers, in CSS pixels. */
  readonly area: Rectangle;
  /** Wall-clock seconds. */
  readonly now: number;
  /** Simulated time that passes in a second. */
  readonly pace: number;
  /** More pictures follow at once: the writing may wait for one of them. */
  readonly running: boolean;
  /** What the followed cell has been through; null where none is. */
  readonly followed: CellCourse | null;
  /** Reads the fields back; called only where they are needed. */
  snapshot(): Snapshot | null;
  /** What the figures of cells in one dimension show; null for fields. */
  figures(density: ArrayLike<number> | null): PanelData | null;
  /** What the picture of several levels in one dimension shows; null where there is but one. */
  levels(): LevelData | null;
}

export interface Screen {
  /** Where pointers act on the map. */
  readonly surface: HTMLElement;
  readonly overlay: HTMLCanvasElement;
  /** Single cells that are drawn. */
  readonly marks: number;
  /** Shows another simulation from now on. */
  attach(simulation: Simulation, format: GPUTextureFormat | null, pixelRatio: () => number): Promise<void>;
  detach(): void;
  draw(scene: Scene): void;
  /** The place of the domain at zoom 1, in CSS pixels. */
  plot(config: Config, area: Rectangle): Rectangle;
}

const WRITING_INTERVAL = 0.05;
/** Size of the figures' text, of which there are three to a picture, beside that of a map's. */
const FIGURES_TEXT = 0.78;

/** Text size in CSS pixels: readable from the back of a room on a beamer, small on a telephone. */
const textSize = (area: Rectangle): number =>
  Math.min(Math.max(Math.min(area.width, area.height) / 38, 12), 22);

const layoutFor = (config: Config, area: Rectangle): Layout =>
  dimension(config) === 1
    ? layoutCurves(area, textSize(area))
    : layoutMap(area, textSize(area), config.width / config.height);

/** @param arrived called when single cells have come that are to be drawn. */
export function createScreen(arrived: () => void): Screen {
  const surface = element('div', { class: 'surface' });
  const overlay = element('canvas', { class: 'overlay', role: 'img', 'aria-label': 'Density map' });
  const context = overlay.getContext('2d');
  if (!context) throw new Error('this browser has no 2D canvas');
  let simulation: Simulation | null = null;
  let map: MapCanvas | null = null;
  let lastDraw = 0;
  let lastWriting = -Infinity;
  let lastWritten = '';
  const marks = createCellMarks(arrived);
  const followers = { u: createRangeFollower(), v: createRangeFollower(), inside: createRangeFollower() };
  /** The internal variable that was asked for last, and its ends as measured when it came: a paused run measures nothing. */
  let asked: string | null = null;
  let first: InsideRange | null = null;

  /** Asks for the variable that the view shows, if it shows one; the measurement with what is known of it. */
  function lookInside({ view, measurement }: Scene): Measurement {
    const wanted = isGridField(view.field) ? null : view.field;
    if (wanted !== asked) {
      const from = simulation;
      asked = wanted;
      first = null;
      followers.inside.reset();
      // In one dimension these stand in place of the chemical.
      followers.v.reset();
      const measured = from?.inside?.show(wanted).then(() => (wanted === null ? null : from.measure()));
      measured
        ?.then((came) => {
          if (simulation !== from || asked !== wanted) return;
          first = came?.inside ?? null;
          arrived();
        })
        .catch(() => undefined); // the device is gone: `backend.lost` says so to whoever must act
    }
    return wanted === null || measurement.inside?.name === wanted
      ? measurement
      : { ...measurement, inside: first };
  }

  /** Clears the overlay for writing, or says that it need not be written yet. */
  function beginWriting(scene: Scene, key: string): boolean {
    if (scene.running && key === lastWritten && scene.now - lastWriting < WRITING_INTERVAL) return false;
    lastWritten = key;
    lastWriting = scene.now;
    const ratio = devicePixelRatio;
    const width = Math.round(innerWidth * ratio);
    const height = Math.round(innerHeight * ratio);
    if (overlay.width !== width) overlay.width = width;
    if (overlay.height !== height) overlay.height = height;
    context!.setTransform(ratio, 0, 0, ratio, 0, 0);
    context!.clearRect(0, 0, innerWidth, innerHeight);
    return true;
  }
  const sizes = () => [innerWidth, innerHeight, devicePixelRatio];

  function drawOneDimension(scene: Scene, seconds: number): void {
    const { view, measurement, config, area, pace } = scene;
    const levels = view.field === 'u' ? scene.levels() : null;
    if (levels) {
      if (!beginWriting(scene, JSON.stringify([view, area, sizes(), levels.course.latest?.time]))) return;
      const time = levels.course.latest?.time ?? measurement.time;
      drawLevelFigure(context!, {
        ...levels,
        area,
        unit: textSize(area) * FIGURES_TEXT,
        title: null,
        time,
        pace,
      });
      return;
    }
    const seen = lookInside(scene);
    const snapshot = scene.snapshot();
    const figures = view.field === 'u' ? scene.figures(snapshot?.u ?? null) : null;
    const ranges = curveRanges({ u: followers.u, v: followers.v }, view, seen, seconds);
    const key = JSON.stringify([view, area, sizes()]);
    if (figures) {
      if (!beginWriting(scene, key)) return;
      const layout = layoutFigures(area, textSize(area) * FIGURES_TEXT);
      drawFigures(context!, { ...figures, layout, title: null, time: measurement.time, pace });
      return;
    }
    if (!snapshot || !beginWriting(scene, key)) return;
    const { u, time } = snapshot;
    const v = fieldValues(snapshot, view.field === 'u' ? 'v' : view.field);
    if (v === null) return;
    const layout = layoutFor(config, area);
    drawCurves(context!, { layout, grid: config, view, u, v, ranges, title: null, time, pace });
  }

  function drawTwoDimensions(scene: Scene, seconds: number): void {
    const { view, measurement, config, camera, area, smooth, pace } = scene;
    const seen = lookInside(scene);
    const layout = layoutFor(config, area);
    const domain = domainRectangle(camera, config, layout.plot);
    const follower = isGridField(view.field) ? followers[view.field] : followers.inside;
    const range = follower.follow(view, pictured(seen, config, view.field), seconds);
    const ready = isGridField(view.field) || simulation?.inside?.shown === view.field;
    if (ready)
      map?.draw({ grid: config, view, range, domain, smooth }, innerWidth, innerHeight, () =>
        scene.snapshot(),
      );
    if (simulation) marks.look(simulation, scene, domain);
    const { followed } = scene;
    const key = JSON.stringify([view, area, domain, sizes(), marks.time, followed?.cell, followed?.t.at(-1)]);
    if (!beginWriting(scene, key)) return;
    marks.draw(context!, scene, domain, layout.unit);
    if (followed) drawFollowed(context!, { domain, plot: area, grid: config, unit: layout.unit }, followed);
    const colours = colourTable(view.colormap);
    const { time } = measurement;
    const note = marks.note(config, view, scene.running);
    const written = { layout, domain, grid: config, view, range, colours, title: null, time, pace, note };
    drawOverlay(context!, written);
  }

  function detach(): void {
    map?.dispose();
    map = null;
    simulation = null;
    lastWritten = '';
    marks.clear();
    followers.u.reset();
    followers.v.reset();
    followers.inside.reset();
    asked = null;
    first = null;
  }

  return {
    surface,
    overlay,
    get marks() {
      return marks.count;
    },
    async attach(next, format, pixelRatio) {
      detach();
      simulation = next;
      if (dimension(next.config) === 1) surface.replaceChildren();
      else if (next.backend.name === 'gpu' && format !== null)
        map = await createGpuMap(surface, next, format, pixelRatio);
      else map = createReferenceMap(surface);
    },
    detach,
    draw(scene) {
      const seconds = Math.min(Math.max(scene.now - lastDraw, 0), 1);
      lastDraw = scene.now;
      if (dimension(scene.config) === 1) drawOneDimension(scene, seconds);
      else drawTwoDimensions(scene, seconds);
    },
    plot: (config, area) => layoutFor(config, area).plot,
  };
}
