// The course of a run towards collapse, or away from it: the peak with every measurement, and with every snapshot the second
// moment and the rate at which the equation says that it changes. In bounded memory.

import { dimension } from '../../core/grid.ts';
import type { Grid } from '../../core/grid.ts';
import type { Measurement, Snapshot } from '../../core/simulation.ts';
import { fitBlowUp } from '../../observables/blow-up.ts';
import type { BlowUp } from '../../observables/blow-up.ts';
import { highestPeak } from '../../observables/peak.ts';
import { secondMoment, secondMomentRate } from '../../observables/second-moment.ts';
import type { CollapseTheory } from '../../theory/collapse.ts';
import type { Unknown } from '../../theory/minimal-model.ts';
import { createThinned } from '../plots/thinned.ts';

const CAPACITY = 600;
/** As in shaders/keller-segel/clock.wgsl. */
const NARROW_CELLS = 3;

/** Columns against time. */
export interface Moments {
  readonly times: readonly number[];
  /** Not-a-number while there is no centre of mass. */
  readonly values: readonly number[];
  /** What it would be by the equation: begun with the measured one, its rate added up. */
  readonly predicted: readonly number[];
}

export interface CollapseSeries {
  add(measurement: Pick<Measurement, 'time' | 'status' | 'u'>): void;
  /**
   * Takes over the fields, unless they are no newer than the last; `theory` gives the constants of the present equation.
   * Returns whether it did.
   */
  look(snapshot: Pick<Snapshot, 'time' | 'u' | 'v'>, theory: CollapseTheory | Unknown): boolean;
  readonly mass: number;
  readonly peaks: { readonly times: readonly number[]; readonly values: readonly number[] };
  readonly moments: Moments;
  /** How much of u is at the edge of the domain, see `secondMoment`; null before the first snapshot. */
  readonly edge: number | null;
  /** From where on the grid no longer resolves the peak; null while it does. */
  readonly unresolvedSince: number | null;
  /** From the peak while it was resolved; null in one dimension, where nothing collapses. */
  blowUp(): BlowUp | null;
  clear(): void;
}

export function createCollapseSeries(grid: Grid): CollapseSeries {
  const peaks = createThinned(1, CAPACITY);
  const resolved = createThinned(1, CAPACITY);
  const moments = createThinned(2, CAPACITY);
  let mass = NaN;
  let edge: number | null = null;
  let unresolvedSince: number | null = null;
  let latest: { time: number; rate: number; predicted: number } | null = null;
  return {
    get mass() {
      return mass;
    },
    get peaks() {
      return { times: peaks.times, values: peaks.columns[0] };
    },
    get moments() {
      const [values, predicted] = moments.columns;
      return { times: moments.times, values, predicted };
    },
    get edge() {
      return edge;
    },
    get unresolvedSince() {
      return unresolvedSince;
    },
    add({ time, status, u }) {
      mass = u.mass;
      peaks.add(time, [u.max]);
      if (status === 'unresolved') unresolvedSince ??= time;
      if (unresolvedSince === null) resolved.add(time, [u.max]);
    },
    look({ time, u, v }, theory) {
      if (latest !== null && time <= latest.time) return false;
      if (highestPeak(u, grid).widthInCells < NARROW_CELLS) unresolvedSince ??= time;
      const moment = secondMoment(u, grid);
      edge = moment.edge;
      const model = 'reason' in theory ? null : theory.model;
      const constants = model && { diffusion: model.diffusionU, chi: model.chi };
      const rate = constants === null ? NaN : secondMomentRate({ u, v }, grid, moment, constants);
      const went =
        latest === null ? NaN : latest.predicted + ((latest.rate + rate) / 2) * (time - latest.time);
      // Where there was no prediction it begins here.
      const predicted = Number.isFinite(went) ? went : Number.isFinite(rate) ? moment.value : NaN;
      latest = { time, rate, predicted };
      moments.add(time, [moment.value, predicted]);
      return true;
    },
    blowUp: () => (dimension(grid) === 1 ? null : fitBlowUp(resolved.times, resolved.columns[0])),
    clear() {
      peaks.clear();
      resolved.clear();
      moments.clear();
      mass = NaN;
      edge = null;
      unresolvedSince = null;
      latest = null;
    },
  };
}
