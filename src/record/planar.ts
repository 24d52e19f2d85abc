// RGBA pixels -> planar Y, U, V at half colour resolution (I420), the layout video encoders work in.
// Done here rather than left to the encoder because browsers and FFmpeg choose different matrices for RGBA input
// (BT.601 or BT.709, unlabelled): the film would change colour from player to player. This is BT.709, limited
// range, and the file says so. It cannot keep colour detail finer than two pixels; no H.264 that plays everywhere can.

/** ITU-R BT.709-6, items 3.2 and 3.5: luma weights; 8-bit limited range is Y 16..235, U and V 16..240. */
const RED = 0.2126;
const GREEN = 0.7152;
const BLUE = 0.0722;
const LUMA = 219 / 255;
const CHROMA_BLUE = 224 / 255 / (2 * (1 - BLUE));
const CHROMA_RED = 224 / 255 / (2 * (1 - RED));

export const FILM_COLORS = {
  primaries: 'bt709',
  transfer: 'bt709',
  matrix: 'bt709',
  fullRange: false,
} as const;

/** Bytes of an I420 picture. Width and height are even. */
export const planarSize = (width: number, height: number): number => (width * height * 3) / 2;

/**
 * Fills `out` (planarSize bytes: the Y plane, then U, then V, rows top first) from `rgba` (4 bytes a pixel).
 * A chroma sample is the mean of its 2 x 2 pixels. Alpha is ignored: the painter's pixels are opaque.
 */
export function toPlanar(rgba: Uint8ClampedArray, width: number, height: number, out: Uint8Array): void {
  const planeU = width * height;
  const planeV = planeU + planeU / 4;
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let corner = 0; corner < 4; corner++) {
        const pixel = (row + (corner >> 1)) * width + column + (corner & 1);
        const r = rgba[4 * pixel];
        const g = rgba[4 * pixel + 1];
        const b = rgba[4 * pixel + 2];
        out[pixel] = 16.5 + LUMA * (RED * r + GREEN * g + BLUE * b);
        red += r;
        green += g;
        blue += b;
      }
      const luma = RED * red + GREEN * green + BLUE * blue;
      const quarter = (row / 2) * (width / 2) + column / 2;
      out[planeU + quarter] = 128.5 + (CHROMA_BLUE * (blue - luma)) / 4;
      out[planeV + quarter] = 128.5 + (CHROMA_RED * (red - luma)) / 4;
    }
  }
}
