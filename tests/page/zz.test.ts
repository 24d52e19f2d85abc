import { test } from 'vitest';
import { testBrowser, until } from '../support/page.ts';
const chromium = testBrowser();
const shots = (process.env['SHOTS'] ?? '').split(';').filter(Boolean).map((s) => s.split('|'));
test.each(shots)('%s', async (name, search, hash, size, seconds, keys = '') => {
  const [width, height] = size.split('x').map(Number);
  const { page, complaints } = await chromium.open(search, hash, { width, height });
  await until(page, ({ steps }) => steps > 1).catch((e) => console.log('late', e.message));
  await new Promise((r) => setTimeout(r, 1000 * Number(seconds)));
  for (const k of keys) await page.keyboard.press(k as never);
  await new Promise((r) => setTimeout(r, 700));
  await page.screenshot({ path: `/tmp/shot-${name}.png` });
  console.log(name, complaints, await page.evaluate(() => JSON.stringify(document.documentElement.dataset)));
}, 120000);
