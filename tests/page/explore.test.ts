import { test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { testBrowser, facts, look, BEAMER, TELEPHONE } from '../support/page.ts';
const chromium = testBrowser();
test('x', async () => {
  for (const size of [BEAMER, TELEPHONE]) {
    const { page, complaints } = await chromium.open('?backend=gpu', '', size);
    for (let i = 0; i < 6; i++) { await new Promise((r) => setTimeout(r, 1000)); console.log(JSON.stringify(await facts(page))); }
    console.log(complaints, await look(page));
    writeFileSync(`/tmp/shot-${size.width}.png`, await page.screenshot());
  }
});
