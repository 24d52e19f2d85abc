// The PNG writer: what is read back is what was painted, without the alpha.

import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { encodePng } from '../../src/record/image.ts';

it('keeps every pixel, top row first', () => {
  const rgba = Uint8ClampedArray.from({ length: 3 * 2 * 4 }, (_, index) =>
    index % 4 === 3 ? 255 : index * 9,
  );
  const png = decode(encodePng(rgba, 3, 2));
  expect(png).toMatchObject({ width: 3, height: 2, channels: 3, depth: 8 });
  expect([...png.data]).toEqual([...rgba].filter((_, index) => index % 4 !== 3));
});
