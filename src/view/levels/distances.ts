// How far so many cells are from each level, against their number: L1 above, Wasserstein below, both axes logarithmic. Independent
// cells that have the level's density come nearer as N^(-1/2), along the white line of what counting alone leaves; a level that
// is wrong keeps a distance however many there are.

import type { Distances } from '../../observables/levels.ts';
import { formatNumber } from '../numbers.ts';
import type { Axis, Foot } from '../plots/axes.ts';
import { drawCurve, drawFrame, inside, sideRoom } from '../plots/axes.ts';
import type { LegendEntry } from '../plots/legend.ts';
import { extent } from '../plots/ranges.ts';
import { stack } from '../plots/stack.ts';
import { PREDICTED } from '../plots/style.ts';
import type { LevelPanel } from './panel.ts';
import { levelEntry, levelStyle } from './panel.ts';

const KINDS = [
  { key: 'l1', names: ['L1 distance from the cells', 'L1 distance', 'L1'] },
  { key: 'wasserstein', names: ['Wasserstein distance (length)', 'Wasserstein', 'W1'] },
] as const satisfies readonly { key: keyof Distances; names: readonly string[] }[];

const decades = (low: number, high: number): { low: number; high: number } => ({
  low: 10 ** Math.floor(Math.log10(low)),
  high: 10 ** Math.ceil(Math.log10(high)),
});

export const drawLevelDistances: LevelPanel = (context, area, unit, { course }) => {
  const { upper, lower, foot } = stack(area, unit);
  const levels = course.latest?.levels ?? [];
  const counts = levels[0]?.against.counts ?? [];
  const x: Axis = {
    low: counts[0] ?? 1,
    high: counts[counts.length - 1] ?? 10,
    logarithmic: true,
    names: ['number of cells N', 'cells N', 'N'],
  };
  const axes = KINDS.map(({ key, names }): Axis => {
    const { low, high } = extent(...levels.map(({ against }) => against[key].filter((value) => value > 0)));
    const range = high > 0 && low <= high ? decades(low, high) : { low: 0.01, high: 1 };
    return { ...range, logarithmic: true, names };
  });
  const side = Math.max(...axes.map((axis) => sideRoom(context, axis, upper.height, unit)));
  KINDS.forEach(({ key }, index) => {
    const below: Foot = index === 0 ? 'nothing' : foot;
    const legend: LegendEntry[] = levels.map(({ level, against }) => {
      const slope = against.slopes[key];
      const text = Number.isFinite(slope) ? `slope ${formatNumber(Number(slope.toPrecision(2)))}` : '';
      return levelEntry(level, text);
    });
    const frame = drawFrame(context, {
      ...{ area: index === 0 ? upper : lower, unit, x, y: axes[index], side, foot: below },
      legend: [...legend, { text: 'chance: slope -1/2', brief: 'chance', colour: PREDICTED, mark: 'dashed' }],
    });
    inside(context, frame, () => {
      for (const { level, against } of levels) {
        const style = levelStyle(level);
        drawCurve(context, frame, counts, against[key], { ...style, width: 0.8 * style.width });
        context.fillStyle = style.colour;
        counts.forEach((count, k) => {
          const size = 0.42 * unit;
          context.fillRect(frame.toX(count) - size / 2, frame.toY(against[key][k]) - size / 2, size, size);
        });
      }
      // Counting noise of the level that is nearest to the cells, for any number of them.
      const nearest = [...levels].sort((a, b) => a.distances[key] - b.distances[key])[0];
      if (nearest) {
        const all = counts[counts.length - 1];
        const chance = counts.map((count) => nearest.noise[key] * Math.sqrt(all / count));
        drawCurve(context, frame, counts, chance, { colour: PREDICTED, dashed: true, width: 0.7 });
      }
    });
  });
};
