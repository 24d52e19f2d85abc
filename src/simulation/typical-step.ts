// The step diffusion alone would allow at the start: sets the unit of the clock, nothing else.

import type { Config } from '../core/config.ts';
import { dimension, dx, dy } from '../core/grid.ts';
import { SLOT } from '../kernels/keller-segel/terms.ts';
import { modelTerms } from '../models/keller-segel/formulas.ts';

export function typicalStep(config: Config, initial: { u: Float64Array; v: Float64Array }): number {
  const terms = modelTerms(config);
  const slots = new Float64Array(SLOT.parameters + Object.keys(config.parameters).length);
  slots.set(Object.values(config.parameters), SLOT.parameters);
  let diffusion = 0;
  const samples = Math.min(64, initial.u.length);
  for (let k = 0; k < samples; k += 1) {
    const i = Math.floor((k * initial.u.length) / samples);
    slots[SLOT.u] = initial.u[i];
    slots[SLOT.v] = initial.v[i];
    diffusion = Math.max(diffusion, terms.diffusionU(slots), terms.diffusionV(slots));
  }
  const perArea = 1 / dx(config) ** 2 + (dimension(config) === 2 ? 1 / dy(config) ** 2 : 0);
  const step = 1 / (2 * diffusion * perArea);
  return Number.isFinite(step) && step > 0 ? step : config.until / 1e4;
}
