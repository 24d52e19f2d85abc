// The formulas of an experiment with cells, parsed once, in the two languages the kernels need: the cues that its rule
// reads with their derivatives, the rule's own formulas, and the equation of the chemical as the grid's kernels take it.

import type { WalkConfig } from '../../core/config.ts';
import type { Expression } from '../../core/expression/index.ts';
import {
  differentiate,
  parseExpression,
  toFunction,
  toWgsl,
  variablesOf,
} from '../../core/expression/index.ts';
import { parameterField } from '../../kernels/keller-segel/layout.ts';
import type { CellTerms, PlaceFunction } from '../../kernels/run-and-tumble/terms.ts';
import { findRule } from '../../sensing/index.ts';
import type { SensingRule } from '../../sensing/rule.ts';
import type { FieldModel } from '../keller-segel/formulas.ts';
import { snakeCase } from '../keller-segel/formulas.ts';

const VARIABLES = ['x', 'y', 't'] as const;
const SIZES = ['width', 'height'] as const;

export function ruleOf(config: WalkConfig): SensingRule {
  const rule = findRule(config.sensing);
  if (!rule) throw new Error(`no sensing rule ${config.sensing}`);
  return rule;
}

/** The chemical on the grid: the cells' density u is given from outside, so nothing moves or makes it there. */
export const chemicalModel = (config: WalkConfig): FieldModel => ({
  ...config,
  diffusionU: '0',
  sensitivity: '0',
  growth: '0',
  scheme: 'ssprk2',
  flux: 'scharfetter-gummel',
  chemicalDynamics: 'dynamic',
  // A prescribed field is written by its formula; the grid then has nothing to do.
  ...(config.chemical === 'live' ? {} : { diffusionV: '0', production: '0' }),
});

/** Every formula that the cells' kernels need, by its name in TypeScript; derivatives are symbolic. */
export function cellExpressions(config: WalkConfig): Record<string, Expression> {
  const names = [...VARIABLES, ...SIZES, ...Object.keys(config.parameters)];
  const parse = (source: string): Expression => parseExpression(source, { names });
  if (config.model === 'fokker-planck' && config.coefficients === 'given') {
    const { diffusion, driftX, driftY } = config;
    return { diffusion: parse(diffusion), driftX: parse(driftX), driftY: parse(driftY) };
  }
  const rule = ruleOf(config);
  const expressions: Record<string, Expression> = {};
  const cue = (name: string, source: string): void => {
    const expression = parse(source);
    expressions[name] = expression;
    expressions[`${name}Dx`] = differentiate(expression, 'x');
    expressions[`${name}Dy`] = differentiate(expression, 'y');
    expressions[`${name}Dt`] = differentiate(expression, 't');
  };
  if (config.chemical === 'prescribed') cue('attractant', config.attractant);
  if (rule.cues === 2) cue('secondCue', config.secondCue);
  for (const key of rule.formulas) expressions[key] = parse(config[key]);
  return expressions;
}

/** Whether a formula that the cells read changes with time by itself. */
export const cellsDependOnTime = (config: WalkConfig): boolean =>
  Object.values(cellExpressions(config)).some((expression) => variablesOf(expression).includes('t'));

export function cellTerms(config: WalkConfig): CellTerms {
  const parameters = Object.keys(config.parameters);
  const names = [...VARIABLES, ...SIZES, ...parameters];
  const slots = new Float64Array(names.length);
  const first = VARIABLES.length + SIZES.length;
  const functions = Object.entries(cellExpressions(config)).map(([name, expression]) => {
    const value = toFunction(expression, names);
    const of: PlaceFunction = (x, y, t) => {
      slots[0] = x;
      slots[1] = y;
      slots[2] = t;
      return value(slots);
    };
    return [name, of] as const;
  });
  return {
    update(record) {
      slots[3] = record.width;
      slots[4] = record.height;
      parameters.forEach((name, index) => (slots[first + index] = record[parameterField(name)]));
    },
    functions: Object.fromEntries(functions),
  };
}

/** One WGSL function a formula: `fn attractant_dx(x: f32, y: f32, t: f32) -> f32`. */
export function cellWgsl(config: WalkConfig): string {
  const rename = (name: string): string => {
    if ((VARIABLES as readonly string[]).includes(name)) return name;
    return `parameters.${(SIZES as readonly string[]).includes(name) ? name : parameterField(name)}`;
  };
  return Object.entries(cellExpressions(config))
    .map(
      ([name, expression]) =>
        `fn ${snakeCase(name)}(x: f32, y: f32, t: f32) -> f32 {\n  return ${toWgsl(expression, rename)};\n}`,
    )
    .join('\n');
}
