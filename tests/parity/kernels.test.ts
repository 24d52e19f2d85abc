// Every kernel of every preset, alone, on the same made-up state: f32 on the GPU against the float64 twin, every array
// it writes compared number by number (tolerance: support/field-kernels.ts). On the CPU backend: cpu-kernels.test.ts.

import { describe, it } from 'vitest';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { PRESETS } from '../../src/presets/index.ts';
import { agrees, dispatches } from '../support/field-kernels.ts';
import { testGpu } from '../support/gpu.ts';
import { fieldsConfig, presetConfig, smallConfig } from '../support/preset-config.ts';

const gpu = testGpu();

// Presets of cells: tests/parity/cell-*.test.ts.
const names = PRESETS.map(({ name }) => name).filter((name) => presetConfig(name).model === 'keller-segel');

describe.each(names)('kernels of %s', (name) => {
  const config = smallConfig(fieldsConfig(name), 37, 21);
  const all = name === 'saturated' || name === 'collapse-1d';
  it.each(dispatches(config, all))('$label agrees with its twin', (dispatch) =>
    agrees(createGpuBackend(gpu.access), dispatch),
  );
});
