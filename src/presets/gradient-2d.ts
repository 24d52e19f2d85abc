// A hill of attractant that cells climb one run at a time. Rates stay positive: chi v |grad c| is 0.81 where the slope is
// steepest. Cells settle at p ~ exp(rate (1 - persistence) chi c) (NUMERICS row 15), in the middle 213 times as dense as far
// away; rotational diffusion slows them down but leaves that as it is.

import type { Preset } from '../core/config.ts';
import { E_COLI } from './e-coli.ts';

export const gradient2d: Preset = {
  name: 'gradient-2d',
  title: 'Climbing a hill of attractant',
  watch:
    'Cells gather on the hill. Zoom in: runs are longer uphill than downhill, and no cell knows the way.',
  expect:
    'Within 100 um of the top: 8.7% of the cells at first, 48% at t = 40 s, 65.8% at rest (65.5% by t = 200 s). The chemotactic index falls from 0.15 to 0, for at rest every heading is as frequent.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'linear',
    attractant: 'exp(-((x - width/2)^2 + (y - height/2)^2)/(2*hill^2))',
    parameters: { ...E_COLI, chi: 8, hill: 120 },
    nx: 256,
    ny: 256,
    width: 600,
    height: 600,
    cells: 1_000_000,
    initialU: '1',
    until: 200,
    every: 1,
    view: { low: 0, pace: 5 },
  },
};
