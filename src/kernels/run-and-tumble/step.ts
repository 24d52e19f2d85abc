// Twin of shaders/run-and-tumble/step.wgsl in float64: one step of every running cell. Random words and positions are the
// same integers; what is computed between them is not rounded to f32.

import { direction, headingOf, turn } from '../../core/angle.ts';
import type { Twin } from '../../core/backend.ts';
import { dimension } from '../../core/grid.ts';
import { exponential, normals, philox, unit } from '../../core/random.ts';
import { nothingSensed } from '../../sensing/rule.ts';
import { numbers, record, words } from '../arrays.ts';
import { EXTREMES } from '../keller-segel/layout.ts';
import { FAULT, MOST_TUMBLES, PURPOSE } from './layout.ts';
import type { CellOptions } from './sensed.ts';
import { createSenses } from './sensed.ts';
import { createTravel, headingAfter, noArrival, roundsAfter, roundsOverflow } from './travel.ts';

export function createStep(options: CellOptions): Twin {
  const { grid, config, rule, terms } = options;
  const { law } = rule;
  const twoDimensional = dimension(grid) === 2;
  const { sense, values, update } = createSenses(options);
  const { travel, update: updateTravel } = createTravel(grid);
  const s = nothingSensed();
  const path = noArrival();
  const way = new Float64Array(2);
  const normal = new Float64Array(2);
  let speed = 0;
  let raised = 0;

  /** Unit vector of a heading, exact in one dimension. */
  const wayOf = (heading: number): void => {
    if (twoDimensional) {
      direction(heading, way);
      return;
    }
    way[0] = heading >= 0x80000000 ? -1 : 1;
    way[1] = 0;
  };

  /** Tumbling rate there, clipped at 0. */
  const rateAt = (x: number, y: number, wayX: number, wayY: number, fraction: number): number => {
    sense(x, y, wayX, wayY, speed, fraction, s);
    const rate = law.tumbleRate(s, values, terms.functions, config);
    if (Number.isFinite(rate)) return rate > 0 ? rate : 0;
    raised = Math.max(raised, FAULT.rateNotFinite);
    return 0;
  };

  const tumbled = (heading: number, word: number): number => {
    if (twoDimensional) return (heading + turn(word, values.persistence)) >>> 0;
    return (heading ^ (unit(word) < 0.5 * (1 - values.persistence) ? 0x80000000 : 0)) >>> 0;
  };

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const position = words(arrays[2]);
    const heading = words(arrays[3]);
    const hazard = numbers(arrays[4]);
    const rounds = words(arrays[5]);
    const v = numbers(arrays[7]);
    const extremes = numbers(arrays[8]);
    if (clock.taken === 0) return;
    update(parameters, clock, v);
    updateTravel(parameters);
    speed = values.speed;
    raised = 0;
    const { cells } = parameters;
    const { taken, steps } = clock;
    const { rotationalDiffusion } = values;
    const key = [parameters.seed_low, parameters.seed_high] as const;
    for (let i = 0; i < cells; i += 1) {
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
        wayOf(course);
        const wayX = way[0];
        const wayY = way[1];
        travel(hereX, hereY, speed * time * wayX, speed * time * wayY, path);
        const first = rateAt(hereX, hereY, wayX, wayY, fraction);
        const last = rateAt(path.x, path.y, path.mirrorX * wayX, path.mirrorY * wayY, 1);
        const spent = 0.5 * (first + last) * time;
        const tumbles = spent > left && event < MOST_TUMBLES;
        let wait = time;
        if (tumbles) {
          wait = waitingTime(left, first, last, time);
          travel(hereX, hereY, speed * wait * wayX, speed * wait * wayY, path);
        }
        hereX = path.x;
        hereY = path.y;
        course = headingAfter(course, path.mirrorX, path.mirrorY);
        moreX += path.roundsX;
        moreY += path.roundsY;
        if (!tumbles) {
          if (spent > left) raised = Math.max(raised, FAULT.tooManyTumbles);
          left = Math.max(0, left - spent);
          break;
        }
        const block = philox([i, steps, event, PURPOSE.tumble], key);
        course = tumbled(course, block[0]);
        left = exponential(block[1]);
        time -= wait;
        fraction = 1 - time / taken;
      }
      if (twoDimensional && rotationalDiffusion > 0) {
        const block = philox([i, steps, 0, PURPOSE.diffusion], key);
        const spread = Math.sqrt(2 * rotationalDiffusion * taken);
        normals(block[0], block[1], normal);
        course = (course + headingOf(spread * normal[0])) >>> 0;
      }
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
