// Mean squared displacement against time: straight runs at first, then diffusion, whose coefficient is fitted to the later
// half. No fit is told before theory says that the spread grows in proportion to time, nor where it never does: between
// walls, where cells gather, or where they keep running the same way.

import { dimension } from '../../core/grid.ts';
import { formatNumber } from '../numbers.ts';
import type { Axis } from '../plots/axes.ts';
import { drawCurve, drawFrame, inside } from '../plots/axes.ts';
import type { Estimate } from './fit.ts';
import { fitDiffusion } from './fit.ts';
import type { LegendEntry } from '../plots/legend.ts';
import type { Panel, PanelData } from './panel.ts';
import { timeAxis } from './panel.ts';
import { extent, valueAxis } from '../plots/ranges.ts';
import { MEASURED, PREDICTED } from '../plots/style.ts';

const POINTS = 120;

export const drawDisplacement: Panel = (context, area, unit, data) => {
  const { averages, count } = data.series;
  const x = timeAxis(data);
  const expected = data.prediction.meanSquaredDisplacement;
  const times = Array.from({ length: POINTS + 1 }, (_, k) => x.low + (k / POINTS) * (x.high - x.low));
  const predicted = expected === null ? [] : times.map(expected);
  const y: Axis = valueAxis(extent([0], averages.squaredDisplacement, predicted), 0, [
    'mean squared displacement (length squared)',
    'mean squared displacement',
    'squared displacement',
  ]);
  const fit = fitDiffusion(averages, dimension(data.config), count, data.prediction.diffusesAfter);
  const frame = drawFrame(context, { area, unit, x, y, legend: legend(data, fit) });
  inside(context, frame, () => {
    drawCurve(context, frame, averages.times, averages.squaredDisplacement, { colour: MEASURED, width: 1.4 });
    drawCurve(context, frame, times, predicted, { colour: PREDICTED, dashed: true });
  });
};

function legend({ prediction }: PanelData, fit: Estimate | null): LegendEntry[] {
  const measured =
    fit === null
      ? 'measured'
      : `measured: D = ${formatNumber(fit.value)} +/- ${formatNumber(Number(fit.error.toPrecision(1)))}`;
  const entries: LegendEntry[] = [{ text: measured, colour: MEASURED }];
  if (prediction.diffusion !== null) {
    const value = formatNumber(prediction.diffusion);
    const text =
      prediction.diffusesAfter === null
        ? `predicted: D = ${value} far from walls`
        : `predicted: D = ${value}`;
    const mark = prediction.meanSquaredDisplacement === null ? 'none' : 'dashed';
    entries.push({ text, colour: PREDICTED, mark });
  }
  return entries;
}
