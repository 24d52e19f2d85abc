// The part of Canvas 2D that Tumble draws with, so that one painter serves the browser's screen, the browser's
// OffscreenCanvas and a canvas library in Node. It names only what all three share: no filters, no layers.

export type Context2D = Pick<
  OffscreenCanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'scale'
  | 'translate'
  | 'rotate'
  | 'setTransform'
  | 'clearRect'
  | 'fillRect'
  | 'strokeRect'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'rect'
  | 'arc'
  | 'fill'
  | 'stroke'
  | 'clip'
  | 'fillText'
  | 'measureText'
  | 'setLineDash'
  | 'createImageData'
  | 'getImageData'
  | 'putImageData'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineJoin'
  | 'lineCap'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
>;

export interface DrawingCanvas {
  readonly width: number;
  readonly height: number;
  readonly context: Context2D;
}

/**
 * Makes an off-screen canvas of that many pixels. The browser hands in one built on OffscreenCanvas, the command
 * line one built on its canvas library; whoever makes it also sees to it that a font named in FONT_FAMILY exists.
 */
export type CanvasFactory = (width: number, height: number) => DrawingCanvas;

/** System fonts first; the last named ones are those that a machine without any fonts can be given. */
export const FONT_FAMILY =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Open Sans", KaTeX_SansSerif, KaTeX_Main, sans-serif';
