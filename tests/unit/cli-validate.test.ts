// `tumble validate` where checks fail or are interrupted, which the checks of the list never do by themselves.

import { afterEach, expect, it, vi } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import { main } from '../../src/cli/main.ts';
import { CHECKS } from '../../src/validation/index.ts';

afterEach(() => vi.restoreAllMocks());

function terminal(whileRunning: () => void = () => undefined) {
  let [out, error] = ['', ''];
  let stop: ((code: number) => void) | null = null;
  const host = {
    now: () => 0,
    date: () => new Date(0),
    commit: () => Promise.resolve('abc'),
    machine: () => ({ cpu: 'a processor', cores: 2, system: 'a system', node: '20', memory: 1e9 }),
    terminal: {
      out: (text: string) => (out += text),
      error: (text: string) => (error += text),
      columns: () => null,
    },
    onInterrupt(handler: (code: number) => void) {
      stop = handler;
      whileRunning();
      return () => undefined;
    },
  } as unknown as Host;
  return { host, seen: () => ({ out, error }), interrupt: () => stop?.(130) };
}

const find = (name: string) => CHECKS.find((check) => check.name === name)!;
const words = ['validate', '--only', 'random-numbers,order-euler', '--backend', 'reference'];

it('ends with 1 where a number is off, and with it where a check throws, and runs the others', async () => {
  const off = {
    quantity: 'x',
    unit: '1',
    measured: 1,
    exact: 2,
    tolerance: 0.1,
    toleranceFrom: '',
    pass: false,
  };
  vi.spyOn(find('random-numbers'), 'run').mockResolvedValue({ quantities: [off] });
  const first = terminal();
  expect(await main(first.host, words)).toBe(1);
  expect(first.seen().out).toMatch(/random-numbers +x +1 +2 +0\.1 +FAIL/);
  expect(first.seen().out).toMatch(/1 checks passed, 1 failed/);

  vi.spyOn(find('random-numbers'), 'run').mockRejectedValue(new Error('the device is gone'));
  const second = terminal();
  expect(await main(second.host, [...words, '--json'])).toBe(1);
  const { runs, tumble } = JSON.parse(second.seen().out) as {
    runs: { failed: number; checks: { fault: string | null }[] }[];
    tumble: { commit: string };
  };
  expect(runs[0].failed).toBe(1);
  expect(runs[0].checks.map(({ fault }) => fault)).toEqual(['the device is gone', null]);
  expect(tumble.commit).toBe('abc');
});

it('prints what is done and ends with 130 when it is interrupted', async () => {
  const { host, seen, interrupt } = terminal();
  vi.spyOn(find('order-euler'), 'run').mockImplementation((context) => {
    interrupt();
    context.progress(0.5);
    return Promise.reject(new Error('went on'));
  });
  expect(await main(host, words)).toBe(130);
  expect(seen().out).toMatch(/random-numbers .*pass/);
  expect(seen().out).toMatch(/1 checks passed, 0 failed/);
  expect(seen().out).not.toContain('order-euler');
});
