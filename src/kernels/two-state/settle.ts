// Twin of shaders/two-state/settle.wgsl: the start, with half of the cells at each place moving each way.

import type { Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';
import { moversAt } from './lattice.ts';

export const settle: Twin = (arrays) => {
  const { nx } = record(arrays[0]);
  const u = numbers(arrays[1]);
  const movers = numbers(arrays[2]);
  for (let i = 0; i < nx; i += 1) {
    movers[moversAt(nx, 0, 0) + i] = 0.5 * u[i];
    movers[moversAt(nx, 0, 1) + i] = 0.5 * u[i];
  }
};
