// Two plots over one axis of time: only the lower one has numbers and a name below, so it is that much higher.

import type { Rectangle } from '../layout.ts';
import type { Foot } from './axes.ts';

/** What the lower plot has below its frame beyond the upper one's, in units: see axes.ts. */
const BEYOND = { 'one row': 0.9, 'two rows': 2.2 };
/** Height, in units, from which the name of the axis has a row of its own. */
const TALL = 26;

export interface Stack {
  readonly upper: Rectangle;
  readonly lower: Rectangle;
  readonly foot: Foot;
}

export function stack(area: Rectangle, unit: number): Stack {
  const foot = area.height >= TALL * unit ? 'two rows' : 'one row';
  const upper = Math.max((area.height - BEYOND[foot] * unit) / 2, 1);
  return {
    upper: { ...area, height: upper },
    lower: { ...area, y: area.y + upper, height: Math.max(area.height - upper, 1) },
    foot,
  };
}
