// What a lecturer sees on a beamer and a student on a telephone: a picture that is not blank, nothing cut off, nothing
// on top of something else, every control with a name.

import { describe, expect, test } from 'vitest';
import { BEAMER, LANDSCAPE, TELEPHONE, centre, look, testBrowser, until } from '../support/page.ts';

const chromium = testBrowser();
const WARM = 'preset=saturated-warm&nx=64&ny=64';

describe.each([
  ['beamer', BEAMER],
  ['telephone', TELEPHONE],
  ['telephone on its side', LANDSCAPE],
])('%s', (_name, size) => {
  test('shows the density in many colours', async () => {
    const { page, complaints } = await chromium.open('?backend=gpu', WARM, size);
    await until(page, ({ steps }) => steps > 2);
    await page.keyboard.press(' ');
    await until(page, ({ status }) => status === 'paused');
    const whole = await look(page);
    expect([whole.width, whole.height]).toEqual([size.width, size.height]);
    // Noise smoothed over some cells: of the map's 256 colours a hundred pixels square show far more than 50,
    // a blank or broken picture one.
    const picture = await look(page, await centre(page, 100));
    expect(picture.colours).toBeGreaterThan(50);
    expect(picture.commonest).toBeLessThan(0.5);
    expect(complaints).toEqual([]);
  });

  test('nothing is cut off and no two parts overlap', async () => {
    const { page } = await chromium.open('?backend=cpu', WARM, size);
    await until(page, ({ steps }) => steps > 0);
    const measured = await page.evaluate(() => {
      const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      const buttons = [...document.querySelectorAll('.dock button')].map((one) =>
        one.getBoundingClientRect(),
      );
      const intro = box('.intro');
      const dock = box('.dock');
      return {
        overflow: document.documentElement.scrollWidth - innerWidth,
        cut: buttons.filter(
          ({ left, right, bottom }) => left < 0 || right > innerWidth || bottom > innerHeight,
        ).length,
        buttons: buttons.length,
        overlap: intro !== undefined && dock !== undefined && intro.bottom > dock.top,
        titled: intro !== undefined && intro.height > 40,
      };
    });
    expect(measured).toEqual({
      overflow: 0,
      cut: 0,
      buttons: expect.any(Number) as number,
      overlap: false,
      titled: true,
    });
    expect(measured.buttons).toBeGreaterThan(5);
  });
});

test('every control has a name that can be read aloud', async () => {
  const { page } = await chromium.open('?backend=cpu', WARM);
  await until(page, ({ steps }) => steps > 0);
  const tree = await page.accessibility.snapshot();
  const nameless: string[] = [];
  const visit = (node: NonNullable<typeof tree>): void => {
    const control = ['button', 'checkbox', 'combobox', 'slider', 'spinbutton', 'textbox'].includes(node.role);
    if (control && (node.name ?? '') === '') nameless.push(node.role);
    node.children?.forEach(visit);
  };
  if (tree !== null) visit(tree);
  expect(nameless).toEqual([]);
});
