// The page with single cells, without a page: how many a processor is given, what is kept of a run, which of them are
// asked for, and how the equation and the panel tell what they do.

import katex from 'katex';
import { describe, expect, test, vi } from 'vitest';
import { cellEquationTex, cellParametersTex } from '../../src/app/cell-equation-tex.ts';
import { createCellWatch } from '../../src/app/cell-watch.ts';
import { fewerCellsText, fitted, followed, withFewerCells } from '../../src/app/fewer-cells.ts';
import { createClippedNotice } from '../../src/app/clipped-notice.ts';
import { preferredPlot } from '../../src/app/cell-plots.ts';
import { headlineOf } from '../../src/app/headline.ts';
import { isIdle } from '../../src/app/idle-controls.ts';
import { INITIAL_STATE, nextState } from '../../src/app/state.ts';
import type { PageEvent } from '../../src/app/state.ts';
import { predict } from '../../src/theory/prediction.ts';
import { checkpointBytes, createKeeper, resumes } from '../../src/app/keeper.ts';
import { clippedRates, openingNotice } from '../../src/app/notices.ts';
import { panelSettings, withSetting } from '../../src/app/panel-values.ts';
import { isLive, withUsedParameters } from '../../src/app/parameter-use.ts';
import { sliderRange } from '../../src/app/slider-range.ts';
import { createVisibleCells } from '../../src/app/visible-cells.ts';
import type { GpuAccess } from '../../src/backends/gpu/access.ts';
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
  const own = cellsOf({ weight: 3 });
  const software = { software: true } as GpuAccess;
  const hardware = { software: false } as GpuAccess;

  test('each stands for more, so that what they make together stays', () => {
    for (const processor of [null, software]) {
      const given = fitted(own, processor) as RunAndTumbleConfig;
      // Both numbers are ratios of small whole ones here: the product is exact.
      expect([given.cells, given.weight]).toEqual([10_000, 30]);
      expect({ ...given, cells: own.cells, weight: own.weight }).toEqual(own);
    }
    expect(fewerCellsText(own, withFewerCells(own))).toBe('shown are 10,000 cells, each standing for 30');
  });

  test('threads get more of them, on the whole grid', () => {
    const threads = { software: true, threads: 2 };
    const given = fitted(own, threads) as RunAndTumbleConfig;
    expect([given.cells, given.weight]).toEqual([100_000, 3]);
    const large = cellsOf({ nx: 500, ny: 500, cells: 4_000_000 });
    expect(fitted(large, threads)).toEqual({ ...large, cells: 2_000_000, weight: 2 });
  });

  test('a number other than the preset has is meant', () => {
    const cells = (raw: Record<string, unknown>) =>
      (withFewerCells(cellsOf(raw)) as RunAndTumbleConfig).cells;
    expect(cells({ cells: 150_000 })).toBe(150_000);
    expect(cells({ cells: 1_000_000 })).toBe(200_000);
    expect(cells({ preset: 'travelling-band' })).toBe(10_000);
    expect(cells({ preset: 'travelling-band', cells: 100_000 })).toBe(100_000);
  });

  test('a hardware GPU gets them all, and few cells stay as they are', () => {
    expect(fitted(own, hardware)).toBe(own);
    const lecture = cellsOf({ preset: 'lecture-1d' });
    expect(fitted(lecture, null)).toBe(lecture);
    const fields = configOf({});
    expect(fitted(fields, software)).toBe(fields);
    expect(fewerCellsText(fields, fields)).toBeNull();
  });

  test('the grid of a long domain stays whole, a large one keeps its shape', () => {
    const grid = (raw: Record<string, unknown>) => {
      const { nx, ny } = fitted(cellsOf(raw), software);
      return [nx, ny];
    };
    expect(grid({ preset: 'travelling-band' })).toEqual([384, 64]);
    expect(grid({ preset: 'agents-collapse' })).toEqual([128, 128]);
    // As many points as 128 x 128.
    expect(grid({ nx: 1024, ny: 64 })).toEqual([512, 32]);
  });

  test('what follows a change of the view or of a parameter keeps its size', () => {
    const given = fitted(own, null);
    const wish = cellsOf({ weight: 3, until: 7, parameters: { speed: 5 }, view: { pace: 9 } });
    expect(followed(given, wish)).toEqual(fitted(wish, null));
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
    seen.look(population, config, square(4), 2, 0.01);
    expect(answers.length).toBe(1);
    answers[0](none);
    await new Promise((resume) => setTimeout(resume));
    expect(seen.look(population, config, square(4), 1, 0.02)).toBe(none);
    expect(answers.length).toBe(1);
    seen.look(population, config, square(4), 2, 0.02);
    expect(answers.length).toBe(2);
  });

  test('after a slow answer it waits as long again, then says that it could ask; elsewhere it asks at once', async () => {
    vi.useFakeTimers();
    try {
      const { population, answers } = crowd();
      let arrivals = 0;
      const seen = createVisibleCells(() => (arrivals += 1));
      seen.look(population, config, square(4), 1, 0);
      answers[0](none);
      await vi.advanceTimersByTimeAsync(0);
      expect(arrivals).toBe(1);
      seen.look(population, config, square(4), 2, 0.2);
      seen.look(population, config, square(4), 3, 0.3);
      expect(answers.length).toBe(1);
      await vi.advanceTimersByTimeAsync(201);
      expect(arrivals).toBe(2);
      seen.look(population, config, square(4), 3, 0.41);
      expect(answers.length).toBe(2);
      answers[1](none);
      await vi.advanceTimersByTimeAsync(0);
      seen.look(population, config, square(4), 4, 0.8);
      expect(answers.length).toBe(2);
      seen.look(population, config, square(3), 4, 0.81);
      expect(answers.length).toBe(3);
    } finally {
      vi.useRealTimers();
    }
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

  test('the speed is not taken for the chemical, and a line has no vectors', () => {
    for (const { name } of SENSING_RULES) {
      const plane = cellEquationTex(cellsOf({ sensing: name, chemical: 'live' })).join();
      expect(plane).not.toMatch(/(?<![\\\w])v(?!_0|\w)/);
      const line = cellEquationTex(cellsOf({ sensing: name, ny: 1 })).join();
      expect(line).not.toMatch(/mathbf|boldsymbol|nabla/);
    }
    const words = (raw: Record<string, unknown>) => cellEquationTex(cellsOf(raw)).join();
    expect(words({})).toContain('uniform');
    expect(words({ parameters: { persistence: 0.3 } })).not.toContain('uniform');
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
    const device = { why: null, remedy: null, first: true };
    expect(openingNotice('First.', device, config, config)).toMatch(/^First\. The tumbling rate/);
    const gentle = cellsOf({ ...steep, attractant: 'x/100' });
    expect(openingNotice(null, device, gentle, gentle)).toBeNull();
  });

  test('are told once when a parameter makes them, and as long as they change', () => {
    const events: PageEvent[] = [];
    let state = INITIAL_STATE;
    const notice = createClippedNotice((event) => {
      events.push(event);
      state = nextState(state, event);
    });
    const withChi = (chi: number) => cellsOf({ ...steep, attractant: 'x*x/4000', parameters: { chi } });
    notice.begin(withChi(0.1));
    notice.change(withChi(0.2), state);
    expect(events).toEqual([]);
    // chi v c' = chi 20 x/2000 is above 1 beyond x = 100/chi.
    notice.change(withChi(0.8), state);
    expect(state.notice?.text).toContain('x > 125');
    notice.change(withChi(1), state);
    expect(state.notice?.text).toContain('x > 100');
    state = nextState(state, { type: 'dismiss' });
    notice.change(withChi(2), state);
    expect(state.notice).toBeNull();
    notice.change(withChi(0.1), state);
    notice.change(withChi(1), state);
    expect(state.notice?.text).toContain('x > 100');
    notice.change(withChi(0.1), state);
    expect(state.notice).toBeNull();
  });

  test('less than a GPU is told with its reason, in one sentence', () => {
    const million = cellsOf({ preset: 'agents-collapse' });
    const given = fitted(million, null);
    const device = { why: 'This machine has no GPU', remedy: 'Get one.', first: false };
    expect(openingNotice(null, device, million, given)).toBe(
      'This machine has no GPU: shown are 10,000 cells, each standing for 100; ' +
        'the grid has 128 \u00d7 128 points instead of 200 \u00d7 200.',
    );
    expect(openingNotice(null, device, given, given)).toBeNull();
    expect(openingNotice(null, { ...device, first: true }, given, given)).toBe(
      'This machine has no GPU. Get one.',
    );
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

test('other parameters are predicted at once, and the displacement counts from the change', () => {
  const watch = createCellWatch(() => undefined);
  const config = cellsOf({ ny: 1, boundaryX: 'periodic', attractant: '1', cells: 10 });
  // Paths are never answered: only averages count here.
  const population = { count: 10, read: () => new Promise(() => undefined) };
  const simulation = { population } as unknown as Simulation;
  const measure = (time: number) => {
    // All alike: displacements 2 t and 0, without spread.
    const moved = { displacementX: 2 * time, displacementY: 0, squaredDisplacement: 4 * time ** 2 };
    const cells = { count: 10, meanX: time, inner: {}, tumbleRate: null, ...moved } as CellStatistics;
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
  expect(watch.data('msd', null)?.series.averages.times).toEqual([0]);
  expect(watch.data('msd', null)?.since).toBe(2);
  measure(5);
  const { times, displacementX, squaredDisplacement } = watch.data('drift', null)!.series.averages;
  expect([times, displacementX, squaredDisplacement]).toEqual([
    [0, 3],
    [0, 6],
    [0, 36],
  ]);
  expect(watch.data('figures', null)?.series.averages.times).toEqual([0, 1, 2, 5]);
  watch.begin(configOf({}));
  expect(watch.data('msd', null)).toBeNull();
});

describe('what an experiment shows at first', () => {
  test('the plot that tells of what it is about', () => {
    const plotOf = (raw: Record<string, unknown>) => {
      const config = cellsOf(raw);
      return preferredPlot(config, predict(config));
    };
    expect(plotOf({ preset: 'free-run' })).toBe('msd');
    expect(plotOf({ preset: 'travelling-band' })).toBe('drift');
    expect(plotOf({ preset: 'self-aggregation' })).toBe('waves');
    for (const preset of ['lecture-1d', 'gradient-1d', 'gradient-2d', 'weber', 'landscape'])
      expect(plotOf({ preset })).toBe('histogram');
    expect(plotOf({ attractant: '1', boundaryX: 'periodic', boundaryY: 'periodic' })).toBe('msd');
    expect(plotOf({})).toBe('histogram');
  });

  test('its title is that of the preset as long as it is that one', () => {
    const weber = { preset: 'weber' };
    const plain = headlineOf(cellsOf(weber));
    expect(plain.watch).not.toBe('');
    for (const raw of [{ cells: 5 }, { parameters: { chi: 1 } }, { seed: 3 }, { view: { pace: 1 } }])
      expect(headlineOf(cellsOf({ ...weber, ...raw }))).toEqual(plain);
    for (const raw of [{ sensing: 'linear' }, { attractant: '1' }, { boundaryX: 'periodic' }, { ny: 1 }])
      expect(headlineOf(cellsOf({ ...weber, ...raw }))).toEqual({
        title: `${plain.title}, changed`,
        watch: '',
      });
  });

  test('controls that would do nothing are hidden', () => {
    const two = { sensing: 'two-cues' };
    expect(isIdle(cellsOf(two), 'parameters.K')).toBe(true);
    expect(isIdle(cellsOf({ ...two, firstResponse: 'receptor-saturation' }), 'parameters.K')).toBe(false);
    expect(isIdle(cellsOf({ ...two, firstResponse: 'receptor-saturation' }), 'parameters.K2')).toBe(true);
    expect(isIdle(cellsOf({ ...two, attractant: 'x/K' }), 'parameters.K')).toBe(false);
    for (const key of ['attractant', 'view.field']) {
      expect(isIdle(cellsOf({ sensing: 'rates' }), key)).toBe(true);
      expect(isIdle(cellsOf({ sensing: 'linear' }), key)).toBe(false);
    }
    for (const key of ['view.scale', 'view.low', 'view.high']) {
      expect(isIdle(cellsOf({ ny: 1 }), key)).toBe(true);
      expect(isIdle(cellsOf({ ny: 1, view: { field: 'v' } }), key)).toBe(false);
      expect(isIdle(configOf({ ny: 1 }), key)).toBe(false);
    }
  });
});
