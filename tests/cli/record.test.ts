// `tumble record` end to end: films and pictures of both backends, read back.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { decode } from 'fast-png';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { workFolder } from './command.ts';

const { path, tumble } = workFolder();
const GRID = ['--set', 'nx=48', '--set', 'ny=32', '--set', 'width=24', '--set', 'height=16', '--quiet'];

it.each([
  ['f.mp4', 'gpu', 'saturated', 'avc'],
  ['f.webm', 'reference', 'saturated', 'vp9'],
  ['f.mp4', 'gpu', 'collapse-1d', 'avc'],
])('%s on the %s backend of %s', async (file, backend, preset, codec) => {
  const grid = preset === 'saturated' ? GRID : ['--quiet'];
  const options = [
    '--seconds',
    '0.5',
    '--fps',
    '24',
    '--size',
    '320x240',
    '--until',
    '1',
    '--backend',
    backend,
  ];
  const ended = await tumble(['record', preset, '-o', file, ...options, ...grid]);
  expect(ended.error).toBe('');
  expect(ended.code).toBe(0);
  expect(ended.out).toMatch(new RegExp(`^${file}: 12 frames, 0.5 s, 320 x 240, .*, t = 0 to 1, `));
  const bytes = new Uint8Array(await readFile(path(file)));
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack())!;
  expect(await track.getCodec()).toBe(codec);
  expect([await track.getCodedWidth(), await track.getCodedHeight()]).toEqual([320, 240]);
  let frames = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) frames += packet.byteLength > 0 ? 1 : 0;
  expect(frames).toBe(12);
  // WebM's last frame has no duration of its own: the end is known to a frame.
  expect(Math.abs((await input.computeDuration()) - 0.5)).toBeLessThan(1 / 24);
  expect(await readdir(path())).toEqual([file]);
});

it('a picture whose colours are those of the colour map, and shows a pattern', async () => {
  const words = [
    'record',
    'growing-colony',
    '-o',
    'p.png',
    '--size',
    '321x201',
    '--until',
    '0.5',
    '--colormap',
    'magma',
  ];
  // A fixed range that the colony exceeds in its middle: an automatic one may be wider than the field.
  const range = ['--set', 'view.low=0', '--set', 'view.high=0.1'];
  const ended = await tumble([...words, ...range, ...GRID]);
  expect(ended.error).toBe('');
  expect(ended.out).toMatch(/^p\.png: 321 x 201, .*, t = 0\.5/);
  const png = decode(await readFile(path('p.png')));
  expect(png).toMatchObject({ width: 321, height: 201, channels: 3 });
  const colours = new Set<number>();
  for (let pixel = 0; pixel < 321 * 201; pixel++)
    colours.add(png.data[3 * pixel] * 65536 + png.data[3 * pixel + 1] * 256 + png.data[3 * pixel + 2]);
  // Lowest and highest colours of magma in d3-scale-chromatic: #000004 and #fcfdbf.
  expect(colours).toContain(0x000004);
  expect(colours).toContain(0xfcfdbf);
  expect(colours.size).toBeGreaterThan(20);
});

it('keeps what is done of a film when interrupted', async () => {
  const long = [
    'record',
    'saturated',
    '-o',
    'half.mp4',
    '--size',
    '320x240',
    '--seconds',
    '60',
    '--backend',
    'reference',
  ];
  const ended = await tumble([...long, '--set', 'nx=200', '--set', 'ny=200'], '%');
  expect(ended.code).toBe(130);
  const [, frames] = /^half\.mp4: (\d+) frames/.exec(ended.out)!;
  expect(ended.error).toContain(`Cancelled after ${frames} of 1800 frames`);
  const input = new Input({
    source: new BufferSource(new Uint8Array(await readFile(path('half.mp4')))),
    formats: ALL_FORMATS,
  });
  const track = (await input.getPrimaryVideoTrack())!;
  expect((await track.computePacketStats()).packetCount).toBe(Number(frames));
});

describe('cells', () => {
  /** How many pixels have a colour within rounding of this one. */
  const count = (png: { readonly data: ArrayLike<number> }, colour: readonly number[]): number => {
    let pixels = 0;
    for (let at = 0; at < png.data.length; at += 3)
      if (colour.every((value, channel) => Math.abs(png.data[at + channel] - value) <= 1)) pixels += 1;
    return pixels;
  };
  const BASE = ['--backend', 'reference', '--quiet', '--size', '480x320'];
  async function picture(name: string, words: readonly string[]) {
    await writeFile(path('cells.json'), JSON.stringify({ model: 'run-and-tumble', cells: 1000, until: 0.5 }));
    const ended = await tumble(['record', 'cells.json', '-o', name, ...BASE, ...words]);
    expect(ended).toMatchObject({ code: 0, error: '' });
    return decode(await readFile(path(name)));
  }
  /** Body of a mark, and what was measured: view/cells. */
  const BODY = [253, 253, 246];
  const MEASURED = [255, 180, 84];

  it('show one by one where the camera is close, unless that is turned off', async () => {
    // 1000 cells on 200 x 200: some 40 in a fifth of its width and height.
    const close = ['--zoom', '5', '--centre', '60,100'];
    const marked = await picture('close.png', close);
    // Each body covers some 5 x 2 pixels, all of them 1/30 of the domain.
    expect(count(marked, BODY)).toBeGreaterThan(100);
    expect(count(await picture('never.png', [...close, '--set', 'view.marks=never']), BODY)).toBe(0);
    expect(count(await picture('many.png', ['--set', 'cells=100000']), BODY)).toBe(0);
  });

  it('in one dimension are the three figures', async () => {
    const line = ['--set', 'ny=1', '--set', 'attractant=1', '--until', '2'];
    const png = await picture('line.png', line);
    // Measured curves and bars' edges in one colour, frames on a dark ground.
    expect(count(png, MEASURED)).toBeGreaterThan(200);
    expect(count(png, BODY)).toBe(0);
    const film = await tumble([
      'record',
      'cells.json',
      '-o',
      'line.webm',
      ...BASE,
      ...line,
      '--seconds',
      '0.2',
    ]);
    expect(film).toMatchObject({ code: 0, error: '' });
    expect(film.out).toMatch(/^line\.webm: 6 frames/);
  });

  it('have rates below zero told once', async () => {
    await writeFile(
      path('steep.json'),
      JSON.stringify({ model: 'run-and-tumble', ny: 1, cells: 10, until: 0.1 }),
    );
    const steep = ['--set', 'sensing=rates', '--set', 'ratePlus=x/width-0.5'];
    const { code, error } = await tumble(['record', 'steep.json', '-o', 'steep.png', ...BASE, ...steep]);
    expect(code).toBe(0);
    expect(error).toMatch(/^tumble: ratePlus is below zero for x < 100 and counts as zero there\n$/);
  });
});
