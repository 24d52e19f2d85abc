// Small decisions of the command line: signals, the names it makes, the films it takes.

import { describe, expect, it } from 'vitest';
import { nameAfter } from '../../src/cli/experiment.ts';
import { interruptible } from '../../src/cli/interrupt.ts';
import { filmTiming, kindOf } from '../../src/cli/record-options.ts';
import { InputError } from '../../src/core/problem.ts';
import { onInterrupt } from '../../src/platform/node-host.ts';
import type { Host } from '../../src/cli/host.ts';

describe('what ends a run early', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s aborts, and the exit code is %i', async (signal, code) => {
    const before = process.listenerCount(signal);
    const seen = await interruptible({ onInterrupt } as Host, (interrupt) => {
      process.emit(signal);
      // A terminal that closes sends it more than once: that must not be the end of saving.
      if (signal === 'SIGHUP') expect(process.listenerCount(signal)).toBe(before + 1);
      return Promise.resolve({ aborted: interrupt.signal.aborted, code: interrupt.code });
    });
    expect(seen).toEqual({ aborted: true, code });
    expect(process.listenerCount(signal)).toBe(before);
  });
});

it.each([
  ['a/my experiment.json', 'my-experiment'],
  ['ü ñ.json', 'ü-ñ'],
  ['u\u0308.json', 'u\u0308'],
  ['実験 2.JSON', '実験-2'],
  ['-rf.json', 'rf'],
  ['.hidden.json', 'hidden'],
  ['???.json', 'run'],
])('a run of %s is named %s', (path, name) => expect(nameAfter(path)).toBe(name));

describe('films', () => {
  const refusal = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (error instanceof InputError) return error.message;
      throw error;
    }
    throw new Error('was accepted');
  };
  const size = { width: 320, height: 240 };

  it.each(['f.mp4', 'a.b/f.MP4', './f.webm', 'f.png'])('%s is a name', (path) => {
    expect(kindOf(path)).toBe(path.split('.').at(-1)!.toLowerCase());
  });

  it.each(['mp4', 'a/mp4', 'f.mp4/f', 'f.mp4/', 'f.', 'f'])('%s is none', (path) => {
    expect(refusal(() => kindOf(path))).toContain(`output = ${path}: the name must end in .mp4`);
  });

  it.each([
    ['0.001', '30'],
    ['10', '0.001'],
    ['1', '1'],
  ])('%s s at %s fps are one picture or none: refused, with what to do', (seconds, fps) => {
    const line = refusal(() => filmTiming({ seconds, fps }, size));
    expect(line).toMatch(/^seconds = .*at least two frames.*\.png$/);
  });

  it('too many frames are refused, the shortest film is not', () => {
    expect(refusal(() => filmTiming({ seconds: '1e9', fps: '10' }, size))).toContain(
      'at most 1000000 frames',
    );
    expect(filmTiming({ seconds: '1', fps: '2' }, size)).toEqual({ frames: 2, framesPerSecond: 2 });
  });
});
