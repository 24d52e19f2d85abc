// What goes wrong at a lecture: the device is lost, settings are changed faster than they open, a file is dropped into
// a film. The page goes on, or says why not.

import { expect, test } from 'vitest';
import { type OpenedPage, facts, pause, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser();
const CALM = 'preset=saturated-warm&nx=32&ny=32&until=1e6';

type Page = OpenedPage['page'];

/** A page whose device can be taken away. */
async function fragilePage(): Promise<OpenedPage> {
  const opened = await chromium.open('?backend=gpu', CALM);
  const { page } = opened;
  await page.evaluateOnNewDocument(() => {
    const { prototype } = GPUAdapter;

    const request = prototype.requestDevice;
    prototype.requestDevice = async function (...asked) {
      const device = await request.apply(this, asked);
      (window as unknown as { device: GPUDevice }).device = device;
      return device;
    };
  });
  await page.reload();
  await until(page, ({ status, steps }) => status === 'playing' && steps > 0);
  return opened;
}

const loseDevice = (page: Page): Promise<void> =>
  page.evaluate(() => (window as unknown as { device: GPUDevice }).device.destroy());

test.each(['the key r', 'the banner'])('after the device was lost, %s opens another one', async (way) => {
  const { page } = await fragilePage();
  await loseDevice(page);
  await until(page, ({ status, bannerKind }) => status === 'lost' && bannerKind === 'lost');
  if (way === 'the key r') await page.keyboard.press('r');
  else await page.click('.banner button');
  const again = await until(page, ({ status }) => status === 'playing' || status === 'paused');
  expect(again.backend).toBe('gpu');
  if (again.status === 'paused') await page.keyboard.press(' ');
  await until(page, ({ status, steps }) => status === 'playing' && steps > 0);
});

test('a device lost during a film ends the film and says so', async () => {
  const { page, complaints } = await fragilePage();
  await pause(page);
  await page.keyboard.press('f');
  await page.waitForFunction(() => (document.getElementById('film-format') as HTMLSelectElement).length > 0);
  await page.evaluate(() => {
    (document.getElementById('film-until') as HTMLInputElement).value = '1e5';
    (document.getElementById('film-time') as HTMLInputElement).value = '1';
  });
  await page.click('[data-action="film-go"]');
  const message = () => page.$eval('.film-message', ({ textContent }) => textContent);
  await page.waitForFunction(() =>
    /Frame [2-9]/.test(document.querySelector('.film-message')?.textContent ?? ''),
  );
  // Meanwhile another experiment is asked for, as a dropped file or a changed address would.
  await page.evaluate(() => {
    location.hash = 'preset=spots';
  });
  const refused = await until(page, ({ bannerKind }) => bannerKind === 'problem');
  expect(refused.banner).toContain('A film is being made');
  expect(refused.preset).toBe('saturated-warm');
  await loseDevice(page);
  await page.waitForFunction(() =>
    /Saved \d+ frames/.test(document.querySelector('.film-message')?.textContent ?? ''),
  );
  expect(await message()).toMatch(/^Failed after \d+ of \d+ frames: .*\. Saved \d+ frames, [\d.]+ s\.$/);
  await page.click('[data-action="film-cancel"]');
  await page.keyboard.press('r');
  await until(page, ({ status, time }) => status !== 'lost' && status !== 'starting' && time >= 0);
  expect((await facts(page)).backend).toBe('gpu');
  expect(complaints.filter((complaint) => /unhandled|TypeError/i.test(complaint))).toEqual([]);
});

/** Types into fields and leaves them, all in one turn; folded ones take no focus, hence the events alone. */
const typeAtOnce = (page: Page, values: Readonly<Record<string, string>>): Promise<void> =>
  page.evaluate((wanted) => {
    for (const [key, text] of Object.entries(wanted)) {
      const input = document.querySelector<HTMLInputElement>(`[data-key="${key}"] input`)!;
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new FocusEvent('blur'));
    }
  }, values);

test('settings changed at once are all taken, and numbers stay as they were typed', async () => {
  const { page, complaints } = await chromium.open('?backend=cpu', CALM);
  await until(page, ({ steps }) => steps > 0);
  await typeAtOnce(page, { 'parameters.c': '3.465', nx: '40', ny: '40', seed: '5' });
  await page.waitForFunction(() => location.hash.includes('seed=5'));
  await until(page, ({ status, steps }) => status === 'playing' && steps > 0);
  const hash = new URLSearchParams(await page.evaluate(() => location.hash.slice(1)));
  expect(['c', 'nx', 'ny', 'seed'].map((key) => hash.get(key))).toEqual(['3.465', '40', '40', '5']);
  expect(complaints).toEqual([]);
});

test('a parameter of the initial state alone starts the run again', async () => {
  const { page } = await chromium.open('?backend=cpu', 'preset=subcritical&nx=32&ny=32');
  const before = await until(page, ({ steps }) => steps > 5);
  await typeAtOnce(page, { 'parameters.mass': '0.3' });
  // Half of 0.6 critical masses; f32 sums of 32 x 32 cells round by 1024 times 2^-24 at most.
  const after = await until(page, ({ status, mass }) => status === 'playing' && mass < 0.6 * before.mass);
  expect(Math.abs(after.mass / before.mass - 0.5)).toBeLessThan(0.5 * 1024 * 2 ** -23);
});

test('a domain far too thin to be seen is drawn without a complaint', async () => {
  const { page, complaints } = await chromium.open('?backend=gpu', `${CALM}&width=1e12`);
  await until(page, ({ steps }) => steps > 0);
  expect(complaints).toEqual([]);
});
