// Every kernel of every preset of fields in WebAssembly, alone, against its float64 twin, as on the GPU (kernels.test.ts); and
// what only this backend has: bands of several threads, tiles, pieces that are no whole vectors.

import { describe, expect, it } from 'vitest';
import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { copyProgram } from '../../src/kernels/bench/copy.ts';
import { PRESETS } from '../../src/presets/index.ts';
import { testCpu } from '../support/cpu.ts';
import { FIELD_CASES } from '../support/field-cases.ts';
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

describe.each(FIELD_CASES)('$label', ({ config }) => {
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
