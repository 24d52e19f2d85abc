// A visit: the page opens without a complaint, runs, and obeys its keys, buttons and settings. On the software adapter,
// so with few cells; how fast it runs is not judged here.

import { describe, expect, test } from 'vitest';
import { BEAMER, type OpenedPage, facts, look, pause, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser();
// Never ends by itself. Without chemotaxis and growth it only spreads, and its mass stays.
const CALM = 'preset=saturated-warm&nx=64&ny=64&until=1e6';
const NO_GROWTH = `${CALM}&c=0&growth=r*u&r=0`;

/** What f32 sums of 64 x 64 cells may differ by: 4096 additions, each rounding by at most 2^-24 of the sum. */
const SUM_ROUNDING = 4096 * 2 ** -24;

const button = (opened: OpenedPage, action: string): Promise<void> =>
  opened.page.click(`button[data-action="${action}"]`);

test('opens without a complaint and runs', async () => {
  const { page, complaints } = await chromium.open('?backend=gpu', CALM);
  const early = await until(page, ({ status, steps }) => status === 'playing' && steps > 0);
  expect(early.backend).toBe('gpu');
  const late = await until(page, ({ steps }) => steps > 20);
  expect(late.time).toBeGreaterThan(early.time);
  expect(late.banner).toBeNull();
  expect(await page.title()).toMatch(/Tumble/);
  expect(complaints).toEqual([]);
});

test('a first visit, with nothing in the address, shows an experiment', async () => {
  const { page, complaints } = await chromium.open('', '');
  const shown = await until(page, ({ status, steps }) => status === 'playing' && steps > 0);
  expect(shown.preset).not.toBe('');
  expect(complaints).toEqual([]);
});

describe('run', () => {
  test('space pauses and goes on, the right arrow makes one step, r begins again', async () => {
    const { page, complaints } = await chromium.open('?backend=gpu', CALM);
    await until(page, ({ steps }) => steps > 5);
    const paused = await pause(page);
    await page.keyboard.press('ArrowRight');
    const stepped = await untilMore(page, paused.steps);
    expect(stepped.steps).toBe(paused.steps + 1);
    expect(stepped.time).toBeGreaterThan(paused.time);
    await page.keyboard.press('r');
    const reset = await until(page, ({ time, status }) => time === 0 && status === 'paused');
    expect(reset.steps).toBe(0);
    await page.keyboard.press(' ');
    await until(page, ({ steps, status }) => status === 'playing' && steps > 0);
    expect(complaints).toEqual([]);
  });

  test('the buttons do the same', async () => {
    const opened = await chromium.open('?backend=cpu', CALM);
    const { page } = opened;
    await until(page, ({ steps }) => steps > 0);
    await button(opened, 'toggle');
    await until(page, ({ status }) => status === 'paused');
    await button(opened, 'reset');
    await until(page, ({ time, status }) => time === 0 && status === 'paused');
    await button(opened, 'step');
    expect((await until(page, ({ steps }) => steps > 0)).steps).toBe(1);
    await button(opened, 'toggle');
    await until(page, ({ status }) => status === 'playing');
  });
});

describe('settings', () => {
  test('a parameter takes effect while the run goes on', async () => {
    const { page, complaints } = await chromium.open('?backend=gpu', NO_GROWTH);
    const before = await until(page, ({ steps }) => steps > 10);
    const later = await untilMore(page, before.steps + 10);
    expect(Math.abs(later.mass / before.mass - 1)).toBeLessThan(SUM_ROUNDING);
    await type(page, 'parameters.r', '0.5');
    const changed = await facts(page);
    const grown = await until(page, ({ mass }) => mass > 20_000);
    expect(grown.time).toBeGreaterThan(changed.time);
    expect(await page.evaluate(() => location.hash)).toContain('r=0.5');
    expect(complaints).toEqual([]);
  });

  test('a formula with a fault is refused under its field, and the run goes on', async () => {
    const { page } = await chromium.open('?backend=cpu', CALM);
    const before = await until(page, ({ steps }) => steps > 0);
    await type(page, 'growth', 'u*(1-u');
    await page.waitForSelector('[data-key="growth"] .field-problem');
    await untilMore(page, before.steps);
    await type(page, 'growth', 'u*(1-u)');
    await page.waitForFunction(() => document.querySelector('.field-problem') === null);
  });

  test('another preset is another experiment', async () => {
    const { page } = await chromium.open('?backend=cpu', CALM);
    await until(page, ({ steps }) => steps > 0);
    await page.evaluate(() => {
      location.hash = 'preset=collapse-1d';
    });
    const shown = await until(page, ({ preset, steps }) => preset === 'collapse-1d' && steps > 0);
    expect(shown.banner).toBeNull();
  });

  test('the link holds what was changed, and opens as the same experiment', async () => {
    const { page } = await chromium.open('?backend=cpu', CALM);
    await until(page, ({ steps }) => steps > 0);
    await type(page, 'parameters.c', '3.5');
    const hash = await page.evaluate(() => location.hash.slice(1));
    expect(new URLSearchParams(hash).get('c')).toBe('3.5');
    const again = await chromium.open('?backend=cpu', hash);
    const shown = await until(again.page, ({ steps }) => steps > 0);
    expect([shown.preset, await again.page.evaluate(() => location.hash.slice(1))]).toEqual([
      'saturated-warm',
      hash,
    ]);
  });
});

type Page = OpenedPage['page'];

/** Types into a field of the settings as a person would, who first unfolds its group, and leaves it with Enter. */
async function type(page: Page, key: string, text: string): Promise<void> {
  const selector = `[data-key="${key}"] input`;
  const field = await page.waitForSelector(selector);
  await field!.evaluate((input) => {
    for (
      let group = input.closest('.lil-gui');
      group !== null;
      group = group.parentElement!.closest('.lil-gui')
    ) {
      group.querySelector<HTMLElement>(':scope > [aria-expanded="false"]')?.click();
    }
  });
  await page.waitForSelector(selector, { visible: true });
  await field!.evaluate((input) => {
    (input as HTMLInputElement).focus();
    (input as HTMLInputElement).select();
  });
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

const untilMore = (page: Page, steps: number): ReturnType<typeof facts> =>
  until(page, (now) => now.steps > steps);

test('the plots of fields are tabs, a key takes the next one, and the choice is kept', async () => {
  const { page, complaints } = await chromium.open(
    '?backend=reference',
    'preset=collapse&nx=32&ny=32',
    BEAMER,
  );
  const shown = (name: string) =>
    page.waitForFunction((plot) => document.documentElement.dataset['plot'] === plot, {}, name);
  const notes = () => page.$eval('.plot-notes', (all) => (all as HTMLElement).innerText);
  await until(page, ({ steps }) => steps > 5);
  await shown('collapse');
  await page.waitForFunction(() => document.querySelector('.plot-notes p') !== null);
  expect(await notes()).toMatch(/^50\.3 cells are 2 critical masses \(25\.1\)/);
  await page.keyboard.press('t');
  await shown('history');
  expect(await page.$eval('.plot-history', (plot) => plot.getBoundingClientRect().height)).toBeGreaterThan(
    50,
  );
  await page.click('[data-plot="waves"]');
  await shown('waves');
  await page.waitForFunction(() =>
    /uniform state/.test(document.querySelector('.plot-notes')?.textContent ?? ''),
  );
  const box = await page.$eval('.plot canvas', (canvas) => {
    const { x, y, width, height } = canvas.getBoundingClientRect();
    return { x, y, width, height };
  });
  expect(box.height).toBeGreaterThan(100);
  // Frame, writing and curves with their soft edges: a blank canvas has one colour.
  expect((await look(page, box)).colours).toBeGreaterThan(20);
  await page.evaluate(() => (location.hash = 'preset=subcritical&nx=32&ny=32'));
  await until(page, ({ preset, steps }) => preset === 'subcritical' && steps > 0);
  await shown('waves');
  expect(complaints).toEqual([]);
});

test('what is predicted follows a parameter', async () => {
  const { page } = await chromium.open('?backend=reference', CALM);
  await until(page, ({ steps }) => steps > 0);
  const says = (pattern: string) =>
    page.waitForFunction(
      (text) => new RegExp(text).test(document.querySelector('.plot-notes')?.textContent ?? ''),
      {},
      pattern,
    );
  await says('u = 1, v = 10 is unstable');
  const field = await page.waitForSelector('[data-key="parameters.c"] input', { visible: true });
  await field!.evaluate((input) => {
    (input as HTMLInputElement).focus();
    (input as HTMLInputElement).select();
  });
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await says('u = 1, v = 10 is stable');
});
