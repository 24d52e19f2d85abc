// Where the cells are along x, as bars, and over them where each level says that they are; how far each is from the cells beside what
// counting alone would leave.

import { formatNumber } from '../numbers.ts';
import { bars } from '../cells/histogram-data.ts';
import { traceBars } from '../cells/histogram.ts';
import type { Axis } from '../plots/axes.ts';
import { drawCurve, drawFrame, inside, roundAxis } from '../plots/axes.ts';
import type { LegendEntry } from '../plots/legend.ts';
import { extent } from '../plots/ranges.ts';
import { lineWidth } from '../plots/style.ts';
import type { LevelData, LevelPanel } from './panel.ts';
import { CELLS_COLOUR, CELLS_FILL, levelEntry, levelStyle } from './panel.ts';

const MOST_BARS = 200;
/** Narrowest bar, in units of text. */
const NARROWEST = 0.22;

export const drawLevelDensities: LevelPanel = (context, area, unit, data) => {
  const { grid, course } = data;
  const { latest } = course;
  const most = Math.max(Math.min(MOST_BARS, Math.floor(area.width / (NARROWEST * unit))), 8);
  const measured = latest === null ? null : bars(latest.cells.density, grid.width, most);
  const levels = latest?.levels ?? [];
  const highest = extent(measured?.heights ?? [], ...levels.map(({ density }) => density)).high;
  const y: Axis = {
    ...roundAxis(0, 1.06 * Math.max(highest, 0)),
    names: ['probability per length', 'density'],
  };
  const frame = drawFrame(context, {
    ...{ area, unit, y },
    x: { low: 0, high: grid.width, names: ['position x', 'x'] },
    legend: legend(data),
  });
  inside(context, frame, () => {
    if (measured !== null) {
      context.fillStyle = CELLS_FILL;
      context.strokeStyle = CELLS_COLOUR;
      context.lineWidth = lineWidth(unit) * 0.8;
      traceBars(context, frame, measured);
      context.fill();
      context.stroke();
    }
    for (const { level, density } of levels) {
      const centres = Float64Array.from(density, (_, column) => ((column + 0.5) / grid.nx) * grid.width);
      drawCurve(context, frame, centres, density, levelStyle(level));
    }
  });
};

const percent = (value: number): string => `${formatNumber(Number((100 * value).toPrecision(2)))}%`;

function legend({ course }: LevelData): LegendEntry[] {
  const { latest, names } = course;
  const count = latest === null ? '' : ` ${latest.cells.count.toLocaleString('en')}`;
  const cells: LegendEntry = {
    text: `cells:${count}`,
    brief: 'cells',
    colour: CELLS_FILL,
    mark: 'box',
    edge: CELLS_COLOUR,
  };
  if (latest === null) return [cells, ...names.map((name) => levelEntry(name))];
  return [
    cells,
    ...latest.levels.map(({ level, time, stopped, distances, noise }) => {
      if (!Number.isFinite(distances.l1)) {
        const stands = `${stopped === null ? 'as of' : 'stopped at'} t = ${formatNumber(time)}`;
        return levelEntry(level, stands, stands);
      }
      const off = `${percent(distances.l1)} off`;
      return levelEntry(level, `${off} (chance alone ${percent(noise.l1)})`, off);
    }),
  ];
}
