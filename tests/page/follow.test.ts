// Following a cell on the page: by a click on the picture, by key and by button; its plots fill, and Escape lets it go.

import { expect, test } from 'vitest';
import { centre, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser();
const PLANE = 'model=run-and-tumble&nx=32&ny=32&until=1e6&sensing=e-coli&attractant=100*exp(x/200)&cells=300';
type Page = Awaited<ReturnType<typeof chromium.open>>['page'];
const told = (page: Page, name: string): Promise<string> =>
  page.evaluate((key) => document.documentElement.dataset[key] ?? '', name);
const waitUntil = (page: Page, name: string, least: number) =>
  page.waitForFunction(
    (key, wanted) => Number(document.documentElement.dataset[key]) >= wanted,
    {},
    name,
    least,
  );

test('a click follows a cell, its tab fills, a drag does nothing, Escape lets go', async () => {
  const { page, complaints } = await chromium.open('?backend=gpu', PLANE);
  await until(page, ({ steps }) => steps > 2);
  expect(await told(page, 'followed')).toBe('');
  const { x, y, width } = await centre(page, 100);
  await page.mouse.move(x + width / 2, y + width / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 30, y + width / 2, { steps: 3 });
  await page.mouse.up();
  await page.mouse.click(x + width / 2, y + width / 2, { count: 2 });
  // Longer than a click waits for a second one.
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await told(page, 'followed')).toBe('');
  await page.mouse.click(x + width / 2, y + width / 2);
  await waitUntil(page, 'stepsFollowed', 20);
  const cell = await told(page, 'followed');
  expect(Number(cell)).toBeLessThan(300);
  expect(await told(page, 'plot')).toBe('one');
  expect(await page.$eval('.follow-words', ({ textContent }) => textContent)).toBe(`Cell ${cell}`);
  // Ring, track and plots are drawn in their colour.
  const pink = await page.$eval('.plot-panel canvas', (canvas) => {
    const { width: w, height: h } = canvas as HTMLCanvasElement;
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, w, h);
    return data.filter((value) => value > 0).length;
  });
  expect(pink).toBeGreaterThan(1000);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.documentElement.dataset['followed'] === '');
  await page.click('.follow-bar button');
  await waitUntil(page, 'stepsFollowed', 5);
  const first = Number(await told(page, 'followed'));
  await page.keyboard.press('c');
  await page.waitForFunction(
    (wanted) => document.documentElement.dataset['followed'] === String(wanted),
    {},
    (first + 1) % 300,
  );
  expect(complaints).toEqual([]);
});
