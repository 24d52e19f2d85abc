// Twin of shaders/run-and-tumble/crawl.wgsl in float64: one step of every crawling cell.

import type { Twin } from '../../core/backend.ts';
import { normals, philox } from '../../core/random.ts';
import { nothingSensed } from '../../sensing/rule.ts';
import { numbers, record, words } from '../arrays.ts';
import { EXTREMES } from '../keller-segel/layout.ts';
import { FAULT, PURPOSE } from './layout.ts';
import type { CellOptions } from './sensed.ts';
import { createSenses } from './sensed.ts';
import { createTravel, noArrival, roundsAfter, roundsOverflow } from './travel.ts';
import { createVariety } from './variety.ts';

/** Throws for a rule that lacks what crawling cells need. */
export function createCrawl(options: CellOptions): Twin {
  const { grid, rule } = options;
  const { law } = rule;
  if (!law.driftVelocity || !law.noiseStrength) throw new Error(`${rule.name} is no rule for crawling cells`);
  const { sense, values, update } = createSenses(options);
  const { travel, update: updateTravel } = createTravel(grid);
  const variety = createVariety(rule);
  const s = nothingSensed();
  const path = noArrival();
  const state = new Float64Array(rule.memory.length);
  const drift = new Float64Array(2);
  const driftThere = new Float64Array(2);
  const noise = new Float64Array(2);
  let raised = 0;

  /** What is met there: a crawling cell senses while it stands. */
  const senseStanding = (x: number, y: number, fraction: number): void => sense(x, y, 0, 0, 0, fraction, s);

  const finiteOrNone = (vector: Float64Array): void => {
    if (Number.isFinite(vector[0]) && Number.isFinite(vector[1])) return;
    raised = FAULT.rateNotFinite;
    vector.fill(0);
  };

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const position = words(arrays[2]);
    const rounds = words(arrays[5]);
    const memory = numbers(arrays[6]);
    const v = numbers(arrays[7]);
    const extremes = numbers(arrays[8]);
    if (clock.taken === 0) return;
    update(parameters, clock, v);
    updateTravel(parameters);
    variety.update(parameters, values);
    raised = 0;
    const { cells } = parameters;
    const { taken: dt, steps } = clock;
    const key = [parameters.seed_low, parameters.seed_high] as const;
    for (let i = 0; i < cells; i += 1) {
      const own = variety.ownValues(i);
      const hereX = position[2 * i];
      const hereY = position[2 * i + 1];
      for (let k = 0; k < state.length; k += 1) state[k] = memory[k * cells + i];

      senseStanding(hereX, hereY, 0);
      law.remember?.(s, s, own, state, 0.5 * dt);
      const block = philox([i, steps, 0, PURPOSE.diffusion], key);
      const spread = Math.sqrt(2 * law.noiseStrength!(s, own, state) * dt);
      normals(block[0], block[1], noise);
      noise[0] *= spread;
      noise[1] *= spread;
      finiteOrNone(noise);
      law.driftVelocity!(s, own, state, drift);
      finiteOrNone(drift);
      travel(hereX, hereY, dt * drift[0] + noise[0], dt * drift[1] + noise[1], path);
      senseStanding(path.x, path.y, 1);
      // the predicted point lies behind a mirror: so does its drift
      law.driftVelocity!(s, own, state, driftThere);
      finiteOrNone(driftThere);
      const stepX = 0.5 * dt * (drift[0] + path.mirrorX * driftThere[0]) + noise[0];
      const stepY = 0.5 * dt * (drift[1] + path.mirrorY * driftThere[1]) + noise[1];
      travel(hereX, hereY, stepX, stepY, path);
      senseStanding(path.x, path.y, 1);
      law.remember?.(s, s, own, state, 0.5 * dt);

      for (let k = 0; k < state.length; k += 1) memory[k * cells + i] = state[k];
      position[2 * i] = path.x;
      position[2 * i + 1] = path.y;
      if (roundsOverflow(rounds[i], path.roundsX, path.roundsY)) raised = FAULT.tooManyRounds;
      rounds[i] = roundsAfter(rounds[i], path.roundsX, path.roundsY);
    }
    extremes[EXTREMES.fault] = Math.max(extremes[EXTREMES.fault], raised);
  };
}
