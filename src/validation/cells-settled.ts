// Where cells settle between walls, or on a circle, when rates depend on the place: densities that are exact although the
// diffusion equation is not. Runs start away from them and last until no more than a thousandth of that is left. Where a
// rate is smooth over a length l, taking it as linear along a path of v dt makes it wrong by (v dt/l)^2/12 at most; steps
// are so short that this stays under the noise, and each check says how much it is.

import { cellsAt } from './cell-runs.ts';
import type { Check, Plot, Quantity } from './check.ts';
import { average, integral, scaled, varianceOf } from './statistics.ts';
import type { Shape } from './verdict.ts';
import { densityPlot, follows, statistical } from './verdict.ts';

const WALLS = { ny: 1, boundaryX: 'no-flux' } as const;
const cells = 30_000;
const line = { ...WALLS, nx: 100, width: 200, sensing: 'rates', cells };
const BALANCE = "no flux on a line: p'/p = (a- - a+)/v (Schnitzer 1993)";
const POTENTIAL =
  'p ~ exp(lambda (1 - persistence) R) for a rate lambda (1 - dR/dt) (Alt 1980, Schnitzer 1993)';

const fromCentre = (x: Float64Array): Float64Array => x.map((place) => place - 100);

const tanhRates: Check = {
  name: 'settled-tanh',
  rows: [10],
  title: 'Reversal rates 1 +- .8 tanh(x/50) between walls: p ~ cosh^-4(x/50), variance 783.004',
  model: 'run-and-tumble',
  quick: true,
  source: BALANCE,
  settings: {
    ...line,
    ratePlus: '1 + 0.8*tanh((x - 100)/50)',
    rateMinus: '1 - 0.8*tanh((x - 100)/50)',
    ...{ initialU: 'abs(x - 100) < 40', timeStep: 0.25, until: 20, seed: 51 },
  },
  async run(context) {
    // even modes decay as e^(-.32 t); the step's error is (5/50)^2/12 of the bias
    const x = fromCentre((await cellsAt(context, 20, this.settings)).cells.x);
    const shape: Shape = { density: (place) => Math.cosh(place / 50) ** -4, low: -100, high: 100, bins: 20 };
    const bias = {
      most: 783 * (0.1 ** 2 / 12),
      from: '(v dt/50)^2/12 of it for rates that bend within a step',
    };
    return {
      quantities: [
        follows('density', x, shape),
        statistical('variance', 'length^2', varianceOf(x), 783.004, bias),
      ],
      plot: densityPlot('Reversal rates 1 +- .8 tanh(x/50)', 'x from the middle', x, shape),
    };
  },
};

/** ln p of the lecture's case up to a constant: rates below zero count as zero from 50 artanh(1/2) on. */
function lectureDensity(place: number): number {
  const edge = 50 * Math.atanh(0.5);
  const far = Math.abs(place);
  const inner = -10 * Math.log(Math.cosh(Math.min(far, edge) / 50));
  if (far < edge) return Math.exp(inner);
  return Math.exp(inner - (far - edge) / 20 - 5 * Math.log(Math.cosh(far / 50) / Math.cosh(edge / 50)));
}

const lecture: Check = {
  name: 'settled-lecture',
  rows: [10],
  title: "The lecture's rates 1 +- 2 tanh(4x/L), 0 where negative: variance 292.876",
  model: 'run-and-tumble',
  quick: true,
  source: BALANCE,
  settings: {
    ...line,
    ratePlus: 'tumbleRate*(1 + 2*tanh(4*(x - width/2)/width))',
    rateMinus: 'tumbleRate*(1 - 2*tanh(4*(x - width/2)/width))',
    ...{ initialU: 'abs(x - 100) < 20', timeStep: 0.25, until: 20, seed: 52 },
  },
  async run(context) {
    const state = await cellsAt(context, 20, this.settings);
    const x = fromCentre(state.cells.x);
    const shape: Shape = { density: lectureDensity, low: -70, high: 70, bins: 28 };
    const bias = {
      most: 293 * (0.1 ** 2 / 12),
      from: '(v dt/50)^2/12 of it for rates that bend within a step',
    };
    const whole = integral(lectureDensity, -100, 100, 2000);
    // 1 - (3/50)^2 5/3 of the peak is the average over 6 L around it
    const nearby = average(x.map((place) => (Math.abs(place) < 3 ? 1 : 0)));
    const peak = integral(lectureDensity, -3, 3) / whole / 6;
    return {
      quantities: [
        follows('density', x, shape),
        statistical('variance', 'length^2', varianceOf(x), 292.876, bias),
        statistical('density over the 6 L in the middle', '1/length', scaled(nearby, 1 / 6), peak),
        statistical('P(|x| > 50)', '1', average(x.map((place) => (Math.abs(place) > 50 ? 1 : 0))), 0.0067122),
        // Any flux would show as a mean heading.
        statistical('mean heading', '1', average(state.cells.heading.map(Math.cos)), 0),
      ],
      plot: densityPlot("The lecture's rates", 'x from the middle', x, shape),
    };
  },
};

const SYMMETRIC = 'tumbleRate*(1 + 0.9*sin(2*pi*x/width))';

const symmetricRates: Check = {
  name: 'settled-symmetric',
  rows: [11],
  title: 'Rates that are equal both ways, however they vary: a flat density',
  model: 'run-and-tumble',
  quick: true,
  source: BALANCE,
  settings: {
    ...{ ny: 1, nx: 60, width: 60, boundaryX: 'periodic', sensing: 'rates' },
    ...{ ratePlus: SYMMETRIC, rateMinus: SYMMETRIC },
    ...{ cells, initialU: 'x < 30', timeStep: 0.2, until: 12, seed: 53 },
  },
  async run(context) {
    const { x } = (await cellsAt(context, 12, this.settings)).cells;
    const shape: Shape = { density: () => 1, low: 0, high: 60, bins: 20 };
    return {
      quantities: [follows('density', x, shape)],
      plot: densityPlot('Rates equal both ways', 'x', x, shape),
    };
  },
};

const saturation: Check = {
  name: 'settled-receptor-saturation',
  rows: [17],
  title: 'Receptor saturation between walls: p ~ exp(lambda (1 - persistence) chi c/(K + c))',
  model: 'run-and-tumble',
  quick: true,
  source: POTENTIAL,
  settings: {
    ...{ ...WALLS, nx: 50, width: 50, sensing: 'receptor-saturation', attractant: '0.16*x', cells },
    ...{ parameters: { chi: 0.6, K: 2 }, timeStep: 0.1, until: 8, seed: 54 },
  },
  async run(context) {
    // D (pi/50)^2 = .79 for the slowest mode; (2/12.5)^2/12 of error where the response bends most
    const { x } = (await cellsAt(context, 8, this.settings)).cells;
    const density = (place: number): number => Math.exp((2 * 0.6 * 0.16 * place) / (2 + 0.16 * place));
    const shape: Shape = { density, low: 0, high: 50, bins: 20 };
    return {
      quantities: [follows('density', x, shape)],
      plot: densityPlot('Receptor saturation', 'x', x, shape),
    };
  },
};

const twoCues: Check = {
  name: 'settled-two-cues',
  rows: [16],
  title: 'Two cues in a plane, one of them on a logarithmic scale: exponents add',
  model: 'run-and-tumble',
  quick: true,
  source: POTENTIAL,
  settings: {
    ...{ nx: 10, ny: 10, width: 40, height: 40, sensing: 'two-cues', cells, timeStep: 0.2, seed: 55 },
    ...{ attractant: 'x/40', secondCue: '1 + y/40', firstResponse: 'linear', secondResponse: 'logarithmic' },
    ...{ parameters: { persistence: 0, chi: 1, psi: 1 }, until: 6 },
  },
  async run(context) {
    const { x, y } = (await cellsAt(context, 6, this.settings)).cells;
    const along: Shape = { density: (place) => Math.exp(place / 40), low: 0, high: 40, bins: 20 };
    const up: Shape = { density: (place) => 1 + place / 40, low: 0, high: 40, bins: 20 };
    const [meanX, meanY] = [average(x).mean, average(y).mean];
    const together = average(x.map((place, i) => (place - meanX) * (y[i] - meanY)));
    const quantities: Quantity[] = [
      follows('density along x', x, along),
      follows('density along y', y, up),
      statistical('covariance of x and y', 'length^2', together, 0),
    ];
    const plot: Plot = densityPlot('Second cue, on a logarithmic scale', 'y', y, up);
    return { quantities, plot };
  },
};

export const CELLS_SETTLED: readonly Check[] = [tanhRates, lecture, symmetricRates, saturation, twoCues];
