// The inside of cells on the page: colours of an internal variable, and another one chosen while the run goes on.

import { expect, test } from 'vitest';
import { facts, look, centre, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser();
// An attractant that rises along x: activity falls where cells have just met more of it.
const GRADIENT = [
  ...['preset=exponential-gradient', 'model=run-and-tumble', 'sensing=e-coli', 'cells=20000'],
  ...['nx=32', 'ny=32', 'view.field=activity'],
].join('&');

test('colours by activity, then by methylation and by density, without another start', async () => {
  const { page, complaints } = await chromium.open('?backend=gpu', GRADIENT);
  await until(page, ({ steps }) => steps > 5);
  await page.keyboard.press(' ');
  await until(page, ({ status, behind }) => status === 'paused' && !behind);
  const { steps } = await facts(page);
  const choose = (field: string) =>
    page.evaluate((value) => {
      const list = document.querySelector<HTMLSelectElement>('[data-key="view.field"] select')!;
      const names = [...list.options].map(({ text }) => text);
      list.selectedIndex = names.findIndex((name) => name.includes(value));
      list.dispatchEvent(new Event('change', { bubbles: true }));
      return names;
    }, field);
  const colours = async () => (await look(page, await centre(page, 200))).colours;
  await page.waitForFunction(() => document.querySelector('canvas.map') !== null);
  expect(await colours()).toBeGreaterThan(20);
  if (process.env.TUMBLE_SHOTS) await page.screenshot({ path: `${process.env.TUMBLE_SHOTS}/activity.png` });
  expect(await choose('methylation')).toEqual([
    'cell density',
    'attractant c',
    'inside: activity',
    'inside: methylation',
    'inside: CheY-P',
  ]);
  await page.waitForFunction(() => location.hash.includes('view.field=methylation'));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await colours()).toBeGreaterThan(20);
  if (process.env.TUMBLE_SHOTS)
    await page.screenshot({ path: `${process.env.TUMBLE_SHOTS}/methylation.png` });
  await choose('density');
  await page.waitForFunction(() => !location.hash.includes('view.field=methylation'));
  expect((await facts(page)).steps).toBe(steps);
  await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[role="tab"]')]
      .find((tab) => tab.textContent === 'Inside')
      ?.click(),
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  if (process.env.TUMBLE_SHOTS) await page.screenshot({ path: `${process.env.TUMBLE_SHOTS}/inside.png` });
  expect(complaints).toEqual([]);
});
