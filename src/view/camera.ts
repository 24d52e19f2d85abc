// Where the domain lies on the screen: pan and zoom. At zoom 1, centred, the domain just fills the `plot` rectangle;
// lengths along x and y always have the same scale. Pixel coordinates have y downwards, domain coordinates upwards.

import { mat3, vec2 } from 'gl-matrix';
import type { Grid } from '../core/grid.ts';
import type { Rectangle } from './layout.ts';

export interface Camera {
  /** Point of the domain at the centre of the plot, as fractions of its width and height. */
  readonly centreX: number;
  readonly centreY: number;
  /** 1: the whole domain; 10: ten times larger. */
  readonly zoom: number;
}

export const HOME: Camera = { centreX: 0.5, centreY: 0.5, zoom: 1 };
const SMALLEST_ZOOM = 0.25;
/** Nearer than both there is nothing to see: the grid shows nothing finer, and a bacterium is about 2 um long. */
const NEAREST = { length: 10, gridCells: 5 };

type Domain = Pick<Grid, 'width' | 'height'>;
/** A domain whose picture may be zoomed: how far depends on the grid. */
type Zoomed = Pick<Grid, 'width' | 'height' | 'nx' | 'ny'>;

/** Zoom at which the longer side of the domain has 10 lengths or 5 grid cells left in view, whichever is nearer. */
export const largestZoom = ({ width, height, nx, ny }: Zoomed): number =>
  Math.max(1, Math.max(width, height) / NEAREST.length, Math.max(nx, ny) / NEAREST.gridCells);

/** Pixels per unit of length. */
export const pixelsPerLength = (camera: Camera, domain: Domain, plot: Rectangle): number =>
  camera.zoom * Math.min(plot.width / domain.width, plot.height / domain.height);

/** Takes domain coordinates to pixels. */
export function domainToPixels(camera: Camera, domain: Domain, plot: Rectangle): mat3 {
  const scale = pixelsPerLength(camera, domain, plot);
  const matrix = mat3.create();
  mat3.translate(matrix, matrix, [plot.x + plot.width / 2, plot.y + plot.height / 2]);
  mat3.scale(matrix, matrix, [scale, -scale]);
  return mat3.translate(matrix, matrix, [-camera.centreX * domain.width, -camera.centreY * domain.height]);
}

/** The rectangle that the domain covers, in pixels. */
export function domainRectangle(camera: Camera, domain: Domain, plot: Rectangle): Rectangle {
  const matrix = domainToPixels(camera, domain, plot);
  const topLeft = vec2.transformMat3(vec2.create(), [0, domain.height], matrix);
  const bottomRight = vec2.transformMat3(vec2.create(), [domain.width, 0], matrix);
  return {
    x: topLeft[0],
    y: topLeft[1],
    width: bottomRight[0] - topLeft[0],
    height: bottomRight[1] - topLeft[1],
  };
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Keeps the plot's centre on the domain, so that it cannot get lost, and the zoom within reason. */
const tame = (camera: Camera): Camera => ({
  centreX: clamp(camera.centreX, 0, 1),
  centreY: clamp(camera.centreY, 0, 1),
  zoom: Math.max(camera.zoom, SMALLEST_ZOOM),
});

/** Moves the picture by so many pixels. */
export function pan(camera: Camera, domain: Domain, plot: Rectangle, right: number, down: number): Camera {
  const scale = pixelsPerLength(camera, domain, plot);
  return tame({
    ...camera,
    centreX: camera.centreX - right / (scale * domain.width),
    centreY: camera.centreY + down / (scale * domain.height),
  });
}

/** Zooms by `factor`, keeping what lies under the pixel (x, y) there. */
export function zoomAt(
  camera: Camera,
  domain: Zoomed,
  plot: Rectangle,
  x: number,
  y: number,
  factor: number,
): Camera {
  const zoom = clamp(camera.zoom * factor, SMALLEST_ZOOM, largestZoom(domain));
  const before = pixelsPerLength(camera, domain, plot);
  const after = before * (zoom / camera.zoom);
  // The point's distance from the centre is (x - middle) / scale: the centre moves by the difference.
  const shift = 1 / before - 1 / after;
  return tame({
    centreX: camera.centreX + ((x - plot.x - plot.width / 2) * shift) / domain.width,
    centreY: camera.centreY - ((y - plot.y - plot.height / 2) * shift) / domain.height,
    zoom,
  });
}
