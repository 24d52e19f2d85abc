// Twin of shaders/run-and-tumble/trace.wgsl in float64: after a step, appends the state of the followed cell to the ring
// `trace`, what it senses there and its inside included.

import { direction } from '../../core/angle.ts';
import type { Twin } from '../../core/backend.ts';
import { nothingSensed } from '../../sensing/rule.ts';
import { numbers, record, words } from '../arrays.ts';
import { FOLLOWED_TUMBLES } from '../keller-segel/layout.ts';
import { TRACE_FIELDS, TRACE_STEPS, TURN } from './layout.ts';
import type { CellOptions } from './sensed.ts';
import { createSenses } from './sensed.ts';
import { createVariety } from './variety.ts';

export function createTrace(options: CellOptions): Twin {
  const { config, rule, terms } = options;
  const { law } = rule;
  const crawling = rule.motion === 'crawling';
  const { sense, values, update } = createSenses(options);
  const variety = createVariety(rule);
  const met = nothingSensed();
  const state = new Float64Array(rule.memory.length);
  const inside = new Float64Array(rule.inner.length);
  const way = new Float64Array(2);
  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const position = words(arrays[2]);
    const heading = words(arrays[3]);
    const rounds = words(arrays[4]);
    const memory = numbers(arrays[5]);
    const v = numbers(arrays[6]);
    const extremes = numbers(arrays[7]);
    const trace = numbers(arrays[8]);
    const i = parameters.followed;
    if (clock.taken === 0 || i >= parameters.cells) return;
    update(parameters, clock, v);
    variety.update(parameters, values);
    const own = variety.ownValues(i);
    for (let k = 0; k < state.length; k += 1) state[k] = memory[k * parameters.cells + i];
    if (!crawling) direction(heading[i], way);
    sense(position[2 * i], position[2 * i + 1], way[0], way[1], crawling ? 0 : values.speed, 1, met);
    law.inner?.(met, own, state, inside);
    const first = (clock.steps % TRACE_STEPS) * (TRACE_FIELDS.length + inside.length);
    const rate = crawling ? 0 : Math.max(0, law.tumbleRate(met, own, terms.functions, config, state));
    const around = [(rounds[i] << 16) >> 16, rounds[i] >> 16];
    const course = (heading[i] / TURN) * 2 * Math.PI;
    trace.set(
      [met.t, met.x, met.y, ...around, course, met.c, met.a, rate, extremes[FOLLOWED_TUMBLES]],
      first,
    );
    trace.set(inside, first + TRACE_FIELDS.length);
  };
}
