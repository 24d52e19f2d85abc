// Cells that steer: they run at one speed v, and a torque turns their heading towards the gradient while noise turns it away. In the
// plane, with the angle theta to the gradient,
//   d theta = -omega sin(theta) dt + sqrt(2 D_r) dW.
// At rest no heading flows: headings are von Mises distributed, p ~ exp(k cos theta), k = omega/D_r, and the chemotactic index
// <cos theta> is I1(k)/I0(k). On a line the same balance holds between two headings that turn at the rates D e^{-k} (from up) and
// D e^{k} (from down): p_up/p_down = e^{2 k}, index tanh(k). The drift is v times the index. For cells that stay in one gradient,
// far from walls. Sources: Mardia and Jupp 2000, Directional Statistics, 3.5; Schienbein and Gruler 1993, Bull. Math. Biol. 55, 585.

/** Sums of e^{k (cos - 1)} and of the same times sin^2 over [0, pi], by the trapezoidal rule. */
function sums(strength: number): { readonly even: number; readonly square: number; readonly step: number } {
  // On a periodic analytic function it errs by I_{2n}(k)/I_0(k) ~ e^{-2 n^2/k}, and by (k/4n)^{2n} where k is small.
  const intervals = 24 + Math.ceil(6 * Math.sqrt(strength));
  const step = Math.PI / intervals;
  let [even, square] = [0.5 * (1 + Math.exp(-2 * strength)), 0];
  for (let index = 1; index < intervals; index += 1) {
    const weight = Math.exp(-2 * strength * Math.sin((index * step) / 2) ** 2);
    even += weight;
    square += weight * Math.sin(index * step) ** 2;
  }
  return { even, square, step };
}

/**
 * <cos> of headings with the gradient, -1 to 1, for k = `strength` of either sign: tanh k in one dimension, I1(k)/I0(k) in two, as
 * k <sin^2> (by parts), a sum of positive terms that loses no digits at small k and does not overflow at large k.
 */
export function steeringIndex(dimension: 1 | 2, strength: number): number {
  if (dimension === 1) return Math.tanh(strength);
  if (Math.abs(strength) === Infinity) return Math.sign(strength);
  const { even, square } = sums(Math.abs(strength));
  return strength * (square / even);
}

/** Drift along the gradient, L/T; omega and D_r in 1/T. Without noise all cells point along it in the end; null without both. */
export function steeredDrift(speed: number, torque: number, rotationalDiffusion: number): number | null {
  if (torque === 0 && rotationalDiffusion === 0) return null;
  return speed * steeringIndex(2, torque / rotationalDiffusion);
}

/** Density of headings at that angle to the gradient, per radian: e^{k cos}/(2 pi I0(k)). */
export function headingDensity(strength: number, angle: number): number {
  const { even, step } = sums(Math.abs(strength));
  const turned = strength < 0 ? angle + Math.PI : angle;
  return Math.exp(-2 * Math.abs(strength) * Math.sin(turned / 2) ** 2) / (2 * even * step);
}
