// Every preset opens on the page from a link, draws something and advances. Two-dimensional ones on fewer cells than
// they ask for, and those with single cells with fewer of these, since the software adapter is slow; what comes out of
// them is tests/presets' matter. One page opens one after the other, as links that are followed in it: the kernels that
// they share are compiled once. Pages that are opened anew are the matter of the other files.

import { expect, test } from 'vitest';
import { PRESETS } from '../../src/presets/index.ts';
import { type OpenedPage, centre, look, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser({ keepPages: true });
let opened: OpenedPage | null = null;
const CELLS = 5000;

/** So many that densities stay as they were: views have fixed ends. */
function fewerCells({ cells, weight = 1 }: Readonly<Record<string, unknown>>): string {
  return `&cells=${CELLS}&weight=${(Number(cells) * Number(weight)) / CELLS}`;
}

/** The page on which the link was followed, once it tells of that experiment. */
async function follow(name: string, link: string): Promise<OpenedPage> {
  opened = opened?.page.isClosed() === false ? opened : null;
  if (opened === null) return (opened = await chromium.open('?backend=gpu', link));
  const { page, complaints } = opened;
  complaints.length = 0;
  await page.evaluate((hash) => (location.hash = hash), link);
  await until(page, ({ preset }) => preset === name);
  // What it tells of time and steps is written when it draws.
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  return opened;
}

test.each(PRESETS.map((preset) => [preset.name, preset] as const))('%s', async (name, preset) => {
  const grid = preset.settings['ny'] === 1 ? '' : '&nx=64&ny=64';
  const cells = preset.settings['model'] === 'run-and-tumble' ? fewerCells(preset.settings) : '';
  const { page, complaints } = await follow(name, `preset=${name}${grid}${cells}`);
  const shown = await until(page, ({ steps }) => steps > 2);
  expect(shown).toMatchObject({ preset: name, backend: 'gpu' });
  // Some have a word to say of their tumbling rates.
  if (cells === '') expect(shown.banner).toBeNull();
  else expect([null, 'information']).toContain(shown.bannerKind);
  expect(shown.time).toBeGreaterThan(0);
  expect(shown.mass).toBeGreaterThan(0);
  await page.keyboard.press(' ');
  await until(page, ({ status }) => status !== 'playing');
  // A blank picture is one colour; curves, and the smoothest of the maps, show a handful. Cells may begin at an edge.
  const side = cells === '' ? 300 : 2000;
  expect((await look(page, await centre(page, side))).colours).toBeGreaterThan(4);
  expect(await page.title()).toContain(preset.title);
  expect(complaints).toEqual([]);
});
