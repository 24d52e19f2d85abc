// The cells' libraries (random numbers, angles, fixed point) on a device against their float64 twins: integers must be the
// same integers, numbers as close as the operations that WGSL promises allow.

import { describe, expect, test } from 'vitest';
import angleWgsl from '../../shaders/lib/angle.wgsl?raw';
import fixedWgsl from '../../shaders/lib/fixed.wgsl?raw';
import randomWgsl from '../../shaders/lib/random.wgsl?raw';
import { direction, headingOf, turn } from '../../src/core/angle.ts';
import { mirrored, multiply, shifted } from '../../src/core/fixed.ts';
import { exponential, normals, philox, unit } from '../../src/core/random.ts';
import { testGpu } from '../support/gpu.ts';

const gpu = testGpu();
const TURN = 2 ** 32;
/** Half an ulp of 1 in f32; WGSL's division is within 2.5 ulp, 5 of these. */
const ROUNDING = 2 ** -24;

/** Runs `body` for each input, four words a piece (`w`: vec4<u32>); it sets the four words `result`. */
async function onDevice(body: string, inputs: readonly (readonly number[])[]): Promise<Uint32Array[]> {
  const { device } = gpu;
  const code = `${fixedWgsl}${angleWgsl}${randomWgsl}
@group(0) @binding(0) var<storage, read> inputs: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read_write> results: array<vec4<u32>>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&inputs)) { return; }
  let w = inputs[id.x];
  var result = vec4<u32>();
  ${body}
  results[id.x] = result;
}`;
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
  const error = await device.popErrorScope();
  if (error !== null) throw new Error(error.message);
  const words = new Uint32Array(4 * inputs.length);
  inputs.forEach((input, i) => words.set(input, 4 * i));
  const create = (usage: number) => device.createBuffer({ size: words.byteLength, usage });
  const from = create(GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
  const to = create(GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
  const staging = create(GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
  device.queue.writeBuffer(from, 0, words);
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [from, to].map((buffer, binding) => ({ binding, resource: { buffer } }));
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(Math.ceil(inputs.length / 64));
  pass.end();
  encoder.copyBufferToBuffer(to, 0, staging, 0, words.byteLength);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const found = new Uint32Array(staging.getMappedRange().slice(0));
  for (const buffer of [from, to, staging]) buffer.destroy();
  return inputs.map((_, i) => found.slice(4 * i, 4 * i + 4));
}

const bits = (value: number): number => new Uint32Array(Float32Array.of(value).buffer)[0];
const float = (word: number): number => new Float32Array(Uint32Array.of(word).buffer)[0];
/** Difference of two headings or positions, the short way round. */
const apart = (a: number, b: number): number => Math.abs((a - b) | 0);

/** The edges of what a word can be, and 4000 random ones. */
const EDGES = [0, 1, 255, 256, 0xffff, 0x10000, 0x1fffffff, 0x20000000, 0x3fffffff, 0x40000000].concat(
  [0x60000000, 0x7fffffff, 0x80000000, 0x80000001, 0xa0000000, 0xbfffffff, 0xc0000000, 0xdfffffff],
  [0xe0000000, 0xfffffeff, 0xffffff00, 0xfffffffe, 0xffffffff],
);
const RANDOM = Array.from({ length: 1000 }, (_, i) => [...philox([i, 0, 0, 0], [5, 0])]).flat();
const WORDS = EDGES.concat(RANDOM);
const PAIRS = EDGES.flatMap((a) => EDGES.map((b) => [a, b])).concat(
  RANDOM.map((a, i) => [a, RANDOM[RANDOM.length - 1 - i]]),
);

describe('integers are the same integers', () => {
  test('multiply', async () => {
    const found = await onDevice('result = vec4<u32>(multiply(w.x, w.y), 0u, 0u);', PAIRS);
    PAIRS.forEach(([a, b], i) => {
      const product = BigInt(a) * BigInt(b);
      expect([found[i][0], found[i][1]]).toEqual([...multiply(a, b)]);
      expect(BigInt(found[i][0]) + (BigInt(found[i][1]) << 32n)).toBe(product);
    });
  });

  test('philox', async () => {
    const counters = [
      [0, 0, 0, 0],
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    ].concat(PAIRS.map(([a, b], i) => [a, b, i % 5, 2]));
    for (const key of [
      [0, 0],
      [0xffffffff, 0x1fffff],
    ] as const) {
      const found = await onDevice(`result = philox(w, vec2<u32>(${key[0]}u, ${key[1]}u));`, counters);
      counters.forEach((counter, i) => {
        expect([...found[i]]).toEqual([
          ...philox(counter as unknown as readonly [number, number, number, number], key),
        ]);
      });
    }
  });

  test('unit', async () => {
    const found = await onDevice(
      'result.x = bitcast<u32>(unit(w.x));',
      WORDS.map((word) => [word]),
    );
    WORDS.forEach((word, i) => expect(float(found[i][0])).toBe(unit(word)));
  });

  test('mirrored', async () => {
    const found = await onDevice(
      'result.x = mirrored(w.x);',
      WORDS.map((word) => [word]),
    );
    WORDS.forEach((word, i) => expect(found[i][0]).toBe(mirrored(word)));
  });
});

/** WGSL's log: within 2^-21 where its argument is in [0.5, 2], 3 ulp of the result elsewhere. */
const logarithmError = (value: number): number =>
  value < Math.LN2 ? 2 ** -21 : 3 * 2 ** (Math.floor(Math.log2(value)) - 23);

describe('distributions', () => {
  test('exponential', async () => {
    const found = await onDevice(
      'result.x = bitcast<u32>(exponential(w.x));',
      WORDS.map((word) => [word]),
    );
    WORDS.forEach((word, i) => {
      const wanted = exponential(word);
      const value = float(found[i][0]);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(Math.abs(value - wanted), `of ${word}`).toBeLessThanOrEqual(logarithmError(wanted));
    });
  });

  test('normals', async () => {
    const found = await onDevice(
      'let n = normals(w.x, w.y); result = vec4<u32>(bitcast<u32>(n.x), bitcast<u32>(n.y), 0u, 0u);',
      PAIRS,
    );
    const wanted = new Float64Array(2);
    PAIRS.forEach(([first, second], i) => {
      normals(first, second, wanted);
      const energy = exponential(first);
      const radius = Math.sqrt(2 * energy);
      // The logarithm's error goes through the root; then 2.5 ulp for the root, 2e-7 for the direction, 1 for the product.
      const bound =
        Math.sqrt(2 * (energy + logarithmError(energy))) - radius + radius * (7 * ROUNDING + 2e-7) + 1e-12;
      for (const k of [0, 1]) {
        // Below the mean the root falls more steeply than above it: at most to 0.
        const below = radius - Math.sqrt(Math.max(0, 2 * (energy - logarithmError(energy))));
        expect(Math.abs(float(found[i][k]) - wanted[k]), `of ${first}, ${second}`).toBeLessThanOrEqual(
          Math.max(bound, below + radius * (7 * ROUNDING + 2e-7)),
        );
      }
    });
  });
});

describe('angles', () => {
  test('direction', async () => {
    const body = 'let d = direction(w.x); result = vec4<u32>(bitcast<u32>(d.x), bitcast<u32>(d.y), 0u, 0u);';
    const found = await onDevice(
      body,
      WORDS.map((word) => [word]),
    );
    const wanted = new Float64Array(2);
    WORDS.forEach((word, i) => {
      direction(word, wanted);
      for (const k of [0, 1]) {
        const error = Math.abs(float(found[i][k]) - wanted[k]);
        // The polynomials' own error is below 1 ulp, their evaluation rounds twice near 1: 2e-7 is what the file claims.
        expect(error, `${word}`).toBeLessThan(2e-7);
        // Small components keep their digits: sine and cosine near their zeros come from the odd polynomial.
        expect(error / Math.max(Math.abs(wanted[k]), 1e-30), `${word}`).toBeLessThan(4e-7);
        if (word % 0x40000000 === 0) expect(Math.abs(float(found[i][k]))).toBe(Math.abs(wanted[k]));
      }
    });
  });

  test('heading_of', async () => {
    const angles = [0, Math.PI / 2, Math.PI, 2 * Math.PI, 1e-8, 99.9]
      .concat(RANDOM.map((word) => 2 ** (-20 + 26 * unit(word))))
      .flatMap((angle) => [Math.fround(angle), -Math.fround(angle)]);
    const found = await onDevice(
      'result.x = heading_of(bitcast<f32>(w.x));',
      angles.map((angle) => [bits(angle)]),
    );
    angles.forEach((angle, i) => {
      // Division 2.5 ulp, the divisor's own rounding half of one, then a unit.
      const bound = (Math.abs(angle) / 6.28) * 6 * ROUNDING * TURN + 1;
      expect(apart(found[i][0], headingOf(angle)), `${angle}`).toBeLessThanOrEqual(bound);
    });
  });

  test('turn', async () => {
    const persistences = [0, 0.33, -0.33, 0.9, 0.999, -0.999, 1, -1].map(Math.fround);
    for (const persistence of persistences) {
      const found = await onDevice(
        'result.x = turn(w.x, bitcast<f32>(w.y));',
        WORDS.map((word) => [word, bits(persistence)]),
      );
      WORDS.forEach((word, i) => {
        const wanted = turn(word, persistence);
        if (Math.abs(persistence) === 1) expect(found[i][0]).toBe(wanted);
        // Components within 4e-7 each, the sum and two products half an ulp each, a division: a ratio within
        // 8e-7 + (1 + 2 + 5) 2^-24 = 1.3e-6 of itself, an angle within half of that, doubled. The arctangent's own
        // division (of numbers up to 0.41), polynomial and conversion add 5 2^-24 0.41 + 4 2^-24 + 6 2^-24, doubled for the first two.
        const bound = ((1.3e-6 + 18.1 * ROUNDING) * TURN) / (2 * Math.PI) + 2;
        expect(apart(found[i][0], wanted), `${word} at ${persistence}`).toBeLessThanOrEqual(bound);
      });
    }
  });
});

test('shifted', async () => {
  const distances = [0, 0.25, 100, 1e-6, 0.4999999, 12345.678].concat(
    RANDOM.slice(0, 300).map((word) => 2 ** (-20 + 30 * unit(word))),
  );
  const cases = distances.flatMap((distance, i) =>
    [1, 200, 31.4].flatMap((period) =>
      [0, 1, 0x80000000, 0xffffffff, RANDOM[i]].flatMap((position) =>
        [distance, -distance].map((way) => [position, Math.fround(way), Math.fround(period)]),
      ),
    ),
  );
  const found = await onDevice(
    `let s = shifted(w.x, bitcast<f32>(w.y), bitcast<f32>(w.z));
  result = vec4<u32>(s.position, bitcast<u32>(s.rounds), 0u, 0u);`,
    cases.map(([position, distance, period]) => [position, bits(distance), bits(period)]),
  );
  cases.forEach(([position, distance, period], i) => {
    const wanted = shifted(position, distance, period);
    const unwrapped = (p: number, rounds: number): number => p + TURN * rounds;
    const difference = unwrapped(found[i][0], found[i][1] | 0) - unwrapped(wanted.position, wanted.rounds);
    const turns = Math.abs(distance / period);
    // The division, 2.5 ulp; then a unit. Unwrapped counts stay below 2^53.
    expect(Math.abs(difference), `${position} + ${distance} of ${period}`).toBeLessThanOrEqual(
      turns * 5 * ROUNDING * TURN + 1,
    );
  });
});
