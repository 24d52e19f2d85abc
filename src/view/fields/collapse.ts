// The instruments of collapse: the second moment of u beside what the equation and the virial theorem say of it, and the
// peak, logarithmic, with the time at which it is fitted to be infinite. Where the grid no longer resolves the peak is shaded.

import type { CollapseTheory } from '../../theory/collapse.ts';
import type { Unknown } from '../../theory/minimal-model.ts';
import { collapseVerdict, latestCollapse, virialRate } from '../../theory/collapse.ts';
import type { Context2D } from '../canvas.ts';
import type { Rectangle } from '../layout.ts';
import { formatNumber } from '../numbers.ts';
import type { Axis, Frame } from '../plots/axes.ts';
import { drawCurve, drawFrame, inside, sideRoom } from '../plots/axes.ts';
import type { LegendEntry } from '../plots/legend.ts';
import { axisOfTime, extent, last, valueAxis } from '../plots/ranges.ts';
import { stack } from '../plots/stack.ts';
import { MEASURED, PREDICTED, SECOND } from '../plots/style.ts';
import type { CollapseSeries } from './collapse-series.ts';

export interface CollapseData {
  readonly theory: CollapseTheory | Unknown;
  readonly series: CollapseSeries;
  /** Where the axis of time ends; null lets it grow with the run. */
  readonly until: number | null;
}

const SHADE = 'rgba(255, 107, 107, 0.16)';
const SHADE_EDGE = '#ff6b6b';
/** From so much of u at the edge on the second moment tells of the domain rather than of a crowd. */
const FULL = 0.3;

/** Sentences above the plots: critical mass, what the virial theorem says, what to beware of. */
export function collapseNotes({ theory, series }: CollapseData): string[] {
  const notes = [collapseVerdict(theory, series.mass)];
  if (series.unresolvedSince !== null) {
    notes.push(`Since t = ${formatNumber(series.unresolvedSince)} the grid no longer resolves the peak.`);
  }
  return notes;
}

export function drawCollapse(context: Context2D, area: Rectangle, unit: number, data: CollapseData): void {
  const { series } = data;
  const { times: peakTimes, values: peaks } = series.peaks;
  const blowUp = series.blowUp();
  const end = Math.max(last(peakTimes) ?? 0, blowUp?.time ?? 0);
  const x = axisOfTime(end, data.until);
  const { times, values, predicted } = series.moments;
  const line = virialLine(data, x);
  const moment: Axis = valueAxis(extent([0], values, predicted), 0, [
    'second moment of u',
    'second moment',
    'moment',
  ]);
  const low = Math.max(extent(peaks).low, 1e-30);
  const high = Math.max(extent(peaks).high, low);
  const peak: Axis = {
    ...{ low: low / 1.3, high: Math.max(high * 1.5, low * 4), logarithmic: true },
    names: ['peak of u (log)', 'peak'],
  };
  const { upper, lower, foot } = stack(area, unit);
  const side = Math.max(
    sideRoom(context, moment, upper.height / 2, unit),
    sideRoom(context, peak, lower.height / 2, unit),
  );
  const top = drawFrame(context, {
    ...{ area: upper, unit, x, y: moment, side, foot: 'nothing' },
    legend: momentLegend(data, line),
  });
  shade(context, top, series.unresolvedSince);
  inside(context, top, () => {
    drawCurve(context, top, times, values, { colour: MEASURED });
    if (line !== null) drawCurve(context, top, line.times, line.values, { colour: SECOND, dashed: true });
    drawCurve(context, top, times, predicted, { colour: PREDICTED, dashed: true });
  });
  const entries: LegendEntry[] = [];
  const now = last(peaks);
  if (now !== undefined) entries.push({ text: formatNumber(now), colour: MEASURED });
  if (blowUp !== null) {
    const brief = `infinite at t = ${formatNumber(blowUp.time)}`;
    const error = formatNumber(Number(blowUp.error.toPrecision(1)));
    entries.push({ text: `fitted: ${brief} +/- ${error}`, brief, colour: PREDICTED, mark: 'dashed' });
  }
  if (series.unresolvedSince !== null) {
    entries.push({ text: 'not resolved', colour: SHADE, edge: SHADE_EDGE, mark: 'box' });
  }
  const bottom = drawFrame(context, { area: lower, unit, x, y: peak, legend: entries, side, foot });
  shade(context, bottom, series.unresolvedSince);
  inside(context, bottom, () => {
    drawCurve(context, bottom, peakTimes, peaks, { colour: MEASURED });
    if (blowUp === null) return;
    const at = [blowUp.time, blowUp.time];
    drawCurve(context, bottom, at, [peak.low, peak.high], { colour: PREDICTED, dashed: true });
  });
}

/** From where the grid no longer resolves the peak, to the end. */
function shade(context: Context2D, frame: Frame, since: number | null): void {
  if (since === null) return;
  inside(context, frame, () => {
    const { plot } = frame;
    const left = frame.toX(since);
    context.fillStyle = SHADE;
    context.fillRect(left, plot.y, plot.x + plot.width - left, plot.height);
    context.strokeStyle = SHADE_EDGE;
    context.lineWidth = Math.max(frame.unit / 12, 1);
    context.beginPath();
    context.moveTo(left, plot.y);
    context.lineTo(left, plot.y + plot.height);
    context.stroke();
  });
}

interface VirialLine {
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly rate: number;
  /** When it comes to zero, if it does. */
  readonly zero: number | null;
}

/** How the second moment would go on from now if the chemical were at rest. */
function virialLine({ theory, series }: CollapseData, x: Axis): VirialLine | null {
  const now = last(series.moments.times);
  const value = last(series.moments.values);
  const usable = series.edge !== null && series.edge < FULL && series.unresolvedSince === null;
  if ('reason' in theory || now === undefined || value === undefined || !usable) return null;
  const rate = virialRate(theory, series.mass, value);
  if (rate === null || !Number.isFinite(rate)) return null;
  const left = latestCollapse(theory, series.mass, value);
  const stop = left === null ? x.high : Math.min(now + left, x.high);
  return {
    rate,
    zero: left === null ? null : now + left,
    times: [now, stop],
    values: [value, left !== null && now + left <= x.high ? 0 : value + rate * (stop - now)],
  };
}

function momentLegend({ series }: CollapseData, line: VirialLine | null): LegendEntry[] {
  const entries: LegendEntry[] = [];
  const { values, predicted } = series.moments;
  const now = last(values);
  if (now !== undefined && Number.isFinite(now)) entries.push({ text: formatNumber(now), colour: MEASURED });
  else if (now !== undefined) entries.push({ text: 'no centre of mass', colour: MEASURED, mark: 'none' });
  if (Number.isFinite(last(predicted) ?? NaN)) {
    entries.push({ text: 'predicted from u and v', brief: 'predicted', colour: PREDICTED, mark: 'dashed' });
  }
  if (line !== null) {
    const brief =
      line.zero === null
        ? `virial: ${formatNumber(line.rate)} t`
        : `virial: 0 at t = ${formatNumber(line.zero)}`;
    const text =
      line.zero === null
        ? `virial, v at rest: slope ${formatNumber(line.rate)}`
        : `virial, v at rest: 0 at t = ${formatNumber(line.zero)}`;
    entries.push({ text, brief, colour: SECOND, mark: 'dashed' });
  }
  return entries;
}
