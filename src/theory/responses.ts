// How a rule answers, computed from its own law and nothing simulated: what happens inside a cell that was used to a
// background when the first cue jumps (step response), how large the answer is for each concentration jumped to (dose response),
// and, for rules without memory, how the tumbling rate follows the rise of the cue. The cell stands still.

import { sensedPlace } from '../config/index.ts';
import type { WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { findRule } from '../sensing/index.ts';
import type { InnerSpec, RuleValues, Sensed, SensingRule } from '../sensing/rule.ts';
import { NO_MEMORY, nothingSensed } from '../sensing/rule.ts';

export interface Course {
  /** T from the jump on; the last time before it is negative. */
  readonly times: readonly number[];
  /** Values of the rule's inner variables, one list each, in their order. */
  readonly inner: readonly (readonly number[])[];
  /** 1/T; null for cells that do not tumble. */
  readonly rate: readonly number[] | null;
}

export interface Answers {
  readonly rule: SensingRule;
  /** What cells are used to, C, and why it is that. */
  readonly background: number;
  readonly second: number;
  /** The law at a place, with parameters `values`. */
  stepResponse(background: number, factor: number): Course;
  /** Largest change of the first inner variable after a jump from the background to each of the concentrations. */
  doseResponse(background: number, doses: readonly number[]): number[];
  /** Rules without memory: tumbling rate where the cue rises at these rates, C/T. */
  riseResponse(background: number, rises: readonly number[]): number[];
}

/** Steps within the fastest time inside the cell at first; they grow as the course slows down. */
const FINENESS = 20;
const GROWTH = 1.03;
/** Slowest times that a course lasts. */
const LASTS = 6;
const SAMPLES = 33;

/** Null for rules that sense nothing. */
export function answersOf(config: WalkConfig): Answers | null {
  const rule = findRule(config.sensing);
  if (!rule || rule.cues === 0) return null;
  const values = config.parameters;
  const { background, second } = backgrounds(config, rule);
  const at = (c: number, rise = 0): Sensed => ({ ...nothingSensed(), ex: 1, c, ct: rise, a: second });
  const rested = (c: number): Float64Array => {
    const memory = new Float64Array(rule.memory.length);
    rule.law.rest?.(at(c), values, memory);
    return memory;
  };
  const rateOf = (s: Sensed, memory: Float64Array): number =>
    Math.max(rule.law.tumbleRate(s, values, {}, config, memory), 0);

  return {
    rule,
    background,
    second,
    stepResponse(from, factor) {
      const recorder = createRecorder(rule, values, rateOf);
      const memory = rested(from);
      const times = courseTimes(rule, values);
      const end = times[times.length - 1];
      const [before, after] = [at(from), at(from * factor)];
      recorder.add(-0.1 * end, before, memory);
      recorder.add(0, before, memory);
      recorder.add(0, after, memory);
      times.forEach((time, index) => {
        rule.law.remember?.(after, after, values, memory, time - (times[index - 1] ?? 0));
        recorder.add(time, after, memory);
      });
      return recorder.course;
    },
    doseResponse(from, doses) {
      const times = courseTimes(rule, values);
      const out = new Float64Array(rule.inner.length);
      return doses.map((dose) => {
        const memory = rested(from);
        rule.law.inner?.(at(from), values, memory, out);
        const rest = out[0];
        let largest = rest;
        const look = (): void => {
          rule.law.inner?.(at(dose), values, memory, out);
          if (Math.abs(out[0] - rest) > Math.abs(largest - rest)) largest = out[0];
        };
        look();
        times.forEach((time, index) => {
          rule.law.remember?.(at(dose), at(dose), values, memory, time - (times[index - 1] ?? 0));
          look();
        });
        return largest;
      });
    },
    riseResponse: (from, rises) => rises.map((rise) => rateOf(at(from, rise), NO_MEMORY)),
  };
}

function createRecorder(
  rule: SensingRule,
  values: RuleValues,
  rateOf: (s: Sensed, memory: Float64Array) => number,
): { add(time: number, s: Sensed, memory: Float64Array): void; readonly course: Course } {
  const times: number[] = [];
  const inner: number[][] = rule.inner.map(() => []);
  const rate: number[] | null = rule.motion === 'tumbling' ? [] : null;
  const out = new Float64Array(rule.inner.length);
  return {
    add(time, s, memory) {
      times.push(time);
      rule.law.inner?.(s, values, memory, out);
      inner.forEach((list, k) => list.push(out[k]));
      rate?.push(rateOf(s, memory));
    },
    course: { times, inner, rate },
  };
}

/** From the jump on: fine beside the fastest time inside the cell, then ever coarser, but fine beside the slowest. */
export function courseTimes(rule: SensingRule, values: RuleValues): number[] {
  const inside = (rule.law.times?.(values) ?? []).map(({ value }) => value);
  if (inside.length === 0) return [0];
  const [fastest, slowest] = [Math.min(...inside), Math.max(...inside)];
  const times: number[] = [];
  for (let time = 0, step = fastest / FINENESS; time < LASTS * slowest;) {
    time += step;
    times.push(time);
    step = Math.min(step * GROWTH, slowest / FINENESS);
  }
  return times;
}

/** The median of a prescribed cue over the domain at the start; of a live one what its receptors are halfway about, or 1. */
function backgrounds(config: WalkConfig, rule: SensingRule): { background: number; second: number } {
  const { first, second } = sensedPlace(config, rule);
  const line = dimension(config) === 1;
  const median = (of: (x: number, y: number, t: number) => number): number => {
    const found: number[] = [];
    for (let j = 0; j < (line ? 1 : SAMPLES); j += 1)
      for (let i = 0; i < SAMPLES; i += 1)
        found.push(of(((i + 0.5) / SAMPLES) * config.width, ((j + 0.5) / SAMPLES) * config.height, 0));
    found.sort((a, b) => a - b);
    return found[Math.floor(found.length / 2)];
  };
  const { K, K_I, K_A, K19 } = config.parameters as Record<string, number | undefined>;
  const halfway = K_I !== undefined && K_A !== undefined ? Math.sqrt(K_I * K_A) : (K19 ?? K ?? 1);
  const asked = config.chemical === 'live' ? halfway : median(first.value);
  return {
    background: rule.concentrations === true && !(asked > 0) ? halfway : asked,
    second: rule.cues === 2 ? median(second.value) : 0,
  };
}

/** Concentrations to jump to: decades about what the receptors bind at, or about the background. */
export function doses({ rule, background }: Answers, values: RuleValues, count = 61): number[] {
  const { K_I, K_A, K, K19 } = values as Record<string, number | undefined>;
  const [low, high] =
    rule.concentrations === true && K_I !== undefined && K_A !== undefined
      ? [K_I / 100, K_A * 100]
      : [(K19 ?? K ?? background) / 100, (K19 ?? K ?? background) * 100];
  return Array.from({ length: count }, (_, k) => low * (high / low) ** (k / (count - 1)));
}

/** Titles of what a course shows, the tumbling rate last. */
export const courseTitles = (rule: SensingRule): readonly string[] => [
  ...rule.inner.map(({ title }: InnerSpec) => title),
  ...(rule.motion === 'tumbling' ? ['tumbling rate'] : []),
];
