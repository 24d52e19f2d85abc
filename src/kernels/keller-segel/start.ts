// Twin of shaders/keller-segel/start.wgsl: begins a batch of steps, for the goal may have moved since the last one.

import type { Twin } from '../../core/backend.ts';
import { record } from '../arrays.ts';
import { aim } from './aim.ts';

export const start: Twin = (arrays) => {
  aim(record(arrays[0]), record(arrays[1]), record(arrays[2]));
};
