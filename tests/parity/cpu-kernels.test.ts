// Every kernel of every preset of fields in WebAssembly, alone, against its float64 twin, as on the GPU (kernels.test.ts); and
// what only this backend has: bands of several threads, tiles, pieces that are no whole vectors.

import { describe, expect, it } from 'vitest';
import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { copyProgram } from '../../src/kernels/bench/copy.ts';
import { PRESETS } from '../../src/presets/index.ts';
import { baseConfig } from '../support/configs.ts';
import { testCpu } from '../support/cpu.ts';
import { agrees, dispatches } from '../support/field-kernels.ts';
import { fieldsConfig, presetConfig, smallConfig } from '../support/preset-config.ts';

const cpu = testCpu();

const names = PRESETS.map(({ name }) => name).filter((name) => presetConfig(name).model === 'keller-segel');

describe.each(names)('kernels of %s', (name) => {
  const config = smallConfig(fieldsConfig(name), 37, 21);
  const all = name === 'saturated' || name === 'collapse-1d';
  it.each(dispatches(config, all))('$label agrees with its twin', (dispatch) =>
    agrees(createCpuBackend(cpu.access), dispatch),
  );
});

const walls = { boundaryX: 'no-flux', boundaryY: 'no-flux' } as const;
const varying = { diffusionU: '1 + 0.2*u + 0.1*sin(x)', diffusionV: 'exp(-0.01*y)*(1 + 0.1*v)' };
const strong = { parameters: { c: 60, a: 0.1 } };
const sized = (nx: number, ny: number) => ({ nx, ny, width: 0.2 * nx, height: 0.2 * ny });

// 8192 cells and more are shared by threads, 256 columns are a tile.
describe.each(
  Object.entries({
    'three bands, two tiles': sized(301, 83),
    'three bands between walls': { ...sized(150, 90), ...walls },
    'fewer columns than a vector has lanes': sized(3, 40),
    'a column': sized(1, 40),
    'two rows': { ...sized(9000, 2), boundaryY: 'no-flux' as const },
    'a line in three pieces': sized(20001, 1),
    'a line between walls': { ...sized(30, 1), ...walls },
    'cells that are not square': { ...sized(61, 33), height: 17 },
    'diffusivities that vary': { ...sized(70, 35), ...varying },
    'diffusivities that vary between walls': { ...sized(70, 35), ...varying, ...walls },
    'diffusivities that vary on a line': { ...sized(50, 1), ...varying },
    'advection that rules': { ...sized(64, 37), ...strong },
    'advection that rules, diffusivities that vary': { ...sized(64, 37), ...strong, ...varying },
    'no diffusion at all': { ...sized(40, 23), diffusionU: '0' },
    'a diffusivity below zero': { ...sized(40, 23), diffusionU: 'x > 4 ? -1 : 1' },
    'formulas of place and time': {
      ...sized(45, 30),
      sensitivity: 'c*u*(1 + 0.5*sin(x + t))/(1 + v)',
      growth: 'a*u*(1 - u)*exp(-y/10) - 0.1*t*u',
      production: 'u^1.5 - a*v*(1 + 0.1*cos(y - t))',
    },
    'formulas without u as a factor': {
      ...sized(45, 30),
      sensitivity: 'tanh(c*u)*(u > 0 ? 1 : 0)',
      growth: 'a - 0.1*u^2',
      production: '1',
    },
  }).map(([label, settings]) => ({ label, config: { ...baseConfig, ...settings } })),
)('$label', ({ config }) => {
  it.each(dispatches(config, true))('$label', (dispatch) => agrees(createCpuBackend(cpu.access), dispatch));
});

it('copies', async () => {
  const backend = createCpuBackend(cpu.access);
  const length = 40_004;
  const { arrays, copy } = copyProgram(length);
  for (const array of arrays) backend.allocate(array);
  const values = Float32Array.from({ length }, (_, i) => i);
  backend.write('source', values);
  backend.run([await backend.prepare(copy)], 1);
  expect(await backend.read('destination')).toEqual(values);
  backend.dispose();
});
