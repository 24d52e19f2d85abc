// What is inside the cells against time: the mean of every internal variable with a band of one standard deviation to both sides,
// and the mean tumbling rate, one small axis each. Titles are the rule's.

import type { Context2D } from '../canvas.ts';
import { formatNumber } from '../numbers.ts';
import { innerTitle } from '../overlay.ts';
import type { Axis, Frame } from '../plots/axes.ts';
import { drawCurve, drawFrame, inside, sideRoom } from '../plots/axes.ts';
import { extent, last, valueAxis } from '../plots/ranges.ts';
import { stacked } from '../plots/stack.ts';
import { MEASURED, SECOND } from '../plots/style.ts';
import type { Panel } from './panel.ts';
import { timeAxis } from './panel.ts';

const BAND = 'rgba(255, 180, 84, 0.28)';
/** Least height of an axis beside the values, so that a variable that rests is not shown as its rounding. */
const LEAST = 0.02;

interface Row {
  readonly names: readonly string[];
  readonly values: readonly number[];
  /** Standard deviations, none for the tumbling rate. */
  readonly deviations: readonly number[] | null;
  readonly colour: string;
}

export const drawInside: Panel = (context, area, unit, data) => {
  const { times, variables, tumbleRate } = data.series.inside;
  const rows: Row[] = variables.map(({ name, mean, deviation }) => ({
    names: [innerTitle(name), name],
    values: mean,
    deviations: deviation,
    colour: MEASURED,
  }));
  if (tumbleRate !== null) {
    const names = ['tumbling rate (1/time)', 'tumbling rate', 'tumbles'];
    rows.push({ names, values: tumbleRate, deviations: null, colour: SECOND });
  }
  const x = timeAxis(data);
  // Before the first measurement: an empty frame.
  if (rows.length === 0) rows.push({ names: ['mean'], values: [], deviations: null, colour: MEASURED });
  const { parts, foot } = stacked(area, unit, rows.length);
  const edges = rows.map(({ values, deviations }) => ({
    low: values.map((value, k) => value - (deviations?.[k] ?? 0)),
    high: values.map((value, k) => value + (deviations?.[k] ?? 0)),
  }));
  const axes: Axis[] = rows.map(({ names, values }, k) => {
    const size = Math.max(...values.map(Math.abs), 0);
    return valueAxis(extent(edges[k].low, edges[k].high), LEAST * size, [...names]);
  });
  const side = Math.max(...axes.map((axis, k) => sideRoom(context, axis, parts[k].height, unit)));
  rows.forEach(({ values, colour, deviations }, k) => {
    const now = last(values);
    const frame = drawFrame(context, {
      ...{ area: parts[k], unit, x, y: axes[k], side },
      legend: now === undefined ? [] : [{ text: formatNumber(now), colour }],
      foot: k + 1 < rows.length ? 'nothing' : foot,
    });
    inside(context, frame, () => {
      if (deviations !== null) drawBand(context, frame, times, edges[k]);
      drawCurve(context, frame, times, values, { colour });
    });
  });
};

function drawBand(
  context: Context2D,
  frame: Frame,
  times: readonly number[],
  { low, high }: { readonly low: readonly number[]; readonly high: readonly number[] },
): void {
  if (times.length < 2) return;
  context.fillStyle = BAND;
  context.beginPath();
  times.forEach((time, k) => {
    if (k === 0) context.moveTo(frame.toX(time), frame.toY(high[k]));
    else context.lineTo(frame.toX(time), frame.toY(high[k]));
  });
  for (let k = times.length - 1; k >= 0; k -= 1) context.lineTo(frame.toX(times[k]), frame.toY(low[k]));
  context.closePath();
  context.fill();
}
