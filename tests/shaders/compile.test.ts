// Every WGSL module compiles on a WebGPU implementation without a message, makes a pipeline, and binds what its
// dispatch says it binds, and no shader file is left out. The CPU twin's agreement is the parity tests' matter.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { heatMapWgsl } from '../../src/kernels/view/heat-map.ts';
import { testGpu } from '../support/gpu.ts';
import { computeModules } from './modules.ts';

const gpu = testGpu();
const modules = computeModules();

async function messages(code: string): Promise<string[]> {
  gpu.device.pushErrorScope('validation');
  const module = gpu.device.createShaderModule({ code });
  const { messages: all } = await module.getCompilationInfo();
  await gpu.device.popErrorScope();
  return all.map(({ type, lineNum, message }) => `${type} at line ${lineNum}: ${message}`);
}

test('there are modules', () => {
  expect(modules.length).toBeGreaterThan(20);
});

/** One module of each kernel becomes a pipeline here, which takes long; the parity tests run the kernels of all rules. */
const firsts = new Set(
  modules.filter(
    ({ dispatch }, index) =>
      modules.findIndex((other) => other.dispatch.kernel === dispatch.kernel) === index,
  ),
);

describe('compute', () => {
  test.each(modules.map((module) => [module.name, module] as const))('%s', async (_name, made) => {
    const { dispatch } = made;
    expect(await messages(dispatch.wgsl)).toEqual([]);
    if (!firsts.has(made)) return;
    const module = gpu.device.createShaderModule({ code: dispatch.wgsl });
    const entries = dispatch.arrays.map(({ access }, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: {
        type: ({ read: 'read-only-storage', write: 'storage', uniform: 'uniform' } as const)[access],
      },
    }));
    const layout = gpu.device.createPipelineLayout({
      bindGroupLayouts: [gpu.device.createBindGroupLayout({ entries })],
    });
    await gpu.device.createComputePipelineAsync({ layout, compute: { module, entryPoint: 'main' } });
  });
});

describe('drawing', () => {
  test.each(['rgba8unorm', 'bgra8unorm'] as const)('the heat map draws on %s', async (format) => {
    expect(await messages(heatMapWgsl())).toEqual([]);
    const module = gpu.device.createShaderModule({ code: heatMapWgsl() });
    await gpu.device.createRenderPipelineAsync({
      layout: 'auto',
      vertex: { module, entryPoint: 'vertex' },
      fragment: { module, entryPoint: 'fragment', targets: [{ format }] },
    });
  });
});

test('a module that is wrong is noticed', async () => {
  const wrong = modules[0].dispatch.wgsl.replace('fn main', 'fn main(missing: Type) -> f32 { } fn other');
  expect((await messages(wrong)).join()).toMatch(/^error at line \d+/);
});

describe('no shader file is left out', () => {
  const files = readdirSync('shaders', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.wgsl$/.test(name),
  );
  const compiled = [...modules.map(({ dispatch }) => dispatch.wgsl), heatMapWgsl()];
  test.each(files)('%s', (file) => {
    const text = readFileSync(join('shaders', file), 'utf8').trim();
    expect(text).not.toBe('');
    expect(compiled.some((code) => code.includes(text))).toBe(true);
  });
});
