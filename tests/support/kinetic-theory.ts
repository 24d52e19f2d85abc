// Linear stability of uniform run-and-tumble cells that secrete what they sense, in the plane, with isotropic tumbles. Put
// f = (u0 + rho(t, x) ...)/(2 pi) for each heading into the transport equation with rate lam (1 - chi (v e . grad c + dc/dt)):
// the part that goes as exp(s t + i q x) has, per heading e at angle th,
//   (s + lam + i v q cos th) f = (lam rho + lam chi u0 i v q cos th c)/(2 pi),
// for the term with dc/dt alters all headings alike and drops out. Integrated over the headings, with S = s + lam and
// R = sqrt(S^2 + (v q)^2):
//   rho (1 - lam/R) = lam chi u0 c (1 - S/R),   c = beta rho/(s + decay + D_v q^2).
// For s = 0 both brackets are the same: unstable where lam chi u0 beta > decay + D_v q^2, as Keller-Segel says.

export interface Secreting {
  readonly speed: number;
  readonly tumbleRate: number;
  /** lam chi u0 beta, 1/T: what secretion and sensing make of each other. */
  readonly response: number;
  readonly diffusionV: number;
  readonly decay: number;
}

/** Growth rate s of waves with this wavenumber: the largest real root, or -lam/2 where there is none above. */
export function kineticGrowthRate(cells: Secreting, wavenumber: number): number {
  const { speed, tumbleRate, response, diffusionV, decay } = cells;
  const excess = (s: number): number => {
    const S = s + tumbleRate;
    const R = Math.hypot(S, speed * wavenumber);
    return (1 - tumbleRate / R) * (s + decay + diffusionV * wavenumber ** 2) - response * (1 - S / R);
  };
  // positive for large s; the first change of sign from above is the largest root
  const step = tumbleRate / 1000;
  let high = response + tumbleRate;
  while (excess(high - step) > 0) {
    high -= step;
    if (high < -tumbleRate / 2) return -tumbleRate / 2;
  }
  let low = high - step;
  for (let halving = 0; halving < 40; halving += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) high = middle;
    else low = middle;
  }
  return high;
}
