// What holds for terms in u, v, x, y, t of any model: diffusion is finite and not negative, and the rest is finite, at
// the sample states.

import type { Config } from '../core/config.ts';
import type { Problem } from '../core/problem.ts';
import { digits, whereIn, type SampledStates } from './sample-states.ts';

export const refuseFormula = (field: string, source: string, rule: string, remedy: string): Problem => ({
  field,
  value: source.slice(0, 80),
  rule,
  remedy,
});

/** Formulas of these names that the config has and that depend on no field which is not known yet. */
const ready = (config: Config, { waits }: SampledStates, fields: readonly string[]) =>
  fields
    .map((field) => ({ field, source: String((config as unknown as Record<string, unknown>)[field]) }))
    .filter(({ source }) => !waits(source));

export function checkDiffusion(config: Config, states: SampledStates, fields: readonly string[]): Problem[] {
  return ready(config, states, fields).flatMap(({ field, source }) => {
    const diffusion = states.compile(source);
    const wrong = states.samples.find((sample) => {
      const value = diffusion(sample);
      return !(value >= 0 && Number.isFinite(value));
    });
    if (wrong === undefined) return [];
    const where = states.varies(source) ? ` ${whereIn(wrong)}` : '';
    const rule = `diffusion must be finite and not negative, but is ${digits(diffusion(wrong))}${where}`;
    const remedy = 'Change it so that it is 0 or more for every state, for instance with max(0, ...)';
    return [refuseFormula(field, source, rule, remedy)];
  });
}

export function checkFinite(config: Config, states: SampledStates, fields: readonly string[]): Problem[] {
  return ready(config, states, fields).flatMap(({ field, source }) => {
    const term = states.compile(source);
    const wrong = states.samples.find((sample) => !Number.isFinite(term(sample)));
    if (wrong === undefined) return [];
    const rule = `must be finite from the start, but is ${digits(term(wrong))} ${whereIn(wrong)}`;
    const remedy = 'Change the formula or the initial fields, so that it does not divide by 0';
    return [refuseFormula(field, source, rule, remedy)];
  });
}
