// Twin of shaders/keller-segel/face-flux.wgsl: flux of cells through one face, in float64.
// Scharfetter and Gummel (1969); see the shader for why there are two branches.

/** To divide by where there is no diffusion; the flux itself is then exactly 0 without velocity. */
const SMALLEST_DIFFUSION = 1e-30;

/**
 * @param velocity chemotactic velocity at the face, length/time, positive to the right
 * @param diffusion diffusivity at the face, length^2/time, >= 0
 * @param h distance between the two cell centres
 * @returns density x length / time, positive from left to right
 */
export function faceFlux(
  uLeft: number,
  uRight: number,
  velocity: number,
  diffusion: number,
  h: number,
): number {
  const halfVelocity = 0.5 * velocity;
  const d = Math.max(diffusion, SMALLEST_DIFFUSION);
  if (Math.abs(halfVelocity) * h <= 0.5 * d) {
    const z = (halfVelocity * h) / d;
    const q = z * z;
    // two terms more than the shader's, for float64: the next is below 3e-12 at z = 1/2
    const zCothZ =
      1 +
      q *
        (1 / 3 +
          q *
            (-1 / 45 +
              q *
                (2 / 945 +
                  q * (-1 / 4725 + q * (2 / 93555 + q * (-1382 / 638512875 + (q * 4) / 18243225))))));
    return (Math.max(diffusion, 0) / h) * zCothZ * (uLeft - uRight) + halfVelocity * (uLeft + uRight);
  }
  const e = Math.exp(-Math.min((Math.abs(velocity) * h) / d, 700));
  const downstream = Math.abs(velocity) / (1 - e);
  if (velocity > 0) {
    return downstream * uLeft - downstream * e * uRight;
  }
  return downstream * e * uLeft - downstream * uRight;
}
