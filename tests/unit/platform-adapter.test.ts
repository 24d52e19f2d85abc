// How adapters are named and which count as software, for the names that drivers and browsers really give.

import { expect, test } from 'vitest';
import { type AdapterInfo, describeAdapter, isSoftware } from '../../src/platform/adapter.ts';

const info = (some: Partial<AdapterInfo>): AdapterInfo => ({
  vendor: '',
  architecture: '',
  device: '',
  description: '',
  ...some,
});

const dawnNvidia = info({
  vendor: 'nvidia',
  architecture: 'hopper',
  device: 'NVIDIA H200',
  description: 'NVIDIA: 570',
});
const chromeNvidia = info({ vendor: 'nvidia', architecture: 'ampere' });
const chromeDevice = info({ vendor: 'intel', architecture: 'gen-12lp', device: '0x9a49', description: '' });
const swiftShader = info({
  vendor: 'google',
  architecture: 'swiftshader',
  device: 'swiftshader-device-subzero-',
  description: 'SwiftShader driver 5.0.0',
  isFallbackAdapter: true,
});
const llvmpipe = info({
  vendor: 'mesa',
  device: 'llvmpipe (LLVM 15.0.6, 256 bits)',
  description: 'llvmpipe',
});
const warp = info({ vendor: 'microsoft', architecture: 'warp', device: 'Microsoft Basic Render Driver' });

test.each([
  ['Dawn on NVIDIA', dawnNvidia, 'NVIDIA H200 (Vulkan)'],
  ['Chrome hides the device', chromeNvidia, 'nvidia ampere (Vulkan)'],
  ['a device number is no name', chromeDevice, 'intel gen-12lp (Vulkan)'],
  ['SwiftShader', swiftShader, 'SwiftShader (software)'],
  ['llvmpipe', llvmpipe, 'llvmpipe (LLVM 15.0.6, 256 bits) (software)'],
  ['nothing known', info({}), 'GPU of unknown make (Vulkan)'],
])('%s', (_case, adapter, name) => {
  expect(describeAdapter(adapter, 'Vulkan')).toBe(name);
});

test('a browser that tells no API gets no empty brackets', () => {
  expect(describeAdapter(chromeNvidia)).toBe('nvidia ampere');
});

test.each([
  [dawnNvidia, false],
  [chromeNvidia, false],
  [swiftShader, true],
  [llvmpipe, true],
  [warp, true],
  [info({ vendor: 'unheard-of', isFallbackAdapter: true }), true],
])('software or not: %j', (adapter, software) => {
  expect(isSoftware(adapter)).toBe(software);
});
