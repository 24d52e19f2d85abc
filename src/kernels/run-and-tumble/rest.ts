// Twin of shaders/run-and-tumble/rest.wgsl in float64: the memory of every cell at the start, as if it had been where it is
// for long.

import type { Twin } from '../../core/backend.ts';
import { nothingSensed } from '../../sensing/rule.ts';
import { numbers, record, words } from '../arrays.ts';
import type { CellOptions } from './sensed.ts';
import { createSenses } from './sensed.ts';
import { createVariety } from './variety.ts';

export function createRest(options: CellOptions): Twin {
  const { rule } = options;
  const { sense, values, update } = createSenses(options);
  const variety = createVariety(rule);
  const s = nothingSensed();
  const state = new Float64Array(rule.memory.length);
  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const position = words(arrays[2]);
    const memory = numbers(arrays[3]);
    const v = numbers(arrays[4]);
    update(parameters, clock, v);
    variety.update(parameters, values);
    const { cells } = parameters;
    for (let i = 0; i < cells; i += 1) {
      sense(position[2 * i], position[2 * i + 1], 0, 0, 0, 1, s);
      rule.law.rest?.(s, variety.ownValues(i), state);
      for (let k = 0; k < state.length; k += 1) memory[k * cells + i] = state[k];
    }
  };
}
