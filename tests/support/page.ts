// Opens the page in a browser as a visitor would and reads what it says of itself: the data-* attributes of <html>,
// the banner, the pixels on the screen, and every complaint in the console.

import { decode } from 'fast-png';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, inject } from 'vitest';
import { launchBrowser } from './chromium.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Milliseconds to wait for the page: a machine that is busy otherwise must not fail a test. */
const PATIENCE = 120_000;

/** The smallest that shows all parts side by side, the settings among them: without a GPU a browser's time goes into pixels. */
export const DESK: Size = { width: 1200, height: 640 };
export const BEAMER: Size = { width: 1440, height: 900 };
export const TELEPHONE: Size = { width: 390, height: 844 };
export const LANDSCAPE: Size = { width: 844, height: 390 };

export interface OpenedPage {
  readonly page: Page;
  /** Errors and warnings in the console, exceptions, requests that failed. */
  readonly complaints: string[];
}

/** What the page tells of itself; times and densities are numbers in strings. */
export interface PageFacts {
  readonly status: string;
  /** Whether time and steps may be older than the state. */
  readonly behind: boolean;
  readonly backend: string;
  readonly preset: string;
  readonly time: number;
  readonly steps: number;
  readonly mass: number;
  readonly peak: number;
  readonly banner: string | null;
  readonly bannerKind: string | null;
}

/** Pages that ask for the processor do as well in a browser without WebGPU, which draws twice as fast: unless a file says which. */
const onProcessor = (search: string): boolean => /backend=(cpu|reference)/.test(search);

/**
 * One browser for all tests of a file, or one with WebGPU and one without. Pages are closed after each test, or, where they
 * are kept, after one that fails.
 */
export function testBrowser(options: { readonly webgpu?: boolean; readonly keepPages?: boolean } = {}): {
  browser(webgpu?: boolean): Promise<Browser>;
  open(search?: string, hash?: string, size?: Size): Promise<OpenedPage>;
} {
  const browsers = new Map<boolean, Promise<Browser>>();
  const pages: Page[] = [];
  afterEach(async (context) => {
    if (context.task.result?.state !== 'fail' && options.keepPages === true) return;
    await Promise.all(pages.splice(0).map((page) => page.close()));
  });
  afterAll(async () => {
    await Promise.all([...browsers.values()].map(async (browser) => (await browser).close()));
  });
  return {
    browser(webgpu = options.webgpu ?? true) {
      const found = browsers.get(webgpu) ?? launchBrowser({ webgpu });
      browsers.set(webgpu, found);
      return found;
    },
    async open(search = '?backend=gpu', hash = '', size = DESK) {
      const served = inject('servedPage');
      if ('failure' in served) throw new Error(served.failure);
      const browser = await this.browser(options.webgpu ?? !onProcessor(search));
      const page = await browser.newPage();
      pages.push(page);
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
      page.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
      });
      page.setDefaultTimeout(PATIENCE);
      await page.setViewport(size);
      await page.goto(`${served.address}${search}${hash === '' ? '' : `#${hash}`}`);
      return { page, complaints };
    },
  };
}

export const facts = (page: Page): Promise<PageFacts> =>
  page.evaluate(() => {
    const { dataset } = document.documentElement;
    const banner = document.querySelector<HTMLElement>('.banner:not([hidden])');
    return {
      status: dataset['status'] ?? '',
      behind: dataset['behind'] === 'true',
      backend: dataset['backend'] ?? '',
      preset: dataset['preset'] ?? '',
      time: Number(dataset['time']),
      steps: Number(dataset['steps']),
      mass: Number(dataset['mass']),
      peak: Number(dataset['peak']),
      banner: banner?.querySelector('.banner-text')?.textContent ?? null,
      bannerKind: banner?.dataset['kind'] ?? null,
    };
  });

/** Waits until the page says so, as long as PATIENCE lasts; fails with what it said last. */
export async function until(page: Page, holds: (facts: PageFacts) => boolean): Promise<PageFacts> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const now = await facts(page);
    if (holds(now)) return now;
    if (performance.now() > end) throw new Error(`${holds.toString()} never held: ${JSON.stringify(now)}`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** Pauses, and waits until the page tells of the last step that was under way. */
export async function pause(page: Page): Promise<PageFacts> {
  await page.keyboard.press(' ');
  return until(page, ({ status, behind }) => status === 'paused' && !behind);
}

export interface Look {
  readonly width: number;
  readonly height: number;
  /** Distinct colours. */
  readonly colours: number;
  /** Share of the commonest colour. */
  readonly commonest: number;
}

/** Statistics of what is on the screen, or on a part of it. */
export async function look(page: Page, clip?: Size & { x: number; y: number }): Promise<Look> {
  const bytes = await page.screenshot(clip === undefined ? { type: 'png' } : { type: 'png', clip });
  const { data, width, height, channels } = decode(bytes);
  const counts = new Map<number, number>();
  for (let i = 0; i < data.length; i += channels) {
    const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return { width, height, colours: counts.size, commonest: Math.max(...counts.values()) / (width * height) };
}

/** A square of so many pixels in the middle of the picture: between the texts at the sides, or above and below. */
export const centre = (page: Page, side: number): Promise<Size & { x: number; y: number }> =>
  page.evaluate((length) => {
    const box = (selector: string) => {
      const found = document.querySelector<HTMLElement>(selector);
      return found && !found.hidden ? found.getBoundingClientRect() : null;
    };
    const wide = innerWidth >= 900 || (innerWidth >= 560 && innerHeight <= 520);
    const left = wide ? (box('.side')?.right ?? 0) : 0;
    const right = wide ? (box('.panel')?.left ?? innerWidth) : innerWidth;
    const top = wide ? 0 : (box('.intro')?.bottom ?? 0);
    const bottom = wide ? innerHeight : (box('.dock')?.top ?? innerHeight);
    const edge = Math.min(length, right - left, bottom - top);
    return { x: (left + right - edge) / 2, y: (top + bottom - edge) / 2, width: edge, height: edge };
  }, side);
