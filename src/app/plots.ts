// Mass and peak against time, live. The peak's axis turns logarithmic once it spans more than a decade and a half, as
// it does in a collapse, and stays so until the next start. The mass axis always spans at least 2 % of the mass, or it
// would show the rounding of a conserved quantity.

import './valid-language.ts';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatNumber } from '../view/numbers.ts';
import { element } from './dom.ts';
import type { History } from './history.ts';
import { massRange, spansDecades, tickLabel } from './plot-scales.ts';

const MASS = '#5cc8ff';
const PEAK = '#ffb454';
const REDRAW_SECONDS = 0.2;
const AXIS_FONT = '12px system-ui, sans-serif';

export interface Plots {
  readonly element: HTMLElement;
  /** Redraws, while it runs at most five times a second; `now` is wall-clock seconds. */
  show(history: History, now: number, running: boolean): void;
  /** Names what is plotted, e.g. u or v. */
  clear(field: 'u' | 'v'): void;
}

export function createPlots(): Plots {
  const place = element('div', {
    class: 'plot-place',
    role: 'img',
    'aria-label': 'Mass and peak against time',
  });
  const massName = element('span', { class: 'plot-mass' });
  const peakName = element('span', { class: 'plot-peak' });
  const root = element(
    'div',
    { class: 'plot-history' },
    element('div', { class: 'plot-legend' }, massName, peakName),
    place,
  );
  let plot: uPlot | null = null;
  let logarithmic = false;
  let drawn = -Infinity;
  let field: 'u' | 'v' = 'u';

  const size = () => ({ width: Math.max(place.clientWidth, 120), height: Math.max(place.clientHeight, 60) });

  function create(): uPlot {
    const axis = (stroke: string, side: number, scale?: string): uPlot.Axis => ({
      stroke,
      font: AXIS_FONT,
      side,
      size: side === 2 ? 30 : 54,
      gap: 4,
      space: side === 2 ? 60 : 22,
      ...(scale === undefined ? {} : { scale }),
      grid: { stroke: 'rgba(255,255,255,0.10)', width: 1, show: side !== 1 },
      ticks: { stroke: 'rgba(255,255,255,0.25)', width: 1, size: 4 },
      // A logarithmic axis hands in null for the ticks that are to stay without a number.
      values: (_, splits, _axis, _space, increment) =>
        splits.map((value: number | null) =>
          value === null
            ? ''
            : scale === 'peak' && logarithmic
              ? formatNumber(value)
              : tickLabel(value, increment),
        ),
    });
    return new uPlot(
      {
        ...size(),
        cursor: { show: false },
        legend: { show: false },
        scales: {
          x: { time: false },
          // Without data there are no ends.
          mass: {
            range: (_, low: number | null, high: number | null) =>
              low === null || high === null ? [0, 1] : massRange(low, high),
          },
          peak: { distr: logarithmic ? 3 : 1 },
        },
        series: [
          {},
          { scale: 'mass', stroke: MASS, width: 2, points: { show: false } },
          { scale: 'peak', stroke: PEAK, width: 2, points: { show: false } },
        ],
        axes: [axis('#aab4c0', 2), axis(MASS, 3, 'mass'), axis(PEAK, 1, 'peak')],
      },
      [[], [], []],
      place,
    );
  }

  const rebuild = () => {
    plot?.destroy();
    plot = create();
    drawn = -Infinity;
  };
  new ResizeObserver(() => plot?.setSize(size())).observe(place);

  return {
    element: root,
    show(history, now, running) {
      if (history.times.length < 2 || (running && now - drawn < REDRAW_SECONDS)) return;
      if (!logarithmic && spansDecades(history.peaks)) {
        logarithmic = true;
        rebuild();
      }
      plot ??= create();
      drawn = now;
      // A logarithmic axis cannot show zero.
      const peaks = history.peaks.map((peak) => (logarithmic && peak <= 0 ? null : peak));
      massName.textContent = `mass of ${field}: ${formatNumber(history.masses[history.masses.length - 1])}`;
      const peak = formatNumber(history.peaks[history.peaks.length - 1]);
      peakName.textContent = `peak${logarithmic ? ' (log)' : ''}: ${peak}`;
      plot.setData([[...history.times], [...history.masses], peaks]);
    },
    clear(next) {
      field = next;
      logarithmic = false;
      rebuild();
    },
  };
}
