// Presets of cells with an inside: what each announces, against the law or within four standard errors of what was measured with
// many more cells.

import { describe, expect, it, vi } from 'vitest';
import { findRule } from '../../src/sensing/index.ts';
import { nothingSensed } from '../../src/sensing/rule.ts';
import { testCpu } from '../support/cpu.ts';
import { testGpu } from '../support/gpu.ts';
import { reducedCells, reducedConfig, shareError, type CellsSeen } from '../support/reduced-cells.ts';
import { initialFields } from '../../src/config/index.ts';
import { createVariety } from '../../src/kernels/run-and-tumble/variety.ts';
import { parameterRecord } from '../../src/models/index.ts';
import { simulate } from '../support/run.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

const gpu = testGpu();
const cpu = testCpu();
const backends = [
  { backend: 'cpu', onGpu: false },
  { backend: 'gpu', onGpu: true },
] as const;

describe.each(backends)('adaptation-step on $backend', ({ onGpu }) => {
  it('adapts as the law says: all cells alike, for all sense the same', async () => {
    const config = reducedConfig('adaptation-step', { cells: 50 });
    const { law } = findRule('e-coli')!;
    const simulation = await simulate(config, initialFields(config, {}), onGpu ? gpu.access : cpu.access);
    const look = async (time: number): Promise<{ activity: number; rate: number }> => {
      await simulation.advance(time);
      const names = ['methylation', 'carry', 'cheY'];
      const memory = await Promise.all(names.map((name) => simulation.population!.memory(name, 1)));
      const state = Float64Array.from(memory.map(([value]) => value));
      const out = new Float64Array(3);
      const s = { ...nothingSensed(), c: time >= 20 && time < 220 ? 110 : 100 };
      law.inner!(s, config.parameters, state, out);
      return { activity: out[0], rate: law.tumbleRate(s, config.parameters, {}, config, state) };
    };
    // the step comes within 0.06 of its time: 0.0017 a second there
    const near = (value: number, exact: number): void => expect(Math.abs(value - exact)).toBeLessThan(1.5e-4);
    near((await look(19)).activity, 0.5);
    near((await look(20)).activity, 0.3851);
    const soon = await look(21);
    expect(soon.rate).toBeCloseTo(0.24, 2);
    near((await look(30)).activity, 0.41001);
    if (onGpu) return;
    near((await look(60)).activity, 0.45758);
    expect((await look(219)).activity).toBeGreaterThan(0.4985);
    // what is taken away is a little less than what cells are used to by now: 0.1% of the activity
    expect(Math.abs((await look(220)).activity - 0.6149)).toBeLessThan(1.5e-3);
    const wild = (await look(220.5)).rate;
    expect(wild).toBeGreaterThan(7);
    expect(wild).toBeLessThan(9.3);
    simulation.dispose();
  });
});

/** Drift between two times, and four of its standard errors with what it was announced within. */
function expectDrift(a: CellsSeen, b: CellsSeen, announced: number): void {
  const duration = b.time - a.time;
  const drift = (b.statistics.displacementX - a.statistics.displacementX) / duration;
  const spread = (b.statistics.varianceX - a.statistics.varianceX) / b.config.cells;
  // announced from 12,000 cells over 200 s: 0.02
  expect(Math.abs(drift - announced)).toBeLessThan((4 * Math.sqrt(spread)) / duration + 0.04);
}

/** A preset of cells that climb, smaller: once they have begun to, and later. */
async function climbing(name: string, settings: Record<string, unknown> = {}) {
  const run = await reducedCells(name, { cells: 2000, grid: [60, 6], settings });
  const seen = [await run.at(25), await run.at(125)] as const;
  run.dispose();
  return seen;
}

describe('exponential-gradient', () => {
  it('climbs at the announced speed', async () => {
    const [a, b] = await climbing('exponential-gradient');
    expectDrift(a, b, 1.9);
    expect(Math.abs(b.statistics.alignment - 0.115)).toBeLessThan(4 * Math.sqrt(0.5 / b.config.cells));
  });
});

describe('noisy-sensing', () => {
  it('climbs more slowly, for the noise alone', async () => {
    const [a, b] = await climbing('noisy-sensing');
    expectDrift(a, b, 1.3);
    const [c, d] = await climbing('noisy-sensing', { parameters: { ligandNoise: 0 } });
    expectDrift(c, d, 1.92);
  });
});

describe('variety', () => {
  it('climbs more slowly, and sorted', async () => {
    const [a, b] = await climbing('variety');
    expectDrift(a, b, 1.54);
    // of each cell its own kR: those ahead have less of it than those behind
    const { config } = b;
    const variety = createVariety(findRule(config.sensing)!);
    variety.update(parameterRecord(config, config.parameters), config.parameters);
    const own = Array.from(b.cells.index, (i) => Math.log(variety.ownValues(i).kR / config.parameters.kR));
    const order = Array.from(b.cells.x.keys()).sort((i, j) => b.cells.x[i] - b.cells.x[j]);
    const quarter = Math.floor(order.length / 4);
    const mean = (cells: number[]): number => cells.reduce((sum, i) => sum + own[i], 0) / cells.length;
    const difference = mean(order.slice(-quarter)) - mean(order.slice(0, quarter));
    expect(difference).toBeLessThan(-4 * 0.25 * Math.sqrt(2 / quarter) * 0.25);
  });
});

describe('travelling-band-e-coli', () => {
  const HEIGHT = 75;

  it('moves at the speed of what it eats', async () => {
    const reduction = { cells: 1000, part: [1, HEIGHT / 400], grid: [192, 3] } as const;
    const run = await reducedCells('travelling-band-e-coli', reduction);
    const [early, late] = [220, 320];
    const [a, b] = [await run.at(early), await run.at(late)];
    // attractant gone in front of a band that travels, per height and initial level
    const speed = (a.v.mass - b.v.mass) / (200 * HEIGHT * (late - early));
    expect(Math.abs(speed - 2.98)).toBeLessThan(0.05);
    expect(b.v.min).toBeGreaterThanOrEqual(0);
    // and the cells go with it: the mean of all moves as fast, those in the tail slower
    const moved = (b.statistics.meanX - a.statistics.meanX) / (late - early);
    expect(moved).toBeGreaterThan(2.7);
    expect(moved).toBeLessThan(3.3);
    run.dispose();
  });
});

describe('capillary', () => {
  it('fills up at its mouth, and not without attractant', async () => {
    const cells = 500;
    const near = async (settings: Record<string, unknown>, time: number): Promise<number> => {
      const run = await reducedCells('capillary', { cells, grid: [24, 24], settings });
      const seen = await run.at(time);
      run.dispose();
      return seen.share((x, y) => x * x + (y - 1000) ** 2 < 200 ** 2);
    };
    const late = await near({}, 600);
    // announced from 2000 cells, 0.6%; on a grid of 83 um a mouth of 100 um is told within a third of its area
    expect(Math.abs(late - 0.087)).toBeLessThan(shareError(0.087, cells, 0.025));
    const control = await near({ parameters: { C0: 0 } }, 100);
    expect(Math.abs(control - 0.0157)).toBeLessThan(shareError(0.0157, cells));
  });
});

describe.each(backends)('ccl19-versus-ccl21 on $backend', ({ onGpu }) => {
  it('leads cells to the right as announced, lane by lane', async () => {
    const cells = onGpu ? 1500 : 3000;
    const run = await reducedCells('ccl19-versus-ccl21', {
      ...{ cells, grid: [24, 36] },
      ...(onGpu ? { on: gpu.access } : {}),
    });
    const seen = await run.at(360);
    run.dispose();
    const lanes = [0, 600, 1200].map((low) => {
      const inside = (y: number): boolean => y >= low && y < low + 600;
      const all = seen.share((_x, y) => inside(y));
      return { share: seen.share((x, y) => inside(y) && x > 600) / all, count: all * cells };
    });
    // 0.743, 0.655, 0.955 of 10,000 cells each: 0.005
    [0.743, 0.655, 0.955].forEach((announced, k) => {
      expect(Math.abs(lanes[k].share - announced)).toBeLessThan(shareError(announced, lanes[k].count, 0.01));
    });
  });
});
