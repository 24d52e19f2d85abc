// Every kernel of every preset, alone, on the same made-up state: f32 on the GPU against the float64 twin, every array
// it writes compared number by number (tolerance: support/field-kernels.ts). On the CPU backend: cpu-kernels.test.ts.

import { describe, it } from 'vitest';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import type { Tile } from '../../src/core/tile.ts';
import { kellerSegelProgram } from '../../src/models/keller-segel/program.ts';
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

// Workgroups that do not divide the grid, that are larger than it, of one thread; columns that end beyond its edge. Few that
// share memory: a software adapter takes seconds to compile their barrier.
describe('however the threads lie', () => {
  const plane = { ...smallConfig(fieldsConfig('saturated'), 21, 13), scheme: 'ssprk2' } as const;
  const mixed = { ...plane, boundaryX: 'periodic', boundaryY: 'no-flux' } as const;
  const turned = { ...plane, boundaryX: 'no-flux', boundaryY: 'periodic' } as const;
  const tile = (x: number, y: number, rows: number, shared: boolean): Tile => ({ x, y, rows, shared });
  it.each([
    ['shared, a cell a thread', mixed, tile(8, 4, 1, true)],
    ['shared, columns', turned, tile(4, 2, 3, true)],
    ['shared, a line', { ...mixed, ny: 1 }, tile(8, 1, 1, true)],
    ['single threads', mixed, tile(1, 1, 5, false)],
    ['wide', turned, tile(64, 4, 2, false)],
    ['a cell a thread', turned, tile(16, 16, 1, false)],
  ])('%s', (_, config, over) =>
    agrees(createGpuBackend(gpu.access), {
      pick: () => kellerSegelProgram(config, [], over).step[1],
      config,
    }),
  );
});
