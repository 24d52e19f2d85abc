// The film path for real: frames of known colour go through the encoder and the muxer and are read back.
// Needs the optional package @mediabunny/server; where it is absent the tests say so and are skipped.

import { beforeAll, describe, expect, it } from 'vitest';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, VideoSampleSink } from 'mediabunny';
import type { Backend } from '../../src/core/backend.ts';
import { InputError } from '../../src/core/problem.ts';
import { recordFilm } from '../../src/record/film.ts';
import type { FilmOptions } from '../../src/record/film.ts';
import type { Measurement, Simulation, Status } from '../../src/core/simulation.ts';

const server = await import('@mediabunny/server').catch(() => null);
const WIDTH = 64;
const HEIGHT = 48;

/** A simulation that only keeps time; it stops with `status` at `end`. */
function clockwork(end = Infinity, status: Status = 'unresolved') {
  let time = 0;
  const visited: number[] = [];
  const measurement = (): Measurement => ({
    time,
    steps: 0,
    rejected: 0,
    timeStep: 1,
    status: time >= end ? status : 'running',
    reason: time >= end ? 'The peak is two cells wide' : null,
    u: { mass: 1, mean: 1, min: 0, max: 1, notFinite: 0 },
    v: { mass: 1, mean: 1, min: 0, max: 1, notFinite: 0 },
    cells: null,
  });
  const simulation: Pick<Simulation, 'measure' | 'advance'> & { backend: Pick<Backend, 'lost'> } = {
    backend: { lost: new Promise(() => undefined) },
    measure: () => Promise.resolve(measurement()),
    advance: (target) => {
      time = Math.min(target, end);
      visited.push(time);
      return Promise.resolve(measurement());
    },
  };
  return { simulation: simulation as unknown as Simulation, visited };
}

/** Frame k is one colour, k of them in all: red, green and blue are far apart in every frame. */
const COLORS = [
  [253, 231, 37],
  [68, 1, 84],
  [33, 145, 140],
  [255, 255, 255],
  [0, 0, 0],
];
function painterOf(colors: readonly (readonly number[])[]) {
  let frame = 0;
  return {
    width: WIDTH,
    height: HEIGHT,
    paint: () => {
      const pixels = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
      for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++)
        pixels.set([...colors[frame % colors.length], 255], 4 * pixel);
      frame += 1;
      return Promise.resolve(pixels);
    },
  };
}

const film = (options: Partial<FilmOptions>) =>
  recordFilm({
    simulation: clockwork().simulation,
    painter: painterOf(COLORS),
    format: 'mp4',
    frames: 5,
    framesPerSecond: 25,
    timePerFrame: 0.25,
    ...options,
  });

async function readBack(bytes: Uint8Array<ArrayBuffer>) {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack())!;
  const timestamps: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) timestamps.push(packet.timestamp);
  const centres: number[][] = [];
  for await (const sample of new VideoSampleSink(track).samples()) {
    const raw = new Uint8Array(sample.allocationSize());
    await sample.copyTo(raw);
    centres.push([...yuvAt(raw, sample.codedWidth, sample.codedHeight, sample.format ?? '')]);
    sample.close();
  }
  return {
    track,
    timestamps: timestamps.sort((a, b) => a - b),
    centres,
    duration: await input.computeDuration(),
  };
}

/** Y, U, V of the middle pixel of an I420 or NV12 picture. */
function yuvAt(raw: Uint8Array, width: number, height: number, format: string): number[] {
  expect(['I420', 'NV12']).toContain(format);
  const luma = raw[(height / 2) * width + width / 2];
  const quarter = (height / 4) * (width / 2) + width / 4;
  const planes = width * height;
  return format === 'NV12'
    ? [luma, raw[planes + 2 * quarter], raw[planes + 2 * quarter + 1]]
    : [luma, raw[planes + quarter], raw[planes + planes / 4 + quarter]];
}

/** ITU-R BT.709 written out as the standard's table gives it, for the comparison below. */
function bt709([r, g, b]: readonly number[]): number[] {
  const y = 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  return [
    16 + (219 * y) / 255,
    128 + (224 * (b! - y)) / (255 * 1.8556),
    128 + (224 * (r! - y)) / (255 * 1.5748),
  ];
}

describe.skipIf(!server)('recordFilm', () => {
  beforeAll(() => server!.registerMediabunnyServer({ hardwareContext: null }));

  it.each(['mp4', 'webm'] as const)('%s: codec, size, frame count, times and colours', async (format) => {
    const { simulation, visited } = clockwork();
    const result = await film({ simulation, format });
    expect(visited).toEqual([0.25, 0.5, 0.75, 1]);
    expect(result).toMatchObject({ frames: 5, seconds: 0.2, stop: 'complete', reason: null });
    const { track, timestamps, centres, duration } = await readBack(result.bytes!);
    expect(await track.getCodec()).toBe(format === 'mp4' ? 'avc' : 'vp9');
    expect([await track.getCodedWidth(), await track.getCodedHeight()]).toEqual([WIDTH, HEIGHT]);
    // WebM keeps times in whole milliseconds; 1/25 s is one, so both containers are exact here.
    timestamps.forEach((timestamp, k) => expect(timestamp).toBeCloseTo(k / 25, 6));
    expect(timestamps).toHaveLength(5);
    expect(duration).toBeCloseTo(0.2, 6);
    expect(await track.getColorSpace()).toMatchObject({
      primaries: 'bt709',
      matrix: 'bt709',
      fullRange: false,
    });
    // A picture of one colour is a constant block: only its mean is coded, in steps of the quantiser. At x264's
    // quantiser 20 the step is 6.5 and at VP9's 28 it is 39/8 of a level in Y, so half of it, rounded up, is 4.
    centres.forEach((yuv, k) =>
      yuv.forEach((value, plane) => expect(Math.abs(value - bt709(COLORS[k])[plane])).toBeLessThanOrEqual(4)),
    );
  });

  it('keeps what is done when cancelled', async () => {
    const stopper = new AbortController();
    const result = await film({
      frames: 100,
      signal: stopper.signal,
      onProgress: ({ frame }) => frame === 7 && stopper.abort(),
    });
    expect(result).toMatchObject({ frames: 7, stop: 'cancelled' });
    expect(result.reason).toMatch(/7 of 100/);
    expect((await readBack(result.bytes!)).centres).toHaveLength(7);
  });

  it('ends where the simulation stops, and says why', async () => {
    const result = await film({ frames: 100, simulation: clockwork(1).simulation });
    expect(result).toMatchObject({ frames: 4, stop: 'unresolved', reason: 'The peak is two cells wide' });
  });

  it('keeps what is done when a later frame cannot be made, but not when the first one cannot', async () => {
    const fails = (after: number) => {
      const painter = painterOf(COLORS);
      let painted = 0;
      const paint = () =>
        painted++ < after ? painter.paint() : Promise.reject(new Error('the GPU was lost'));
      return { ...painter, paint };
    };
    const result = await film({ painter: fails(3) });
    expect(result).toMatchObject({ frames: 3, stop: 'device-lost' });
    expect(result.reason).toMatch(/3 of 5 frames: the GPU was lost/);
    expect((await readBack(result.bytes!)).centres).toHaveLength(3);
    await expect(film({ painter: fails(0) })).rejects.toThrow('the GPU was lost');
    // A lost device may never answer.
    const { simulation } = clockwork();
    const silent = {
      ...simulation,
      backend: { lost: Promise.resolve('driver reset') },
    } as unknown as Simulation;
    const stuck = { ...painterOf(COLORS), paint: () => new Promise<never>(() => undefined) };
    await expect(film({ simulation: silent, painter: stuck })).rejects.toThrow('driver reset');
  });

  it('writes the same film to a sink, in pieces', async () => {
    const whole = new Uint8Array(1 << 20);
    let end = 0;
    const sink = {
      write: (bytes: Uint8Array, position: number) => {
        whole.set(bytes, position);
        end = Math.max(end, position + bytes.length);
        return Promise.resolve();
      },
    };
    const result = await film({ sink, frames: 30 });
    expect(result.bytes).toBeNull();
    expect((await readBack(whole.slice(0, end))).centres).toHaveLength(30);
  });

  it.each([10_000, 1_000_000])(
    'leaves no room for frames that a cancelled film of %i never got',
    async (frames) => {
      let size = 0;
      const stopper = new AbortController();
      const write = (bytes: Uint8Array, position: number) => {
        size = Math.max(size, position + bytes.length);
        return Promise.resolve();
      };
      const onProgress = ({ frame }: { frame: number }) => frame === 3 && stopper.abort();
      await film({ frames, sink: { write }, signal: stopper.signal, onProgress });
      // An index of at most 35 bytes a frame for 10,000 frames, and three small pictures.
      expect(size).toBeLessThan(360_000);
    },
  );

  it('hands on the error of a sink that fails', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    await expect(film({ sink: { write: () => Promise.reject(full) } })).rejects.toBe(full);
  });
});

describe('recordFilm refuses', () => {
  it.each([
    ['an odd width', { painter: { ...painterOf(COLORS), width: 63 } }, 'film.width = 63'],
    ['no frames', { frames: 0 }, 'film.frames = 0'],
    ['more frames than an index can hold', { frames: 1e10 }, 'film.frames = 10000000000: a film has at most'],
    ['a negative rate', { framesPerSecond: -1 }, 'film.framesPerSecond = -1'],
    ['time standing still', { timePerFrame: 0 }, 'film.timePerFrame = 0'],
  ])('%s', async (_name, options, message) => {
    const error = await film(options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toContain(message);
  });
});
