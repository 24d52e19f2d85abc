// The random numbers themselves, as the kernels draw them: known answers on the device, and a histogram.

import angleWgsl from '../../shaders/lib/angle.wgsl?raw';
import fixedWgsl from '../../shaders/lib/fixed.wgsl?raw';
import randomWgsl from '../../shaders/lib/random.wgsl?raw';
import type { Backend, Dispatch } from '../core/backend.ts';
import { philox, unit } from '../core/random.ts';
import { words } from '../kernels/arrays.ts';
import type { Check } from './check.ts';
import { histogram } from './statistics.ts';
import { counts, equal } from './verdict.ts';

const SIZE = 64;

/** A block of Philox for each of `count` inputs of six words: the counter, then the key. */
const drawing = (count: number): Dispatch => ({
  kernel: 'validation/philox',
  wgsl: `${fixedWgsl}${angleWgsl}${randomWgsl}
@group(0) @binding(0) var<storage, read> inputs: array<u32>;
@group(0) @binding(1) var<storage, read_write> results: array<u32>;
@compute @workgroup_size(${SIZE}) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ${count}u) { return; }
  let i = 6u * id.x;
  let counter = vec4<u32>(inputs[i], inputs[i + 1u], inputs[i + 2u], inputs[i + 3u]);
  let drawn = philox(counter, vec2<u32>(inputs[i + 4u], inputs[i + 5u]));
  for (var k = 0u; k < 4u; k += 1u) { results[4u * id.x + k] = drawn[k]; }
}`,
  workgroups: [Math.ceil(count / SIZE), 1, 1],
  arrays: [
    { name: 'inputs', access: 'read' },
    { name: 'results', access: 'write' },
  ],
  twin: () => (arrays) => {
    const [inputs, results] = [words(arrays[0]), words(arrays[1])];
    for (let k = 0; k < count; k += 1) {
      const [a, b, c, d, low, high] = inputs.subarray(6 * k, 6 * k + 6);
      results.set(philox([a, b, c, d], [low, high]), 4 * k);
    }
  },
  wasm: { work: 1, constants: [count] },
});

async function draw(backend: Backend, inputs: Uint32Array): Promise<Uint32Array> {
  const count = inputs.length / 6;
  backend.allocate({ name: 'inputs', type: { kind: 'u32', length: inputs.length }, usage: 'storage' });
  backend.allocate({ name: 'results', type: { kind: 'u32', length: 4 * count }, usage: 'storage' });
  backend.write('inputs', inputs);
  backend.run([await backend.prepare(drawing(count))], 1);
  return Uint32Array.from(await backend.read('results'));
}

/** Counter, key and block of the authors' own list (kat_vectors of Random123). */
const KNOWN = [
  [
    [0, 0, 0, 0, 0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
] as const;

const COUNT = 2 ** 15;

const randomNumbers: Check = {
  name: 'random-numbers',
  rows: [43],
  title: 'Philox4x32-10 on the device: known answers, and an even histogram along the cells',
  model: 'run-and-tumble',
  quick: true,
  source: 'Salmon, Moraes, Dror and Shaw 2011, known-answer tests of Random123',
  settings: {},
  varied: `counters and keys of the list; cells 0 to ${COUNT - 1} of seed 1`,
  async run(context) {
    const list = await draw(
      context.createBackend(),
      Uint32Array.from(KNOWN.flatMap(([input]) => [...input])),
    );
    const wrong = KNOWN.flatMap(([, block]) => [...block]).filter((word, i) => word !== list[i]).length;
    context.progress(0.3);
    const inputs = new Uint32Array(6 * COUNT);
    for (let cell = 0; cell < COUNT; cell += 1) inputs.set([cell, 0, 0, 0, 1, 0], 6 * cell);
    const drawn = Float64Array.from(await draw(context.createBackend(), inputs), unit);
    const bins = 256;
    const pairs = new Float64Array(256);
    for (let i = 0; i + 4 < drawn.length; i += 4)
      pairs[16 * Math.floor(16 * drawn[i]) + Math.floor(16 * drawn[i + 4])] += 1;
    const pairCount = pairs.reduce((a, b) => a + b);
    return {
      quantities: [
        equal('wrong words of 12', wrong, 0),
        counts('numbers in [0, 1)', histogram(drawn, 0, 1, bins), drawn.length / bins),
        counts('pairs of neighbouring cells', pairs, pairCount / 256),
      ],
    };
  },
};

export const RANDOM_NUMBERS: readonly Check[] = [randomNumbers];
