// No preset without a run: every name in the registry must have a describe block in one of the files of this folder,
// and must say what it is, what to watch and what to expect.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/presets/index.ts';

/** A block of one preset's tests, perhaps for each backend: `'spots'`, `'variety on $backend'`. */
const BLOCK = /^describe(?:\.each\(backends\))?\('([^' ]+)/gm;

const folder = dirname(fileURLToPath(import.meta.url));
const tested = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(BLOCK)])
  .map(([, name]) => name);

describe.each(PRESETS.map((preset) => [preset.name, preset] as const))('%s', (name, preset) => {
  it('is run by exactly one block of tests here', () => {
    expect(tested.filter((other) => other === name)).toEqual([name]);
  });

  it('says what it is, what to watch and what to expect', () => {
    for (const text of [preset.title, preset.watch, preset.expect]) expect(text.trim()).not.toBe('');
  });
});

it('tests no preset that is gone', () => {
  expect(tested.filter((name) => !PRESETS.some((preset) => preset.name === name))).toEqual([]);
});
