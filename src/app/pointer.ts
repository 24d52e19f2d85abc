// Pan and zoom: drag, wheel, two fingers, double-click (or double-tap) for the whole domain. Works on whatever element
// lies on top of the map; tells only what the gesture means, in CSS pixels.

export interface PointerActions {
  pan(right: number, down: number): void;
  zoom(x: number, y: number, factor: number): void;
  home(): void;
  /** Pressed and released on one spot, and no double-click. */
  click(x: number, y: number): void;
}

/** CSS pixels that a hand may shake. */
const STEADY = 4;
/** Milliseconds after which a second click is another one. */
const DOUBLE_CLICK = 280;

/** A notch of a common wheel is 100 pixels: 1.2 times larger. */
const ZOOM_PER_PIXEL = Math.log(1.2) / 100;
const PIXELS_PER_LINE = 33;

/** Zoom factor of a wheel event; `deltaMode` 1 counts in lines, 2 in pages. */
export function wheelFactor(deltaY: number, deltaMode: number, pinch: boolean): number {
  const pixels = deltaY * (deltaMode === 1 ? PIXELS_PER_LINE : deltaMode === 2 ? 400 : 1);
  // Trackpads report pinches as small wheel movements with the control key.
  return Math.exp(-Math.max(Math.min(pixels, 400), -400) * ZOOM_PER_PIXEL * (pinch ? 5 : 1));
}

export function listenToPointer(target: HTMLElement, actions: PointerActions): void {
  const points = new Map<number, { x: number; y: number }>();
  /** Where the only finger was put down, until it moves. */
  let still: { readonly x: number; readonly y: number } | null = null;
  let waiting: ReturnType<typeof setTimeout> | null = null;

  /** The first of two clicks is none. */
  function clicked(x: number, y: number): void {
    if (waiting !== null) {
      clearTimeout(waiting);
      waiting = null;
      return;
    }
    waiting = setTimeout(() => {
      waiting = null;
      actions.click(x, y);
    }, DOUBLE_CLICK);
  }

  target.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    points.set(event.pointerId, { x: event.clientX, y: event.clientY });
    still = points.size === 1 ? { x: event.clientX, y: event.clientY } : null;
    target.setPointerCapture(event.pointerId);
    target.classList.add('dragging');
  });

  target.addEventListener('pointermove', (event) => {
    const before = points.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    if (still && Math.hypot(now.x - still.x, now.y - still.y) > STEADY) still = null;
    const other = [...points].find(([id]) => id !== event.pointerId)?.[1];
    points.set(event.pointerId, now);
    if (!other) {
      actions.pan(now.x - before.x, now.y - before.y);
      return;
    }
    // Two fingers: the middle moves the map, the distance zooms it.
    actions.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    const distance = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y);
    const factor = distance(now) / Math.max(distance(before), 1);
    actions.zoom((now.x + other.x) / 2, (now.y + other.y) / 2, factor);
  });

  const release = (event: PointerEvent) => {
    points.delete(event.pointerId);
    if (points.size === 0) target.classList.remove('dragging');
  };
  target.addEventListener('pointerup', (event) => {
    if (still && points.has(event.pointerId)) clicked(event.clientX, event.clientY);
    still = null;
    release(event);
  });
  target.addEventListener('pointercancel', release);
  target.addEventListener('lostpointercapture', release);
  target.addEventListener('dblclick', () => actions.home());
  target.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      actions.zoom(event.clientX, event.clientY, wheelFactor(event.deltaY, event.deltaMode, event.ctrlKey));
    },
    { passive: false },
  );
}
