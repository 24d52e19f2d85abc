// A plot as a small standalone SVG: measured points or lines over exact dashed ones, dark on white, for pages that show no
// more than pictures. Plain text, so that it can be compared between versions.

import { ticks } from '../view/numbers.ts';

export interface PlottedCurve {
  readonly name: string;
  readonly kind: 'measured' | 'exact';
  /** x, y and, of measured ones, the standard error of y, drawn as a bar of one on either side. */
  readonly points: readonly (readonly [number, number, number?])[];
}

export interface PlottedAxis {
  readonly label: string;
  /** '1' for a pure number. */
  readonly unit: string;
  readonly scale?: 'linear' | 'logarithmic';
}

const WIDTH = 560;
const HEIGHT = 350;
const LEFT = 78;
const RIGHT = 16;
const TOP = 52;
/** Baseline of the legend, and about how wide a letter of it is. */
const LEGEND = 41;
const LETTER = 6.3;
const BOTTOM = 50;
const EXACT = '#444444';
const DASHES = ['6 4', '1.5 3.5'] as const;
/** Distinct in grey as well, by their marks. */
const MEASURED = [
  { colour: '#c2410c', mark: 'circle' },
  { colour: '#1d4ed8', mark: 'cross' },
  { colour: '#15803d', mark: 'square' },
  { colour: '#7e22ce', mark: 'triangle' },
] as const;

type Place = readonly [number, number];

/** Pictures of one size below each other, as one. */
export const stackedSvg = (plots: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT * plots.length}" width="${WIDTH}" height="${HEIGHT * plots.length}">`,
    ...plots.map((plot, index) => plot.trimEnd().replace('<svg ', `<svg y="${HEIGHT * index}" `)),
    '</svg>',
    '',
  ].join('\n');

/** Curves are told apart by their marks or dashes, the first four measured ones and two exact ones. Values that the axis cannot show are left out. */
export function plotSvg(
  title: string,
  x: PlottedAxis,
  y: PlottedAxis,
  curves: readonly PlottedCurve[],
): string {
  const shown = (value: number, axis: PlottedAxis): boolean =>
    Number.isFinite(value) && (axis.scale !== 'logarithmic' || value > 0);
  const kept = curves.map((curve) => ({
    ...curve,
    points: curve.points.filter(([a, b]) => shown(a, x) && shown(b, y)),
  }));
  const places = kept.flatMap(({ points }) => points);
  const across = axisScale(
    x,
    places.map(([a]) => a),
    LEFT,
    WIDTH - RIGHT,
  );
  const upwards = axisScale(
    y,
    places.flatMap(([, b, error = 0]) => [b - error, b + error].filter((value) => shown(value, y))),
    HEIGHT - BOTTOM,
    TOP,
  );
  const at = ([a, b]: readonly [number, number, number?]): Place => [across.scale(a), upwards.scale(b)];
  const bar = ([a, b, error = 0]: readonly [number, number, number?], colour: string): string => {
    if (!(error > 0)) return '';
    const [low, high] = [b - error, b + error].map((value) =>
      shown(value, y) ? upwards.scale(value) : HEIGHT - BOTTOM,
    );
    return `<path d="M${across.scale(a)} ${low}V${high}" stroke="${colour}"/>`;
  };
  let index = 0;
  let lines = 0;
  const drawn = kept.map((curve) => {
    if (curve.kind === 'exact') {
      const dash = DASHES[lines % DASHES.length];
      lines += 1;
      return { name: curve.name, line: dashed(curve.points.map(at), dash), style: dash };
    }
    const style = MEASURED[index % MEASURED.length];
    index += 1;
    return {
      name: curve.name,
      line: curve.points.map((point) => bar(point, style.colour) + mark(at(point), style)).join(''),
      style,
    };
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" fill="#222222">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    `<text x="${LEFT}" y="20" font-size="14">${escaped(title)}</text>`,
    ...across.ticks.map(
      ({ place, text }) =>
        `<path d="M${place} ${TOP}V${HEIGHT - BOTTOM}" stroke="#e5e5e5"/>` +
        `<text x="${place}" y="${HEIGHT - BOTTOM + 17}" text-anchor="middle">${text}</text>`,
    ),
    ...upwards.ticks.map(
      ({ place, text }) =>
        `<path d="M${LEFT} ${place}H${WIDTH - RIGHT}" stroke="#e5e5e5"/>` +
        `<text x="${LEFT - 7}" y="${place + 4}" text-anchor="end">${text}</text>`,
    ),
    `<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="#222222"/>`,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${labelled(x)}</text>`,
    `<text x="16" y="${(TOP + HEIGHT - BOTTOM) / 2}" text-anchor="middle" transform="rotate(-90 16 ${(TOP + HEIGHT - BOTTOM) / 2})">${labelled(y)}</text>`,
    ...drawn.map(({ line }) => line),
    legend(drawn),
    '</svg>',
    '',
  ].join('\n');
}

interface PlacedTick {
  readonly place: number;
  readonly text: string;
}

/** Room around the values, and where numbers lie on the axis. */
function axisScale(
  { scale }: PlottedAxis,
  values: readonly number[],
  from: number,
  to: number,
): { scale: (value: number) => number; ticks: readonly PlacedTick[] } {
  const logarithmic = scale === 'logarithmic';
  const along = logarithmic ? Math.log : (value: number): number => value;
  const back = logarithmic ? Math.exp : (value: number): number => value;
  const places = values.map(along);
  let [low, high] = places.length > 0 ? [Math.min(...places), Math.max(...places)] : [0, 1];
  if (!(high > low))
    [low, high] = [low - 0.5 * Math.max(Math.abs(low), 1), high + 0.5 * Math.max(Math.abs(high), 1)];
  const room = 0.05 * (high - low);
  [low, high] = [low - room, high + room];
  const place = (value: number): number =>
    rounded(from + ((along(value) - low) / (high - low)) * (to - from));
  const numbers = ticks(back(low), back(high), logarithmic, 6);
  return {
    scale: place,
    ticks: numbers.map(({ value, label }) => ({ place: place(value), text: escaped(label) })),
  };
}

const rounded = (value: number): number => Number(value.toFixed(1));

const dashed = (points: readonly Place[], dash: string): string =>
  `<path d="${points.map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${a} ${b}`).join('')}" fill="none" stroke="${EXACT}" stroke-width="1.5" stroke-dasharray="${dash}"/>`;

function mark([a, b]: Place, { colour, mark: shape }: (typeof MEASURED)[number]): string {
  if (shape === 'circle')
    return `<circle cx="${a}" cy="${b}" r="4" fill="none" stroke="${colour}" stroke-width="1.6"/>`;
  if (shape === 'square')
    return `<path d="M${rounded(a - 3.5)} ${rounded(b - 3.5)}h7v7h-7z" fill="none" stroke="${colour}" stroke-width="1.6"/>`;
  if (shape === 'triangle')
    return `<path d="M${a} ${rounded(b - 4.5)}l4 7.5h-8z" fill="none" stroke="${colour}" stroke-width="1.6"/>`;
  return `<path d="M${rounded(a - 3)} ${rounded(b - 3)}l6 6m0 -6l-6 6" stroke="${colour}" stroke-width="1.6"/>`;
}

/** The curves' names in a row between title and plot, where they hide nothing. */
function legend(curves: readonly { name: string; style: (typeof MEASURED)[number] | string }[]): string {
  let x = LEFT;
  return curves
    .map(({ name, style }) => {
      const sample =
        typeof style === 'string'
          ? dashed(
              [
                [x, LEGEND - 4],
                [x + 26, LEGEND - 4],
              ],
              style,
            )
          : mark([x + 13, LEGEND - 4], style);
      const text = `<text x="${x + 32}" y="${LEGEND}">${escaped(name)}</text>`;
      x = rounded(x + 50 + LETTER * name.length);
      return `${sample}${text}`;
    })
    .join('');
}

const labelled = ({ label, unit }: PlottedAxis): string =>
  escaped(unit === '1' ? label : `${label} [${unit}]`);

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
