// Where cells settle between walls, or on a circle, when rates depend on the place: densities that are exact although the
// diffusion equation is not. Runs start away from them and last until no more than a thousandth of that is left. Where a
// rate is smooth over a length l, taking it as linear along a path of v dt makes it wrong by (v dt/l)^2/12 at most; steps
// are so short that this stays under the noise, and each test says how much it is.

import { describe, expect, it } from 'vitest';
import type { CellState } from '../support/cells.ts';
import {
  average,
  cellsAt,
  expectDensity,
  expectExact,
  integral,
  scaled,
  varianceOf,
} from '../support/cells.ts';
import { chiSquared, chiSquaredRange } from '../support/chi-squared.ts';
import { testGpu } from '../support/gpu.ts';

const gpu = testGpu();

const WALLS = { ny: 1, boundaryX: 'no-flux' } as const;
const cells = 40_000;

describe("rates by formula on a line: p'/p = (a- - a+)/v", () => {
  const line = { ...WALLS, nx: 100, width: 200, sensing: 'rates', cells };
  const fromCentre = ({ cells: { x } }: CellState): Float64Array => x.map((place) => place - 100);

  it('1 +- .8 tanh(x/50): p ~ cosh^-4(x/50), variance 783.004', async () => {
    const ratePlus = '1 + 0.8*tanh((x - 100)/50)';
    const rateMinus = '1 - 0.8*tanh((x - 100)/50)';
    // even modes decay as e^(-.32 t); the step's error is (5/50)^2/12 of the bias
    const settings = {
      ...line,
      ratePlus,
      rateMinus,
      initialU: 'abs(x - 100) < 40',
      timeStep: 0.25,
      seed: 51,
    };
    const x = fromCentre(await cellsAt(20, settings));
    expectDensity(x, (place) => Math.cosh(place / 50) ** -4, -100, 100, 20);
    expectExact(varianceOf(x), 783.004, 783 * (0.1 ** 2 / 12));
  });

  it("the lecture's 1 +- 2 tanh(4x/L), 0 where negative: variance 292.876", async () => {
    const ratePlus = 'tumbleRate*(1 + 2*tanh(4*(x - width/2)/width))';
    const rateMinus = 'tumbleRate*(1 - 2*tanh(4*(x - width/2)/width))';
    const settings = {
      ...line,
      ratePlus,
      rateMinus,
      initialU: 'abs(x - 100) < 20',
      timeStep: 0.25,
      seed: 52,
    };
    const state = await cellsAt(20, settings);
    const x = fromCentre(state);
    // rates below zero count as zero from here on
    const edge = 50 * Math.atanh(0.5);
    const logarithm = (place: number): number => {
      const far = Math.abs(place);
      const inner = -10 * Math.log(Math.cosh(Math.min(far, edge) / 50));
      if (far < edge) return inner;
      return inner - (far - edge) / 20 - 5 * Math.log(Math.cosh(far / 50) / Math.cosh(edge / 50));
    };
    const density = (place: number): number => Math.exp(logarithm(place));
    const whole = integral(density, -100, 100, 2000);
    expect(integral((place) => place ** 2 * density(place), -100, 100, 2000) / whole).toBeCloseTo(292.876, 3);
    expect(density(0) / whole).toBeCloseTo(0.024421, 6);

    expectDensity(x, density, -70, 70, 28);
    expectExact(varianceOf(x), 292.876, 293 * (0.1 ** 2 / 12));
    expectExact(average(x.map((place) => (Math.abs(place) > 50 ? 1 : 0))), 0.0067122);
    // the peak: 1 - (3/50)^2 5/3 of it is the average over 6 L around it
    const nearby = average(x.map((place) => (Math.abs(place) < 3 ? 1 : 0)));
    expectExact(scaled(nearby, 1 / 6), 0.024421 * (1 - 0.006));
    // Any flux would show as a mean heading.
    expectExact(average(state.cells.heading.map(Math.cos)), 0);
  });

  it('equal rates, however they vary: a flat density', async () => {
    const rate = 'tumbleRate*(1 + 0.9*sin(2*pi*x/width))';
    const {
      cells: { x },
    } = await cellsAt(12, {
      ...{
        ny: 1,
        nx: 60,
        width: 60,
        boundaryX: 'periodic',
        sensing: 'rates',
        ratePlus: rate,
        rateMinus: rate,
      },
      ...{ cells, initialU: 'x < 30', timeStep: 0.2, seed: 53 },
    });
    expectDensity(x, () => 1, 0, 60, 20);
  });
});

describe('a response R between walls: p ~ exp(lambda (1 - persistence) R)', () => {
  it('receptor saturation, one dimension: R = chi c/(K + c)', async () => {
    // D (pi/50)^2 = .79 for the slowest mode; (2/12.5)^2/12 of error where the response bends most
    const {
      cells: { x },
    } = await cellsAt(8, {
      ...{ ...WALLS, nx: 50, width: 50, sensing: 'receptor-saturation', attractant: '0.16*x', cells },
      ...{ parameters: { chi: 0.6, K: 2 }, timeStep: 0.1, seed: 54 },
    });
    expectDensity(x, (place) => Math.exp((2 * 0.6 * 0.16 * place) / (2 + 0.16 * place)), 0, 50, 20);
  });

  it('two cues, two dimensions, one of them on a logarithmic scale: exponents add', async () => {
    const { cells: state } = await cellsAt(6, {
      ...{ nx: 10, ny: 10, width: 40, height: 40, sensing: 'two-cues', cells, timeStep: 0.2, seed: 55 },
      ...{
        attractant: 'x/40',
        secondCue: '1 + y/40',
        firstResponse: 'linear',
        secondResponse: 'logarithmic',
      },
      parameters: { persistence: 0, chi: 1, psi: 1 },
    });
    expectDensity(state.x, (x) => Math.exp(x / 40), 0, 40, 20);
    expectDensity(state.y, (y) => 1 + y / 40, 0, 40, 20);
    // the two independent of one another
    const [meanX, meanY] = [average(state.x).mean, average(state.y).mean];
    expectExact(average(state.x.map((x, i) => (x - meanX) * (state.y[i] - meanY))), 0);
  });

  it.each(['reference', 'gpu'] as const)(
    'linear, two dimensions, with persistence and rotational diffusion: no trace of these, isotropic, on %s',
    async (backend) => {
      // with slopes at the walls, where a cell that is thrown back finds another rate
      const attractant = 'sin(pi*x/60) + y/40';
      const parameters = { chi: 0.8, persistence: 0.33, rotationalDiffusion: 0.062 };
      const settings = {
        nx: 12,
        ny: 8,
        width: 60,
        height: 40,
        attractant,
        parameters,
        cells,
        timeStep: 0.2,
        seed: 56,
      };
      const { cells: state, measurement } = await cellsAt(
        8,
        settings,
        backend === 'gpu' ? gpu.access : undefined,
      );
      const columns = 6;
      const rows = 4;
      const found = new Float64Array(columns * rows);
      state.x.forEach((x, i) => {
        const row = Math.min(Math.floor(state.y[i] / 10), rows - 1);
        found[row * columns + Math.min(Math.floor(x / 10), columns - 1)] += 1;
      });
      const cue = (x: number, y: number): number => Math.sin((Math.PI * x) / 60) + y / 40;
      const weight = (x: number, y: number): number => Math.exp(0.67 * 0.8 * cue(x, y));
      const shares = Float64Array.from(found, (_, bin) => {
        const [x, y] = [10 * (bin % columns), 10 * Math.floor(bin / columns)];
        return integral((b) => integral((a) => weight(a, b), x, x + 10, 10), y, y + 10, 10);
      });
      const total = shares.reduce((a, b) => a + b);
      const range = chiSquaredRange(found.length - 1);
      const statistic = chiSquared(
        found,
        shares.map((share) => (share / total) * cells),
      );
      expect(statistic).toBeGreaterThan(range.low);
      expect(statistic).toBeLessThan(range.high);

      // The mean of the cue is the sharpest measure of the exponent; (4/19)^2/12 of it is the step's error.
      const mean = integral((b) => integral((a) => cue(a, b) * weight(a, b), 0, 60, 40), 0, 40, 40) / total;
      expectExact(average(state.x.map((x, i) => cue(x, state.y[i]))), mean, mean * (0.21 ** 2 / 12));

      for (const turns of [1, 2, 3]) {
        expectExact(average(state.heading.map((angle) => Math.cos(turns * angle))), 0);
        expectExact(average(state.heading.map((angle) => Math.sin(turns * angle))), 0);
      }
      // no flux: as many run up the gradient as down
      expect(Math.abs(measurement.cells!.alignment)).toBeLessThan(4 / Math.sqrt(2 * cells));
    },
  );
});
