// What every plot of an experiment at several levels is given, and how the levels are told apart: by colour and by their line,
// for those who see no colours.

import type { Grid } from '../../core/grid.ts';
import { LEVEL_TITLES, type LevelName } from '../../theory/levels.ts';
import type { Context2D } from '../canvas.ts';
import { CURVE_COLOURS } from '../curves.ts';
import type { Rectangle } from '../layout.ts';
import type { LegendEntry } from '../plots/legend.ts';
import type { LevelCourse } from './course.ts';

export interface LevelData {
  readonly grid: Pick<Grid, 'nx' | 'width' | 'boundaryX'>;
  readonly course: LevelCourse;
  /** Where the axis of time ends; null lets it grow with the run, in round steps. */
  readonly until: number | null;
}

/** Draws into the rectangle, over whatever is there; `unit` is the size of ordinary text. */
export type LevelPanel = (context: Context2D, area: Rectangle, unit: number, data: LevelData) => void;

export const CELLS_COLOUR = CURVE_COLOURS.u;
export const CELLS_FILL = 'rgba(255, 180, 84, 0.38)';

interface LevelStyle {
  readonly colour: string;
  readonly dashed: boolean;
  /** In units of an ordinary line's: a wider one below a narrow one shows where both agree. */
  readonly width: number;
}

const STYLES: Readonly<Record<string, LevelStyle>> = {
  'two-state': { colour: CURVE_COLOURS.v, dashed: false, width: 1.7 },
  'fokker-planck': { colour: '#ff8ad8', dashed: true, width: 1.25 },
  'keller-segel': { colour: '#8fe388', dashed: false, width: 1.5 },
};

export const levelStyle = (level: string): LevelStyle => STYLES[level] ?? STYLES['two-state'];

export const levelTitle = (level: string): string => LEVEL_TITLES[level as LevelName] ?? level;

/** Where there is no room for a name. */
const BRIEF: Readonly<Record<string, string>> = {
  'two-state': 'master eq.',
  'fokker-planck': 'F.-Planck',
  'keller-segel': 'K.-Segel',
};

/** `text` and `brief` follow the level's name. */
export function levelEntry(level: string, text = '', brief = ''): LegendEntry {
  const { colour, dashed } = levelStyle(level);
  const join = (name: string, more: string): string => (more === '' ? name : `${name}: ${more}`);
  return {
    text: join(levelTitle(level), text),
    brief: join(BRIEF[level] ?? level, brief),
    colour,
    mark: dashed ? 'dashed' : 'line',
  };
}
