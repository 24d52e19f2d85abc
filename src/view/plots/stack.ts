// Plots over one axis of time: only the lowest has numbers and a name below, so it is that much higher.

import type { Rectangle } from '../layout.ts';
import type { Foot } from './axes.ts';

/** What the lowest plot has below its frame beyond the upper ones', in units: see axes.ts. */
const BEYOND = { 'one row': 0.9, 'two rows': 2.2 };
/** Height of each, in units, from which the name of the axis has a row of its own. */
const TALL = 13;

export interface Stack {
  /** From the top. */
  readonly parts: readonly Rectangle[];
  /** Of the lowest. */
  readonly foot: Foot;
}

export function stacked(area: Rectangle, unit: number, count: number): Stack {
  const foot = area.height >= count * TALL * unit ? 'two rows' : 'one row';
  const each = Math.max((area.height - BEYOND[foot] * unit) / count, 1);
  const parts = Array.from({ length: count }, (_, k) => ({
    ...area,
    y: area.y + k * each,
    height: k + 1 < count ? each : Math.max(area.height - k * each, 1),
  }));
  return { parts, foot };
}

/** Two of them. */
export function stack(area: Rectangle, unit: number) {
  const { parts, foot } = stacked(area, unit, 2);
  return { upper: parts[0], lower: parts[1], foot };
}
