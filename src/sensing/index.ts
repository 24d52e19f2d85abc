// All sensing rules, in the order in which they are listed to users. A new rule needs a line here (see rule.ts).

import type { ParameterSpec } from '../core/setting.ts';
import { landscape } from './landscape/rule.ts';
import { linear } from './linear/rule.ts';
import { logarithmic } from './logarithmic/rule.ts';
import { MOTION_PARAMETERS } from './motion.ts';
import { rates } from './rates/rule.ts';
import { receptorSaturation } from './receptor-saturation/rule.ts';
import type { SensingRule } from './rule.ts';
import { twoCues } from './two-cues/rule.ts';

export const SENSING_RULES: readonly SensingRule[] = [
  rates,
  linear,
  logarithmic,
  receptorSaturation,
  twoCues,
  landscape,
];

export type { SensingRule } from './rule.ts';

/** The rule of that name; undefined where there is none. */
export const findRule = (name: string): SensingRule | undefined =>
  SENSING_RULES.find((rule) => rule.name === name);

/** All parameters that a rule needs: those of its motion, then its own. */
export const parametersOf = (rule: SensingRule): readonly ParameterSpec[] => [
  ...MOTION_PARAMETERS[rule.motion],
  ...rule.parameters,
];
