// Twin of shaders/run-and-tumble/inner-mean.wgsl: mean of the shown internal variable over the cells of each grid cell.

import type { Twin } from '../../core/backend.ts';
import { EMPTY } from '../view/heat-map-layout.ts';
import { numbers, record, words } from '../arrays.ts';

export const innerMean: Twin = (arrays) => {
  const parameters = record(arrays[0]);
  const { inner_bits: bits } = record(arrays[1]);
  const clock = record(arrays[2]);
  const u = numbers(arrays[3]);
  const span = record(arrays[4]);
  const counts = words(arrays[5]);
  const mean = numbers(arrays[6]);
  const grid = parameters.nx * parameters.ny;
  for (let g = 0; g < grid; g += 1) {
    let units = 0;
    for (let replica = 0; replica < parameters.replicas; replica += 1) {
      const at = g * parameters.replicas + replica;
      units += counts[at];
      counts[at] = 0;
    }
    const number = Math.round(u[clock.slot * grid + g] / parameters.count_density);
    if (number < 1) {
      mean[g] = EMPTY;
      continue;
    }
    const place = units / (number * (2 ** bits - 1));
    mean[g] = span.least + place * (span.most - span.least);
  }
};
