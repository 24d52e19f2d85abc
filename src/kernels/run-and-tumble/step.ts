// Twin of shaders/run-and-tumble/step.wgsl in float64: one step of every running cell. Random words and positions are the
// same integers; what is computed between them is not rounded to f32.

import { headingOf, turn } from '../../core/angle.ts';
import type { Twin } from '../../core/backend.ts';
import { dimension } from '../../core/grid.ts';
import { exponential, normals, philox, unit } from '../../core/random.ts';
import type { RuleValues, Sensed } from '../../sensing/rule.ts';
import { nothingSensed } from '../../sensing/rule.ts';
import { numbers, record, words } from '../arrays.ts';
import { EXTREMES, FOLLOWED_TUMBLES } from '../keller-segel/layout.ts';
import { FAULT, MOST_TUMBLES, PURPOSE } from './layout.ts';
import type { CellOptions } from './sensed.ts';
import { createSenses, wayOf } from './sensed.ts';
import { createTravel, headingAfter, noArrival, roundsAfter, roundsOverflow } from './travel.ts';
import { createVariety } from './variety.ts';

export function createStep(options: CellOptions): Twin {
  const { grid, config, rule, terms } = options;
  const { law } = rule;
  const twoDimensional = dimension(grid) === 2;
  const steering = rule.motion === 'steering';
  const { sense, values, update } = createSenses(options);
  const { travel, update: updateTravel } = createTravel(grid);
  const variety = createVariety(rule);
  const start = nothingSensed();
  const met = nothingSensed();
  const state = new Float64Array(rule.memory.length);
  const after = new Float64Array(rule.memory.length);
  const pull = new Float64Array(2);
  const path = noArrival();
  const way = new Float64Array(2);
  const normal = new Float64Array(2);
  let speed = 0;
  let meanCosine = 0;
  let raised = 0;

  /** Tumbling rate there, clipped at 0. */
  const rateAt = (s: Sensed, own: RuleValues, memory: Float64Array): number => {
    const rate = law.tumbleRate(s, own, terms.functions, config, memory);
    if (Number.isFinite(rate)) return rate > 0 ? rate : 0;
    raised = Math.max(raised, FAULT.rateNotFinite);
    return 0;
  };

  const tumbled = (heading: number, word: number): number => {
    if (twoDimensional) return (heading + turn(word, meanCosine)) >>> 0;
    return (heading ^ (unit(word) < 0.5 * (1 - meanCosine) ? 0x80000000 : 0)) >>> 0;
  };

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const position = words(arrays[2]);
    const heading = words(arrays[3]);
    const hazard = numbers(arrays[4]);
    const rounds = words(arrays[5]);
    const memory = numbers(arrays[6]);
    const v = numbers(arrays[7]);
    const extremes = numbers(arrays[8]);
    if (clock.taken === 0) return;
    update(parameters, clock, v);
    updateTravel(parameters);
    variety.update(parameters, values);
    speed = values.speed;
    // Steering cells that turn round, in one dimension, do nothing else.
    meanCosine = steering ? -1 : values.persistence;
    raised = 0;
    const { cells } = parameters;
    const { taken, steps } = clock;
    const { rotationalDiffusion } = values;
    const key = [parameters.seed_low, parameters.seed_high] as const;
    for (let i = 0; i < cells; i += 1) {
      const own = variety.ownValues(i);
      for (let k = 0; k < state.length; k += 1) state[k] = memory[k * cells + i];
      let hereX = position[2 * i];
      let hereY = position[2 * i + 1];
      let course = heading[i];
      let left = hazard[i];
      let time = taken; // what is left of the step
      let fraction = 0;
      let moreX = 0;
      let moreY = 0;
      for (let event = 0; event <= MOST_TUMBLES; event += 1) {
        // the path to the end of the step, if nothing happens
        wayOf(course, twoDimensional, way);
        const wayX = way[0];
        const wayY = way[1];
        sense(hereX, hereY, wayX, wayY, speed, fraction, start);
        travel(hereX, hereY, speed * time * wayX, speed * time * wayY, path);
        sense(path.x, path.y, path.mirrorX * wayX, path.mirrorY * wayY, speed, 1, met);
        after.set(state);
        law.remember?.(start, met, own, after, time);
        const first = rateAt(start, own, state);
        const last = rateAt(met, own, after);
        const spent = 0.5 * (first + last) * time;
        const tumbles = spent > left && event < MOST_TUMBLES;
        let wait = time;
        if (tumbles) {
          wait = waitingTime(left, first, last, time);
          travel(hereX, hereY, speed * wait * wayX, speed * wait * wayY, path);
          fraction = 1 - (time - wait) / taken;
          if (state.length > 0) {
            sense(path.x, path.y, path.mirrorX * wayX, path.mirrorY * wayY, speed, fraction, met);
            after.set(state);
            law.remember?.(start, met, own, after, wait);
          }
        }
        hereX = path.x;
        hereY = path.y;
        course = headingAfter(course, path.mirrorX, path.mirrorY);
        moreX += path.roundsX;
        moreY += path.roundsY;
        state.set(after);
        if (!tumbles) {
          if (spent > left) raised = Math.max(raised, FAULT.tooManyTumbles);
          left = Math.max(0, left - spent);
          if (i === parameters.followed) extremes[FOLLOWED_TUMBLES] += event;
          break;
        }
        const block = philox([i, steps, event, PURPOSE.tumble], key);
        course = tumbled(course, block[0]);
        left = exponential(block[1]);
        time -= wait;
      }
      if (twoDimensional && (steering || rotationalDiffusion > 0)) {
        const block = philox([i, steps, 0, PURPOSE.diffusion], key);
        normals(block[0], block[1], normal);
        if (steering) {
          const spread = Math.sqrt((law.rotation?.(met, own, state) ?? 0) * taken);
          course = (course + headingOf(spread * normal[0])) >>> 0;
          law.pull?.(met, own, state, pull);
          wayOf(course, twoDimensional, way);
          course = (course + headingOf(turnedTowards(way, pull, taken))) >>> 0;
          course = (course + headingOf(spread * normal[1])) >>> 0;
        } else {
          const spread = Math.sqrt(2 * rotationalDiffusion * taken);
          course = (course + headingOf(spread * normal[0])) >>> 0;
        }
      }
      if (law.noisy?.(own)) {
        const block = philox([i, steps, 0, PURPOSE.noise], key);
        normals(block[0], block[1], normal);
        law.disturb?.(met, own, state, taken, normal);
      }
      for (let k = 0; k < state.length; k += 1) memory[k * cells + i] = state[k];
      position[2 * i] = hereX;
      position[2 * i + 1] = hereY;
      heading[i] = course;
      hazard[i] = left;
      if (roundsOverflow(rounds[i], moreX, moreY)) raised = Math.max(raised, FAULT.tooManyRounds);
      rounds[i] = roundsAfter(rounds[i], moreX, moreY);
    }
    extremes[EXTREMES.fault] = Math.max(extremes[EXTREMES.fault], raised);
  };
}

/**
 * When a rate that goes linearly from `first` to `last` within `time` has used up the hazard: the root of
 * first w + (last - first) w^2/(2 time) = left, written so that nothing cancels where the rates are nearly equal.
 */
function waitingTime(left: number, first: number, last: number, time: number): number {
  const root = Math.sqrt(Math.max(first * first + (2 * left * (last - first)) / time, 0));
  return Math.min((2 * left) / Math.max(first + root, 1e-30), time);
}

/**
 * Angle by which a heading turns in `time` towards a pull: the angle between them follows d angle/dt = -|pull| sin(angle),
 * so tan(angle/2) falls exponentially.
 */
function turnedTowards(way: Float64Array, pull: Float64Array, time: number): number {
  const strength = Math.hypot(pull[0], pull[1]);
  if (!(strength > 0) || !Number.isFinite(strength)) return 0;
  const cosine = (way[0] * pull[0] + way[1] * pull[1]) / strength;
  const sine = (way[1] * pull[0] - way[0] * pull[1]) / strength; // of the angle from the pull to the heading
  const left = Math.exp(-strength * time);
  return 2 * Math.atan(((left - 1) * sine) / Math.max(1 + cosine + left * (1 - cosine), 1e-30));
}
