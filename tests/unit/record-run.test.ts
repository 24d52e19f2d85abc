// The loop of a run: which times are stored, and what is kept however it ends.

import { describe, expect, it } from 'vitest';
import { recordRun, storedTimes } from '../../src/record/run.ts';
import type { Cells, Measurement, Simulation, Status } from '../../src/core/simulation.ts';

const statistics = { mass: 1, mean: 1, min: 0, max: 1, notFinite: 0 };

/** Keeps time in steps of 0.25, stops with `status` at `end`, and loses its device at `lostAt`. */
function fake({
  until = 2,
  every = 0.5,
  end = Infinity,
  status = 'unresolved' as Status,
  lostAt = Infinity,
} = {}) {
  let time = 0;
  let lose: (reason: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => (lose = resolve));
  const measurement = (): Measurement => {
    const stopped = time >= end;
    return {
      time,
      steps: time / 0.25,
      rejected: 0,
      timeStep: 0.25,
      status: stopped ? status : 'running',
      reason: stopped ? 'why' : null,
      u: statistics,
      v: statistics,
      cells: null,
    };
  };
  const simulation = {
    config: { until, every },
    backend: { lost },
    measure: () => Promise.resolve(measurement()),
    snapshot: () => Promise.resolve({ time, u: new Float32Array(1), v: new Float32Array(1) }),
    async advance(target: number, progress: (measurement: Measurement) => boolean) {
      while (time < Math.min(target, end)) {
        time = Math.min(time + 0.25, target, end);
        if (time >= lostAt) {
          lose('gone');
          await new Promise(() => undefined);
        }
        if (!progress(measurement())) break;
      }
      return measurement();
    },
  };
  return simulation as unknown as Simulation;
}

async function record(simulation: Simulation, interruptAt = Infinity, failAt = Infinity, code = 'ENOSPC') {
  const stored: number[] = [];
  const stopper = new AbortController();
  const work = recordRun({
    simulation,
    signal: stopper.signal,
    store: (snapshot, measurement) => {
      expect(snapshot.time).toBe(measurement.time);
      if (measurement.time >= failAt) return Promise.reject(Object.assign(new Error('disk'), { code }));
      stored.push(snapshot.time);
      return Promise.resolve();
    },
    onProgress: ({ time }) => time >= interruptAt && stopper.abort(),
  });
  return { outcome: await work, stored };
}

describe('stored times', () => {
  it.each([
    [2, 0.5, [0.5, 1, 1.5, 2]],
    [1, 0.4, [0.4, 0.8, 1]],
    [1, 5, [1]],
    [0.4, 0.1, [0.1, 0.2, 0.3, 0.4]],
  ])('until %d every %d', (until, every, times) => {
    expect(storedTimes(until, every)).toEqual(times);
  });

  it('takes no rounding for an interval', () => {
    // 0.3 / 0.1 is 2.9999999999999996; 100 * 1.1 is 110.00000000000001.
    expect(storedTimes(0.3, 0.1)).toHaveLength(3);
    expect(storedTimes(100 * 1.1, 1.1)).toHaveLength(100);
    expect(storedTimes(0.7, 0.1).at(-1)).toBe(0.7);
  });
});

describe('a run', () => {
  it('that reaches its end stores the start, every multiple and the end', async () => {
    const { outcome, stored } = await record(fake({ until: 1.75 }));
    expect(stored).toEqual([0, 0.5, 1, 1.5, 1.75]);
    expect(outcome).toMatchObject({ stop: 'until', reason: null, first: { time: 0 }, last: { time: 1.75 } });
  });

  it('that stops between two frames stores its last state', async () => {
    const { outcome, stored } = await record(fake({ end: 1.25 }));
    expect(stored).toEqual([0, 0.5, 1, 1.25]);
    expect(outcome).toMatchObject({ stop: 'unresolved', reason: 'why', last: { time: 1.25 } });
  });

  it('that stops where a frame was just stored does not store it twice', async () => {
    const { stored } = await record(fake({ end: 1, status: 'not-finite' }));
    expect(stored).toEqual([0, 0.5, 1]);
  });

  it('that is interrupted stores where it got to', async () => {
    const { outcome, stored } = await record(fake(), 0.75);
    expect(stored).toEqual([0, 0.5, 0.75]);
    expect(outcome.stop).toBe('interrupted');
  });

  it('whose clock arrives beside the time asked for stores the time asked for', async () => {
    const beside = fake({ until: 1.5 });
    const advance = beside.advance.bind(beside);
    // A tick beside: far below a millionth of the interval.
    const simulation = {
      ...beside,
      advance: async (...words: Parameters<typeof advance>) => {
        const reached = await advance(...words);
        return { ...reached, time: reached.time + 1e-9 };
      },
    };
    const { outcome, stored } = await record(simulation);
    expect(stored).toEqual([0, 0.5, 1, 1.5]);
    expect(outcome.last.time).toBe(1.5);
  });

  it('whose clock does not reach the time asked for stores the time it did reach', async () => {
    const short = fake({ until: 1.5 });
    const advance = short.advance.bind(short);
    // Clocks that run out of ticks end so.
    const simulation = {
      ...short,
      advance: (target: number, progress?: Parameters<typeof advance>[1]) =>
        advance(Math.min(target, 1.25), progress),
    };
    const { outcome, stored } = await record(simulation);
    expect(stored).toEqual([0, 0.5, 1, 1.25]);
    expect(outcome.last.time).toBe(1.25);
  });

  it('whose interval is far longer than the run still stores true times', async () => {
    const { stored } = await record(fake({ until: 2, every: 1e9 }), 0.75);
    expect(stored).toEqual([0, 0.75]);
  });

  it('whose disk fills up keeps what was stored', async () => {
    const { outcome, stored } = await record(fake(), Infinity, 1);
    expect(stored).toEqual([0, 0.5]);
    expect(outcome).toMatchObject({ stop: 'disk-full', last: { time: 0.5 } });
  });

  it('whose disk breaks fails', async () => {
    await expect(record(fake(), Infinity, 1, 'EIO')).rejects.toThrow('disk');
  });

  it('whose GPU is lost keeps what was stored', async () => {
    const { outcome, stored } = await record(fake({ lostAt: 1.25 }));
    expect(stored).toEqual([0, 0.5, 1]);
    expect(outcome).toMatchObject({ stop: 'device-lost', reason: 'The GPU was lost: gone' });
  });
});

describe('a run of cells', () => {
  /** 30 cells, all of which are at the time of day. */
  function cellsOf(simulation: Simulation) {
    const read = async (count = 30): Promise<Cells> => {
      const { time } = await simulation.snapshot();
      const numbers = new Float64Array(count).fill(time);
      return { time, x: numbers, y: numbers, heading: numbers } as unknown as Cells;
    };
    return { ...simulation, population: { count: 30, read } } as unknown as Simulation;
  }

  it.each([
    [{}, Infinity, 'until', [0, 0.5, 1, 1.5, 2], 2],
    [{ end: 1.25 }, Infinity, 'unresolved', [0, 0.5, 1, 1.25], 1.25],
    [{}, 0.75, 'interrupted', [0, 0.5, 0.75], 0.75],
  ] as const)(
    '%o, interrupted at %d, ends as %s with all its cells',
    async (how, interruptAt, stop, times, last) => {
      const tracked: number[] = [];
      const ends: Cells[] = [];
      const stopper = new AbortController();
      const outcome = await recordRun({
        simulation: cellsOf(fake(how)),
        signal: stopper.signal,
        store: (snapshot, _measurement, cells) => {
          expect(cells?.x).toHaveLength(20);
          expect(cells?.time).toBe(snapshot.time);
          tracked.push(snapshot.time);
          return Promise.resolve();
        },
        storeCells: (cells) => Promise.resolve(void ends.push(cells)),
        onProgress: ({ time }) => time >= interruptAt && stopper.abort(),
      });
      expect(outcome.stop).toBe(stop);
      expect(tracked).toEqual(times);
      expect(ends.map(({ time, x }) => [time, x.length])).toEqual([[last, 30]]);
    },
  );

  it('whose last file does not fit on the disk keeps the frames and says so', async () => {
    const full = Object.assign(new Error('disk'), { code: 'ENOSPC' });
    const outcome = await recordRun({
      simulation: cellsOf(fake()),
      signal: new AbortController().signal,
      store: () => Promise.resolve(),
      storeCells: () => Promise.reject(full),
      onProgress: () => undefined,
    });
    expect(outcome).toMatchObject({ stop: 'disk-full', last: { time: 2 } });
  });
});
