// Twin of shaders/run-and-tumble/inside.wgsl in float64: what cell i meets at this moment as it runs, and what is inside it.

import type { Fields } from '../../core/backend.ts';
import { dimension } from '../../core/grid.ts';
import type { RuleValues, Sensed } from '../../sensing/rule.ts';
import { nothingSensed } from '../../sensing/rule.ts';
import type { Field } from './field.ts';
import type { CellOptions } from './sensed.ts';
import { createSenses, wayOf } from './sensed.ts';
import { createVariety } from './variety.ts';

export interface InsideArrays {
  readonly position: Uint32Array;
  readonly heading: Uint32Array;
  readonly memory: Float64Array;
  readonly v: Float64Array;
}

export interface Inside {
  /** Of the newest state. */
  readonly field: Field;
  /** Once at the beginning of a run of a kernel. */
  update(parameters: Fields, clock: Fields, arrays: InsideArrays): void;
  /** Cell i: what it senses, its own values of the parameters, its memory. The same objects each time. */
  look(i: number): { readonly s: Sensed; readonly own: RuleValues; readonly state: Float64Array };
  /** Tumbling rate of cell i, clipped at 0; 0 where the rule does not tumble. */
  tumblingRate(i: number): number;
  /** What `inner` of the rule names, of cell i; written into `out`. */
  inner(i: number, out: Float64Array): void;
}

export function createInside(cellOptions: CellOptions): Inside {
  const options = { ...cellOptions, present: true };
  const { grid, config, rule, terms } = options;
  const twoDimensional = dimension(grid) === 2;
  const { field, sense, values, update } = createSenses(options);
  const variety = createVariety(rule);
  const s = nothingSensed();
  const state = new Float64Array(rule.memory.length);
  const way = new Float64Array(2);
  let cells = 0;
  let arrays: InsideArrays | null = null;

  const look: Inside['look'] = (i) => {
    const { position, heading, memory } = arrays!;
    if (rule.motion === 'crawling') {
      sense(position[2 * i], position[2 * i + 1], 0, 0, 0, 1, s);
    } else {
      wayOf(heading[i], twoDimensional, way);
      sense(position[2 * i], position[2 * i + 1], way[0], way[1], values.speed, 1, s);
    }
    for (let k = 0; k < state.length; k += 1) state[k] = memory[k * cells + i];
    return { s, own: variety.ownValues(i), state };
  };

  return {
    field,
    update(parameters, clock, present) {
      arrays = present;
      cells = parameters.cells;
      update(parameters, clock, present.v);
      variety.update(parameters, values);
    },
    look,
    tumblingRate(i) {
      if (rule.motion !== 'tumbling') return 0;
      const { own } = look(i);
      return Math.max(0, rule.law.tumbleRate(s, own, terms.functions, config, state));
    },
    inner(i, out) {
      const { own } = look(i);
      rule.law.inner?.(s, own, state, out);
    },
  };
}
