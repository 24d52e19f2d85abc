// The formulas of Keller-Segel fields at sample states: that diffusion is not negative, that chi/u stays finite as u
// goes to 0 (else cells would be taken from where there are none, and u would go negative), and that nothing is taken
// from an empty place by growth.

import type { KellerSegelConfig } from '../core/config.ts';
import type { Problem } from '../core/problem.ts';
import { checkQuasiSteady } from './check-quasi-steady.ts';
import { checkDiffusion, checkFinite, refuseFormula } from './check-terms.ts';
import type { InitialFields } from './initial-formula.ts';
import { digits, samplesOf, whereIn, type Sample } from './sample-states.ts';

export function checkFields(config: KellerSegelConfig, fields: InitialFields | null): Problem[] {
  const states = samplesOf(config, fields);
  const { samples, compile, waits } = states;
  const problems = [
    ...checkDiffusion(config, states, ['diffusionU', 'diffusionV']),
    ...checkFinite(config, states, ['growth', 'production', 'sensitivity']),
    ...checkQuasiSteady(config),
  ];
  if (problems.length > 0) return problems;

  // chi(u)/u at two tiny u: equal if chi vanishes like u, 1e10 apart if chi(0) is not 0. A factor 2 leaves room for
  // chi = u log u and the like, and refuses every power u^p with p < 0.97.
  const chi = compile(config.sensitivity);
  const slope = (sample: Sample, u: number): number => Math.abs(chi({ ...sample, u }) / u);
  const steep = (waits(config.sensitivity, true) ? [] : samples).find(
    (sample) => !(slope(sample, 1e-30) <= 2 * slope(sample, 1e-20)),
  );
  if (steep !== undefined) {
    const tiny = { ...steep, u: 1e-30 };
    const rule = `must vanish with u at least as fast as u itself, but is ${digits(chi(tiny))} ${whereIn(tiny)}`;
    const remedy = 'Include the density: c*u means a constant response of every cell';
    problems.push(refuseFormula('sensitivity', config.sensitivity, rule, remedy));
  }
  const growth = compile(config.growth);
  const empty = (waits(config.growth, true) ? [] : samples).map((sample) => ({ ...sample, u: 0 }));
  const taken = empty.find((sample) => growth(sample) < 0);
  if (taken !== undefined) {
    const rule = `must not remove cells where there are none, but is ${digits(growth(taken))} ${whereIn(taken)}`;
    problems.push(refuseFormula('growth', config.growth, rule, 'Make the loss proportional to u'));
  }
  return problems;
}
