// The page tests' foundation: the browser they run in has WebGPU and computes with it, and can be had without it.

import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { double } from '../support/double.ts';

let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>empty</title>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

test('a browser computes with WebGPU', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(address);
    const result = await page.evaluate(async (source) => {
      const adapter = await navigator.gpu.requestAdapter();
      if (adapter === null) return 'no adapter';
      const compute = new Function(`return ${source}`)() as typeof double;
      return {
        vendor: adapter.info.vendor,
        doubled: await compute(await adapter.requestDevice(), [1, 2.5, -3]),
      };
    }, double.toString());
    expect(result).toEqual({ vendor: 'google', doubled: [2, 5, -6] });
  } finally {
    await browser.close();
  }
});

test('a browser without WebGPU gives no adapter', async () => {
  const browser = await launchBrowser({ webgpu: false });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    const adapter = await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? 'none');
    expect(adapter).toBe('none');
  } finally {
    await browser.close();
  }
});
