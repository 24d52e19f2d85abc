// Where densities of the Fokker-Planck equation come to rest: exp of a potential, whatever the diffusion. The flux is fitted to
// the potential's rise from one centre to the next (by Gauss' three points, exact to h^6), so the values at the centres are
// those of the exact density, and the current is zero.

import { cellX, cellY } from '../core/grid.ts';
import type { Check, Settings } from './check.ts';
import { continuumAt, profilePlot } from './continuum-runs.ts';
import { integral } from './statistics.ts';
import { within } from './verdict.ts';

interface Rest {
  readonly name: string;
  readonly rows: readonly number[];
  readonly title: string;
  readonly source: string;
  readonly settings: Settings;
  readonly quick: boolean;
  readonly until: number;
  /** Up to a factor. */
  readonly density: (x: number, y: number) => number;
  /** Of the quadrature and of what is left of the start, relative. */
  readonly error: number;
  readonly from: string;
}

/** f32 rounds drift over diffusion by some 1e-7, and a potential is the sum of that over up to 80 faces. */
const SINGLE = 8e-6;

const atRest = ({ density, until, error, from, ...rest }: Rest): Check => ({
  ...rest,
  model: 'fokker-planck',
  settings: { ...rest.settings, model: 'fokker-planck', cells: 1000, until },
  async run(context) {
    const { u, v, config } = await continuumAt(context, until, this.settings);
    const exact = Float64Array.from(u, (_, i) =>
      density(cellX(config, i % config.nx), cellY(config, Math.floor(i / config.nx))),
    );
    const scale = u.reduce((a, b) => a + b) / exact.reduce((a, b) => a + b);
    const worst = Math.max(...u.map((value, i) => Math.abs(value / (scale * exact[i]) - 1)));
    const single = context.backend !== 'reference';
    const { speed } = config.parameters as { speed?: number };
    // Without runs: what diffuses over one grid cell.
    const largest = Math.max(...u) * (speed ?? config.nx / config.width);
    return {
      quantities: [
        within('largest relative error of the density', '1', worst, 0, error + (single ? SINGLE : 0), from),
        within(
          'largest current over v p',
          '1',
          Math.max(...v.map(Math.abs)) / largest,
          0,
          error + (single ? SINGLE : 0),
          from,
        ),
      ],
      ...(config.ny === 1
        ? {
            plot: profilePlot(rest.title, config, u, (x) => {
              const whole = integral((place) => density(place, 0), 0, config.width, 2000);
              return density(x, 0) / whole;
            }),
          }
        : {}),
    };
  },
});

const line = { ny: 1, boundaryX: 'no-flux' } as const;

export const FOKKER_PLANCK_SETTLED: readonly Check[] = [
  atRest({
    name: 'fokker-planck-tanh',
    quick: true,
    rows: [10],
    title: 'Fokker-Planck at reversal rates 1 +- .8 tanh(x/50) between walls: p ~ cosh^-4(x/50)',
    source: "no flux on a line: p'/p = drift/D = (a- - a+)/v (Schnitzer 1993)",
    settings: {
      ...{ ...line, nx: 80, width: 200, sensing: 'rates' },
      ...{ ratePlus: '1 + 0.8*tanh((x - 100)/50)', rateMinus: '1 - 0.8*tanh((x - 100)/50)' },
    },
    until: 60,
    density: (x) => Math.cosh((x - 100) / 50) ** -4,
    error: 2e-7,
    from: 'e^(-.32 t) of the start, 5e-9 of it and more in the tails; (h/50)^6 of the quadrature',
  }),
  atRest({
    name: 'fokker-planck-potential',
    quick: true,
    rows: [15],
    title:
      'Fokker-Planck of the linear rule in a box, persistence .33, D_r .062: p ~ exp(lambda (1 - persistence) chi c)',
    source: 'Alt 1980, Schnitzer 1993',
    settings: {
      ...{ nx: 16, ny: 12, width: 40, height: 30, boundaryX: 'no-flux', boundaryY: 'no-flux' },
      ...{ attractant: 'exp(-((x - 15)^2 + (y - 20)^2)/300)' },
      ...{ parameters: { persistence: 0.33, rotationalDiffusion: 0.062, chi: 1 } },
    },
    until: 12,
    density: (x, y) => Math.exp(0.67 * Math.exp(-((x - 15) ** 2 + (y - 20) ** 2) / 300)),
    error: 1e-7,
    from: 'D (pi/40)^2 = 1.7 for the slowest mode; (h/17)^6/2000 of the quadrature, 20 faces',
  }),
  atRest({
    name: 'fokker-planck-cues',
    quick: false,
    rows: [16, 17],
    title: 'Fokker-Planck of two cues, one bound by receptors, one on a logarithmic scale: exponents add',
    source:
      'p ~ exp(lambda (1 - persistence)(chi c/(K + c) + psi ln a)); reversals at lambda (1 - persistence)/2',
    settings: {
      ...{ ...line, nx: 25, width: 50, sensing: 'two-cues', attractant: '0.16*x', secondCue: '1 + x/50' },
      ...{ firstResponse: 'receptor-saturation', secondResponse: 'logarithmic' },
      ...{ parameters: { chi: 0.6, K: 2, psi: -0.4 } },
    },
    until: 24,
    density: (x) => Math.exp(2 * ((0.6 * 0.16 * x) / (2 + 0.16 * x) - 0.4 * Math.log(1 + x / 50))),
    error: 1e-7,
    from: 'D (pi/50)^2 = .79 for the slowest mode; (h/12)^6/2000 of the quadrature, 25 faces',
  }),
  atRest({
    name: 'fokker-planck-landscape',
    quick: false,
    rows: [42],
    title: 'Fokker-Planck of crawling cells in two hollows: p ~ exp(chi c/T), not a pile at the highest c',
    source: 'Boltzmann; exponentially fitted flux (Scharfetter and Gummel 1969)',
    settings: {
      ...{ ...line, nx: 30, width: 9, sensing: 'landscape' },
      ...{ attractant: '1.5*exp(-(x - 3)^2) + exp(-(x - 6.5)^2)' },
      ...{ parameters: { chi: 2, temperature: 1, mobility: 1 } },
    },
    until: 150,
    density: (x) => Math.exp(2 * (1.5 * Math.exp(-((x - 3) ** 2)) + Math.exp(-((x - 6.5) ** 2)))),
    error: 1e-5,
    from: 'less than (pi/9)^2 = .12 for the slowest mode; h^6/2000 times a sixth derivative of 300, alternating',
  }),
];
