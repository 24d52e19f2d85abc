// An experiment at several levels on the page: the levels keep up with the cells, the picture shows them, a parameter reaches all of
// them, and a continuum level by itself runs, too.

import { expect, test } from 'vitest';
import { centre, look, pause, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser();
const CHAIN = 'preset=chain-lecture&cells=2000&nx=50';

const compared = (later: number) =>
  [(time: number) => Number(document.documentElement.dataset['levels']) > time, {}, later] as const;

// Once in some runs on a machine with three times as much to do as it can, the comparison of the last state has not come within
// two minutes, and why is not known: once more, then.
test.each(['gpu', 'reference'])('levels keep up with the cells on %s', { retry: 1 }, async (backend) => {
  const { page, complaints } = await chromium.open(`?backend=${backend}`, CHAIN);
  await page.waitForFunction(...compared(0.2));
  // bars of one colour and curves of two others, with their soft edges
  expect((await look(page, await centre(page, 300))).colours).toBeGreaterThan(30);
  await page.click('[data-plot="levels"]');
  await page.waitForFunction(() => document.documentElement.dataset['plot'] === 'levels');
  // On a tab that has the focus the space bar is the tab's.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await pause(page);
  const paused = await until(page, ({ behind }) => !behind);
  // After a pause the comparison is of the state that is shown.
  await page.waitForFunction(
    (time) => Math.abs(Number(document.documentElement.dataset['levels']) - time) < 1e-6,
    {},
    paused.time,
  );
  expect(complaints).toEqual([]);
});

test.each(['two-state', 'fokker-planck'])('%s by itself shows density and current', async (model) => {
  const { page, complaints } = await chromium.open(
    '?backend=reference',
    `preset=lecture-1d&model=${model}&timeStep=auto&nx=50`,
  );
  const shown = await until(page, ({ steps, status }) => status === 'playing' && steps > 5);
  expect(Math.abs(shown.mass / 5000 - 1)).toBeLessThan(1e-6);
  expect((await look(page, await centre(page, 300))).colours).toBeGreaterThan(20);
  const equation = await page.$eval('.equation', ({ textContent }) => textContent);
  expect(equation).toContain(model === 'two-state' ? 'p' : 'D');
  expect(complaints).toEqual([]);
});
