// The benchmark on the page: rows for every backend, measured in turn; it can be stopped, and the run goes on afterwards.

import { expect, test } from 'vitest';
import { testBrowser, until } from '../support/page.ts';

// The benchmark looks for a GPU whatever the experiment runs on.
const chromium = testBrowser({ webgpu: true });

test('measures answers, too, and stops within a run', async () => {
  const { page, complaints } = await chromium.open('?backend=cpu', 'preset=saturated-warm&nx=32&ny=32');
  await until(page, ({ steps }) => steps > 0);
  await page.keyboard.press('b');
  await page.select('#bench-subject', 'answers');
  await page.click('[data-action="bench-go"]');
  await page.waitForFunction(() =>
    document.querySelector('.bench .film-message')?.textContent.startsWith('Measuring converged'),
  );
  await page.click('[data-action="bench-close"]');
  await page.waitForFunction(
    () => document.querySelector('.bench .film-message')?.textContent === 'Stopped.',
  );
  expect(complaints).toEqual([]);
});

test('measures every backend, stops when told to, and lets the experiment go on', async () => {
  const { page, complaints } = await chromium.open('?backend=gpu', 'preset=saturated-warm&nx=32&ny=32');
  await until(page, ({ steps }) => steps > 0);
  await page.keyboard.press('b');
  await page.click('[data-action="bench-go"]');
  await until(page, ({ status }) => status === 'paused');
  await page.waitForSelector('.bench-table td');
  const columns = await page.$$eval('.bench-table tbody tr', (rows) =>
    rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
  );
  expect(columns.map(([size, by]) => [size, by])).toEqual([
    ['64 \u00d7 64', expect.stringContaining('SwiftShader')],
    ['64 \u00d7 64', 'cpu'],
    ['64 \u00d7 64', 'reference'],
  ]);
  for (const [, , step, rate, share] of columns) {
    expect(step).toMatch(/^[\d.]+ \u00b5s$/);
    expect(rate).toMatch(/^[\d.]+ [kMG]/);
    expect(share).toMatch(/%$/);
  }
  await page.click('[data-action="bench-close"]');
  await page.waitForFunction(
    () => document.querySelector('.bench .film-message')?.textContent === 'Stopped.',
  );
  await page.click('[data-action="bench-close"]');
  expect(await page.$('dialog[open]')).toBeNull();
  const before = await until(page, ({ behind }) => !behind);
  // The button of the closed dialog keeps the focus, and the space bar with it, until the next picture.
  await page.waitForFunction(() => (document.activeElement?.closest('dialog') ?? null) === null);
  await page.keyboard.press(' ');
  await until(page, ({ steps }) => steps > before.steps);
  expect(complaints).toEqual([]);
});
