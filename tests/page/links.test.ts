// Links are foreign text: whatever one holds, the page says in one line what is wrong with it and shows something
// that works. Nothing in a link is run or taken for HTML.

import { expect, test } from 'vitest';
import { PRESETS } from '../../src/presets/index.ts';
import { facts, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser();
const SMALL = 'preset=saturated-warm&nx=32&ny=32';
// On the reference, which starts at once: a link is read before anything is computed, but for what a GPU can hold.

test.each([
  ['a preset that does not exist', 'preset=nonsense'],
  ['a key that does not exist', `${SMALL}&colour=red`],
  ['a formula with a syntax error', `${SMALL}&growth=u*(1-u`],
  ['a name that does not exist', `${SMALL}&growth=window`],
  ['code', `${SMALL}&growth=alert(1)`],
  ['a constructor', `${SMALL}&growth=u.constructor("alert(1)")()`],
  ['HTML', `${SMALL}&growth=${encodeURIComponent('<img src=x onerror=document.title="taken">')}`],
  ['a prototype', '__proto__=1&constructor=2&toString=3'],
  ['a prototype inside', `${SMALL}&view.__proto__=1&parameters.__proto__=2`],
  ['a grid without end', `${SMALL}&nx=1e9`],
  ['a grid without end, on a GPU', `${SMALL}&nx=1e9`, 'gpu'],
  ['no number', `${SMALL}&nx=NaN&until=Infinity`],
  ['negative diffusion', `${SMALL}&diffusionU=-1`],
  ['broken percent signs', 'preset=%E0%A4%A&growth=%'],
  ['no assignment at all', 'hello'],
  ['a file', `${SMALL}&initialU=${encodeURIComponent('{"file":"/etc/passwd"}')}`],
  ['ten thousand brackets', `${SMALL}&growth=${'('.repeat(10_000)}`],
  ['a text of 100 kilobytes', `${SMALL}&growth=${'u+'.repeat(50_000)}u`],
] as readonly (readonly [string, string, string?])[])('%s', async (_case, hash, backend = 'reference') => {
  const { page, complaints } = await chromium.open(`?backend=${backend}`, hash);
  const shown = await until(
    page,
    ({ status, bannerKind }) => bannerKind === 'problem' && status !== 'starting',
  );
  expect(['playing', 'paused']).toContain(shown.status);
  expect(shown.banner).toMatch(/.+ = .+: .+\. .+/);
  // Readable: no line runs on for pages, whatever the link quoted. The longest lists the names of all presets.
  const names = PRESETS.reduce((length, { name }) => length + name.length + 2, 0);
  expect(Math.max(...shown.banner!.split('\n').map((line) => line.length))).toBeLessThan(names + 200);
  expect(
    await page.evaluate(() => [document.title.includes('taken'), document.querySelector('img')]),
  ).toEqual([false, null]);
  await page.keyboard.press('ArrowRight');
  await until(page, ({ steps }) => steps > 0);
  expect(complaints).toEqual([]);
});

test('a link that is changed while the page runs is taken or refused, without a reload', async () => {
  const { page } = await chromium.open('?backend=cpu', SMALL);
  await until(page, ({ steps }) => steps > 0);
  await page.evaluate(() => {
    location.hash = 'preset=nonsense';
  });
  const refused = await until(page, ({ bannerKind }) => bannerKind === 'problem');
  expect(refused.banner).toContain('nonsense');
  expect((await facts(page)).status).not.toBe('failed');
});
