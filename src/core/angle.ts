// Headings in fixed point: 2^32 units are a full turn, anticlockwise from the x axis, so that adding turns wraps by itself
// and costs no accuracy. Twin of shaders/lib/angle.wgsl, with the sine, cosine and arctangent of float64 where the shader
// has polynomials for f32.

const TWO_PI = 2 * Math.PI;
const TURN = 4294967296;

/** Unit vector of a heading (0 .. 2^32 - 1), exact at quarter turns; written into `out` (x, y). */
export function direction(heading: number, out: Float64Array): void {
  // The nearest quarter turn, and what is left: from -1/8 to 1/8 of a turn.
  const quarter = ((heading + 0x20000000) >>> 0) >>> 30;
  const angle = ((heading - quarter * 0x40000000) | 0) * (TWO_PI / TURN);
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  switch (quarter) {
    case 1:
      out[0] = -sine;
      out[1] = cosine;
      break;
    case 2:
      out[0] = -cosine;
      out[1] = -sine;
      break;
    case 3:
      out[0] = sine;
      out[1] = -cosine;
      break;
    default:
      out[0] = cosine;
      out[1] = sine;
  }
}

/** An angle in radians as a heading, rounded to the nearest unit. */
export function headingOf(angle: number): number {
  const turns = Math.abs(angle / TWO_PI);
  const units = Math.round((turns - Math.floor(turns)) * TURN);
  return (angle < 0 ? -units : units) >>> 0;
}

const half = new Float64Array(2);

/**
 * Angle by which a heading turns at a tumble, as a heading, from one random word: wrapped Cauchy distribution, the image
 * of the uniform circle under z -> (z + r)/(1 + r z), whose mean cosine is r = persistence, from -1 to 1 (P. McCullagh 1996,
 * "Mobius transformation and Cauchy parameter estimation"). On half angles that is
 * tan(turned/2) = (1 - r)/(1 + r) tan(uniform/2).
 */
export function turn(word: number, persistence: number): number {
  direction((word >> 1) >>> 0, half);
  const x = (1 + persistence) * half[0];
  const y = (1 - persistence) * half[1];
  return headingOf(2 * Math.atan2(y, x));
}
