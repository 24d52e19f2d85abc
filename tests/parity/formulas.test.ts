// Formulas in WGSL on a device against the same formulas in float64, at the edges of what WGSL defines: powers of
// negative numbers and of 0, tanh of large numbers, remainders, chains as long and as deep as a formula may be.

import { describe, expect, test } from 'vitest';
import mathWgsl from '../../shaders/lib/math.wgsl?raw';
import {
  differentiate,
  parseExpression,
  toFunction,
  toWgsl,
  type Expression,
} from '../../src/core/expression/index.ts';
import { testGpu } from '../support/gpu.ts';

const gpu = testGpu();
const NAMES = ['u', 'v', 'x', 'c'];

/** Points in float32, so that both languages begin from the same numbers; small, large, negative, whole, zero. */
const POINTS = [
  [0.5, 2, 3.25, 4],
  [1.5, 0.25, -2.75, 0.125],
  [0, 1, 0, 3],
  [3, 2, -3, 2],
  [1e-10, 4, 1e5, 1],
  [12.5, 7, 40, -3],
].map((point) => point.map(Math.fround));

/** Evaluates every formula at every point; result[formula][point]. A dispatch each: long ones together compile for long. */
async function onDevice(formulas: readonly Expression[]): Promise<number[][]> {
  const results: number[][] = [];
  for (const formula of formulas) results.push(...(await together([formula])));
  return results;
}

async function together(formulas: readonly Expression[]): Promise<number[][]> {
  const { device } = gpu;
  const rename = (name: string): string => `p.${'xyzw'[NAMES.indexOf(name)]}`;
  const lines = formulas.map((formula, k) => `  results[${k}u * count + i] = ${toWgsl(formula, rename)};`);
  const code = `${mathWgsl}
@group(0) @binding(0) var<storage, read> points: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> results: array<f32>;
@compute @workgroup_size(1) fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  let count = arrayLength(&points);
  let p = points[i];
${lines.join('\n')}
}`;
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
  const error = await device.popErrorScope();
  if (error !== null) throw new Error(error.message);
  const input = Float32Array.from(POINTS.flat());
  const size = 4 * formulas.length * POINTS.length;
  const points = device.createBuffer({
    size: input.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  const results = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const staging = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  device.queue.writeBuffer(points, 0, input);
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [points, results].map((buffer, binding) => ({ binding, resource: { buffer } }));
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(POINTS.length);
  pass.end();
  encoder.copyBufferToBuffer(results, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const values = [...new Float32Array(staging.getMappedRange())];
  for (const buffer of [points, results, staging]) buffer.destroy();
  return formulas.map((_, k) => values.slice(k * POINTS.length, (k + 1) * POINTS.length));
}

const parse = (source: string): Expression => parseExpression(source, { names: NAMES });

async function compare(formulas: readonly Expression[], tolerance: number): Promise<void> {
  const found = await onDevice(formulas);
  formulas.forEach((formula, k) => {
    const f = toFunction(formula, NAMES);
    POINTS.forEach((point, i) => {
      const wanted = f(Float64Array.from(point));
      const label = `${formula.source} at ${point.join(', ')}: ${found[k]![i]} instead of ${wanted}`;
      if (!Number.isFinite(wanted) || Math.abs(wanted) > 3e38) return;
      expect(Math.abs(found[k]![i]! - wanted), label).toBeLessThanOrEqual(
        tolerance * Math.max(1, Math.abs(wanted)),
      );
    });
  });
}

describe('formulas on the device', () => {
  test('arithmetic, whole powers, choices', async () => {
    const sources = [
      'c*u/(1+u^2)',
      'u*(1-u) - 0.3*v',
      'u - (v - (x - c))',
      '-u^2 + x^3 - x^5/(1 + x^6)',
      'u^4 + v^7/(1 + v^8)',
      'v^-3 + x*v^-2',
      'u < v ? u : x == 3.25 ? 1 : -x',
      '(u >= v) + 2*(u != v) + 4*(x <= c)',
      'min(u, v, x)*max(u, 2) + abs(x) + sign(x)',
      'floor(x) + ceil(x) + step(x) + step(-x)',
      'mod(x, 2) + mod(x, -3)',
      'u ? v : 1',
      '1e30*u*1e-30',
    ];
    // At most some 15 operations, each within 2.5 ulp of its result (division; WGSL's table), and no cancellation to
    // less than a tenth at these points: 15 * 2.5 * 2^-24 * 10 = 2.2e-5.
    await compare(sources.map(parse), 2.2e-5);
  });

  test('general powers: negative bases, zero, whole and fractional exponents', async () => {
    const formulas = [
      'u^v',
      'v^c',
      '(-v)^3',
      '(0-v)^9',
      '(0-v)^10',
      '(x/100)^9',
      '(u-u)^2.5',
      'u^0.5 + sqrt(v)',
      '(u-u)^0',
    ];
    // exp2(y log2 x): log2 within 2^-21 where x is in [0.5, 2], 3 ulp elsewhere, times |y log2 x| <= 90 here:
    // 90 * 3 * 2^-24 * ln 2 at worst, or 90 * 2^-21 near 1.
    await compare(formulas.map(parse), 90 * 2 ** -21);
  });

  test('what does not exist is not a number that looks right', async () => {
    const [fraction, pole] = await onDevice([parse('(0-v)^1.5'), parse('(u-u)^-9')]);
    for (const value of [...fraction!, ...pole!]) expect(Number.isFinite(value)).toBe(false);
  });

  test('functions', async () => {
    const sources = [
      'exp(-u) + log(v) + log2(v) + log10(v)',
      'tanh(x) + tanh(100*x)',
      'sinh(u/20)/cosh(u/20)',
      'atan(x) + asin(u/20) - acos(u/20)',
      'sin(u/5) + cos(u/5)',
      'tan(u/20)',
    ];
    // WGSL promises 2^-11 for sin and cos in [-pi, pi]; the others are closer.
    await compare(sources.map(parse), 3 * 2 ** -11);
  });

  test('derivatives', async () => {
    const sources = [
      'c*u/(1+u^2)',
      'u*v/(1+v)^2',
      'u < 1 ? u^2 : 2*u - 1',
      'max(u, v)*min(u, 1)',
      'u^3*exp(-v)',
    ];
    // As above, and exp within 3 + 2|x| ulp.
    await compare(
      sources.map((source) => differentiate(parse(source), 'u')),
      2.2e-5,
    );
  });

  test('the longest and the deepest formulas that are allowed compile', async () => {
    const formulas = [
      `u${'+v'.repeat(249)}`,
      `u${'*v'.repeat(3)}${'/v'.repeat(3)}${'+u*v'.repeat(100)}`,
      `${'(1+'.repeat(19)}u${')'.repeat(19)}`,
      `${'sqrt('.repeat(18)}v${')'.repeat(18)}`,
      `${'max(1,u < v ? '.repeat(9)}u${' : v)'.repeat(9)}`,
      `${'(u-'.repeat(18)}v${')'.repeat(18)}`,
    ];
    // Sums of up to 250 terms: n 2^-24 relative.
    await compare(formulas.map(parse), 250 * 2 ** -24);
    const nest = (open: string, close: string, depth: number) =>
      open.repeat(depth) + 'u' + close.repeat(depth);
    const steep = [
      nest('u*(1+', ')', 9),
      nest('sin(', ')', 18),
      nest('1/(1+', ')', 9),
      nest('max(u,v*', ')', 9),
      nest('(u > v ? u : ', ')', 18),
      nest('u^(', ')', 18),
      `u${'*(1+u)'.repeat(18)}`,
      `u${'/(1+u)'.repeat(18)}`,
      nest('(', ')^2', 18),
      `u${'+u*v^2/(1+u)'.repeat(40)}`,
    ];
    // Their derivatives must compile, too; their values overflow or vanish, so only that is asked.
    await onDevice(steep.map((source) => differentiate(parse(source), 'u')));
  });
});
