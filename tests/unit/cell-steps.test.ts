// Steps of cells: what `auto` takes, and what is refused because its numbers would be wrong.

import { describe, expect, test } from 'vitest';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import { initialFields, parseConfig } from '../../src/config/index.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import { InputError } from '../../src/core/problem.ts';
import { longestModelStep } from '../../src/models/index.ts';
import { createSimulation } from '../../src/simulation/index.ts';

const LINE = { model: 'run-and-tumble', nx: 20, ny: 1, width: 200, cells: 10, until: 100, every: 10 };

function config(settings: Readonly<Record<string, unknown>>): RunAndTumbleConfig {
  const parsed = parseConfig({ ...LINE, ...settings });
  if ('problems' in parsed) throw new InputError(parsed.problems);
  return parsed.config as RunAndTumbleConfig;
}

const step = (settings: Readonly<Record<string, unknown>>): number => {
  const set = config(settings);
  return longestModelStep(set, set.parameters);
};

describe('the longest step', () => {
  test('is a tenth of the time between tumbles', () => {
    expect(step({ parameters: { tumbleRate: 4 } })).toBeCloseTo(0.025, 12);
    expect(step({ sensing: 'rates', ratePlus: '1 + 19*(x > 100)', rateMinus: '2' })).toBeCloseTo(0.005, 12);
  });

  test('is half a grid cell on a live chemical', () => {
    const live = { chemical: 'live', production: 'u - v', parameters: { tumbleRate: 0.01, speed: 100 } };
    expect(step(live)).toBeCloseTo(0.05, 12);
  });

  test('follows the curvature of what a crawling cell is drawn by', () => {
    // c = -(x - 100)^2/2: stiffness mobility chi = 1, so a fifth of 1; the force at the edge of 95 goes half a cell in .053
    const spring = {
      sensing: 'landscape',
      attractant: '1e4 - (x - 100)^2/2',
      parameters: { mobility: 1, chi: 1, temperature: 1e-3, gain: 0 },
    };
    expect(step(spring)).toBeCloseTo(5 / 95, 9);
    expect(step({ ...spring, nx: 2000 })).toBeCloseTo(0.05 / 99.95, 6);
  });
});

describe('refused', () => {
  const start = (settings: Readonly<Record<string, unknown>>) => {
    const set = config(settings);
    return createSimulation(set, createReferenceBackend(), initialFields(set, {}));
  };
  const spring = { sensing: 'landscape', attractant: '1e4 - (x - 100)^2/2' };
  const still = { mobility: 1, chi: 1, temperature: 1, gain: 0 };

  test.each([
    ['a domain too wide for the step', { width: 1e12 }, /a cell goes 2 in a step, too little/],
    [
      'rates that need no end of steps',
      { sensing: 'rates', ratePlus: '1e30', rateMinus: '1' },
      /steps of 1e-31 until 100/,
    ],
    ['crawling that overshoots', { ...spring, timeStep: 3, parameters: still }, /fly apart in steps above 2/],
  ])('%s', async (_, settings, reason) => {
    await expect(start(settings)).rejects.toThrow(reason);
  });

  test('cells that do not move are not', async () => {
    const simulation = await start({ parameters: { speed: 0 } });
    expect((await simulation.advance(1)).status).toBe('running');
    simulation.dispose();
  });
});

test('a crowd far from the middle has its variance in single digits of its position', async () => {
  const set = config({ width: 2000, nx: 2000, initialU: '(x > 1950)*(x < 1951)', cells: 1000 });
  const simulation = await createSimulation(set, createReferenceBackend(), initialFields(set, {}));
  const { cells } = await simulation.measure();
  // Uniform in a column of width 1: variance 1/12, standard error sqrt(1/180/1000) = 2.4e-3.
  expect(Math.abs(cells!.varianceX - 1 / 12)).toBeLessThan(4 * 2.4e-3);
  expect(Math.abs(cells!.meanX - 1950.5)).toBeLessThan((4 * 0.289) / Math.sqrt(1000));
  simulation.dispose();
});
