// Which waves grow: the predicted growth rate against the wavenumber, with the unstable band and the fastest wave, over the
// measured spectrum of u; and, as points, the rates at which waves were measured to grow while they were small. The
// spectrum has no axis of its own: its highest value is at the top, a ten-thousandth of it at the bottom.

import type { Dispersion } from '../../theory/dispersion.ts';
import type { LevelWaves } from '../../theory/uniform-waves.ts';
import type { RadialSpectrum } from '../../observables/wavelength.ts';
import type { Context2D } from '../canvas.ts';
import type { Rectangle } from '../layout.ts';
import { formatNumber } from '../numbers.ts';
import type { Axis, Frame } from '../plots/axes.ts';
import { drawCurve, drawFrame, drawLevel, inside } from '../plots/axes.ts';
import type { LegendEntry } from '../plots/legend.ts';
import { extent, valueAxis } from '../plots/ranges.ts';
import { AXIS_LINE, MEASURED, PREDICTED, SECOND } from '../plots/style.ts';
import type { MeasuredGrowth } from './growth.ts';

export interface WavesData {
  /**
   * Growth of waves at the levels of description that theory knows, that of the experiment first; empty where theory knows
   * no uniform state, or not how waves on it grow.
   */
  readonly levels: readonly LevelWaves[];
  /** Null until there is one. */
  readonly spectrum: RadialSpectrum | null;
  readonly growth: MeasuredGrowth | null;
}

const DECADES = 4;
const FILL = 'rgba(255, 180, 84, 0.26)';
const FAINT_PREDICTED = 'rgba(255, 255, 255, 0.5)';
const BAND = 'rgba(92, 200, 255, 0.14)';
/** The axis of wavenumbers ends at so many times the end of the band. */
const BEYOND = 1.5;
const SAMPLES = 240;
/** Height of the area, in units, below which the legend has one row. */
const SMALL = 20;
/** How far below zero the axis of rates goes, as a part of how far above. */
const BELOW = 1;

export function drawWaves(context: Context2D, area: Rectangle, unit: number, data: WavesData): void {
  const { levels, spectrum, growth } = data;
  const dispersion = levels.at(0) ?? null;
  const x: Axis = { low: 0, high: lastWavenumber(data), names: ['wavenumber k', 'k'] };
  const wavenumbers = Array.from({ length: SAMPLES + 1 }, (_, index) => (index / SAMPLES) * x.high);
  const curves = levels.map((level) => wavenumbers.map((k) => level.growth(k)?.rate ?? NaN));
  const rates = curves.at(0) ?? [];
  const frame = drawFrame(context, {
    area,
    unit,
    x,
    y: rateAxis(rates, dispersion),
    legend: legend(data, area.height < SMALL * unit),
  });
  inside(context, frame, () => {
    const { plot } = frame;
    context.fillStyle = BAND;
    for (const { low, high } of dispersion?.bands ?? []) {
      const left = frame.toX(low);
      context.fillRect(left, plot.y, frame.toX(Math.min(high, x.high)) - left, plot.height);
    }
    if (spectrum !== null) drawSpectrum(context, frame, spectrum);
    drawLevel(context, frame, x, 0, { colour: AXIS_LINE, width: 0.7 });
    curves.forEach((values, index) => {
      const colour = index === 0 ? PREDICTED : FAINT_PREDICTED;
      drawCurve(context, frame, wavenumbers, values, {
        colour,
        dashed: true,
        width: index === 0 ? 1.15 : 0.8,
      });
    });
    const fastest = dispersion?.fastest ?? null;
    if (fastest !== null && fastest.rate > 0) {
      const at = [fastest.wavenumber, fastest.wavenumber];
      const [bottom, top] = [frame.toY(0), frame.toY(fastest.rate)];
      context.strokeStyle = PREDICTED;
      context.lineWidth = Math.max(unit / 10, 1);
      context.beginPath();
      context.moveTo(frame.toX(at[0]), bottom);
      context.lineTo(frame.toX(at[1]), top);
      context.stroke();
    }
    growth?.wavenumbers.forEach((k, index) => {
      drawDot(context, frame.toX(k), frame.toY(growth.rates[index]), unit);
    });
  });
}

/** Up to where there is anything to see: beyond the unstable band, or as far as the spectrum reaches. */
function lastWavenumber({ levels, spectrum }: WavesData): number {
  const ends = (levels.at(0)?.bands ?? []).map(({ high }) => high).filter(Number.isFinite);
  const last = spectrum === null ? undefined : spectrum.wavenumbers[spectrum.wavenumbers.length - 1];
  const most = last ?? Infinity;
  if (ends.length > 0) return Math.min(BEYOND * Math.max(...ends), most);
  if (spectrum === null || last === undefined) return 1;
  const strongest = extent(spectrum.power).high;
  let reach = 0;
  spectrum.power.forEach((power, ring) => {
    if (power > strongest * 10 ** -DECADES) reach = spectrum.wavenumbers[ring];
  });
  return Math.min(Math.max(reach, 8 * spectrum.wavenumbers[0]), most);
}

function rateAxis(rates: readonly number[], dispersion: Dispersion | null): Axis {
  const names = ['growth rate of waves', 'growth rate'];
  const fastest = dispersion?.fastest?.rate ?? NaN;
  if (fastest > 0) return valueAxis({ low: -BELOW * fastest, high: 1.1 * fastest }, 0, names);
  // Of a stable state the slowest decay is worth seeing, and what comes near to growing.
  const { low, high } = extent(rates);
  return valueAxis(
    { low: Math.max(low, high - 12 * Math.max(Math.abs(high), -low / 40)), high: Math.max(high, 0) },
    0,
    names,
  );
}

function drawSpectrum(context: Context2D, frame: Frame, { wavenumbers, power }: RadialSpectrum): void {
  const { plot } = frame;
  const strongest = extent(power).high;
  if (!(strongest > 0)) return;
  const bottom = plot.y + plot.height;
  const height = (value: number): number =>
    Math.max(1 + Math.log10(Math.max(value / strongest, 1e-30)) / DECADES, 0) * 0.96 * plot.height;
  const trace = (): void => {
    wavenumbers.forEach((k, ring) => {
      const y = bottom - height(power[ring]);
      if (ring === 0) context.moveTo(frame.toX(k), y);
      else context.lineTo(frame.toX(k), y);
    });
  };
  context.fillStyle = FILL;
  context.beginPath();
  trace();
  context.lineTo(frame.toX(wavenumbers[wavenumbers.length - 1]), bottom);
  context.lineTo(frame.toX(wavenumbers[0]), bottom);
  context.fill();
  context.strokeStyle = MEASURED;
  context.lineWidth = Math.max(frame.unit / 10, 1);
  context.beginPath();
  trace();
  context.stroke();
}

/** A line of no length with round ends: the shared canvas has no circles. */
function drawDot(context: Context2D, x: number, y: number, unit: number): void {
  context.lineCap = 'round';
  for (const [size, colour] of [
    [0.75, '#101418'],
    [0.5, SECOND],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = size * unit;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + 0.01, y);
    context.stroke();
  }
  context.lineCap = 'butt';
}

const LEVEL_NAMES: Readonly<Record<LevelWaves['level'], string>> = {
  'keller-segel': 'as fields',
  kinetic: 'as single cells',
};

/** In a small area only the wavelengths, in one row: the dots lie where they belong, or do not. */
function legend({ levels, spectrum, growth }: WavesData, small: boolean): LegendEntry[] {
  const entries: LegendEntry[] = [];
  const first = levels.at(0);
  const fastest = first?.fastest ?? null;
  if (fastest !== null && fastest.rate > 0) {
    const text = `wavelength ${formatNumber(fastest.wavelength)} predicted`;
    const brief = `${formatNumber(fastest.wavelength)} predicted`;
    entries.push({ text, brief, colour: PREDICTED, mark: 'dashed' });
  } else if (first) entries.push({ text: 'predicted', colour: PREDICTED, mark: 'dashed' });
  if (spectrum !== null) {
    const known = Number.isFinite(spectrum.wavelength);
    const measured = known ? `${formatNumber(spectrum.wavelength)} in the spectrum` : 'spectrum of u';
    const text = small || !known ? measured : `${measured} of u (log, no axis)`;
    entries.push({ text, colour: FILL, edge: MEASURED, mark: 'box' });
  }
  if (growth !== null) {
    const text = `growth measured, t = ${formatNumber(growth.from)} to ${formatNumber(growth.to)}`;
    entries.push({ text: small ? 'growth measured' : text, colour: SECOND, mark: 'box' });
  }
  if (small) return entries;
  for (const { level } of levels.slice(1))
    entries.push({ text: `predicted ${LEVEL_NAMES[level]}`, colour: FAINT_PREDICTED, mark: 'dashed' });
  return entries;
}
