// Twin of `own_of` (src/sensing/variety.ts) in float64: a cell's own values of the parameters that vary from cell to cell.

import type { Fields } from '../../core/backend.ts';
import { normals, philox } from '../../core/random.ts';
import type { SensingRule } from '../../sensing/rule.ts';
import { spreadName, varietyGroups } from '../../sensing/variety.ts';
import { PURPOSE } from './layout.ts';

/** Once a run of a kernel, with the values of the parameters by name; then a cell's own, the same object each time. */
export interface Variety {
  update(parameters: Fields, values: Readonly<Record<string, number>>): void;
  ownValues(i: number): Readonly<Record<string, number>>;
}

export function createVariety(rule: SensingRule): Variety {
  const groups = varietyGroups(rule).map((names) => ({ names, spreads: names.map(spreadName) }));
  const pair = new Float64Array(2);
  const factors = new Float64Array(4);
  let values: Readonly<Record<string, number>> = {};
  let own: Record<string, number> = {};
  let varied: typeof groups = [];
  let key: readonly [number, number] = [0, 0];
  return {
    update(parameters, present) {
      values = present;
      own = { ...present };
      key = [parameters.seed_low, parameters.seed_high];
      varied = groups.filter(({ spreads }) => spreads.some((name) => present[name] > 0));
    },
    ownValues(i) {
      if (varied.length === 0) return values;
      for (const group of varied) {
        const words = philox([i, 0, groups.indexOf(group), PURPOSE.variety], key);
        normals(words[0], words[1], pair);
        factors.set(pair);
        normals(words[2], words[3], pair);
        factors.set(pair, 2);
        group.names.forEach((name, k) => {
          own[name] = values[name] * Math.exp(values[group.spreads[k]] * factors[k]);
        });
      }
      return own;
    },
  };
}
