// Single cells on the page, on the software adapter and on the processor's threads: they run and none is lost, they show when the
// picture comes near enough, their plots can be chosen, and parameters act on a run that goes on.

import { describe, expect, test } from 'vitest';
import { type OpenedPage, centre, facts, look, pause, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser();
const BACKENDS = ['gpu', 'cpu'] as const;
const PLANE = 'model=run-and-tumble&nx=32&ny=32&until=1e6&attractant=1';
const LINE = 'model=run-and-tumble&nx=50&ny=1&until=1e6';

/** What f32 sums of 32 x 32 grid cells may differ by: 1024 additions, each rounding by at most 2^-24 of the sum. */
const SUM_ROUNDING = 1024 * 2 ** -24;

type Page = OpenedPage['page'];

const told = (page: Page, name: string): Promise<string | undefined> =>
  page.evaluate((key) => document.documentElement.dataset[key], name);
const waitFor = (page: Page, name: string, value: string) =>
  page.waitForFunction((key, wanted) => document.documentElement.dataset[key] === wanted, {}, name, value);
const marksOf = async (page: Page): Promise<number> => Number(await told(page, 'marks'));

async function zoomIn(page: Page, notches: number): Promise<void> {
  const { x, y, width } = await centre(page, 100);
  await page.mouse.move(x + width / 2, y + width / 2);
  for (let notch = 0; notch < notches; notch++) await page.mouse.wheel({ deltaY: -100 });
}

/** Types into a field of the settings that is open, and leaves it with Enter. */
async function type(page: Page, key: string, text: string): Promise<void> {
  const field = await page.waitForSelector(`[data-key="${key}"] input`, { visible: true });
  await field!.evaluate((input) => {
    (input as HTMLInputElement).focus();
    (input as HTMLInputElement).select();
  });
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

describe.each(BACKENDS)('on %s', (backend) => {
  const open = (hash: string) => chromium.open(`?backend=${backend}`, hash);

  test('time passes and no cell is lost', async () => {
    const { page, complaints } = await open(`${PLANE}&cells=2000&weight=3`);
    const early = await until(page, ({ status, steps }) => status === 'playing' && steps > 0);
    expect(early.backend).toBe(backend);
    const late = await until(page, ({ time }) => time > early.time + 1);
    for (const { mass } of [early, late]) expect(Math.abs(mass / 6000 - 1)).toBeLessThan(SUM_ROUNDING);
    expect(complaints).toEqual([]);
  });

  test('single cells show when the picture comes near, as many as are said', async () => {
    // Fewer than a processor would be given anyway.
    const { page, complaints } = await open(`${PLANE}&cells=9000`);
    await until(page, ({ steps }) => steps > 2);
    expect(await marksOf(page)).toBe(0);
    const before = await look(page, await centre(page, 200));
    await zoomIn(page, 10);
    await page.waitForFunction(() => Number(document.documentElement.dataset['marks']) > 0);
    await pause(page);
    // 1.2^10 is 6.2: about 1/38 of the domain shows, more where the picture is higher than wide.
    const shown = await marksOf(page);
    expect(shown).toBeGreaterThan(100);
    expect(shown).toBeLessThan(1000);
    // White bodies with dark rims have more shades than a smooth map.
    expect((await look(page, await centre(page, 200))).colours).toBeGreaterThan(before.colours);
    await page.keyboard.press('0');
    await waitFor(page, 'marks', '0');
    expect(complaints).toEqual([]);
  });

  test('a parameter acts on the run that goes on', async () => {
    // Uniform at first, 20 cells a length and 3 more or less by counting; then p ~ exp(2 chi x/100): 240 at the right wall.
    const { page, complaints } = await open(`${LINE}&cells=4000&attractant=x/100&chi=0&view.pace=1e12`);
    const before = await until(page, ({ steps }) => steps > 10);
    expect(before.peak).toBeLessThan(40);
    await type(page, 'parameters.chi', '3');
    const after = await until(page, ({ peak }) => peak > 100);
    expect(after.time).toBeGreaterThan(before.time);
    expect(after.steps).toBeGreaterThan(before.steps);
    expect(await page.evaluate(() => location.hash)).toContain('chi=3');
    expect(complaints).toEqual([]);
  });

  test('one dimension shows figures, and the cue on request', async () => {
    const { page, complaints } = await open(`${LINE}&cells=1000`);
    await until(page, ({ steps }) => steps > 5);
    expect((await look(page, await centre(page, 400))).colours).toBeGreaterThan(50);
    await page.keyboard.press('v');
    await page.waitForFunction(() => location.hash.includes('view.field=v'));
    await pause(page);
    expect(complaints).toEqual([]);
  });
});

test('the plots can be chosen by tabs and by a key, and the choice is kept', async () => {
  const { page, complaints } = await chromium.open('?backend=cpu', `${PLANE}&cells=500`);
  await until(page, ({ steps }) => steps > 5);
  for (const name of ['trajectories', 'histogram', 'moments', 'drift', 'msd']) {
    await page.click(`[data-plot="${name}"]`);
    await waitFor(page, 'plot', name);
    expect(await page.$$eval('[role="tab"][aria-selected="true"]', (tabs) => tabs.length)).toBe(1);
    const box = await page.$eval('.plot canvas', (canvas) => {
      const { x, y, width, height } = canvas.getBoundingClientRect();
      return { x, y, width, height };
    });
    // Frame, writing and curves with their soft edges: a blank canvas has one colour.
    expect((await look(page, box)).colours).toBeGreaterThan(20);
  }
  const height = () => page.$eval('.plot canvas', (canvas) => canvas.clientHeight);
  const small = await height();
  await page.keyboard.press('e');
  await page.waitForFunction(
    (least) => document.querySelector('.plot canvas')!.clientHeight > least,
    {},
    1.5 * small,
  );
  await page.keyboard.press('e');
  await page.waitForFunction(
    (was) => document.querySelector('.plot canvas')!.clientHeight === was,
    {},
    small,
  );
  // The key goes on from the last one to the first.
  await (await page.$$('[role="tab"]')).at(-1)!.click();
  await page.keyboard.press('t');
  await waitFor(page, 'plot', 'trajectories');
  await page.evaluate((hash) => (location.hash = hash), `${LINE}&cells=600`);
  await until(page, ({ status, mass, steps }) => status === 'playing' && mass === 600 && steps > 0);
  expect(await told(page, 'plot')).toBe('trajectories');
  await page.evaluate(() => (location.hash = 'preset=saturated-warm&nx=32&ny=32'));
  await waitFor(page, 'plot', 'waves');
  expect(await page.$$eval('[role="tab"]', (tabs) => tabs.length)).toBe(3);
  expect(complaints).toEqual([]);
});

describe('without a GPU', () => {
  test('there are fewer cells, each standing for more, and the link keeps what was asked for', async () => {
    const { page } = await chromium.open('?backend=reference', 'preset=weber&nx=32&ny=32');
    const shown = await until(page, ({ steps }) => steps > 1);
    expect(shown.banner).toContain('shown are 10,000 cells, each standing for 100.');
    expect(Math.abs(shown.mass / 1e6 - 1)).toBeLessThan(SUM_ROUNDING);
    expect(await page.$eval('.readout-cells dd', ({ textContent }) => textContent)).toBe('10,000');
    const field = () => page.$eval('[data-key="cells"] input', (input) => (input as HTMLInputElement).value);
    expect(await field()).toBe('1000000');
    await page.keyboard.press('+');
    await type(page, 'parameters.speed', '21');
    await page.keyboard.press('r');
    await page.waitForFunction(() => location.hash.includes('speed=21'));
    await until(page, ({ status, steps }) => status === 'playing' && steps > 0);
    expect(await page.evaluate(() => location.hash)).not.toMatch(/cells|weight/);
    expect(await field()).toBe('1000000');
  });

  test('a number of cells that somebody asks for is given', async () => {
    const { page } = await chromium.open('?backend=reference', `${PLANE}&cells=30000`);
    await until(page, ({ steps }) => steps > 1);
    expect(await page.$eval('.readout-cells dd', ({ textContent }) => textContent)).toBe('30,000');
  });

  test('without a GPU the threads of the processor compute, and fewer cells', async () => {
    const { page, complaints } = await chromium.open('', 'preset=weber&nx=32&ny=32');
    const shown = await until(page, ({ status, steps }) => status === 'playing' && steps > 1);
    expect(shown.backend).toBe('cpu');
    expect(shown.banner).toMatch(/^This machine has no GPU: shown are 100,000 cells/);
    expect(complaints).toEqual([]);
  });
});

test('where rates are clipped, the banner and the equation say so', async () => {
  const { page } = await chromium.open('?backend=reference', `${LINE}&cells=500&attractant=x/10`);
  const shown = await until(page, ({ steps }) => steps > 1);
  expect(shown.banner).toMatch(/tumbling rate .* counts as zero there/);
  const notes = () => page.$$eval('.equation-notes p', (all) => all.map(({ textContent }) => textContent));
  expect((await notes())[0]).toMatch(/tumbling rate .* counts as zero there/);
  await type(page, 'parameters.chi', '0.1');
  await page.waitForFunction(() => document.querySelector('.equation-notes p') === null);
});

test('a parameter that is moved to where rates are clipped says so in the banner, once', async () => {
  const { page } = await chromium.open('?backend=reference', `${LINE}&cells=500&attractant=x/100`);
  expect((await until(page, ({ steps }) => steps > 1)).banner ?? '').not.toMatch(/rate/);
  await type(page, 'parameters.chi', '20');
  await until(page, ({ banner }) => /tumbling rate .* counts as zero there/.test(banner ?? ''));
  await type(page, 'parameters.chi', '0.1');
  await until(page, ({ banner }) => banner === null);
});

test('a parameter beyond its range is refused with its reason, not cut', async () => {
  const { page } = await chromium.open('?backend=reference', `${PLANE}&cells=500`);
  await until(page, ({ steps }) => steps > 1);
  await type(page, 'parameters.persistence', '2');
  const reason = await page.waitForSelector('[data-key="parameters.persistence"] .field-problem');
  expect(await reason!.evaluate(({ textContent }) => textContent)).toMatch(/from -1 to 1/);
  expect(await page.evaluate(() => location.hash)).not.toContain('persistence');
  await type(page, 'parameters.persistence', '0.5');
  await page.waitForFunction(() => document.querySelector('.field-problem') === null);
  expect(await page.evaluate(() => location.hash)).toContain('persistence=0.5');
});

test('another rule makes it another experiment', async () => {
  const { page } = await chromium.open('?backend=reference', 'preset=weber&nx=32&ny=32&sensing=linear');
  await until(page, ({ steps }) => steps > 1);
  const heading = await page.$eval('h1', ({ textContent }) => textContent);
  expect(heading).toMatch(/, changed$/);
  expect(await page.$eval('.watch', (watch) => (watch as HTMLElement).hidden)).toBe(true);
});

test('a speed that would carry cells over the domain is refused under its field, and the run goes on', async () => {
  const { page } = await chromium.open('?backend=reference', `${LINE}&cells=500&attractant=1&timeStep=0.5`);
  const before = await until(page, ({ steps }) => steps > 1);
  await type(page, 'parameters.speed', '5000');
  await page.waitForFunction(
    () => document.querySelector('.field-problem, .banner[data-kind="problem"]') !== null,
  );
  expect(await page.evaluate(() => location.hash)).not.toContain('speed=5000');
  await until(page, ({ steps, status }) => status === 'playing' && steps > before.steps + 1);
});

test('a lost device costs ten seconds of a run at most: the cells go on from where they were kept', async () => {
  const { page } = await chromium.open('?backend=gpu', `${PLANE}&cells=1000`);
  await page.evaluateOnNewDocument(() => {
    const clock = performance.now.bind(performance);
    performance.now = () => clock() + 1000 * Number(document.documentElement.dataset['later'] ?? 0);
    const { prototype } = GPUAdapter;
    const request = prototype.requestDevice;
    prototype.requestDevice = async function (...asked) {
      const device = await request.apply(this, asked);
      (window as unknown as { device: GPUDevice }).device = device;
      return device;
    };
  });
  await page.reload();
  await until(page, ({ steps }) => steps > 0);
  await page.evaluate(() => (document.documentElement.dataset['later'] = '11'));
  // A copy of the state is asked for in the next frame, and has come well before so many more.
  const { steps } = await facts(page);
  const { time } = await until(page, (now) => now.steps > steps + 40);
  await page.evaluate(() => (window as unknown as { device: GPUDevice }).device.destroy());
  await until(page, ({ status }) => status === 'lost');
  await page.click('.banner button');
  const again = await until(page, ({ status, behind }) => status === 'paused' && !behind);
  expect(again.time).toBeGreaterThan(0);
  expect(again.time).toBeLessThanOrEqual(time + 1);
  expect(Math.abs(again.mass / 1000 - 1)).toBeLessThan(SUM_ROUNDING);
});
