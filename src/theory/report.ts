// All that analysis says of an experiment, in one place: what the page draws, and `tumble theory` prints. Parts that theory
// does not know are null, or empty, and a note says why.

import { readsCells } from '../config/index.ts';
import { isWalk, type Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { CellsReport } from './cells-report.ts';
import { cellsReport } from './cells-report.ts';
import type { CollapseTheory } from './collapse.ts';
import { collapseTheory, collapseVerdict } from './collapse.ts';
import type { Growth, Linearised } from './dispersion.ts';
import { growthOf } from './dispersion.ts';
import { fieldFormulas, type FieldFormulas } from './field-formulas.ts';
import { fittingWaves, type FittingWaves } from './fitting-waves.ts';
import { fisherFront, type Front } from './fronts.ts';
import { startMeans } from './start-means.ts';
import { thresholds, type Threshold } from './threshold.ts';
import { timeScales, type TimeScale } from './time-scales.ts';
import { uniformStates, type Densities, type Means } from './uniform-states.ts';
import { uniformWaves, type LevelWaves } from './uniform-waves.ts';

export interface StateReport extends Densities {
  /** Coefficients of linear theory; of cells those that they have as a field. Null where theory has no answer. */
  readonly linearised: Linearised | null;
  /** Growth of what is uniform itself (k = 0); a density that is kept does not count. */
  readonly alone: Growth;
  readonly stableAlone: boolean;
  /** Growth of waves, at the level of description that the experiment runs at first; empty with a note. */
  readonly levels: readonly LevelWaves[];
  /** Of the first level. */
  readonly fitting: FittingWaves | null;
  readonly note: string | null;
}

export interface TheoryReport {
  readonly model: Config['model'];
  readonly dimension: 1 | 2;
  /** Null for fields. */
  readonly cells: CellsReport | null;
  /** Null where cells follow a prescribed field. */
  readonly uniform: {
    readonly states: readonly StateReport[];
    /** The one that waves are reported for: where uniform cells settle. Null where there is none. */
    readonly tracked: StateReport | null;
    /** Nothing grows: the mean density of the start decides. */
    readonly conserved: boolean;
    readonly note: string | null;
  } | null;
  /** Of the tracked state. */
  readonly thresholds: readonly Threshold[];
  readonly front: Front | null;
  /** Of the minimal model; null for others, and where the mass of the start is not known. */
  readonly collapse: CollapseReport | null;
  readonly timeScales: readonly TimeScale[];
}

export interface CollapseReport extends Pick<CollapseTheory, 'criticalMass' | 'atWall' | 'inCorner'> {
  /** Of the start. */
  readonly mass: number;
  readonly verdict: string;
}

function collapseReport(config: Config, start: () => Means | null): CollapseReport | null {
  if (config.model !== 'keller-segel') return null;
  const theory = collapseTheory(config);
  if ('reason' in theory) return null;
  const means = start();
  if (means === null) return null;
  const mass = means.u * config.width * (dimension(config) === 1 ? 1 : config.height);
  const { criticalMass, atWall, inCorner } = theory;
  return { criticalMass, atWall, inCorner, mass, verdict: collapseVerdict(theory, mass) };
}

/**
 * Takes some tens of milliseconds: once a change of the config, not once a picture. The config is a checked one. `known`:
 * the mean densities of the start, where the caller has them (of files theory knows none).
 */
export function theoryOf(config: Config, known: Means | null = null): TheoryReport {
  const cells = isWalk(config) && readsCells(config) ? cellsReport(config) : null;
  const model = { model: config.model, dimension: dimension(config), cells };
  if (isWalk(config) && (cells === null || config.chemical === 'prescribed')) {
    const scales = timeScales(config, cells?.prediction ?? null, null, null);
    return { ...model, uniform: null, thresholds: [], front: null, collapse: null, timeScales: scales };
  }
  const formulas = fieldFormulas(config);
  let means: Means | null | undefined = known ?? undefined;
  const start = (): Means | null => (means === undefined ? (means = startMeans(config)) : means);
  const found = uniformStates(formulas, start);
  const states = found.states.map((state) => stateReport(config, formulas, state, found.conserved));
  const tracked = trackedState(states, start);
  return {
    ...model,
    uniform: { states, tracked, conserved: found.conserved, note: found.note },
    thresholds: tracked && tracked.levels.length > 0 ? thresholds(config, tracked, found.conserved) : [],
    front: found.conserved ? null : fisherFront(formulas, found.states),
    collapse: collapseReport(config, start),
    timeScales: timeScales(
      config,
      cells?.prediction ?? null,
      tracked?.linearised ?? null,
      tracked?.levels.at(0)?.fastest ?? null,
    ),
  };
}

function stateReport(
  config: Config,
  formulas: FieldFormulas,
  state: Densities,
  conserved: boolean,
): StateReport {
  const own = formulas.linearised(state.u, state.v);
  const alone: Growth = conserved ? { rate: own.productionV, frequency: 0 } : growthOf(own, 0);
  const { linearised, levels, note } = uniformWaves(config, formulas, state);
  const fitting = levels.length > 0 ? fittingWaves(config, levels[0]) : null;
  // A chemical that nothing makes or consumes stays as it is.
  return { ...state, linearised, alone, stableAlone: alone.rate <= 0, levels, fitting, note };
}

/** Of the states that are stable by themselves, with cells if there is one, that nearest to the start; else any with cells. */
function trackedState(states: readonly StateReport[], start: () => Means | null): StateReport | null {
  const rank = (state: StateReport): number => (state.stableAlone ? 0 : 2) + (state.u > 0 ? 0 : 1);
  const best = Math.min(...states.map(rank));
  const candidates = states.filter((state) => rank(state) === best);
  if (candidates.length <= 1) return candidates.at(0) ?? null;
  const means = start();
  if (means === null) return candidates[0];
  const distance = (state: StateReport): number => apart(state.u, means.u) + apart(state.v, means.v);
  return candidates.reduce((near, state) => (distance(state) < distance(near) ? state : near));
}

/** 0 for equal densities, 1 for one that is nothing beside the other, 2 for opposite signs. */
const apart = (a: number, b: number): number =>
  a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
