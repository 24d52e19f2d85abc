// What a quasi-steady chemical asks of its formulas: 0 = D lap v + p(u,x,y,t) - a v with D > 0 and a >= 0 that are the same
// everywhere and always, for the grids of the solver (kernels/keller-segel/quasi-steady) know no others. Derived from the
// syntax tree: v stands in no function and no condition, so that g is a rational function of v, and dg/dv contains parameters
// only, so that it is a line in v.

import type { KellerSegelConfig } from '../core/config.ts';
import {
  differentiate,
  isRationalIn,
  parseExpression,
  toFunction,
  variablesOf,
} from '../core/expression/index.ts';
import type { Expression } from '../core/expression/index.ts';
import type { Problem } from '../core/problem.ts';
import { refuseFormula } from './check-terms.ts';
import { digits } from './sample-states.ts';
import { MODEL_NAMES } from './settings.ts';

const REMEDY = 'Use chemicalDynamics: dynamic';

export function checkQuasiSteady(config: KellerSegelConfig): Problem[] {
  if (config.chemicalDynamics === 'dynamic') return [];
  const names = [...MODEL_NAMES, ...Object.keys(config.parameters)];
  const slots = Float64Array.from([0, 0, 0, 0, 0, ...Object.values(config.parameters)]);
  const parse = (source: string): Expression => parseExpression(source, { names });
  const varying = (expression: Expression): string[] =>
    variablesOf(expression).filter((name) => (MODEL_NAMES as readonly string[]).includes(name));
  const valueOf = (expression: Expression): number => toFunction(expression, names)(slots);
  const refuse = (
    field: 'diffusionV' | 'production' | 'sensitivity' | 'growth',
    rule: string,
    remedy: string,
  ) => refuseFormula(field, config[field], `with chemicalDynamics=quasi-steady ${rule}`, remedy);

  const problems: Problem[] = [];
  const diffusion = parse(config.diffusionV);
  const production = parse(config.production);
  const decay = differentiate(production, 'v');
  if (varying(diffusion).length > 0)
    problems.push(
      refuse(
        'diffusionV',
        `must be a constant, and contains ${varying(diffusion).join(', ')}`,
        `Use a number or a parameter. Otherwise: ${REMEDY}`,
      ),
    );
  else if (!(valueOf(diffusion) > 0))
    problems.push(
      refuse(
        'diffusionV',
        `must be above 0, and is ${digits(valueOf(diffusion))}`,
        `Make it positive. Otherwise: ${REMEDY}`,
      ),
    );
  if (!isRationalIn(production, 'v') || varying(decay).length > 0) {
    const rule =
      'must be p(u) - a*v, linear in v with a constant a, for v is solved for on grids that know no other';
    problems.push(refuse('production', rule, `Write it in this form. Otherwise: ${REMEDY}`));
    return problems;
  }
  const rate = -valueOf(decay);
  if (rate < 0)
    problems.push(
      refuse(
        'production',
        `must not make v from v, and d/dv of it is ${digits(-rate)}`,
        `Change its sign. Otherwise: ${REMEDY}`,
      ),
    );
  // Without decay v is known up to a constant only; its gradients are known.
  for (const field of ['sensitivity', 'growth'] as const)
    if (rate === 0 && variablesOf(parse(config[field])).includes('v')) {
      const rule =
        'and no decay of v must not contain v, which is then known up to a constant only (its gradients are known)';
      problems.push(
        refuse(field, rule, `Leave v out of it, or give production a decay -a*v. Otherwise: ${REMEDY}`),
      );
    }
  return problems;
}
