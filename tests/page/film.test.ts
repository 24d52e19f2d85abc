// A film and a picture made on the page, saved as a visitor's browser saves them, and opened again.

import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { facts, pause, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser();
const folder = mkdtempSync(join(tmpdir(), 'tumble-film-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Held by a session: when that ends, the browser refuses downloads again.
beforeAll(async () => {
  const session = await (await chromium.browser()).target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
});

const HASH = 'preset=saturated-warm&nx=32&ny=32&until=1e6';

async function pausedPage(): Promise<Page> {
  const { page } = await chromium.open('?backend=gpu', HASH);
  await until(page, ({ steps }) => steps > 0);
  await pause(page);
  return page;
}

/** The file that ends so, once it is complete. */
async function saved(ending: string): Promise<Uint8Array> {
  for (let tries = 0; tries < 200; tries++) {
    const name = readdirSync(folder).find((file) => file.endsWith(ending));
    if (name !== undefined) {
      const bytes = readFileSync(join(folder, name));
      rmSync(join(folder, name));
      return bytes;
    }
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error(`no ${ending} was saved; there is: ${readdirSync(folder).join(', ')}`);
}

/** Sets the fields of the film dialog, by their ids. */
async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((wanted) => {
    for (const [id, value] of Object.entries(wanted)) {
      const field = document.getElementById(id) as HTMLInputElement | HTMLSelectElement;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, values);
}

async function openDialog(page: Page): Promise<readonly string[]> {
  await page.keyboard.press('f');
  await page.waitForFunction(() => (document.getElementById('film-format') as HTMLSelectElement).length > 0);
  return page.$$eval('#film-format option', (options) => options.map(({ value }) => value));
}

test.each([
  ['mp4', 'avc'],
  ['webm', 'vp9'],
] as const)('a film in %s has the frames and the size asked for', async (format, codec) => {
  const page = await pausedPage();
  expect(await openDialog(page)).toContain(format);
  const now = (await facts(page)).time;
  await fill(page, {
    'film-format': format,
    'film-size': '640x640',
    'film-rate': '10',
    'film-time': '0.5',
    'film-until': String(now + 3.75),
  });
  await page.click('[data-action="film-go"]');
  const bytes = await saved(`.${format}`);
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  const { packetCount, averagePacketRate } = await track!.computePacketStats();
  expect([track!.codec, track!.displayWidth, track!.displayHeight]).toEqual([codec, 640, 640]);
  // Times 0, 0.5, ... 3.5 after the start: 8 frames, a tenth of a second each.
  expect(packetCount).toBe(8);
  expect(averagePacketRate).toBeCloseTo(10, 6);
  expect(await input.computeDuration()).toBeCloseTo(0.8, 2);
});

test('a film that is stopped keeps what is done', async () => {
  const page = await pausedPage();
  await openDialog(page);
  await fill(page, { 'film-size': '640x640', 'film-rate': '10', 'film-time': '0.1', 'film-until': '1000' });
  await page.click('[data-action="film-go"]');
  await page.waitForFunction(() =>
    /Frame [1-9]/.test(document.querySelector('.film-message')?.textContent ?? ''),
  );
  await page.click('[data-action="film-cancel"]');
  const format = await page.$eval('#film-format', (select) => (select as HTMLSelectElement).value);
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(await saved(`.${format}`)) });
  const { packetCount } = await (await input.getPrimaryVideoTrack())!.computePacketStats();
  expect(packetCount).toBeGreaterThan(0);
  expect(packetCount).toBeLessThan(1000);
});

test('a picture of the current frame', async () => {
  const page = await pausedPage();
  await page.keyboard.press('s');
  const picture = decode(await saved('.png'));
  expect(picture.width).toBeGreaterThan(200);
  expect(new Set(new Uint32Array(Uint8Array.from(picture.data).buffer)).size).toBeGreaterThan(50);
});

const CELLS = 'model=run-and-tumble&cells=1000&nx=32&until=1e6';

async function pausedCells(hash: string): Promise<Page> {
  const { page } = await chromium.open('?backend=gpu', hash);
  await until(page, ({ steps }) => steps > 3);
  await pause(page);
  return page;
}

test.each([
  ['in one dimension', `${CELLS}&ny=1`],
  ['in two', `${CELLS}&ny=32`],
])('a picture and a film of cells %s', async (_dimension, hash) => {
  const page = await pausedCells(hash);
  await page.keyboard.press('s');
  const picture = decode(await saved('.png'));
  expect(new Set(new Uint32Array(Uint8Array.from(picture.data).buffer)).size).toBeGreaterThan(50);
  await openDialog(page);
  const now = (await facts(page)).time;
  await fill(page, {
    'film-format': 'webm',
    'film-size': '640x640',
    'film-rate': '10',
    'film-time': '0.1',
    'film-until': String(now + 0.35),
  });
  await page.click('[data-action="film-go"]');
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(await saved('.webm')) });
  const { packetCount } = await (await input.getPrimaryVideoTrack())!.computePacketStats();
  // Times 0, 0.1, 0.2, 0.3 after the start.
  expect(packetCount).toBe(4);
  expect((await facts(page)).time).toBeGreaterThan(now);
});
