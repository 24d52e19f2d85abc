// What wavelengths noise selects on a uniform state before a preset's pattern is large, by the coefficients that a test works
// out by hand. The dispersion relation is that of src/theory, which tests/unit/theory-waves.test.ts holds against others.

import { fieldBands, growthOf, type Linearised } from '../../src/theory/dispersion.ts';

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

const linearised = ({ growth, production, decay, ...rest }: Linear): Linearised => ({
  ...rest,
  growthU: growth,
  growthV: 0,
  productionU: production,
  productionV: -decay,
});

const wavenumbers = Array.from({ length: 4000 }, (_, i) => 0.05 * 1.001 ** i);

const growthRate = (linear: Linear, wavenumber: number): number =>
  growthOf(linearised(linear), wavenumber ** 2).rate;

export const fastestRate = (linear: Linear): number =>
  Math.max(...wavenumbers.map((k) => growthRate(linear, k)));

/** Wavelengths that grow at all. */
export function unstableBand(linear: Linear): { shortest: number; longest: number } {
  const [{ low, high }] = fieldBands(linearised(linear));
  return { shortest: (2 * Math.PI) / high, longest: (2 * Math.PI) / low };
}

/** Wavelengths whose power, from white noise, is within e^2 of the fastest one's after `time`: s > s* - 1/time. */
export function selectedWavelengths(linear: Linear, time: number): { shortest: number; longest: number } {
  const least = fastestRate(linear) - 1 / time;
  const found = wavenumbers.filter((k) => growthRate(linear, k) > least);
  return { shortest: (2 * Math.PI) / Math.max(...found), longest: (2 * Math.PI) / Math.min(...found) };
}
