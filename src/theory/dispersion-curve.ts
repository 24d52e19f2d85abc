// The growth rate as a curve to draw or to print: from the longest waves to somewhat beyond the shortest that grow.

import type { Config } from '../core/config.ts';
import { dx } from '../core/grid.ts';
import type { Dispersion } from './dispersion.ts';
import { growthOnGrid } from './fitting-waves.ts';

export interface CurvePoint {
  /** 1/L. */
  readonly wavenumber: number;
  /** 1/T; null where theory has no answer. */
  readonly rate: number | null;
  readonly frequency: number | null;
  /** Rate of a wave along x as the grid of fields has it; null for cells, and for waves shorter than two grid cells. */
  readonly rateOnGrid: number | null;
}

/** `count` points, evenly spaced in k from 0; without an unstable wave up to the 16th of those that fit the width. */
export function dispersionCurve(config: Config, dispersion: Dispersion, count = 129): CurvePoint[] {
  const finite = dispersion.bands.filter(({ high }) => Number.isFinite(high)).at(-1);
  const shown = Math.max(1.5 * (finite?.high ?? 0), 3 * (dispersion.fastest?.wavenumber ?? 0));
  const end = shown > 0 ? shown : (2 * Math.PI * 16) / config.width;
  return Array.from({ length: count }, (_, index) => {
    const wavenumber = (end * index) / (count - 1);
    const growth = dispersion.growth(wavenumber);
    const fields = config.model === 'keller-segel' && wavenumber * dx(config) <= Math.PI;
    return {
      wavenumber,
      rate: growth?.rate ?? null,
      frequency: growth?.frequency ?? null,
      rateOnGrid: fields ? (growthOnGrid(config, dispersion, wavenumber)?.rate ?? null) : null,
    };
  });
}
