// Twin of shaders/keller-segel/together.wgsl: several steps in one dispatch. What a step is, the kernels of its list say, here as
// there; the order of the arrays is the only thing that differs.

import type { Dispatch, Twin } from '../../core/backend.ts';

/** @param arrays Of the dispatch: all that those of the list name. */
export function createTogether(
  list: readonly Pick<Dispatch, 'twin' | 'arrays'>[],
  arrays: Dispatch['arrays'],
  steps: number,
): Twin {
  const names = arrays.map(({ name }) => name);
  const kernels = list.map((dispatch) => ({
    twin: dispatch.twin(),
    bound: dispatch.arrays.map(({ name }) => names.indexOf(name)),
  }));
  return (values) => {
    for (let k = 0; k < steps; k += 1)
      for (const { twin, bound } of kernels) twin(bound.map((index) => values[index]!));
  };
}
