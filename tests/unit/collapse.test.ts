// The critical mass of the minimal model and its virial law in numbers, and the observables that go with them: the second
// moment, the rate at which the fluxes change it, and the blow-up time that is fitted to a peak.

import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/index.ts';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import type { Grid } from '../../src/core/grid.ts';
import { normal } from '../../src/core/random.ts';
import { fitBlowUp } from '../../src/observables/blow-up.ts';
import { secondMoment, secondMomentRate } from '../../src/observables/second-moment.ts';
import type { CollapseTheory } from '../../src/theory/collapse.ts';
import {
  collapseTheory,
  collapseVerdict,
  latestCollapse,
  peakWidth,
  virialRate,
} from '../../src/theory/collapse.ts';
import { minimalModel } from '../../src/theory/minimal-model.ts';

const MINIMAL = {
  ...{ model: 'keller-segel', diffusionU: '1', diffusionV: '4', sensitivity: 'chi*u', growth: '0' },
  ...{ production: 'beta*u - a*v', parameters: { chi: 1, beta: 4, a: 0.4 } },
  ...{ nx: 32, ny: 32, width: 10, height: 10, boundaryX: 'periodic', boundaryY: 'periodic' },
};

function configOf(raw: Record<string, unknown>): KellerSegelConfig {
  const parsed = parseConfig(raw);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  if (parsed.config.model !== 'keller-segel') throw new Error('not fields');
  return parsed.config;
}
const theoryOf = (raw: Record<string, unknown> = {}): CollapseTheory => {
  const theory = collapseTheory(configOf({ ...MINIMAL, ...raw }));
  if ('reason' in theory) throw new Error(theory.reason);
  return theory;
};

describe('the minimal model', () => {
  it.each([
    {},
    { sensitivity: 'u*chi/(1 + 0*v)' },
    { production: '-(a*v - beta*u)' },
    { production: 'beta*u - a*v + 3', growth: '0*u*(1-u)' },
    { diffusionV: 'beta^2/4', sensitivity: 'u^2*chi/u' },
  ])('is recognised in any spelling: %o', (raw) => {
    const model = minimalModel(configOf({ ...MINIMAL, ...raw }));
    expect(model).toEqual({ diffusionU: 1, diffusionV: 4, chi: 1, beta: 4, decay: 0.4 });
  });

  it.each([
    [{ growth: 'u*(1-u)' }, /multiply or die/],
    [{ growth: '1e-9*u' }, /multiply or die/],
    [{ sensitivity: 'chi*u/(1+u/1000)' }, /in proportion to u/],
    [{ sensitivity: 'chi*u*(1+sin(x))' }, /in proportion to u/],
    [{ sensitivity: 'chi*u/(0.1+v)' }, /in proportion to u/],
    [{ diffusionU: '1+u' }, /not constant/],
    [{ diffusionV: '1+0.1*sin(t)' }, /not constant/],
    [{ production: 'beta*u/(1+u) - a*v' }, /beta u - a v/],
    [{ production: 'beta*u - a*v + sin(x)' }, /beta u - a v/],
    [{ production: 'beta*u + a*v' }, /beta u - a v/],
  ])('is not %o', (raw, reason) => {
    expect(minimalModel(configOf({ ...MINIMAL, ...raw }))).toEqual({
      reason: expect.stringMatching(reason) as string,
    });
  });
});

describe('critical mass', () => {
  it('is 8 pi D_u D_v/(chi beta), half of it at a wall, a quarter in a corner', () => {
    expect(theoryOf().criticalMass).toBeCloseTo(8 * Math.PI, 12);
    expect(theoryOf()).toMatchObject({ atWall: null, inCorner: null, side: 10 });
    const corner = theoryOf({
      boundaryX: 'no-flux',
      boundaryY: 'no-flux',
      parameters: { chi: 2, beta: 4, a: 0 },
    });
    expect(corner.criticalMass).toBeCloseTo(4 * Math.PI, 12);
    expect([corner.atWall, corner.inCorner]).toEqual([corner.criticalMass! / 2, corner.criticalMass! / 4]);
    expect(theoryOf({ boundaryX: 'no-flux' })).toMatchObject({ inCorner: null, side: null });
    expect(theoryOf({ width: 12 }).side).toBeNull();
  });

  it('the presets are at 2 and 0.6 of it', () => {
    for (const [preset, ratio] of [
      ['collapse', 2],
      ['subcritical', 0.6],
    ] as const) {
      const config = configOf({ preset });
      const theory = collapseTheory(config);
      if ('reason' in theory) throw new Error(theory.reason);
      // As fourCrowds counts its cells: `mass` critical masses.
      expect(collapseVerdict(theory, ratio * 8 * Math.PI)).toContain(`are ${ratio} critical masses (25.1)`);
    }
  });

  it('there is none in one dimension, nor with a repellent', () => {
    const line = theoryOf({ ny: 1 });
    expect(line.criticalMass).toBeNull();
    expect(virialRate(line, 10, 1)).toBeNull();
    // M^2 chi/(8 D) sech^2(M chi x/(4 D)) with D_v = beta (NUMERICS, row 34), at half its height.
    const half = peakWidth(line, 10) / 2;
    expect(Math.cosh((10 * half) / 4) ** -2).toBeCloseTo(0.5, 12);
    expect(collapseVerdict(line, 10)).toMatch(/nothing collapses.*aggregate.*0\.705 wide/);
    const repellent = theoryOf({ parameters: { chi: -1, beta: 4, a: 0.4 } });
    expect(collapseVerdict(repellent, 100)).toMatch(/does not attract/);
  });

  it('is told in a sentence', () => {
    expect(collapseVerdict({ reason: 'cells multiply or die' }, 1)).toBe(
      'No critical mass is known: cells multiply or die.',
    );
    expect(collapseVerdict(theoryOf(), 50)).toMatch(/1\.99 critical masses.*finite time/);
    expect(collapseVerdict(theoryOf(), 20)).toMatch(/diffusion wins/);
    const walls = theoryOf({ boundaryX: 'no-flux', boundaryY: 'no-flux' });
    expect(collapseVerdict(walls, 20)).toMatch(/at a wall or corner/);
    expect(collapseVerdict(walls, 10)).toMatch(/in a corner, where a quarter/);
    expect(collapseVerdict(walls, 5)).toMatch(/diffusion wins/);
  });
});

describe('virial law', () => {
  const free = { ...theoryOf(), side: null };

  it('gives the bound sigma^2/(2 (M/M_c - 1)) for a Gaussian in free space (NUMERICS, row 32)', () => {
    const mass = 1.25 * free.criticalMass!;
    const sigma = 0.3;
    expect(latestCollapse(free, mass, 2 * sigma ** 2 * mass)).toBeCloseTo(sigma ** 2 / 0.5, 12);
    expect(latestCollapse(free, 0.9 * free.criticalMass!, 1)).toBeNull();
  });

  it('in a periodic square the bound is when its own differential equation comes to zero', () => {
    const theory = theoryOf();
    const mass = 2 * theory.criticalMass!;
    let moment = 0.4 * mass;
    const bound = latestCollapse(theory, mass, moment)!;
    expect(bound).toBeGreaterThan(latestCollapse(free, mass, moment)!);
    // The midpoint rule is off by (k dt)^2/24 a step, with k = M/100 = 0.5: 1e-7 of the whole in 1000 steps.
    const steps = 1000;
    for (let step = 0; step < steps; step++) {
      const dt = bound / steps;
      const middle = moment + (dt / 2) * virialRate(theory, mass, moment)!;
      moment += dt * virialRate(theory, mass, middle)!;
    }
    expect(Math.abs(moment)).toBeLessThan(1e-6 * mass);
    // With most of it far out it does not shrink at all.
    expect(latestCollapse(theory, mass, 10 * mass)).toBeNull();
  });

  it('agrees with the fluxes of a Gaussian and its chemical in a periodic square (NUMERICS, row 31)', () => {
    const theory = theoryOf({ width: 1, height: 1, nx: 96, ny: 96, parameters: { chi: 1, beta: 4, a: 0 } });
    const sigma = 0.05;
    const grid: Grid = { nx: 96, ny: 96, width: 1, height: 1, boundaryX: 'periodic', boundaryY: 'periodic' };
    const mass = 0.75 * theory.criticalMass!;
    const { u, v } = gaussianAndChemical(grid, mass, sigma);
    const moment = secondMoment(u, grid);
    expect(moment.mass).toBeCloseTo(mass, 10);
    expect(moment.value).toBeCloseTo(2 * sigma ** 2 * mass, 10);
    const measured = secondMomentRate({ u, v }, grid, moment, { diffusion: 1, chi: 1 });
    const exact = virialRate(theory, mass, moment.value)!;
    // Centred differences make attraction, 4 D M^2/M_c = 56.5, smaller by the share h^2 k^2/6 of waves k up to about
    // 1/sigma: at most 1.1e-4/(6 * 0.0025) = 0.72 %.
    expect(Math.abs(measured - exact)).toBeLessThan(0.0072 * 56.5);
    // Without the correction for the square it would be off by M I = 1.78.
    expect(Math.abs(measured - virialRate({ ...theory, side: null }, mass, moment.value)!)).toBeGreaterThan(
      1,
    );
  });
});

/** u, and v of -lap v = u - mean(u), in a square of side 1 about its middle: as Fourier series. */
function gaussianAndChemical(grid: Grid, mass: number, sigma: number) {
  const { nx, ny } = grid;
  const u = new Float64Array(nx * ny);
  const v = new Float64Array(nx * ny);
  const most = 20; // exp(-(2 pi 20 sigma)^2/2) = 3e-9
  const waves = Array.from({ length: nx }, (_, ix) =>
    Array.from({ length: most + 1 }, (_, n) => Math.cos(2 * Math.PI * n * ((ix + 0.5) / nx - 0.5))),
  );
  for (let m = 0; m <= most; m++) {
    for (let n = 0; n <= most; n++) {
      const square = (2 * Math.PI) ** 2 * (m * m + n * n);
      const weight = (m === 0 ? 1 : 2) * (n === 0 ? 1 : 2) * mass * Math.exp((-square * sigma * sigma) / 2);
      for (let iy = 0; iy < ny; iy++) {
        for (let ix = 0; ix < nx; ix++) {
          const wave = weight * waves[ix][m] * waves[iy][n];
          u[iy * nx + ix] += wave;
          if (square > 0) v[iy * nx + ix] += wave / square;
        }
      }
    }
  }
  return { u, v };
}

describe('second moment', () => {
  const square: Grid = { nx: 80, ny: 60, width: 8, height: 6, boundaryX: 'periodic', boundaryY: 'periodic' };
  const gaussian = (centreX: number, centreY: number, sigma: number) => (x: number, y: number) =>
    Math.exp(-((x - centreX) ** 2 + (y - centreY) ** 2) / (2 * sigma ** 2)) / (2 * Math.PI * sigma ** 2);
  const field = (grid: Grid, of: (x: number, y: number) => number): Float64Array =>
    Float64Array.from({ length: grid.nx * grid.ny }, (_, cell) => {
      const ix = cell % grid.nx;
      const iy = (cell - ix) / grid.nx;
      return of(((ix + 0.5) * grid.width) / grid.nx, ((iy + 0.5) * grid.height) / grid.ny);
    });

  it('of a Gaussian is 2 sigma^2 about its centre', () => {
    // Sums of a Gaussian over cells converge as exp(-2 (pi sigma/h)^2); what is cut off lies 7 sigma out, 49 e^-24.5 of it.
    const moment = secondMoment(field(square, gaussian(3.7, 3.1, 0.4)), square);
    expect(moment.mass).toBeCloseTo(1, 9);
    expect(moment.value).toBeCloseTo(2 * 0.4 ** 2, 8);
    expect([moment.centreX, moment.centreY]).toEqual([expect.closeTo(3.7, 6), expect.closeTo(3.1, 6)]);
    expect(moment.edge).toBeLessThan(1e-8);
  });

  it('is the same across a periodic edge', () => {
    const around = field(square, (x, y) => gaussian(0, 0, 0.4)(x > 4 ? x - 8 : x, y > 3 ? y - 6 : y));
    const moment = secondMoment(around, square);
    expect(moment.value).toBeCloseTo(2 * 0.4 ** 2, 8);
  });

  it('means nothing for a uniform density, or two equal crowds on opposite sides', () => {
    expect(
      secondMoment(
        field(square, () => 2),
        square,
      ),
    ).toMatchObject({ value: NaN, edge: expect.closeTo(1, 12) as number });
    const two = field(square, (x, y) => gaussian(2, 3, 0.3)(x, y) + gaussian(6, 3, 0.3)(x, y));
    expect(secondMoment(two, square).value).toBeNaN();
    const walls: Grid = { ...square, boundaryX: 'no-flux', boundaryY: 'no-flux' };
    // Between walls there is a centre: 8 x 6 uniform, less the width of a cell.
    expect(
      secondMoment(
        field(walls, () => 1),
        walls,
      ).value,
    ).toBeCloseTo((48 * (64 + 36 - 0.02)) / 12, 9);
  });

  it('does not change where uniform cells diffuse between walls', () => {
    const walls: Grid = { ...square, boundaryX: 'no-flux', boundaryY: 'no-flux' };
    const u = field(walls, () => 3);
    const rate = secondMomentRate({ u, v: u }, walls, secondMoment(u, walls), { diffusion: 2, chi: 1 });
    expect(Math.abs(rate)).toBeLessThan(1e-9);
  });

  it('grows by 2 d D M where nothing attracts, and by the pull of a slope', () => {
    const u = field(square, gaussian(4, 3, 0.4));
    const flat = new Float64Array(u.length);
    const moment = secondMoment(u, square);
    const rate = (v: ArrayLike<number>, chi: number) =>
      secondMomentRate({ u, v }, square, moment, { diffusion: 1.5, chi });
    expect(rate(flat, 7)).toBeCloseTo(2 * 2 * 1.5, 7);
    // v = -r^2/2 pulls inwards: 2 chi int u r . grad v = -2 chi I. Differences of a parabola are exact.
    const bowl = field(square, (x, y) => -((x - 4) ** 2 + (y - 3) ** 2) / 2);
    expect(rate(bowl, 7)).toBeCloseTo(6 - 14 * moment.value, 6);
  });
});

describe('blow-up time', () => {
  const times = Array.from({ length: 200 }, (_, k) => 0.0098 * k);
  const collapsing = times.map((t) => 3 / (2 - t));

  it('of a peak C/(T - t) is T', () => {
    const fit = fitBlowUp(times, collapsing)!;
    expect(fit.time).toBeCloseTo(2, 10);
    expect(fit.error).toBeLessThan(1e-10);
    // The last peak is 3/0.0498: a fourth of it was at 2 - 4 * 0.0498.
    expect(fit.from).toBeCloseTo(2 - 4 * 0.0498, 1);
    expect(fit.to).toBe(times[199]);
  });

  it('with noise lies within its standard error, as often as it should', () => {
    let far = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      // One standard deviation of 1/peak over the window, whose values go from 0.017 to 0.066.
      const noisy = times.map((t, k) => 3 / (2 - t + 0.003 * normal(k, run, 1, 5)));
      const fit = fitBlowUp(times, noisy)!;
      if (Math.abs(fit.time - 2) > 2 * fit.error) far++;
    }
    // Student's t with 13 degrees of freedom is beyond 2 with probability 0.067; the window's ends depend on the noise a
    // little. Four standard deviations of a binomial number about it: 20 +- 17.
    expect(far).toBeGreaterThan(3);
    expect(far).toBeLessThan(37);
  });

  it.each<[string, (t: number) => number]>([
    ['grows exponentially', (t) => Math.exp(5 * t)],
    ['grows and settles', (t) => 10 * Math.tanh(t)],
    ['has not risen much', (t) => 3 / (20 - t)],
    ['has collapsed and spread', (t) => 1 / (0.01 + (t - 1.2) ** 2)],
    ['stands still', () => 1],
  ])('there is none for a peak that %s', (_, of) => {
    expect(fitBlowUp(times, times.map(of))).toBeNull();
  });

  it('there is none of a few points', () => {
    expect(fitBlowUp([], [])).toBeNull();
    expect(fitBlowUp([0, 1.5, 1.9], [1, 2, 10])).toBeNull();
  });
});
