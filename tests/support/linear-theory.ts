// Linear stability of a uniform state (u0, v0) of du/dt = div(Du grad u - chi grad v) + f(u), dv/dt = Dv lap v + g(u, v):
// what wavelength noise selects, and how fast it grows, before a preset's pattern is large.

/** Coefficients at the uniform state. `growth` is df/du, `production` dg/du, `decay` -dg/dv. */
export interface Linear {
  readonly diffusionU: number;
  readonly diffusionV: number;
  /** Sensitivity chi(u0, v0), with its factor u. */
  readonly sensitivity: number;
  readonly growth: number;
  readonly production: number;
  readonly decay: number;
}

/** The larger root s of (s + Du q - f')(s + Dv q + decay) = chi g' q: growth rate of a wave with k^2 = q. */
export function growthRate(linear: Linear, q: number): number {
  const a = linear.diffusionU * q - linear.growth;
  const b = linear.diffusionV * q + linear.decay;
  const squared = (a - b) ** 2 + 4 * linear.sensitivity * linear.production * q; // not negative: real roots
  return (Math.sqrt(squared) - a - b) / 2;
}

const wavenumbers = Array.from({ length: 4000 }, (_, i) => 0.05 * 1.001 ** i);

const wavelengthsWhere = (holds: (q: number) => boolean): { shortest: number; longest: number } => {
  const found = wavenumbers.filter((k) => holds(k * k));
  return { shortest: (2 * Math.PI) / Math.max(...found), longest: (2 * Math.PI) / Math.min(...found) };
};

export const fastestRate = (linear: Linear): number =>
  Math.max(...wavenumbers.map((k) => growthRate(linear, k * k)));

/** Wavelengths that grow at all. */
export const unstableBand = (linear: Linear) => wavelengthsWhere((q) => growthRate(linear, q) > 0);

/** Wavelengths whose power, from white noise, is within e^2 of the fastest one's after `time`: s > s* - 1/time. */
export const selectedWavelengths = (linear: Linear, time: number) =>
  wavelengthsWhere((q) => growthRate(linear, q) > fastestRate(linear) - 1 / time);
