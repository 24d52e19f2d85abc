// A run for which the tile is measured on the device is the same run: measuring moves no time and no value.

import { expect, it } from 'vitest';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import type { Backend } from '../../src/core/backend.ts';
import { now } from '../../src/platform/node.ts';
import { initialFields } from '../../src/config/index.ts';
import { createSimulation } from '../../src/simulation/index.ts';
import { testGpu } from '../support/gpu.ts';
import { fieldsConfig, smallConfig } from '../support/preset-config.ts';
import { relativeDifference } from '../support/run.ts';

const gpu = testGpu();

it.each(['ssprk2', 'rkl2'] as const)('measured or not, a run of %s is the same', async (scheme) => {
  const config = smallConfig(fieldsConfig('saturated-warm', { scheme }), 24, 20);
  const initial = initialFields(config, {});
  const kept: string[] = [];
  const tiling: Backend['tiling'] = {
    // Few, and none that share memory: those take a software adapter seconds to compile. Of several steps a dispatch one.
    allows: ({ x, y, shared, together }) => !shared && (together ? x === 32 && y === 8 : x >= 64),
    known: () => null,
    keep: (subject) => kept.push(subject),
    now,
  };
  const run = async (backend: Backend) => {
    const simulation = await createSimulation(config, backend, initial);
    const { time, steps, rejected } = await simulation.advance(1);
    const { u, v } = await simulation.snapshot();
    const { tile } = simulation;
    const evaluations = scheme === 'rkl2' ? (await backend.readRecord('super_step')).evaluations : 0;
    simulation.dispose();
    return { time, steps, rejected, evaluations, u, v, tile };
  };
  const plain = await run(createGpuBackend(gpu.access));
  const measured = await run({ ...createGpuBackend(gpu.access), tiling });
  expect([plain.tile, kept.length]).toEqual([null, 1]);
  expect(measured.tile!.x).toBeGreaterThanOrEqual(measured.tile!.together ? 32 : 64);
  const counts = ({ time, steps, rejected, evaluations }: typeof plain) => [
    time,
    steps,
    rejected,
    evaluations,
  ];
  expect(counts(measured)).toEqual(counts(plain));
  expect(plain.steps).toBeGreaterThan(5);
  // A few units of the last place a step, where a compiler rounds otherwise: 2^-23 each.
  const tolerance = 4 * plain.steps * 2 ** -23;
  expect(relativeDifference(measured.u, plain.u)).toBeLessThan(tolerance);
  expect(relativeDifference(measured.v, plain.v)).toBeLessThan(tolerance);
});
