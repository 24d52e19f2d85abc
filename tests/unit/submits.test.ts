// How runs are cut into submits (backends/gpu/submits.ts), on a device and a clock of our own: the device does one submit
// after the other, each program as long as it takes there, and answers `done` when all is through.

import { describe, expect, test } from 'vitest';
import { BUDGET, createSubmits, guessedSeconds } from '../../src/backends/gpu/submits.ts';

interface Pretended {
  /** What it really takes. */
  readonly truth: number;
  seconds: number;
}

const program = (threads: number, truth: number): Pretended => ({ truth, seconds: guessedSeconds(threads) });

/** @param latency Added to every answer. */
function pretendedDevice(latency = 0.0005) {
  let time = 0;
  let busyUntil = 0;
  const submits: { seconds: number; repeat: number }[] = [];
  const waiting: { at: number; resolve: () => void }[] = [];
  const run = createSubmits<Pretended>({
    submit(programs, repeat) {
      const seconds = repeat * programs.reduce((sum, { truth }) => sum + truth, 0);
      submits.push({ seconds, repeat });
      busyUntil = Math.max(busyUntil, time) + seconds;
    },
    done: () =>
      new Promise<void>((resolve) => waiting.push({ at: Math.max(busyUntil, time) + latency, resolve })),
    now: () => time,
  });
  return {
    run,
    submits,
    /** Lets time pass until the device is idle and has said so. */
    async settle() {
      for (let turn = 0; turn < 8; turn += 1) {
        await new Promise((resolve) => setTimeout(resolve));
        for (const { at, resolve } of waiting.splice(0)) {
          time = Math.max(time, at);
          resolve();
        }
      }
    },
  };
}

const repeats = (device: { submits: readonly { repeat: number }[] }): number =>
  device.submits.reduce((sum, { repeat }) => sum + repeat, 0);

describe('submits', () => {
  test('all repetitions are run, none twice', async () => {
    const device = pretendedDevice();
    const step = [program(1e6, 1e-4), program(1, 1e-5)];
    for (const repeat of [0, 1, 7, 1000, 4096]) {
      const before = repeats(device);
      device.run(step, repeat);
      expect(repeats(device) - before).toBe(repeat);
      await device.settle();
    }
  });

  // From a slow processor to a fast GPU: 4096 steps of a large grid at once, as first thing, and again.
  test.each([1e-8, 1e-9, 1e-10, 1e-11])(
    'no submit beyond the budget where a thread takes %s s, but for a single repetition',
    async (thread) => {
      const device = pretendedDevice();
      const cells = 4096 * 4096;
      const step = [program(cells, cells * thread), program(cells, cells * thread), program(1, 5e-6)];
      const one = step.reduce((sum, { truth }) => sum + truth, 0);
      for (let batch = 0; batch < 8; batch += 1) {
        device.run(step, 4096);
        await device.settle();
      }
      for (const { seconds, repeat } of device.submits)
        if (repeat > 1) expect(seconds).toBeLessThanOrEqual(BUDGET * 1.001);
      // ... and what was learnt is used: in the end no more submits than the budget makes necessary, and one.
      const before = device.submits.length;
      device.run(step, 4096);
      const each = Math.max(1, Math.floor(BUDGET / one));
      expect(device.submits.length - before).toBeLessThanOrEqual(
        Math.ceil(4096 / Math.max(1, each * 0.9)) + 1,
      );
    },
  );

  // Of a grid of 2^12 cells, in two stages: eight steps by one workgroup, in a share of the list's time (else they are not taken so),
  // and what is left of a batch, handed in and timed together. What errs in one is corrected in both: hence the quarter.
  test.each([
    [1e-7, 0.9],
    [1e-8, 0.1],
    [1e-9, 0.9],
    [1e-10, 0.1],
  ])(
    'several steps a dispatch stay within the budget beside the list, where a thread takes %s s and they %s of the time',
    async (thread, share) => {
      const device = pretendedDevice();
      const cells = 2 ** 12;
      const stage = (): Pretended => program(cells, 25e-6 + cells * thread);
      const step = [stage(), stage(), program(1, 25e-6)];
      const list = step.reduce((sum, { truth }) => sum + truth, 0);
      const group = [program(8 * 2 * cells, share * 8 * list)];
      for (const count of [1, 4, 16, 64, 256, 1024, 4096, 4096]) {
        if (count >= 8) device.run(group, count / 8);
        device.run(step, 7);
        await device.settle();
      }
      for (const { seconds, repeat } of device.submits)
        if (repeat > 1) expect(seconds).toBeLessThanOrEqual(1.25 * BUDGET);
      device.submits.length = 0;
      device.run(group, 512);
      const each = Math.max(1, Math.floor(BUDGET / group[0].truth));
      expect(device.submits.length).toBeLessThanOrEqual(Math.ceil(512 / Math.max(1, each * 0.8)) + 1);
    },
  );

  test('a step that becomes slower is noticed by the next batch', async () => {
    const device = pretendedDevice();
    const step = [program(1e4, 1e-5)];
    for (let batch = 0; batch < 8; batch += 1) {
      device.run(step, 2000);
      await device.settle();
    }
    expect(Math.max(...device.submits.slice(-1).map(({ repeat }) => repeat))).toBeGreaterThan(400);
    Object.assign(step[0], { truth: 1e-3 });
    device.run(step, 20);
    await device.settle();
    device.submits.length = 0;
    device.run(step, 100);
    expect(Math.max(...device.submits.map(({ seconds }) => seconds))).toBeLessThanOrEqual(BUDGET * 1.001);
  });

  test('waiting for the answer is not taken for work: short runs leave what is known', async () => {
    const device = pretendedDevice(0.003);
    const step = [program(1e4, 1e-5)];
    for (let batch = 0; batch < 20; batch += 1) {
      device.run(step, 4000);
      await device.settle();
    }
    const known = step[0].seconds;
    device.run(step, 1);
    await device.settle();
    expect(step[0].seconds).toBe(known);
  });

  test('lists that are submitted together are timed together', async () => {
    const device = pretendedDevice();
    const [begin, step] = [[program(1, 1e-6)], [program(1e5, 1e-3)]];
    for (let batch = 0; batch < 10; batch += 1) {
      device.run(begin, 1);
      device.run(step, 100);
      await device.settle();
    }
    // A tenth of a second of work, half a millisecond of waiting.
    expect(step[0].seconds).toBeGreaterThan(0.99e-3);
    expect(step[0].seconds).toBeLessThan(1.02e-3);
  });

  test('a device that is gone breaks nothing', async () => {
    let submitted = 0;
    const run = createSubmits<Pretended>({
      submit: () => (submitted += 1),
      done: () => Promise.reject(new Error('gone')),
      now: () => 0,
    });
    run([program(1, 1)], 1);
    await new Promise((resolve) => setTimeout(resolve));
    run([program(1, 1)], 1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(submitted).toBe(2);
  });
});
