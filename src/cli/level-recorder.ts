// What `tumble run` keeps of an experiment at several levels: a row of levels.csv and each level's density for every frame, and
// at the end how far they are apart.

import { observeLevels } from '../observables/levels.ts';
import { levelFile } from '../record/level-files.ts';
import { LEVEL_TITLES, levelNames, type LevelName } from '../theory/levels.ts';
import type { Config } from '../core/config.ts';
import type { Simulation } from '../core/simulation.ts';
import type { LevelsState, LevelState } from '../observables/levels.ts';
import type { LevelFrame, LevelPlan } from '../record/level-files.ts';

interface Column {
  readonly name: string;
  readonly unit: string;
  readonly doc: string;
}

const MOMENTS = [
  { key: 'mean', unit: 'length', doc: 'mean of x' },
  { key: 'variance', unit: 'length^2', doc: 'variance of x' },
  {
    key: 'current',
    unit: 'length/time',
    doc: 'mean velocity along x: integral of the current over the number of cells',
  },
] as const;

const DISTANCES: readonly (Column & { readonly of: (level: LevelState) => number })[] = [
  {
    name: 'l1',
    unit: '1',
    doc: 'integral of the absolute difference from the cells, 0 to 2',
    of: ({ distances }) => distances.l1,
  },
  {
    name: 'l1_by_chance',
    unit: '1',
    doc: 'what counting alone would leave of it, on average',
    of: ({ noise }) => noise.l1,
  },
  {
    name: 'wasserstein',
    unit: 'length',
    doc: 'mean way that cells would have to be moved',
    of: ({ distances }) => distances.wasserstein,
  },
  {
    name: 'wasserstein_by_chance',
    unit: 'length',
    doc: 'what counting alone would leave of it',
    of: ({ noise }) => noise.wasserstein,
  },
];

const columnName = (level: string, name: string): string => `${level.replaceAll('-', '_')}_${name}`;

function columnsOf(names: readonly LevelName[]): readonly Column[] {
  const moments = (level: string, title: string): Column[] =>
    MOMENTS.map(({ key, unit, doc }) => ({ name: columnName(level, key), unit, doc: `${title}: ${doc}` }));
  return [
    { name: 't', unit: 'time', doc: 'simulated time' },
    ...moments('cells', 'cells'),
    ...names.flatMap((level) => [
      ...moments(level, LEVEL_TITLES[level]),
      ...DISTANCES.map(({ name, unit, doc }) => ({
        name: columnName(level, name),
        unit,
        doc: `${LEVEL_TITLES[level]}: ${doc}`,
      })),
    ]),
  ];
}

const rowOf = ({ time, cells, levels }: LevelsState): number[] => [
  time,
  ...MOMENTS.map(({ key }) => cells[key] ?? NaN),
  ...levels.flatMap((level) => [
    ...MOMENTS.map(({ key }) => level[key] ?? NaN),
    ...DISTANCES.map(({ of }) => of(level)),
  ]),
];

export interface LevelRecorder {
  readonly plan: LevelPlan;
  frame(simulation: Simulation): Promise<LevelFrame>;
  /** Of the last frame; null before the first. */
  readonly last: LevelsState | null;
  /** For summary.json. */
  describe(frameShape: readonly number[]): Record<string, unknown>;
}

/** Null where an experiment has but one level. */
export function createLevelRecorder(config: Config): LevelRecorder | null {
  const names = levelNames(config);
  if (names.length === 0) return null;
  const columns = columnsOf(names);
  let last: LevelsState | null = null;
  return {
    plan: { names, columns: columns.map(({ name }) => name) },
    get last() {
      return last;
    },
    async frame(simulation) {
      const state = await observeLevels(simulation);
      if (state === null) throw new TypeError('this simulation has one level');
      last = state;
      return { densities: state.levels.map(({ u }) => u), row: rowOf(state) };
    },
    describe: (shape) => ({
      ...Object.fromEntries(
        names.map((name) => [
          levelFile(name),
          { dtype: 'float32', shape, axes: 'frame, y, x; cells per length or area' },
        ]),
      ),
      'levels.csv': columns,
    }),
  };
}

/** For summary.json. */
export const summarizeLevels = ({ cells, levels }: LevelsState): Record<string, unknown> => ({
  comparedCells: cells.count,
  ...Object.fromEntries(
    levels.map(({ level, time, stopped, mean, variance, current, distances, noise, against }) => [
      level,
      { time, stopped, mean, variance, current, distances, byChance: noise, slopes: against.slopes },
    ]),
  ),
});

const round = (value: number): number => Number(value.toPrecision(3));

/** Printed at the end of a run. */
export const levelLines = ({ cells, levels }: LevelsState): string =>
  levels
    .map(({ level, stopped, distances, noise, mean, variance }) => {
      if (stopped !== null) return `  ${LEVEL_TITLES[level as LevelName]}: ${stopped}\n`;
      const l1 = `L1 ${round(distances.l1)} (chance alone ${round(noise.l1)})`;
      const moments = `mean of x ${round(mean)} (cells ${round(cells.mean)}), variance ${round(variance)} (${round(cells.variance)})`;
      return `  ${LEVEL_TITLES[level as LevelName]}: ${l1}, Wasserstein ${round(distances.wasserstein)}, ${moments}\n`;
    })
    .join('');
