// Pan and zoom: drag, wheel, two fingers, double-click (or double-tap) for the whole domain. Works on whatever element
// lies on top of the map; tells only what the gesture means, in CSS pixels.

export interface PointerActions {
  pan(right: number, down: number): void;
  zoom(x: number, y: number, factor: number): void;
  home(): void;
}

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

  target.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    points.set(event.pointerId, { x: event.clientX, y: event.clientY });
    target.setPointerCapture(event.pointerId);
    target.classList.add('dragging');
  });

  target.addEventListener('pointermove', (event) => {
    const before = points.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
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
  target.addEventListener('pointerup', release);
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
