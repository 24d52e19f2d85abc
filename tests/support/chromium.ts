// A real browser with WebGPU for page tests: one that is installed on the machine, else the Chromium that npm's
// @sparticuz/chromium carries (Linux on x86-64), which needs nothing from the system. WebGPU runs on SwiftShader in
// all of them, so a machine with a GPU and one without see the same page.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';
import { bundledForThisMachine, unpackBundled } from '../../src/platform/bundled-browser.ts';

const FLAGS = [
  '--no-sandbox', // Chromium's own sandbox does not work as root or in containers; the page is ours.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--hide-scrollbars',
];
const WEBGPU_FLAGS = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  // A canvas that WebGPU draws on is shared with the compositor: that, too, has to run on Vulkan, hence SwiftShader.
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--ignore-gpu-blocklist',
  // All else is drawn faster by the processor directly.
  '--disable-gpu-rasterization',
  '--disable-accelerated-2d-canvas',
];
const NO_WEBGPU_FLAGS = ['--disable-features=WebGPUService', '--disable-gpu'];
const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];

/** The installed browser to use, or null. TUMBLE_CHROME names one, or `bundled` for the one from npm. */
export function installedBrowser(): string | null {
  const named = process.env['TUMBLE_CHROME'] ?? process.env['PUPPETEER_EXECUTABLE_PATH'];
  if (named === 'bundled') return null;
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`TUMBLE_CHROME = ${named}: there is no such file`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  try {
    candidates.push(puppeteer.executablePath('chrome'));
  } catch {
    // Chrome is not where this system keeps it.
  }
  return candidates.find((path) => existsSync(path)) ?? null;
}

async function bundledBrowser(): Promise<Pick<LaunchOptions, 'executablePath' | 'env' | 'headless'>> {
  const folder = await unpackBundled('browser');
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''];
  return {
    executablePath: join(folder, 'chromium'),
    headless: 'shell',
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries.filter((path) => path !== '').join(delimiter),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  };
}

/** Chromium got WebGPU's present rules for subgroups, limits and adapter information by and by; this has them all. */
const OLDEST = 128;

/**
 * Starts a browser that the caller must close; `webgpu: false` gives one that has none. An installed browser that is
 * too old, or does not start (Ubuntu's snap does not, where there is no session), gives way to the bundled one.
 */
export async function launchBrowser(options: { readonly webgpu?: boolean } = {}): Promise<Browser> {
  const args = [...FLAGS, ...(options.webgpu === false ? NO_WEBGPU_FLAGS : WEBGPU_FLAGS)];
  const launch = (browser: Omit<LaunchOptions, 'args'>): Promise<Browser> =>
    puppeteer.launch({ ...browser, args, protocolTimeout: 120_000 });
  const installed = installedBrowser();
  if (installed !== null) {
    try {
      const browser = await launch({ executablePath: installed, headless: true });
      const version = await browser.version();
      if (Number(/\/(\d+)/.exec(version)?.[1]) >= OLDEST) return browser;
      await browser.close();
      if (!bundledForThisMachine())
        throw new Error(`${installed} is ${version}; ${OLDEST} or later is needed`);
    } catch (error) {
      if (!bundledForThisMachine()) throw error;
    }
  }
  return launch(await bundledBrowser());
}
