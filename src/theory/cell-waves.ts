// Cells that secrete what they sense, near their uniform state: from their parameters to the numbers that the two theories of
// waves need, the kinetic one (cells with a speed) and Keller-Segel's (cells that diffuse and drift).

import { isRead, sensedPlace } from '../config/index.ts';
import type { WalkConfig } from '../core/config.ts';
import { findRule } from '../sensing/index.ts';
import { SMALLEST_CUE } from '../sensing/response.ts';
import type { SensingRule } from '../sensing/rule.ts';
import { nothingSensed } from '../sensing/rule.ts';
import { diffusionCoefficient, headingLossRate } from './diffusion.ts';
import type { Linearised } from './dispersion.ts';
import type { Secreting } from './kinetic-dispersion.ts';
import { walkOf } from './sensed-field.ts';
import type { Densities } from './uniform-states.ts';
import { NO_MEMORY } from '../sensing/rule.ts';

export interface CellWaves {
  /** D = v^2/(d mu) and chi = D lam (1 - persistence) R'(v0) u0 for tumbling cells; m T and m chi u0 for crawling ones. */
  readonly fields: Linearised;
  /** Null for crawling cells, which have no heading. */
  readonly kinetic: Secreting | null;
}

/** `chemical` holds the terms of v, its u being the cells' density. A text says why theory has no answer. */
export function cellWaves(config: WalkConfig, { u, v }: Densities, chemical: Linearised): CellWaves | string {
  const rule = findRule(config.sensing);
  if (!rule) throw new RangeError(`no sensing rule ${config.sensing}`);
  const missing = notCovered(config, rule, v);
  if (missing !== null) return missing;
  const { parameters } = config;
  if (rule.motion === 'crawling') {
    const { mobility, temperature, chi } = parameters;
    const fields = { ...chemical, diffusionU: mobility * temperature, sensitivity: mobility * chi * u };
    return { fields, kinetic: null };
  }
  const walk = walkOf(config);
  if (!(headingLossRate(walk) > 0)) return 'cells that never turn do not settle to a uniform state';
  const diffusionU = diffusionCoefficient(walk);
  const pull = walk.tumbleRate * (1 - walk.persistence) * responseSlope(config, rule, v) * u;
  return {
    fields: { ...chemical, diffusionU, sensitivity: diffusionU * pull },
    kinetic: {
      walk,
      response: pull * chemical.productionU,
      diffusionV: chemical.diffusionV,
      decay: -chemical.productionV,
    },
  };
}

function notCovered(config: WalkConfig, rule: SensingRule, v: number): string | null {
  if (rule.responseSlope === null && rule.memory.length > 0)
    return 'theory has no waves of cells that answer by what is inside them';
  if (rule.cues === 0) return `cells of the rule ${rule.name} do not sense the chemical`;
  if (isRead(config, 'secondCue')) {
    const { names } = sensedPlace(config, rule);
    if (['x', 'y', 't'].some((name) => names.has(name)))
      return 'a second cue that is not the same everywhere leaves no uniform state';
  }
  const logarithmic =
    rule.name === 'logarithmic' || (rule.name === 'two-cues' && config.firstResponse === 'logarithmic');
  if (logarithmic && !(v > SMALLEST_CUE)) return 'a logarithmic response has no slope where v is 0';
  if (rule.motion === 'crawling' && config.parameters.gain !== 0)
    return 'a mobility that follows the chemical is not covered';
  return null;
}

/** R'(v), from the law itself: the rate is lam (1 - R' dc/dt). Unit T/V. */
export function responseSlope(config: WalkConfig, rule: SensingRule, v: number): number {
  const sensed = { ...nothingSensed(), c: v, ct: 1 };
  return 1 - rule.law.tumbleRate(sensed, { ...config.parameters, tumbleRate: 1 }, {}, config, NO_MEMORY);
}
