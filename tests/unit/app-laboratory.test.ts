// Opening experiments, on the reference: what is asked for last is what runs, whatever was under way.

import { describe, expect, test } from 'vitest';
import { createInitialFileStore } from '../../src/app/initial-files.ts';
import { createLaboratory } from '../../src/app/laboratory.ts';
import type { Laboratory } from '../../src/app/laboratory.ts';
import { createOpenings } from '../../src/app/openings.ts';
import { withSetting } from '../../src/app/panel-values.ts';
import type { PageEvent } from '../../src/app/state.ts';
import { configToHash, parseConfig } from '../../src/config/index.ts';

const SMALL = { preset: 'saturated-warm', nx: 8, ny: 8 };

function bench() {
  const events: PageEvent[] = [];
  const attached: number[] = [];
  const state = { playing: true, recording: false };
  const laboratory = createLaboratory({
    openGpu: () => Promise.resolve({ reason: 'none', remedy: 'none' }),
    openCpu: () => Promise.reject(new Error('none')),
    now: () => 0,
    wish: 'reference',
    dispatch: (event) => events.push(event),
    playing: () => state.playing,
    recording: () => state.recording,
    attach(simulation) {
      attached.push(simulation.config.nx);
      return Promise.resolve();
    },
  });
  return { laboratory, events, attached, state };
}

const change = (laboratory: Laboratory, key: string, value: unknown) =>
  laboratory.open(withSetting(laboratory.wanted!, key, value), true);

describe('laboratory', () => {
  test('two changes at once are both made', async () => {
    const { laboratory } = bench();
    await laboratory.open(SMALL, true);
    await Promise.all([change(laboratory, 'nx', 9), change(laboratory, 'seed', 7)]);
    expect([laboratory.config?.nx, laboratory.config?.seed]).toEqual([9, 7]);
    expect(laboratory.simulation?.config.nx).toBe(9);
    expect(laboratory.wanted).toBe(laboratory.config);
  });

  test('a change of the view while an opening is under way is not lost', async () => {
    const { laboratory } = bench();
    await laboratory.open(SMALL, true);
    const opening = change(laboratory, 'nx', 9);
    await Promise.resolve();
    const parsed = parseConfig(withSetting(laboratory.wanted!, 'view.colormap', 'turbo'));
    if ('problems' in parsed) throw new Error('a good colour map was refused');
    laboratory.adopt(parsed.config);
    expect([laboratory.config?.nx, laboratory.config?.view.colormap]).toEqual([8, 'turbo']);
    await opening;
    expect([laboratory.config?.nx, laboratory.config?.view.colormap]).toEqual([9, 'turbo']);
  });

  test('of many openings the last one is made', async () => {
    const { laboratory, events, attached } = bench();
    await laboratory.open(SMALL, true);
    await Promise.all(Array.from({ length: 20 }, (_, index) => change(laboratory, 'nx', 9 + index)));
    expect(laboratory.simulation?.config.nx).toBe(28);
    expect(attached.length).toBeLessThanOrEqual(3);
    expect(events.at(-1)).toMatchObject({ type: 'ready', play: true });
  });

  test('what is refused leaves what runs, and the next change builds on that', async () => {
    const { laboratory, events } = bench();
    await laboratory.open(SMALL, true);
    // Known to be unstable only once the initial state is there.
    const problems = await change(laboratory, 'timeStep', 1e6);
    expect(problems.map(({ field }) => field)).toEqual(['timeStep']);
    expect(events.slice(-2)).toMatchObject([{ type: 'ready', play: true }, { type: 'refuse' }]);
    await change(laboratory, 'seed', 3);
    expect([laboratory.config?.timeStep, laboratory.config?.seed]).toEqual(['auto', 3]);
  });

  test('the wish stays whole where this machine runs less of it', async () => {
    const { laboratory, events } = bench();
    await laboratory.open({ model: 'run-and-tumble', nx: 8, ny: 1, cells: 250_000 }, true);
    const sizes = ({ config, wish, wanted }: Laboratory) =>
      [config, wish, wanted].map((one) => one?.model === 'run-and-tumble' && [one.cells, one.weight]);
    const whole = [250_000, 1];
    expect(sizes(laboratory)).toEqual([[200_000, 1.25], whole, whole]);
    expect(events.at(-1)).toMatchObject({ notice: expect.stringContaining('shown are 200,000') as string });
    // Nor do other settings make the reduced numbers the wish, whether or not they restart.
    const parsed = parseConfig(withSetting(laboratory.wanted!, 'view.pace', 3));
    if ('problems' in parsed) throw new Error('a good pace was refused');
    laboratory.adopt(parsed.config);
    expect(sizes(laboratory)).toEqual([[200_000, 1.25], whole, whole]);
    expect(laboratory.config?.view.pace).toBe(3);
    await change(laboratory, 'seed', 5);
    expect(sizes(laboratory)).toEqual([[200_000, 1.25], whole, whole]);
    expect([laboratory.config?.seed, laboratory.simulation?.population?.count]).toEqual([5, 200_000]);
    expect(configToHash(laboratory.wish!)).toContain('cells=250000');
    // What is refused does not change it either.
    await change(laboratory, 'timeStep', 1e6);
    expect(sizes(laboratory)).toEqual([[200_000, 1.25], whole, whole]);
  });

  test('nothing is opened while a film is being made', async () => {
    const { laboratory, events, state } = bench();
    await laboratory.open(SMALL, true);
    const { simulation } = laboratory;
    state.recording = true;
    await change(laboratory, 'nx', 9);
    expect(events.at(-1)).toMatchObject({ type: 'refuse', text: expect.stringMatching(/film/) as string });
    expect(laboratory.simulation).toBe(simulation);
    expect(laboratory.wanted).toBe(laboratory.config);
  });
});

test('openings go one after another; one that fails does not stop the next', async () => {
  const openings = createOpenings();
  const done: string[] = [];
  const first = openings.add(async (newest) => {
    done.push(`first ${String(newest())}`);
    await new Promise((resume) => setTimeout(resume, 5));
    done.push(`first ${String(newest())}`);
    throw new Error('refused');
  });
  await Promise.resolve();
  const second = openings.add(() => Promise.resolve(void done.push('second')));
  const third = openings.add(() => Promise.resolve(void done.push('third')));
  expect(openings.busy).toBe(true);
  await expect(first).rejects.toThrow('refused');
  expect(await second).toBe(false);
  expect(await third).toBe(true);
  expect(done).toEqual(['first true', 'first false', 'third']);
  expect(openings.busy).toBe(false);
});

test('a file that is wanted next is not forgotten with the last', () => {
  const store = createInitialFileStore();
  const configOf = (raw: unknown) => {
    const parsed = parseConfig(raw);
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    return parsed.config;
  };
  const plain = configOf(SMALL);
  const wanted = configOf({ ...SMALL, initialU: { file: 'broken.npy' } });
  store.add('u', { name: 'broken.npy', bytes: new Uint8Array(3) });
  store.keepOnly([plain, wanted]);
  // Still there: it is read, and refused for what it holds.
  expect(() => store.decode(wanted)).toThrow(/initialU/);
  store.keepOnly([plain]);
  expect(store.decode(wanted)).toEqual({});
});
