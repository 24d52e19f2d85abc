// The page with single cells, without a page: how many a processor is given, what is kept of a run, which of them are
// asked for, and how the equation and the panel tell what they do.

import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { cellEquationTex, cellParametersTex } from '../../src/app/cell-equation-tex.ts';
import { createCellWatch } from '../../src/app/cell-watch.ts';
import { fewerCellsText, withFewerCells } from '../../src/app/fewer-cells.ts';
import { checkpointBytes, createKeeper, resumes } from '../../src/app/keeper.ts';
import { clippedRates, openingNotice } from '../../src/app/notices.ts';
import { panelSettings, withSetting } from '../../src/app/panel-values.ts';
import { isLive, withUsedParameters } from '../../src/app/parameter-use.ts';
import { sliderRange } from '../../src/app/slider-range.ts';
import { createVisibleCells } from '../../src/app/visible-cells.ts';
import { parseConfig } from '../../src/config/index.ts';
import { RESPONSES } from '../../src/core/config.ts';
import type { Config, RunAndTumbleConfig } from '../../src/core/config.ts';
import type {
  CellStatistics,
  Cells,
  Measurement,
  Population,
  Simulation,
} from '../../src/core/simulation.ts';
import { SENSING_RULES } from '../../src/sensing/index.ts';

function configOf(raw: Record<string, unknown>): Config {
  const parsed = parseConfig(raw);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

function cellsOf(raw: Record<string, unknown> = {}): RunAndTumbleConfig {
  const config = configOf({ model: 'run-and-tumble', ...raw });
  if (config.model !== 'run-and-tumble') throw new Error('no cells');
  return config;
}

describe('fewer cells', () => {
  const million = cellsOf({ cells: 1_000_000, weight: 3 });

  test('each stands for more, so that what they make together stays', () => {
    for (const processor of ['reference', 'software'] as const) {
      const given = withFewerCells(million, processor) as RunAndTumbleConfig;
      expect(given.cells).toBeLessThan(million.cells);
      // Both numbers are ratios of small whole ones here: the product is exact.
      expect(given.cells * given.weight).toBe(million.cells * million.weight);
      expect({ ...given, cells: million.cells, weight: million.weight }).toEqual(million);
    }
    expect((withFewerCells(million, 'reference') as RunAndTumbleConfig).cells).toBe(10_000);
    expect(fewerCellsText(million, withFewerCells(million, 'reference'))).toBe(
      'Shown are 10,000 cells, each standing for 300.',
    );
  });

  test('a hardware GPU gets them all, and few cells stay as they are', () => {
    expect(withFewerCells(million, 'gpu')).toBe(million);
    const lecture = cellsOf({ cells: 5000, ny: 1 });
    expect(withFewerCells(lecture, 'reference')).toBe(lecture);
    expect((withFewerCells(cellsOf({ cells: 5001, ny: 1 }), 'reference') as RunAndTumbleConfig).cells).toBe(
      5000,
    );
    const fields = configOf({});
    expect(withFewerCells(fields, 'reference')).toBe(fields);
    expect(fewerCellsText(fields, fields)).toBeNull();
  });
});

describe('what is kept of a run', () => {
  test('its size counts every word of the state', () => {
    // 20 bytes a cell, 12 more for each tracer, and two fields of 4 bytes a grid cell; memory has one word at least.
    const config = cellsOf({ cells: 1000, nx: 10, ny: 10 });
    expect(checkpointBytes(config)).toBe(1000 * 32 + 100 * 8 + 4);
    expect(checkpointBytes(cellsOf({ cells: 1000, nx: 10, ny: 10, sensing: 'landscape' }))).toBe(
      1000 * 36 + 100 * 8,
    );
  });

  test('a large state is not read back, a small one after ten seconds', () => {
    const asked: number[] = [];
    const simulation = { checkpoint: () => (asked.push(1), Promise.reject(new Error('gone'))) };
    const keeper = createKeeper();
    const keep = (config: Config, now: number) =>
      keeper.keep(simulation as unknown as Simulation, config, now, () => true);
    keep(cellsOf({ cells: 2 ** 21 }), 100);
    expect(asked).toEqual([]);
    keep(cellsOf({ cells: 1000 }), 100);
    keep(cellsOf({ cells: 1000 }), 105);
    expect(asked).toEqual([1]);
  });

  test('it goes into an experiment of the same sizes only', () => {
    const config = cellsOf({ cells: 1000 });
    expect(resumes(config, cellsOf({ cells: 1000, parameters: { chi: 3 } }))).toBe(true);
    expect(resumes(config, cellsOf({ cells: 999 }))).toBe(false);
    expect(resumes(config, cellsOf({ cells: 1000, sensing: 'landscape' }))).toBe(false);
    expect(resumes(config, configOf({ nx: 100, ny: 100 }))).toBe(false);
  });
});

describe('cells in view', () => {
  const domain = { left: 0, right: 100, bottom: 0, top: 100 };
  const config = cellsOf({ cells: 1_000_000, width: 100, height: 100 });
  const none: Cells = {
    time: 0,
    index: new Uint32Array(),
    x: new Float64Array(),
    y: new Float64Array(),
    heading: new Float64Array(),
    roundsX: new Int32Array(),
    roundsY: new Int32Array(),
  };

  /** A population that answers when told to. */
  function crowd() {
    const answers: ((cells: Cells | null) => void)[] = [];
    const population = {
      within: () => new Promise<Cells | null>((resolve) => answers.push(resolve)),
    } as unknown as Population;
    return { population, answers };
  }
  const square = (side: number) => ({ left: 50, right: 50 + side, bottom: 50, top: 50 + side });

  test('far out nothing is asked, near by one question at a time and once for each state', async () => {
    const { population, answers } = crowd();
    const seen = createVisibleCells(() => undefined);
    seen.look(population, config, domain, 1, 0);
    expect(answers.length).toBe(0);
    seen.look(population, config, square(4), 1, 0);
    seen.look(population, config, square(4), 2, 0.1);
    expect(answers.length).toBe(1);
    answers[0](none);
    await new Promise((resume) => setTimeout(resume));
    expect(seen.look(population, config, square(4), 1, 0.2)).toBe(none);
    expect(answers.length).toBe(1);
    seen.look(population, config, square(4), 2, 0.2);
    expect(answers.length).toBe(2);
  });

  test('where cells crowd, it waits, unless the camera comes nearer', async () => {
    const { population, answers } = crowd();
    const seen = createVisibleCells(() => undefined);
    seen.look(population, config, square(4), 1, 0);
    answers[0](null);
    await new Promise((resume) => setTimeout(resume));
    expect(seen.look(population, config, square(4), 2, 0.1)).toBeNull();
    expect(answers.length).toBe(1);
    seen.look(population, config, square(2), 2, 0.1);
    expect(answers.length).toBe(2);
  });

  test('an answer for the last run is not taken for this one', async () => {
    const { population, answers } = crowd();
    const few = cellsOf({ cells: 100, width: 100, height: 100 });
    const seen = createVisibleCells(() => undefined);
    seen.look(population, few, domain, 1, 0);
    seen.clear();
    answers[0](none);
    await new Promise((resume) => setTimeout(resume));
    expect(seen.look(population, few, domain, 1, 0.1)).toBeNull();
  });
});

describe('equation', () => {
  const variants = SENSING_RULES.flatMap(({ name }) =>
    [1, 8].flatMap((ny) =>
      ['prescribed', 'live'].map((chemical) => [name, { sensing: name, ny, nx: 8, chemical }] as const),
    ),
  );
  test.each(variants)('of %s with %j is good TeX', (_name, raw) => {
    for (const response of RESPONSES) {
      const config = cellsOf({ ...raw, firstResponse: response });
      for (const tex of [...cellEquationTex(config), ...cellParametersTex(config)])
        expect(() => katex.renderToString(tex, { throwOnError: true })).not.toThrow();
    }
  });

  test('tells the formulas with the symbols of the law', () => {
    const tex = cellEquationTex(cellsOf({ ny: 1, attractant: '2*x/width' })).join();
    expect(tex).toContain('c = \\frac{2 \\, x}{L}');
    expect(tex).toContain('\\alpha_0');
    const live = cellEquationTex(cellsOf({ chemical: 'live', production: 'u - 3*v' })).join();
    expect(live).toContain('\\partial_t c');
    expect(live).toContain('u - 3 \\, c');
    expect(live).not.toContain('x/width');
    expect(cellEquationTex(cellsOf({ sensing: 'rates', ny: 1, ratePlus: '1 + x' }))).toContain(
      '\\alpha_+ = 1 + x',
    );
  });

  test('nothing rotates in one dimension', () => {
    expect(cellParametersTex(cellsOf({ ny: 1 })).join()).not.toContain('D_r');
    expect(cellParametersTex(cellsOf({ parameters: { rotationalDiffusion: 2 } }))).toContain('D_r = 2');
  });
});

describe('rates below zero', () => {
  const steep = { ny: 1, width: 200, attractant: 'x/10' };

  test('are told when it opens and below the equation, and not where there are none', () => {
    // chi v c' = 20/10 = 2: cells running up the gradient have a rate of 1 - 2.
    const config = cellsOf(steep);
    expect(clippedRates(config)[0]).toMatch(/^The tumbling rate .* below zero everywhere .*zero there\.$/);
    expect(openingNotice([null, 'First.'], config, config)).toMatch(/^First\. The tumbling rate/);
    const gentle = cellsOf({ ...steep, attractant: 'x/100' });
    expect(openingNotice([null], gentle, gentle)).toBeNull();
  });
});

describe('settings', () => {
  test('the panel has those that do something', () => {
    const keys = (config: Config) => panelSettings(config, 'model').map(({ key }) => key);
    expect(keys(cellsOf({ sensing: 'rates' }))).toEqual(
      expect.arrayContaining(['sensing', 'ratePlus', 'rateMinus']),
    );
    expect(keys(cellsOf())).not.toEqual(expect.arrayContaining(['ratePlus']));
    expect(keys(cellsOf({ chemical: 'live' }))).toEqual(expect.arrayContaining(['diffusionV', 'production']));
    expect(keys(configOf({}))).not.toContain('sensing');
  });

  test('another rule takes its own parameters and leaves those of the last one', () => {
    const config = cellsOf({ sensing: 'receptor-saturation', parameters: { K: 7, speed: 31 } });
    const next = configOf(withUsedParameters(withSetting(config, 'sensing', 'linear')));
    expect(next.parameters).toMatchObject({ speed: 31 });
    expect(next.parameters).not.toHaveProperty('K');
  });

  test('a parameter is live unless only the start has it', () => {
    const config = cellsOf({
      initialU: '1 + b*x',
      attractant: 'k*x',
      parameters: { b: 0.1, k: 0.001 },
    });
    expect(['speed', 'chi', 'k', 'b'].map((name) => isLive(config, name))).toEqual([true, true, true, false]);
  });

  test('a slider keeps to the declared range', () => {
    expect(sliderRange(0.33, { least: -1, most: 1 })).toEqual({ low: -1, high: 1, step: 0.01 });
    expect(sliderRange(20, { least: 0, most: 50 })).toEqual({ low: 0, high: 50, step: 0.5 });
    expect(sliderRange(20, { least: 0, most: 1e6 })).toEqual(sliderRange(20));
  });
});

test('other parameters are predicted at once, and fits of the displacement begin anew', () => {
  const watch = createCellWatch(() => undefined);
  const config = cellsOf({ ny: 1, boundaryX: 'periodic', attractant: '1', cells: 10 });
  // Paths are never answered: only averages count here.
  const population = { count: 10, read: () => new Promise(() => undefined) };
  const simulation = { population } as unknown as Simulation;
  const measure = (time: number) => {
    const cells = { count: 10, meanX: time, squaredDisplacement: time } as CellStatistics;
    watch.measured(simulation, { time, cells } as Measurement);
  };
  watch.begin(config);
  measure(0);
  measure(1);
  // D = v^2/(2 rate) for reversals in one dimension: 200 and, twice as fast, 800.
  expect(watch.data('msd', null)?.prediction.diffusion).toBeCloseTo(200, 9);
  expect(watch.data('msd', null)?.series.averages.times).toEqual([0, 1]);
  watch.change({ ...config, view: { ...config.view, pace: 7 } });
  expect(watch.data('msd', null)?.series.averages.times).toEqual([0, 1]);
  watch.change({ ...config, parameters: { ...config.parameters, speed: 40 } });
  measure(2);
  expect(watch.data('msd', null)?.prediction.diffusion).toBeCloseTo(800, 9);
  // Its curve from the start of the run had other parameters.
  expect(watch.data('msd', null)?.prediction.meanSquaredDisplacement).toBeNull();
  expect(watch.data('msd', null)?.series.averages.times).toEqual([2]);
  expect(watch.data('figures', null)?.series.averages.times).toEqual([0, 1, 2]);
  watch.begin(configOf({}));
  expect(watch.data('msd', null)).toBeNull();
});
