// The formulas of two fields on a grid, parsed once, in the two languages the kernels need. They are a Keller-Segel
// config's, or, with cells one by one, those of the chemical alone: u is then given and does not change by itself.

import type { KellerSegelConfig } from '../../core/config.ts';
import type { Expression } from '../../core/expression/index.ts';
import {
  differentiate,
  parseExpression,
  toFunction,
  toWgsl,
  variablesOf,
} from '../../core/expression/index.ts';
import type { StructField, StructLayout } from '../../core/struct.ts';
import { parameterField, parametersLayout } from '../../kernels/keller-segel/layout.ts';
import { TOLERANCE } from '../../kernels/keller-segel/rkl-layout.ts';
import type { Terms } from '../../kernels/keller-segel/terms.ts';

const VARIABLES = ['u', 'v', 'x', 'y', 't'] as const;

/** What the grid's kernels need of a config. */
export type FieldModel = Pick<
  KellerSegelConfig,
  | 'nx'
  | 'ny'
  | 'width'
  | 'height'
  | 'boundaryX'
  | 'boundaryY'
  | 'diffusionU'
  | 'diffusionV'
  | 'sensitivity'
  | 'growth'
  | 'production'
  | 'parameters'
  | 'scheme'
  | 'flux'
  | 'chemicalDynamics'
>;

/** Names in the order of the kernels' slots: u, v, x, y, t, parameters (see kernels/keller-segel/terms.ts). */
export const slotNames = (config: FieldModel): string[] => [...VARIABLES, ...Object.keys(config.parameters)];

/**
 * The record `parameters`.
 *
 * @param more Fields that another model's kernels need beside the grid's.
 */
export const recordOf = (config: FieldModel, more: readonly StructField[] = []): StructLayout =>
  parametersLayout(Object.keys(config.parameters), config.scheme === 'rkl2' ? [TOLERANCE, ...more] : more);

type TermName = keyof Terms;

/** Every term of the model as an expression; derivatives are symbolic. */
export function modelExpressions(config: FieldModel): Record<TermName, Expression> {
  const parse = (source: string): Expression => parseExpression(source, { names: slotNames(config) });
  const growth = parse(config.growth);
  const production = parse(config.production);
  return {
    sensitivity: parse(config.sensitivity),
    growth,
    growthDu: differentiate(growth, 'u'),
    production,
    productionDu: differentiate(production, 'u'),
    productionDv: differentiate(production, 'v'),
    diffusionU: parse(config.diffusionU),
    diffusionV: parse(config.diffusionV),
  };
}

/** Whether a term of the model changes with time by itself. */
export const dependsOnTime = (config: FieldModel): boolean =>
  Object.values(modelExpressions(config)).some((expression) => variablesOf(expression).includes('t'));

export function modelTerms(config: FieldModel): Terms {
  const expressions = modelExpressions(config);
  const names = slotNames(config);
  const entries = Object.entries(expressions).map(([term, expression]) => [
    term,
    toFunction(expression, names),
  ]);
  return Object.fromEntries(entries) as Terms;
}

/** A formula's name in WGSL. */
export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const rename = (name: string): string =>
  (VARIABLES as readonly string[]).includes(name) ? name : `parameters.${parameterField(name)}`;

/** One WGSL function a term: `fn growth_du(u: f32, v: f32, x: f32, y: f32, t: f32) -> f32`. */
export function modelWgsl(config: FieldModel): string {
  return Object.entries(modelExpressions(config))
    .map(
      ([term, expression]) =>
        `fn ${snakeCase(term)}(u: f32, v: f32, x: f32, y: f32, t: f32) -> f32 {\n` +
        `  return ${toWgsl(expression, rename)};\n}`,
    )
    .join('\n');
}

/** D_v and a of  D_v lap v + p(u) - a v, which may hold parameters only: `chemical_diffusion()`, `chemical_decay()`. */
export function chemicalWgsl(config: FieldModel): string {
  const { diffusionV, productionDv } = modelExpressions(config);
  return (
    `fn chemical_diffusion() -> f32 { return ${toWgsl(diffusionV, rename)}; }\n` +
    `fn chemical_decay() -> f32 { return -${toWgsl(productionDv, rename)}; }`
  );
}
