// Whether a config is the minimal Keller-Segel model, for which collapse is understood:
//   du/dt = D_u lap u - chi div(u grad v),   dv/dt = D_v lap v + beta u - a v,
// and with which numbers. Found by evaluating the formulas and their derivatives at sample points, so any spelling counts
// (`chi*u`, `u*chi/(1+0*v)`); a formula that departs from it only beyond u, v = 1e4 is taken for it.

import type { KellerSegelConfig } from '../core/config.ts';
import type { Expression } from '../core/expression/index.ts';
import { differentiate, parseExpression, toFunction } from '../core/expression/index.ts';

/** Constants of the minimal model, in the user's units. */
export interface MinimalModel {
  readonly diffusionU: number;
  readonly diffusionV: number;
  /** Sensitivity over u. */
  readonly chi: number;
  /** What a cell secretes per time. */
  readonly beta: number;
  /** Rate at which the chemical decays; 0 or more. */
  readonly decay: number;
}

/** Why something is not known, as a clause: `cells multiply`. */
export interface Unknown {
  readonly reason: string;
}

export type MinimalConfig = Pick<
  KellerSegelConfig,
  'diffusionU' | 'diffusionV' | 'sensitivity' | 'growth' | 'production' | 'parameters' | 'width' | 'height'
>;

const DENSITIES = [1e-3, 0.13, 0.9, 7.3, 110, 1e4];
/** Shares of width and height, and times, so chosen that no wave of the domain vanishes at all of them. */
const PLACES = [
  { x: 0.113, y: 0.271, t: 0 },
  { x: 0.481, y: 0.937, t: 0.37 },
  { x: 0.853, y: 0.619, t: 41.3 },
];
/** Relative difference between samples that is rounding. */
const SAME = 1e-9;

type Point = readonly [u: number, v: number, x: number, y: number, t: number];

/** Null reasons: the model; else what sets the config apart from it. */
export function minimalModel(config: MinimalConfig): MinimalModel | Unknown {
  const names = ['u', 'v', 'x', 'y', 't', ...Object.keys(config.parameters)];
  const values = Object.values(config.parameters);
  const parse = (source: string) => parseExpression(source, { names });
  const constant = (expression: Expression, divisor: (point: Point) => number = () => 1): number | null => {
    const at = toFunction(expression, names);
    return sameEverywhere(
      config,
      DENSITIES,
      (point) => at(Float64Array.of(...point, ...values)) / divisor(point),
    );
  };
  const growth = constant(parse(config.growth));
  if (growth !== 0) return { reason: 'cells multiply or die' };
  const diffusionU = constant(parse(config.diffusionU));
  const diffusionV = constant(parse(config.diffusionV));
  if (diffusionU === null || diffusionV === null)
    return { reason: 'a diffusion coefficient is not constant' };
  const chi = constant(parse(config.sensitivity), ([u]) => u);
  if (chi === null) return { reason: 'the sensitivity is not in proportion to u' };
  const production = parse(config.production);
  const beta = constant(differentiate(production, 'u'));
  const minusDecay = constant(differentiate(production, 'v'));
  // What is secreted without cells shifts v; unless it differs between places it moves nobody.
  const produced = toFunction(production, names);
  const source = sameEverywhere(config, [0], (point) => produced(Float64Array.of(...point, ...values)));
  if (beta === null || minusDecay === null || source === null || minusDecay > 0) {
    return { reason: 'the production is not of the form beta u - a v' };
  }
  if (!(diffusionU > 0 && diffusionV > 0)) return { reason: 'cells or chemical do not diffuse' };
  return { diffusionU, diffusionV, chi, beta, decay: minusDecay === 0 ? 0 : -minusDecay };
}

/** The value, where it is the same at all places and of all these densities; else null. */
function sameEverywhere(
  { width, height }: Pick<MinimalConfig, 'width' | 'height'>,
  densities: readonly number[],
  of: (point: Point) => number,
): number | null {
  let first: number | null = null;
  for (const { x, y, t } of PLACES) {
    for (const u of densities) {
      for (const v of densities) {
        const value = of([u, v, x * width, y * height, t]);
        first ??= value;
        if (!(Math.abs(value - first) <= SAME * Math.abs(first))) return null;
      }
    }
  }
  return first;
}
