// The WGSL of a rule made whole: sizes of its memory, and functions that do nothing in place of those that it has not, so
// that the kernels of cells can call all of them. What a rule does not need is optimised away.

import type { WalkConfig } from '../core/config.ts';
import type { SensingRule } from './rule.ts';
import { ownWgsl, varietyWgsl } from './variety.ts';

/** A rule for cells one by one: its law, and `own_of(i)`, what cell i has of its own. Needs `Sensed` and random.wgsl. */
export const cellRuleWgsl = (rule: SensingRule, config: WalkConfig): string =>
  [ruleWgsl(rule, config), varietyWgsl(rule)].join('\n');

/** The law of a rule, all of its functions. Needs `Sensed`. */
export function ruleWgsl(rule: SensingRule, config: WalkConfig): string {
  const { law, memory, inner, motion } = rule;
  const remembers = memory.length > 0;
  const noisy = law.noisy !== undefined;
  const fillers = [
    // The law of a rule without memory asks for what is sensed alone.
    motion === 'crawling'
      ? 'fn rate_of(s: Sensed, own: Own, memory: Memory) -> f32 {\n  return 0.0;\n}'
      : remembers
        ? 'fn rate_of(s: Sensed, own: Own, memory: Memory) -> f32 {\n  return tumble_rate(s, own, memory);\n}'
        : 'fn rate_of(s: Sensed, own: Own, memory: Memory) -> f32 {\n  return tumble_rate(s);\n}',
    remembers
      ? ''
      : 'fn remember(a: Sensed, b: Sensed, own: Own, memory: Memory, dt: f32) -> Memory {\n  return memory;\n}',
    remembers ? '' : 'fn rest(s: Sensed, own: Own) -> Memory {\n  return Memory();\n}',
    noisy ? '' : 'fn noisy(own: Own) -> bool {\n  return false;\n}',
    noisy
      ? ''
      : 'fn disturb(s: Sensed, own: Own, memory: Memory, dt: f32, noise: vec2<f32>) -> Memory {\n  return memory;\n}',
    motion === 'steering' ? '' : NO_STEERING,
    inner.length > 0 ? '' : 'fn inner(s: Sensed, own: Own, memory: Memory) -> Inner {\n  return Inner();\n}',
  ];
  return [
    `const MEMORY: u32 = ${memory.length}u;`,
    // An array has one element at least.
    `alias Memory = array<f32, ${Math.max(memory.length, 1)}>;`,
    `const INNER: u32 = ${inner.length}u;`,
    `alias Inner = array<f32, ${Math.max(inner.length, 1)}>;`,
    `const STEERING: bool = ${motion === 'steering'};`,
    ownWgsl(rule),
    rule.wgsl(config),
    ...fillers.filter((text) => text !== ''),
  ].join('\n');
}

const NO_STEERING = [
  'fn pull(s: Sensed, own: Own, memory: Memory) -> vec2<f32> {\n  return vec2(0.0, 0.0);\n}',
  'fn rotation(s: Sensed, own: Own, memory: Memory) -> f32 {\n  return 0.0;\n}',
].join('\n');
