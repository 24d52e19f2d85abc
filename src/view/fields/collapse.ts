// The instruments of collapse: the second moment of u beside what the equation and the virial theorem say of it, and the
// peak, logarithmic, with the time at which it is fitted to be infinite. Where the grid no longer resolves the peak is shaded.

import type { BlowUp } from '../../observables/blow-up.ts';
import type { CollapseTheory } from '../../theory/collapse.ts';
import type { Unknown } from '../../theory/minimal-model.ts';
import { collapseVerdict, latestCollapse, virialRate } from '../../theory/collapse.ts';
import type { Context2D } from '../canvas.ts';
import type { Rectangle } from '../layout.ts';
import { formatNumber } from '../numbers.ts';
import type { Axis, Frame, FrameSpec } from '../plots/axes.ts';
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
/** Height of the area, in units, below which legends are brief: the sentences above say the rest. */
const SMALL = 24;

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
  const blowUp = series.blowUp();
  const end = Math.max(last(series.peaks.times) ?? 0, blowUp?.time ?? 0);
  const x = axisOfTime(end, data.until);
  const small = area.height < SMALL * unit;
  // Without a centre of mass there is nothing to show of the second moment.
  const centred = series.moments.values.some(Number.isFinite);
  const { upper, lower, foot } = stack(area, unit);
  const moment = momentAxis(series);
  const peak = peakAxis(series);
  const side = Math.max(
    centred ? sideRoom(context, moment, upper.height / 2, unit) : 0,
    sideRoom(context, peak, lower.height / 2, unit),
  );
  if (centred) drawMoment(context, { area: upper, unit, x, y: moment, side, foot: 'nothing' }, data, small);
  const below = { area: centred ? lower : area, unit, x, y: peak, side, foot };
  drawPeak(context, below, series, blowUp, small);
}

const momentAxis = ({ moments: { values, predicted } }: CollapseSeries): Axis =>
  valueAxis(extent([0], values, predicted), 0, ['second moment of u', 'second moment', 'moment']);

function peakAxis({ peaks }: CollapseSeries): Axis {
  const low = Math.max(extent(peaks.values).low, 1e-30);
  const high = Math.max(extent(peaks.values).high, low);
  const ends = Number.isFinite(low)
    ? { low: low / 1.3, high: Math.max(high * 1.5, low * 4) }
    : { low: 0.1, high: 10 };
  return { ...ends, logarithmic: true, names: ['peak of u (log)', 'peak'] };
}

type Place = Omit<FrameSpec, 'legend'>;

function drawMoment(context: Context2D, place: Place, data: CollapseData, small: boolean): void {
  const { series } = data;
  const { times, values, predicted } = series.moments;
  const line = virialLine(data, place.x);
  const frame = drawFrame(context, { ...place, legend: momentLegend(series, line, small) });
  shade(context, frame, series.unresolvedSince);
  inside(context, frame, () => {
    drawCurve(context, frame, times, values, { colour: MEASURED });
    if (line !== null) drawCurve(context, frame, line.times, line.values, { colour: SECOND, dashed: true });
    drawCurve(context, frame, times, predicted, { colour: PREDICTED, dashed: true });
  });
}

function drawPeak(
  context: Context2D,
  place: Place,
  { peaks, unresolvedSince }: CollapseSeries,
  blowUp: BlowUp | null,
  small: boolean,
): void {
  const entries: LegendEntry[] = [];
  const now = last(peaks.values);
  if (now !== undefined) entries.push({ text: formatNumber(now), colour: MEASURED });
  if (blowUp !== null) {
    const error = formatNumber(Number(blowUp.error.toPrecision(1)));
    const brief = `infinite at t = ${formatNumber(blowUp.time)}`;
    const text = small ? brief : `fitted: ${brief} +/- ${error}`;
    entries.push({ text, brief, colour: PREDICTED, mark: 'dashed' });
  }
  if (unresolvedSince !== null && !small) {
    entries.push({ text: 'not resolved', colour: SHADE, edge: SHADE_EDGE, mark: 'box' });
  }
  const frame = drawFrame(context, { ...place, legend: entries });
  shade(context, frame, unresolvedSince);
  inside(context, frame, () => {
    drawCurve(context, frame, peaks.times, peaks.values, { colour: MEASURED });
    if (blowUp === null) return;
    const at = [blowUp.time, blowUp.time];
    drawCurve(context, frame, at, [place.y.low, place.y.high], { colour: PREDICTED, dashed: true });
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

function momentLegend(
  { moments: { values, predicted } }: CollapseSeries,
  line: VirialLine | null,
  small: boolean,
): LegendEntry[] {
  const entries: LegendEntry[] = [];
  const now = last(values);
  if (now !== undefined && Number.isFinite(now)) entries.push({ text: formatNumber(now), colour: MEASURED });
  if (Number.isFinite(last(predicted) ?? NaN)) {
    const text = small ? 'predicted' : 'predicted from u and v';
    entries.push({ text, colour: PREDICTED, mark: 'dashed' });
  }
  if (line !== null) {
    const what =
      line.zero === null ? `slope ${formatNumber(line.rate)}` : `0 at t = ${formatNumber(line.zero)}`;
    const brief = `virial: ${what}`;
    const text = small ? brief : `virial, v at rest: ${what}`;
    entries.push({ text, brief, colour: SECOND, mark: 'dashed' });
  }
  return entries;
}
