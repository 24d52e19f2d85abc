// Twin of shaders/run-and-tumble/density.wgsl: adds the counters of each grid cell up to its density, in the current slot of
// u, and clears them for the next count.

import type { Twin } from '../../core/backend.ts';
import { numbers, record, words } from '../arrays.ts';
import type { DepositKind } from './deposit.ts';

export const createDensity =
  ({ cloud, always }: DepositKind): Twin =>
  (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const counts = words(arrays[2]);
    const u = numbers(arrays[3]);
    if (!always && clock.busy === 0) return;
    const cells = parameters.nx * parameters.ny;
    for (let g = 0; g < cells; g += 1) {
      let sum = 0;
      for (let replica = 0; replica < parameters.replicas; replica += 1) {
        const at = g * parameters.replicas + replica;
        sum += counts[at];
        counts[at] = 0;
      }
      u[clock.slot * cells + g] = sum * (cloud ? parameters.cloud_density : parameters.count_density);
    }
  };
