// Several steps a dispatch (shaders/keller-segel/together.wgsl): the kernel against its twin, which runs those of the list;
// and whole runs, which are those of the list, to the step. Few threads and small grids, so that there are many tiles: a
// software adapter takes barriers slowly.

import { describe, expect, it } from 'vitest';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import type { Backend } from '../../src/core/backend.ts';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { FLUXES } from '../../src/core/config.ts';
import { BOUNDARIES } from '../../src/core/grid.ts';
import type { Tile } from '../../src/core/tile.ts';
import { initialFields } from '../../src/config/index.ts';
import { kellerSegelProgram } from '../../src/models/keller-segel/program.ts';
import { createSimulation } from '../../src/simulation/index.ts';
import * as plain from '../support/field-kernels.ts';
import { testGpu } from '../support/gpu.ts';
import { fieldsConfig, smallConfig } from '../support/preset-config.ts';
import { relativeDifference, simulate } from '../support/run.ts';
import * as superSteps from '../support/super-step-kernels.ts';

const gpu = testGpu();
const TILE: Tile = { x: 8, y: 2, rows: 2, shared: false, together: true };
const LINE: Tile = { ...TILE, x: 16, y: 1, rows: 1 };
const tileOf = ({ ny }: KellerSegelConfig): Tile => (ny === 1 ? LINE : TILE);
const groupOf = (config: KellerSegelConfig) => kellerSegelProgram(config, [], tileOf(config)).together!;

const SCHEMES = [
  { scheme: 'euler' },
  { scheme: 'ssprk2' },
  ...FLUXES.map((flux) => ({ scheme: 'rkl2', flux }) as const),
] as const;
const DOMAINS = BOUNDARIES.flatMap((boundary) => [
  { boundaryX: boundary, boundaryY: boundary, ny: 1 },
  { boundaryX: boundary, boundaryY: boundary, ny: 13 },
]);
const CASES = SCHEMES.flatMap((scheme) => DOMAINS.map((domain) => ({ ...scheme, ...domain })));
const told = '$scheme $flux, $boundaryX, $ny rows';

const small = ({ ny, ...settings }: (typeof CASES)[number]): KellerSegelConfig => {
  const config = fieldsConfig('saturated', ny === 1 ? { ny } : {});
  return { ...smallConfig(config, 41, ny), whenUnresolved: 'continue', ...settings };
};

/** Made-up states are rough: steps would be thrown away for their error, and the run stopped. */
const ROUGH = { parameters: { stop_when_unresolved: 0, tolerance: 1 } };

describe('the kernel', () => {
  it.each(CASES)(`is its twin: ${told}`, async (settings) => {
    const config = small(settings);
    const { list, steps } = groupOf(config);
    expect(steps).toBeGreaterThan(8);
    const backend = createGpuBackend(gpu.access);
    const pick = () => groupOf(config).list[0]!;
    const kernels = steps * (kellerSegelProgram(config).step.length - 1);
    expect(list).toHaveLength(1);
    const written =
      settings.scheme === 'rkl2'
        ? await superSteps.agrees([backend], config, pick, ROUGH, kernels)
        : await plain.compared(backend, { pick, config }, kernels * plain.TOLERANCE);
    const taken = written.get('clock.steps')![0]! - 41;
    expect(taken).toBeGreaterThanOrEqual(settings.scheme === 'rkl2' ? 4 : 12);
  });
});

/** A backend on which all grids lie as `tile` says. */
const lying = (tile: Tile): Backend => ({
  ...createGpuBackend(gpu.access),
  tiling: { allows: () => true, known: () => tile, keep: () => undefined, now: () => 0 },
});

describe('a run', () => {
  // boundaries are the kernel's matter
  const some = CASES.filter(({ ny, boundaryX }) => (ny === 1) === (boundaryX === 'periodic'));
  it.each(some)(`is that of the list: ${told}`, async (settings) => {
    const config = small(settings);
    const tile = tileOf(config);
    const initial = initialFields(config, {});
    const run = async (backend: Backend) => {
      const simulation = await createSimulation(config, backend, initial);
      // the first measurement tells how many rounds a super-time-step has
      await simulation.measure();
      simulation.run(37, 1e6);
      const after = await simulation.measure();
      simulation.run(16, 1e6);
      const later = await simulation.measure();
      // lands on its goal in the midst of a group
      const end = await simulation.advance(later.time + 5.5 * later.timeStep);
      const { u, v } = await simulation.snapshot();
      simulation.dispose();
      return { measurements: [after, later, end], u, v, tile: simulation.tile };
    };
    const list = await run(lying({ ...tile, together: false }));
    const several = await run(lying(tile));
    expect([list.tile!.together, several.tile!.together]).toEqual([false, true]);
    const counts = ({ steps, rejected, status }: (typeof list.measurements)[number]) => [
      steps,
      rejected,
      status,
    ];
    expect(several.measurements.map(counts)).toEqual(list.measurements.map(counts));
    expect(list.measurements[2]!.steps).toBeGreaterThan(20);
    // A few units of the last place a step, where a compiler fuses otherwise.
    const tolerance = 8 * list.measurements[2]!.steps * 2 ** -23;
    const times = ({ measurements }: typeof list) => measurements.map(({ time }) => time);
    expect(relativeDifference(times(several), times(list))).toBeLessThan(tolerance);
    expect(relativeDifference(several.u, list.u)).toBeLessThan(tolerance);
    expect(relativeDifference(several.v, list.v)).toBeLessThan(tolerance);
  });

  it('takes as many steps as it is asked for, as the reference does', async () => {
    const config = small({ scheme: 'ssprk2', boundaryX: 'periodic', boundaryY: 'no-flux', ny: 13 });
    const simulation = await createSimulation(config, lying(TILE), initialFields(config, {}));
    const judge = await simulate(config, initialFields(config, {}));
    const { steps: most } = groupOf(config);
    let steps = 0;
    for (const count of [1, most - 1, most, most + 1, 2 * most + 3]) {
      for (const each of [simulation, judge]) each.run(count, 1e6);
      steps += count;
      const [found, wanted] = [await simulation.measure(), await judge.measure()];
      expect([found.steps, found.rejected]).toEqual([steps, 0]);
      expect(wanted.steps).toBe(steps);
      expect(found.time / wanted.time).toBeCloseTo(1, 5);
    }
    simulation.dispose();
  });
});
