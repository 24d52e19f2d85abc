// What the plot of waves shows, gathered while it is shown: what theory says of the uniform state, and the spectrum of u,
// at most twice a second and less often where the transform takes long.

import type { Config } from '../core/config.ts';
import type { Measurement, Snapshot } from '../core/simulation.ts';
import { radialSpectrum } from '../observables/wavelength.ts';
import type { RadialSpectrum } from '../observables/wavelength.ts';
import type { TheoryReport } from '../theory/report.ts';
import { theoryOf } from '../theory/report.ts';
import { verdict } from '../theory/verdict.ts';
import { createGrowthMeter } from '../view/fields/growth.ts';
import { drawWaves } from '../view/fields/waves.ts';
import { sameParameters } from './parameter-use.ts';
import { createPauseBetween } from './pause-between.ts';
import type { Drawing, PlotTab } from './plot-tabs.ts';

export const WAVES_TAB: PlotTab = {
  name: 'waves',
  tab: 'Waves',
  title: 'Growth rate of waves, with the spectrum of u',
};

export interface WavesWatch {
  begin(config: Config): void;
  /** Other values of parameters in the same run. */
  change(config: Config): void;
  measured(measurement: Measurement): void;
  /** Takes a look at u, where it is time to, and says what there is to draw. */
  drawing(snapshot: () => Snapshot | null, now: number): Drawing | null;
}

const SPECTRUM_SECONDS = 0.5;
/** Of the grid that is transformed, in cells: a hundred milliseconds at most. Patterns are far wider than two cells. */
const LARGEST_SIDE = 256;

/** @param clock wall-clock seconds. */
export function createWavesWatch(clock: () => number): WavesWatch {
  const pause = createPauseBetween(SPECTRUM_SECONDS);
  const growth = createGrowthMeter();
  let config: Config | null = null;
  let theory: { readonly report: TheoryReport; readonly verdict: string } | null = null;
  let latest: { readonly time: number; readonly spectrum: RadialSpectrum } | null = null;
  let mean = NaN;

  function look(of: Config, snapshot: () => Snapshot | null, state: number | null): void {
    const taken = snapshot();
    if (taken === null || taken.time === latest?.time) return;
    const began = clock();
    latest = { time: taken.time, spectrum: radialSpectrum(taken.u, of, LARGEST_SIDE) };
    growth.add(taken.time, latest.spectrum, mean, state);
    pause.done(began, clock());
  }

  return {
    begin(next) {
      config = next;
      theory = null;
      latest = null;
      growth.clear();
      pause.clear();
    },
    change(next) {
      if (config !== null && !sameParameters(config, next)) {
        theory = null;
        growth.clear();
      }
      config = next;
    },
    measured({ u }) {
      mean = u.mean;
    },
    drawing(snapshot, now) {
      if (config === null) return null;
      if (theory === null) {
        const report = theoryOf(config);
        theory = { report, verdict: verdict(report) };
      }
      const tracked = theory.report.uniform?.tracked ?? null;
      if (pause.due(now)) look(config, snapshot, tracked?.u ?? null);
      const data = {
        levels: tracked?.levels ?? [],
        spectrum: latest?.spectrum ?? null,
        growth: growth.measured,
      };
      return {
        notes: [theory.verdict],
        draw: (context, area, unit) => drawWaves(context, area, unit, data),
      };
    },
  };
}
