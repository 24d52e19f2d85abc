// The formulas of two fields as numbers at one pair of densities: what a search for uniform states and linear theory ask of
// an experiment. Derivatives are symbolic. Of cells one by one only the chemical has formulas; their own terms count as 0.

import type { Config } from '../core/config.ts';
import type { Expression } from '../core/expression/index.ts';
import { differentiate, parseExpression, toFunction, variablesOf } from '../core/expression/index.ts';
import type { Linearised } from './dispersion.ts';
import { AT_ONCE } from './dispersion.ts';

const VARIABLES = ['u', 'v', 'x', 'y', 't'] as const;
const PLACE = ['x', 'y', 't'];

export interface FieldFormulas {
  /** Which of x, y, t growth and production contain: then nothing uniform stays as it is. */
  readonly reactionsOf: readonly string[];
  /** Which of x, y, t diffusion and sensitivity contain: then waves are not independent of each other. */
  readonly motionsOf: readonly string[];
  growth(u: number, v: number): number;
  production(u: number, v: number): number;
  /** All coefficients of linear theory there. */
  linearised(u: number, v: number): Linearised;
  /** Changes a parameter of the formulas; names that they do not use are ignored. */
  set(parameter: string, value: number): void;
}

type Sources = Readonly<
  Record<'diffusionU' | 'diffusionV' | 'sensitivity' | 'growth' | 'production', string>
>;

const sourcesOf = (config: Config): Sources =>
  config.model === 'keller-segel'
    ? config
    : {
        ...{ diffusionU: '0', sensitivity: '0', growth: '0' },
        diffusionV: config.diffusionV,
        production: config.production,
      };

/** x and y are the middle of the domain, t is 0, where a formula asks. */
export function fieldFormulas(config: Config): FieldFormulas {
  const parameters = Object.keys(config.parameters);
  const names = [...VARIABLES, ...parameters];
  const sources = sourcesOf(config);
  const parse = (key: keyof Sources): Expression => parseExpression(sources[key], { names });
  const [growth, production] = [parse('growth'), parse('production')];
  const [diffusionU, diffusionV, sensitivity] = [
    parse('diffusionU'),
    parse('diffusionV'),
    parse('sensitivity'),
  ];
  const slots = Float64Array.from([
    ...[0, 0, config.width / 2, config.height / 2, 0],
    ...Object.values(config.parameters),
  ]);
  const at = (expression: Expression) => {
    const f = toFunction(expression, names);
    return (u: number, v: number): number => {
      slots[0] = u;
      slots[1] = v;
      return f(slots);
    };
  };
  const terms = {
    diffusionU: at(diffusionU),
    diffusionV: at(diffusionV),
    sensitivity: at(sensitivity),
    growthU: at(differentiate(growth, 'u')),
    growthV: at(differentiate(growth, 'v')),
    productionU: at(differentiate(production, 'u')),
    productionV: at(differentiate(production, 'v')),
  };
  const quasiSteady = config.model === 'keller-segel' && config.chemicalDynamics === 'quasi-steady';
  const haste = quasiSteady ? { haste: AT_ONCE } : {};
  const placesOf = (...expressions: Expression[]): string[] => {
    const used = new Set(expressions.flatMap(variablesOf));
    return PLACE.filter((name) => used.has(name));
  };
  return {
    reactionsOf: placesOf(growth, production),
    motionsOf: placesOf(diffusionU, diffusionV, sensitivity),
    growth: at(growth),
    production: at(production),
    linearised: (u, v) => ({
      diffusionU: terms.diffusionU(u, v),
      diffusionV: terms.diffusionV(u, v),
      sensitivity: terms.sensitivity(u, v),
      growthU: terms.growthU(u, v),
      growthV: terms.growthV(u, v),
      productionU: terms.productionU(u, v),
      productionV: terms.productionV(u, v),
      ...haste,
    }),
    set(parameter, value) {
      const slot = parameters.indexOf(parameter);
      if (slot >= 0) slots[VARIABLES.length + slot] = value;
    },
  };
}
