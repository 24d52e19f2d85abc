// All sensing rules, in the order in which they are listed to users. A new rule needs a line here (see rule.ts).

import type { ParameterSpec } from '../core/setting.ts';
import { ccr7 } from './ccr7/rule.ts';
import { eColi, eColiTwoLigands } from './e-coli/rule.ts';
import { landscape } from './landscape/rule.ts';
import { linear } from './linear/rule.ts';
import { logarithmic } from './logarithmic/rule.ts';
import { memoryKernel } from './memory-kernel/rule.ts';
import { MOTION_PARAMETERS } from './motion.ts';
import { rates } from './rates/rule.ts';
import { receptorSaturation } from './receptor-saturation/rule.ts';
import type { InnerTime, RuleValues, SensingRule } from './rule.ts';
import { twoCues } from './two-cues/rule.ts';
import { spreadOf } from './variety.ts';

export const SENSING_RULES: readonly SensingRule[] = [
  rates,
  linear,
  logarithmic,
  receptorSaturation,
  twoCues,
  memoryKernel,
  eColi,
  eColiTwoLigands,
  ccr7,
  landscape,
];

export type { SensingRule } from './rule.ts';

/** The rule of that name; undefined where there is none. */
export const findRule = (name: string): SensingRule | undefined =>
  SENSING_RULES.find((rule) => rule.name === name);

/** All parameters that a rule needs: those of its motion, its own, and how much these vary from cell to cell. */
export const parametersOf = (rule: SensingRule): readonly ParameterSpec[] => [
  ...MOTION_PARAMETERS[rule.motion].filter(({ name }) => name !== 'tumbleRate' || !rule.setsRate),
  ...rule.parameters,
  ...rule.parameters.filter(({ varies }) => varies).map(({ name }) => spreadOf(name)),
];

/** The shortest of the times inside a cell; endless for rules without memory. */
export const fastestInside = (rule: SensingRule, values: RuleValues): InnerTime =>
  (rule.law.times?.(values) ?? []).reduce((least, time) => (time.value < least.value ? time : least), {
    name: 'nothing',
    value: Infinity,
  });

/** Whether a cell answers to what it meets at that moment alone, by tumbling: equations for densities know of no other. */
export const answersAtOnce = (rule: SensingRule): boolean =>
  rule.motion === 'tumbling' && rule.memory.length === 0;
