// Every input that must be refused: exit code 2, one clear line a problem, nothing written, nothing overwritten. All but the
// last two in this process.

import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { workFolder } from './command.ts';
import { tumbleHere } from './here.ts';

const { path, tumble } = workFolder();

beforeEach(async () => {
  await mkdir(path('taken'));
  await writeFile(path('taken', 'u.npy'), 'precious');
  await writeFile(path('comma.json'), '{\n  "preset": "saturated",\n  "nx": 64,\n}\n');
  await writeFile(path('keys.json'), '{ "preset": "saturated", "nxx": 64, "ny": "many", "diffusionU": -1 }');
  await writeFile(path('list.json'), '[1, 2]');
  await writeFile(path('cells.json'), '{ "model": "run-and-tumble", "nx": 20, "ny": 1, "cells": 50 }');
  await writeFile(path('noise.npy'), 'not an array');
  await symlink('loop', path('loop'));
});

/** Words after `tumble`, and what each line on standard error must match. */
const CASES: readonly (readonly [string, readonly string[], readonly RegExp[]])[] = [
  ['a preset that does not exist', ['run', 'satrated'], [/preset = "satrated".*Did you mean saturated\?/]],
  [
    'an unknown setting',
    ['run', 'saturated', '--set', 'difusionU=1'],
    [/difusionU.*Did you mean diffusionU\?/],
  ],
  ['an unknown parameter', ['run', 'saturated', '--set', 'q=5'], [/parameters\.q = 5/]],
  ['a word for a number', ['run', 'saturated', '--set', 'nx=many'], [/nx = "many".*whole number/]],
  [
    'a bad key, a bad value and no assignment at all, at once',
    ['run', 'saturated', '--set', 'nx=abc', '--set', 'cc=5', '--set', 'ny'],
    [/set = "ny"/, /nx = "abc"/, /parameters\.cc = 5/],
  ],
  ['an assignment without a value', ['run', 'saturated', '--set', 'nx'], [/set = .*key=value/]],
  ['a length of run that is no number', ['run', 'saturated', '--until', 'soon'], [/until = "soon"/]],
  ['a seed that is not whole', ['run', 'saturated', '--seed', '0.5'], [/seed = 0\.5/]],
  [
    'a syntax error, at its character',
    ['run', 'saturated', '--set', 'growth=u*(1-u'],
    [/growth = .*character 7/],
  ],
  [
    'an unknown name in a formula, at its character',
    ['run', 'saturated', '--set', 'growth=u*(1-w)'],
    [/growth = .*unknown name w at character 6/],
  ],
  [
    'a function that is not allowed',
    ['run', 'saturated', '--set', 'growth=import(u)'],
    [/growth = .*import/],
  ],
  ['negative diffusion', ['run', 'saturated', '--set', 'diffusionU=-1'], [/diffusionU = -1.*negative/]],
  [
    'a step that is unstable, with the largest that works',
    ['run', 'saturated', '--set', 'scheme=euler', '--set', 'nx=32', '--set', 'ny=32', '--set', 'timeStep=5'],
    [/timeStep = 5: .*unstable above ([\d.]+).*Use timeStep <= \1/],
  ],
  [
    'a grid over the limits of the device, with the largest that fits',
    ['run', 'saturated', '--set', 'nx=20000', '--set', 'ny=20000', '--every', '150', '--backend', 'gpu'],
    [/nx, ny = 20000 x 20000: .*(memory|max\w+).*largest grid that fits here is \d+ x \d+ cells/],
  ],
  [
    'more frames than the disk holds',
    ['run', 'saturated', '--set', 'nx=20000', '--set', 'ny=20000', '--frames', '900000'],
    [/out = .*900001 frames of 20000 x 20000 cells need .* are free/],
  ],
  ['a folder that holds another run', ['run', 'collapse-1d', '--out', 'taken'], [/out = taken.*not empty/]],
  ['a file for a folder', ['run', 'collapse-1d', '--out', 'list.json'], [/out = list\.json.*is a file/]],
  ['a folder below a file', ['run', 'collapse-1d', '--out', 'list.json/x'], [/out = list\.json\/x.*a file/]],
  [
    'a link that leads back to itself',
    ['run', 'collapse-1d', '--out', 'loop'],
    [/out = loop.*back to itself/],
  ],
  ['no name for the folder', ['run', 'collapse-1d', '--out', ''], [/out = "": must name a new folder/]],
  [
    'a file that is not there',
    ['run', 'missing.json'],
    [/experiment = missing\.json: there is no such file/],
  ],
  ['JSON with a comma too many', ['run', 'comma.json'], [/comma\.json: .*line 4, column 1/]],
  ['JSON that is no object', ['run', 'list.json'], [/list\.json: must hold one object/]],
  [
    'several faults in a file, all of them at once',
    ['run', 'keys.json'],
    [/nxx = 64.*Did you mean nx\?/, /ny = "many"/],
  ],
  [
    'a field file that is not there',
    ['run', 'saturated', '--set', 'initialU=gone.npy'],
    [/initialU = .*gone\.npy/],
  ],
  ['a field file of another kind', ['run', 'saturated', '--set', 'initialU=noise.npy'], [/neither a \.npy/]],
  ['two answers to when to store', ['run', 'saturated', '--every', '1', '--frames', '2'], [/frames = 2/]],
  ['an unknown backend', ['run', 'saturated', '--backend', 'cuda'], [/backend.*cuda.*gpu, cpu, reference/]],
  ['an unknown option', ['run', 'saturated', '--colour', 'red'], [/unknown option '--colour'/]],
  ['an unknown command', ['runn', 'saturated'], [/unknown command 'runn'/, /Did you mean run\?/]],
  ['a missing experiment', ['run'], [/missing required argument 'experiment'/]],
  [
    'a film of odd width',
    ['record', 'saturated', '-o', 'f.mp4', '--size', '641x480'],
    [/film\.width = 641.*even/],
  ],
  ['a film of a size that is none', ['record', 'saturated', '-o', 'f.mp4', '--size', 'big'], [/size = big/]],
  ['a film of no length', ['record', 'saturated', '-o', 'f.mp4', '--seconds', '0'], [/seconds = 0/]],
  [
    'a film of a hundred years',
    ['record', 'saturated', '-o', 'f.mp4', '--seconds', '1e9', '--fps', '10'],
    [/film\.frames = 10000000000: .*at most/],
  ],
  [
    'a film of another format',
    ['record', 'saturated', '-o', 'f.gif'],
    [/output = f\.gif.*\.mp4, \.webm or \.png/],
  ],
  ['a film over another file', ['record', 'saturated', '-o', 'list.json.mp4/../comma.json'], [/output = /]],
  ['a film without a name', ['record', 'saturated'], [/required option '-o, --output <file>'/]],
  ['an unknown colour map', ['record', 'saturated', '-o', 'f.mp4', '--colormap', 'jet'], [/jet.*viridis/]],
  [
    'more cells than there are numbers for',
    ['run', 'cells.json', '--set', 'cells=20000000'],
    [/cells = 20000000.*16777216/],
  ],
  [
    'a rate that is not a number somewhere',
    ['run', 'cells.json', '--set', 'sensing=rates', '--set', 'ratePlus=log(x-100)'],
    [/ratePlus = /],
  ],
  [
    'a picture of nothing',
    ['record', 'saturated', '-o', 'f.png', '--zoom', '0'],
    [/zoom = 0: .*1 to 100 on this domain/],
  ],
  [
    'a picture of a place outside',
    ['record', 'saturated', '-o', 'f.png', '--centre', '200,3'],
    [/centre = 200,3: .*within the domain, 100 x 100/],
  ],
  [
    'a closer look at a line',
    ['record', 'cells.json', '-o', 'f.png', '--zoom', '2'],
    [/zoom = 2: .*one dim/],
  ],
  [
    'benchmarks of no cells',
    ['bench', '--model', 'run-and-tumble', '--sizes', '0'],
    [/sizes = 0: .*from 1 to/],
  ],
  ['benchmarks of another model', ['bench', '--model', 'fish'], [/fish.*keller-segel, run-and-tumble/]],
  [
    'answers of one scheme alone',
    ['bench', '--accuracy', '--scheme', 'euler'],
    [/--accuracy.* cannot be used with option '--scheme <name>'/],
  ],
  ['benchmark grids that are none', ['bench', '--sizes', '10,x'], [/sizes = 10,x/]],
];

describe('refuses', () => {
  it.each(CASES)('%s', async (_name, words, lines) => {
    const before = await readdir(path(), { recursive: true });
    const ended = await tumbleHere(path(), words);
    const printed = ended.error.trimEnd().split('\n');
    lines.forEach((line, index) => expect(printed[index] ?? '').toMatch(line));
    expect(printed.length).toBeLessThanOrEqual(lines.length + 1);
    expect(ended.error).not.toMatch(/\n {4}at /);
    expect(ended.code).toBe(2);
    expect(ended.out).toBe('');
    expect((await readdir(path(), { recursive: true })).sort()).toEqual(before.sort());
    expect(await readFile(path('taken', 'u.npy'), 'utf8')).toBe('precious');
  });

  it('a picture over an existing one', async () => {
    await writeFile(path('p.png'), 'precious');
    const ended = await tumble(['record', 'collapse-1d', '-o', 'p.png']);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.error).toMatch(/output = p\.png: this name is taken/);
    expect(await readFile(path('p.png'), 'utf8')).toBe('precious');
  });

  it('control characters without passing them on to the terminal', async () => {
    const ended = await tumble(['run', 'saturated', '--set', 'growth=\x1b[31mu\n\x07']);
    expect(ended.code).toBe(2);
    expect(ended.error.trimEnd()).not.toMatch(/[\x00-\x1f]/);
  });
});
