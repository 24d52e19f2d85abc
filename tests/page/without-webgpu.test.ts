// A browser without WebGPU: the page says so and what to do, and computes all the same, in WebAssembly: on whole grids, with fewer
// cells.

import { expect, test } from 'vitest';
import { centre, look, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser({ webgpu: false });

test('the page says what is missing and runs on the processor', async () => {
  const { page, complaints } = await chromium.open('', 'preset=saturated-warm');
  const shown = await until(page, ({ status, steps }) => status === 'playing' && steps > 2);
  expect(shown.backend).toBe('cpu');
  expect(shown.banner).toMatch(/WebGPU/);
  expect(shown.banner).not.toMatch(/points/);
  await page.keyboard.press(' ');
  await until(page, ({ status }) => status === 'paused');
  expect((await look(page, await centre(page, 100))).colours).toBeGreaterThan(50);
  // Browsers write to the console that there is no adapter; the page adds nothing.
  expect(complaints.filter((complaint) => !/webgpu|adapter|gpu/i.test(complaint))).toEqual([]);
});

test('asked for the GPU all the same, it says why not', async () => {
  const { page } = await chromium.open('?backend=gpu', 'preset=saturated-warm');
  const shown = await until(page, ({ banner }) => banner !== null);
  expect(shown.banner).toMatch(/WebGPU|GPU/);
});

test('one dimension works, too', async () => {
  const { page } = await chromium.open('', 'preset=collapse-1d');
  await until(page, ({ backend, steps }) => backend === 'cpu' && steps > 2);
});

test.each(['free-run', 'adaptation-step', 'chain-lecture'])('cells run, too: %s', async (preset) => {
  const { page } = await chromium.open('', `preset=${preset}`);
  await until(page, ({ backend, steps }) => backend === 'cpu' && steps > 2);
});

test('asked for the reference, it takes fewer points', async () => {
  const { page } = await chromium.open('?backend=reference', 'preset=saturated-warm');
  const shown = await until(page, ({ status, steps }) => status === 'playing' && steps > 2);
  expect(shown.backend).toBe('reference');
  expect(shown.banner).toMatch(/128/);
});
