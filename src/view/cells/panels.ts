// The plots of a run of cells, by name. Each draws itself into any rectangle: on the page's dock, in films, in PNG files.

import { drawDisplacement } from './displacement.ts';
import { drawDrift } from './drift.ts';
import { drawHistogram } from './histogram.ts';
import { drawInside } from './inside.ts';
import { drawMoments } from './moments.ts';
import type { Panel } from './panel.ts';
import { drawTrajectories } from './trajectories.ts';

export const PANEL_NAMES = ['trajectories', 'histogram', 'moments', 'drift', 'msd', 'inside'] as const;
export type PanelName = (typeof PANEL_NAMES)[number];

export const PANELS: Readonly<Record<PanelName, { readonly title: string; readonly draw: Panel }>> = {
  trajectories: { title: 'Paths of 20 cells', draw: drawTrajectories },
  histogram: { title: 'Histogram with predicted density', draw: drawHistogram },
  moments: { title: 'Mean and variance against time', draw: drawMoments },
  drift: { title: 'Drift speed and chemotactic index', draw: drawDrift },
  msd: { title: 'Mean squared displacement', draw: drawDisplacement },
  inside: { title: 'Inside the cells', draw: drawInside },
};
