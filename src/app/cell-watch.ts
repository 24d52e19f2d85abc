// What the plots of cells show, gathered while they run: averages with each measurement, the paths of the first cells with
// as many of them as come back in time, and what theory predicts of the present parameters. Where a parameter has changed,
// drift and displacement begin anew: they count from that place and time. Everything else goes on.

import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import type { CellStatistics, Measurement, Simulation } from '../core/simulation.ts';
import { predict } from '../theory/prediction.ts';
import type { Prediction } from '../theory/prediction.ts';
import type { PanelData } from '../view/cells/panel.ts';
import type { PanelName } from '../view/cells/panels.ts';
import { createCellSeries, FOLLOWED_CELLS } from '../view/cells/series.ts';
import type { CellSeries } from '../view/cells/series.ts';
import { sameParameters } from './parameter-use.ts';

/** What a panel shows, and since when, where that is not the start of the run. */
export interface WatchedData extends PanelData {
  readonly since: number | null;
}

export interface CellWatch {
  /** Of the whole run; null where there are no cells. */
  readonly series: CellSeries | null;
  /** Another run, or none with cells. */
  begin(config: Config): void;
  /** Other values of parameters, or another view, in the same run. */
  change(config: Config): void;
  measured(simulation: Simulation, measurement: Measurement): void;
  /** For a panel by name, or for the figures of one dimension; null where there are no cells. `density` is u on the grid, where it is known. */
  data(panel: string, density: ArrayLike<number> | null): WatchedData | null;
}

/** Panels that tell of the displacement since a time, which other parameters before it would falsify. */
const SINCE: ReadonlySet<string> = new Set<PanelName>(['drift', 'msd']);

interface Watched {
  config: RunAndTumbleConfig;
  readonly series: CellSeries;
  /** Since the last change of a parameter; the same as `series` until there is one. */
  since: CellSeries;
  /** The first that was measured after that change. */
  origin: Measurement | null;
  /** Null until somebody looks. */
  prediction: Prediction | null;
}

/** @param arrived called when paths have come that no measurement announces. */
export function createCellWatch(arrived: () => void): CellWatch {
  let watched: Watched | null = null;
  let reading = false;

  return {
    get series() {
      return watched?.series ?? null;
    },
    begin(config) {
      if (config.model !== 'run-and-tumble') {
        watched = null;
        return;
      }
      const series = createCellSeries(config);
      watched = { config, series, since: series, origin: null, prediction: null };
    },
    change(config) {
      if (watched === null || config.model !== 'run-and-tumble') return;
      const same = sameParameters(watched.config, config);
      watched.config = config;
      if (same) return;
      watched.prediction = null;
      watched.since = createCellSeries(config);
      watched.origin = null;
    },
    measured(simulation, measurement) {
      const mine = watched;
      if (mine === null || simulation.population === null) return;
      mine.series.add(measurement);
      if (mine.since !== mine.series) {
        mine.origin ??= measurement;
        mine.since.add(since(mine.origin, measurement));
      }
      if (reading) return;
      reading = true;
      simulation.population
        .read(Math.min(FOLLOWED_CELLS, simulation.population.count))
        .then((cells) => {
          if (mine === watched && mine.series.follow(cells)) arrived();
        })
        .catch(() => undefined) // the device is gone: `backend.lost` says so to whoever must act
        .finally(() => {
          reading = false;
        });
    },
    data(panel, density) {
      if (watched === null) return null;
      const { config, series, origin } = watched;
      watched.prediction ??= predict(config);
      const { prediction } = watched;
      const all = { config, density, until: null };
      if (!SINCE.has(panel) || watched.since === series) return { ...all, series, prediction, since: null };
      // What is predicted of the displacement begins with headings that know nothing of where they have been.
      return {
        ...all,
        series: watched.since,
        prediction: { ...prediction, meanSquaredDisplacement: null },
        since: origin?.time ?? null,
      };
    },
  };
}

/**
 * A measurement with times and displacements from an earlier one. Mean displacements are exact; the squared one takes the
 * displacements before and after for independent, which they are after a few tumbles.
 */
function since(origin: Measurement, { time, cells }: Measurement): Pick<Measurement, 'time' | 'cells'> {
  if (cells === null || origin.cells === null) return { time: time - origin.time, cells };
  const displacementX = cells.displacementX - origin.cells.displacementX;
  const displacementY = cells.displacementY - origin.cells.displacementY;
  const squaredDisplacement =
    Math.max(spread(cells) - spread(origin.cells), 0) + displacementX ** 2 + displacementY ** 2;
  return { time: time - origin.time, cells: { ...cells, displacementX, displacementY, squaredDisplacement } };
}

const spread = ({ squaredDisplacement, displacementX, displacementY }: CellStatistics): number =>
  squaredDisplacement - displacementX ** 2 - displacementY ** 2;
