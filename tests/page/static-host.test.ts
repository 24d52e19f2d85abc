// The page on a host that sends files and no headers: threads share memory all the same, after the page has loaded itself once more.

import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testBrowser, until } from '../support/page.ts';
import { PAGE_FOLDER } from '../support/served-page.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = normalize(new URL(request.url!, 'http://host').pathname).replace(/\/$/, '/index.html');
    readFile(join(PAGE_FOLDER, path)).then(
      (bytes) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'font/woff2' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

const chromium = testBrowser({ webgpu: false });

test('the page isolates itself and computes on several threads', async () => {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const page = await (await chromium.browser()).newPage();
  await page.goto(`${address}?backend=cpu#preset=saturated-warm&nx=64&ny=64`);
  // Outlives the loading anew.
  await page.waitForFunction(() => crossOriginIsolated);
  const shown = await until(page, ({ backend, steps }) => backend === 'cpu' && steps > 2);
  expect(shown.banner).not.toMatch(/not cross-origin isolated/);
  // The address keeps what was asked for.
  expect(page.url()).toContain('nx=64');
  await page.close();
});
