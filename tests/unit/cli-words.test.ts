// Small decisions of the command line: signals, the names it makes, the films it takes.

import { describe, expect, it } from 'vitest';
import { nameAfter } from '../../src/cli/experiment.ts';
import { interruptible } from '../../src/cli/interrupt.ts';
import { cameraOf, filmTiming, kindOf } from '../../src/cli/record-options.ts';
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

  const grid = {
    nx: 10,
    ny: 10,
    width: 200,
    height: 50,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
  } as const;

  it('look at the whole domain, or closer at a point given in lengths', () => {
    expect(cameraOf({}, grid)).toEqual({ centreX: 0.5, centreY: 0.5, zoom: 1 });
    expect(cameraOf({ zoom: '8' }, grid)).toEqual({ centreX: 0.5, centreY: 0.5, zoom: 8 });
    expect(cameraOf({ zoom: '2.5', centre: '150, 5' }, grid)).toEqual({
      centreX: 0.75,
      centreY: 0.1,
      zoom: 2.5,
    });
    expect(cameraOf({ centre: '0,50' }, grid)).toEqual({ centreX: 0, centreY: 1, zoom: 1 });
  });

  it.each([
    [{ zoom: '0.5' }, 'zoom = 0.5: must be a number from 1 to 20 on this domain and grid. Use e.g. 8'],
    [{ zoom: 'near' }, 'zoom = near: must be a number'],
    // 10 of 200 lengths; 5 of 10 grid cells would be less near.
    [{ zoom: '20.1' }, 'zoom = 20.1'],
    [{ centre: '100' }, 'centre = 100: must be x,y within the domain, 200 x 50. Use e.g. 100,25'],
    [{ centre: '100,' }, 'centre = 100,'],
    [{ centre: '100,51' }, 'centre = 100,51'],
    [{ centre: '1,2,3' }, 'centre = 1,2,3'],
    [{ centre: '-1,2' }, 'centre = -1,2'],
  ])('refuses to look at %o', (options, line) =>
    expect(refusal(() => cameraOf(options, grid))).toContain(line),
  );

  it('has no camera in one dimension', () => {
    expect(refusal(() => cameraOf({ centre: '1,2' }, { ...grid, ny: 1 }))).toMatch(
      /^centre = 1,2: .*one dimension/,
    );
    expect(cameraOf({}, { ...grid, ny: 1 }).zoom).toBe(1);
  });

  it('too many frames are refused, the shortest film is not', () => {
    expect(refusal(() => filmTiming({ seconds: '1e9', fps: '10' }, size))).toContain(
      'at most 1000000 frames',
    );
    expect(filmTiming({ seconds: '1', fps: '2' }, size)).toEqual({ frames: 2, framesPerSecond: 2 });
  });
});
