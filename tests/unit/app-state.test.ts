// The page's rules without a page: when it runs, what the banner says, how many steps a frame gets, what is plotted.

import { describe, expect, test } from 'vitest';
import { frameCount } from '../../src/app/film-plan.ts';
import { createHistory } from '../../src/app/history.ts';
import { createMeters } from '../../src/app/meters.ts';
import { createCostEstimate, createPacing } from '../../src/app/pacing.ts';
import { createSpeedMeter } from '../../src/app/speed.ts';
import { hasSimulation, INITIAL_STATE, isRunning, nextState } from '../../src/app/state.ts';
import type { PageEvent, PageState } from '../../src/app/state.ts';
import type { Measurement } from '../../src/core/simulation.ts';

const after = (...events: PageEvent[]): PageState => events.reduce(nextState, INITIAL_STATE);
const ready: PageEvent = { type: 'ready', play: true, notice: null };

describe('state', () => {
  test('runs once ready, not while paused, hidden or recording', () => {
    expect(isRunning(INITIAL_STATE)).toBe(false);
    expect(isRunning(after(ready))).toBe(true);
    expect(isRunning(after(ready, { type: 'toggle' }))).toBe(false);
    expect(isRunning(after(ready, { type: 'toggle' }, { type: 'toggle' }))).toBe(true);
    const hidden = after(ready, { type: 'visibility', hidden: true });
    expect(isRunning(hidden)).toBe(false);
    expect(isRunning(nextState(hidden, { type: 'visibility', hidden: false }))).toBe(true);
    expect(isRunning(after(ready, { type: 'record', on: true }))).toBe(false);
  });

  test('a film cannot be disturbed by the space bar', () => {
    const recording = after(ready, { type: 'record', on: true });
    expect(nextState(recording, { type: 'toggle' })).toBe(recording);
  });

  test('a run that ends says why, and only a new start makes it run again', () => {
    const ended = after(ready, { type: 'end', reason: 'unresolved' });
    expect(ended.notice).toEqual({ kind: 'stopped', text: 'unresolved' });
    expect(isRunning(nextState(ended, { type: 'toggle' }))).toBe(false);
    expect(hasSimulation(ended)).toBe(true);
    const again = nextState(nextState(ended, { type: 'start' }), ready);
    expect(isRunning(again)).toBe(true);
    expect(again.notice).toBeNull();
  });

  test('refused input leaves what runs alone, and fails where nothing runs', () => {
    const refused = after(ready, { type: 'refuse', text: 'nx = 1' });
    expect(isRunning(refused)).toBe(true);
    expect(refused.notice).toEqual({ kind: 'problem', text: 'nx = 1' });
    expect(nextState(refused, { type: 'dismiss' }).notice).toBeNull();
    expect(after({ type: 'refuse', text: 'nx = 1' }).phase).toBe('failed');
  });

  test('a lost device ends everything, a film too, but not a failure that was said already', () => {
    const lost = after(ready, { type: 'record', on: true }, { type: 'lose', reason: 'gone' });
    expect([lost.phase, lost.recording, lost.notice?.kind]).toEqual(['lost', false, 'lost']);
    expect(nextState(lost, { type: 'end', reason: 'late measurement' })).toBe(lost);
    const failed = after({ type: 'fail', text: 'no device' });
    expect(nextState(failed, { type: 'lose', reason: 'gone' })).toBe(failed);
  });
});

describe('pacing', () => {
  /** Frames at 60 Hz against a device on which a step costs `cost` seconds and every batch `overhead` more. */
  function simulate(cost: number, overhead: number, timeStep: number, pace: number, frames: number) {
    const pacing = createPacing();
    let time = 0;
    let steps = 0;
    let largest = 0;
    for (let frame = 0; frame < frames; frame++) {
      const batch = pacing.next(frame / 60, time, timeStep, pace);
      if (!batch) continue;
      const made = Math.min(batch.steps, Math.ceil((batch.target - time) / timeStep - 1e-9));
      time = Math.min(time + made * timeStep, batch.target);
      steps += made;
      largest = Math.max(largest, batch.steps);
      pacing.learn(batch.steps, overhead + batch.steps * cost);
    }
    return { time, steps, largest };
  }

  test('as fast as possible: fills 12 ms of stepping and no more', () => {
    const { largest } = simulate(1e-4, 0, 0.01, Infinity, 200);
    // 120 steps of 0.1 ms, and a fifth more in every other batch.
    expect(largest).toBeGreaterThan(110);
    expect(largest).toBeLessThanOrEqual(Math.round(120 * 1.2));
  });

  test('drawing is not taken for stepping', () => {
    const quick = simulate(1e-4, 0.005, 0.01, Infinity, 300);
    expect(quick.largest).toBeGreaterThan(100);
    // Where drawing takes 40 ms, stepping may take as long: 400 steps.
    const slow = simulate(1e-4, 0.04, 0.01, Infinity, 400);
    expect(slow.largest).toBeGreaterThan(300);
    expect(slow.largest).toBeLessThan(550);
  });

  test('simulated time follows the wall clock at the pace asked for', () => {
    // Two seconds at pace 3; the first frame only starts the clock, and a batch may be a step short.
    const { time } = simulate(1e-5, 0, 0.01, 3, 121);
    expect(time).toBeGreaterThan(6 - 0.05 - 3 / 60);
    expect(time).toBeLessThan(6 + 1e-9);
  });

  test('a device that cannot keep up is not asked for the arrears', () => {
    const pacing = createPacing();
    let submitted = 0;
    for (let frame = 0; frame < 600; frame++) {
      const batch = pacing.next(frame / 60, 0, 0.01, 100);
      if (batch) {
        submitted = Math.max(submitted, batch.target);
        pacing.learn(batch.steps, batch.steps * 0.05);
      }
    }
    // A quarter of a second ahead of what was expected, which is itself at most that far ahead of what is known.
    expect(submitted).toBeLessThanOrEqual(0.5 * 100);
  });

  test('after a pause it goes on from where it stands', () => {
    const pacing = createPacing();
    pacing.next(0, 0, 0.1, 1);
    pacing.restart(5);
    expect(pacing.next(1000, 5, 0.1, 1)).toBeNull();
    expect(pacing.next(1000.05, 5, 0.1, 1)?.target).toBeCloseTo(5.05, 9);
  });

  test('another simulation begins with few steps, whatever the one before could afford', () => {
    const pacing = createPacing();
    for (let frame = 0; frame < 60; frame++) {
      const { steps } = pacing.next(frame / 60, 0, 0.01, Infinity)!;
      pacing.learn(steps, steps * 1e-5);
    }
    expect(pacing.next(1, 0, 0.01, Infinity)!.steps).toBeGreaterThan(900);
    pacing.forget();
    expect(pacing.next(1.02, 0, 0.01, Infinity)!.steps).toBeLessThanOrEqual(2);
    // ... and costs nothing of what the one before had cost: ten batches of steps a thousand times as dear stay few.
    for (let frame = 62; frame < 72; frame++) {
      const { steps } = pacing.next(frame / 60, 0, 0.01, Infinity)!;
      expect(steps).toBeLessThanOrEqual(2);
      pacing.learn(steps, steps * 1e-2);
    }
  });

  test('the cost of a step is the slope', () => {
    const cost = createCostEstimate();
    for (let batch = 0; batch < 30; batch++) cost.add(10 + (batch % 3), 0.02 + 0.003 * (10 + (batch % 3)));
    expect(cost.estimate().perStep).toBeCloseTo(0.003, 9);
    expect(cost.estimate().overhead).toBeCloseTo(0.02, 9);
  });
});

describe('history', () => {
  test('stays bounded and keeps the highest peak, the beginning and the end', () => {
    const history = createHistory(100);
    for (let step = 0; step <= 10_000; step++) history.add(step, step, step === 4567 ? 1e9 : 1);
    expect(history.times.length).toBeLessThanOrEqual(101);
    expect(history.times.length).toBeGreaterThan(50);
    expect(Math.max(...history.peaks)).toBe(1e9);
    expect(history.times[0]).toBe(0);
    expect(history.times.at(-1)).toBe(10_000);
    history.times.forEach(
      (time, index) => index > 0 && expect(time).toBeGreaterThan(history.times[index - 1]),
    );
  });

  test('a time that was told already is not told again', () => {
    const history = createHistory();
    expect(history.add(1, 2, 3)).toBe(true);
    expect(history.add(1, 9, 9)).toBe(false);
    expect(history.masses).toEqual([2]);
  });
});

test('steps per second over the last second and a half', () => {
  const meter = createSpeedMeter();
  expect(meter.count(0, 0)).toBeNull();
  for (let tenth = 1; tenth <= 50; tenth++) meter.count(10 * tenth, tenth / 10);
  // From here on twice as fast; after two seconds the slow past is forgotten.
  let speed: number | null = null;
  for (let tenth = 1; tenth <= 20; tenth++) speed = meter.count(500 + 20 * tenth, 5 + tenth / 10);
  expect(speed).toBeCloseTo(200, 6);
});

test('the pace is sure after a second, of one pace and without the pause before it', () => {
  const meters = createMeters();
  const measured = (steps: number, time: number) => ({ steps, time }) as Measurement;
  meters.ask(1);
  meters.count(measured(0, 0), 0);
  meters.count(measured(10, 1), 0.5);
  expect([meters.stepsPerSecond, meters.timePerSecond, meters.surePace]).toEqual([20, 2, null]);
  meters.count(measured(20, 2), 1);
  expect(meters.surePace).toBe(2);
  meters.ask(1);
  expect(meters.surePace).toBe(2);
  meters.ask(5);
  expect(meters.surePace).toBeNull();
  // A pause of 99 seconds is not counted, and the pace that the digits follow stays through it.
  meters.resume();
  meters.count(measured(20, 2), 100);
  expect([meters.timePerSecond, meters.surePace]).toEqual([2, null]);
  meters.count(measured(40, 5), 101);
  expect([meters.stepsPerSecond, meters.surePace]).toEqual([20, 3]);
  meters.clear();
  expect([meters.stepsPerSecond, meters.timePerSecond, meters.surePace]).toEqual([null, null, null]);
});

test('a film holds both its ends', () => {
  expect(frameCount({ until: 10, timePerFrame: 0.1 }, 0)).toBe(101);
  expect(frameCount({ until: 10, timePerFrame: 3 }, 1)).toBe(4);
  expect(frameCount({ until: 1, timePerFrame: 0.1 }, 5)).toBe(1);
});
