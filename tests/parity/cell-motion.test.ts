// What the kernels that move cells promise on every backend: the same bits whatever the workgroups or threads, nothing without a step,
// straight runs that walls reflect exactly, a hazard that is used up as the rate along the path says, and faults that are raised.

import { describe, expect, it } from 'vitest';
import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Dispatch } from '../../src/core/backend.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import { dimension } from '../../src/core/grid.ts';
import { FAULT, TURN } from '../../src/kernels/run-and-tumble/layout.ts';
import type { CellState } from '../support/cell-backend.ts';
import { madeUpCells, moveCells, movingKernel } from '../support/cell-backend.ts';
import { cellCase, DOMAINS } from '../support/cell-cases.ts';
import { testCpu } from '../support/cpu.ts';
import { testGpu } from '../support/gpu.ts';

const gpu = testGpu();
const cpu = testCpu();
const alone = testCpu(1);
type Run = Parameters<typeof moveCells>[2];
const onGpu = (config: RunAndTumbleConfig, run: Run): Promise<CellState> =>
  moveCells(createGpuBackend(gpu.access), config, run);
const onReference = (config: RunAndTumbleConfig, run: Run): Promise<CellState> =>
  moveCells(createReferenceBackend(), config, run);
const onCpu = (config: RunAndTumbleConfig, run: Run, { access } = cpu): Promise<CellState> =>
  moveCells(createCpuBackend(access), config, run);
const onAll = async (config: RunAndTumbleConfig, run: Run): Promise<CellState[]> => [
  await onGpu(config, run),
  await onCpu(config, run),
  await onReference(config, run),
];

const live = { ...cellCase('two-cues', 'channel'), chemical: 'live', cells: 1000 } as const;
const withParameters = (
  config: RunAndTumbleConfig,
  parameters: Readonly<Record<string, number>>,
): RunAndTumbleConfig => ({ ...config, parameters: { ...config.parameters, ...parameters } });

it('the same bits twice, and with other workgroups', async () => {
  const smaller = (dispatch: Dispatch): Dispatch => ({
    ...dispatch,
    wgsl: dispatch.wgsl.replace('@workgroup_size(256)', '@workgroup_size(32)').replace('* 256u', '* 32u'),
    workgroups: [8 * dispatch.workgroups[0], dispatch.workgroups[1], 1],
  });
  expect(smaller(movingKernel(live)).wgsl).not.toBe(movingKernel(live).wgsl);
  const run = { steps: 20, step: 0.25 };
  const once = await onGpu(live, run);
  expect(await onGpu(live, run)).toEqual(once);
  expect(await onGpu(live, { ...run, change: smaller })).toEqual(once);
});

it('the same bits on one thread and on three', async () => {
  // Enough for each of three; a last tile and a last vector that are not full.
  const many = { ...live, cells: 3 * 4096 + 71 };
  const run = { steps: 5, step: 0.25 };
  expect(await onCpu(many, run)).toEqual(await onCpu(many, run, alone));
});

it('nothing where the clock took no step', async () => {
  const start = madeUpCells(live);
  for (const state of await onAll(live, { steps: 3, step: 0 })) {
    expect([...state.position]).toEqual([...start.position]);
    expect([...state.heading]).toEqual([...start.heading]);
    expect([...state.hazard]).toEqual([...start.hazard]);
  }
});

/** Length of 2^32 units along an axis. */
const periodOf = (config: RunAndTumbleConfig, axis: number): number =>
  axis === 0
    ? config.width * (config.boundaryX === 'periodic' ? 1 : 2)
    : config.height * (config.boundaryY === 'periodic' ? 1 : 2);
const isPeriodic = (config: RunAndTumbleConfig, axis: number): boolean =>
  (axis === 0 ? config.boundaryX : config.boundaryY) === 'periodic';

describe('a run without tumbles', () => {
  // ten times through the domain, told by f32 to some 20 roundings of 6e-8: 1.2e-5 of its length
  it.each(DOMAINS)('is straight, and walls reflect it exactly: $label', async ({ label }) => {
    const config = withParameters(cellCase('linear', label), { tumbleRate: 0, rotationalDiffusion: 0 });
    const start = madeUpCells(config);
    const run = { steps: 1, step: 49.375 };
    const distance = config.parameters['speed'] * run.step;
    for (const state of await onAll(config, run)) {
      for (let i = 0; i < config.cells; i += 1) {
        const angle = (2 * Math.PI * start.heading[i]) / TURN;
        for (const [axis, way] of [Math.cos(angle), Math.sin(angle)].slice(0, dimension(config)).entries()) {
          const period = periodOf(config, axis);
          const walls = !isPeriodic(config, axis);
          // a triangle wave between walls, a saw round a period
          const end = start.position[2 * i + axis] / TURN + (distance * way) / period;
          const turns = end - Math.floor(end);
          const expected = walls && turns > 0.5 ? 1 - turns : turns;
          const place = state.position[2 * i + axis] / TURN;
          if (walls) expect(place).toBeLessThan(0.5);
          else expect(signed16(state.rounds[i], axis)).toBe(Math.floor(end));
          const off = Math.abs(place - expected);
          expect(Math.min(off, walls ? off : 1 - off)).toBeLessThan(1.2e-5);
        }
      }
    }
  });
});

const signed16 = (word: number, axis: number): number => (axis === 0 ? (word << 16) >> 16 : (word | 0) >> 16);

describe('the hazard of a run without tumbles', () => {
  // dR/dt sums up to the rise of the cue from start to end: hazard = rate (time - chi rise). On a live field that is linear
  // in place and time the rate is constant along a path; f32 rounds a hazard of 50 to 4e-6, and cues of some 2 over 0.2 T
  // and 20 L to 3e-6.
  it('is what the rise of a live field leaves', async () => {
    const config = { ...cellCase('linear', 'box'), chemical: 'live' } as const;
    const value = (x: number, y: number, step: number): number => 1 + 0.01 * x - 0.008 * y + 0.02 * step;
    const step = 0.25;
    const { chi, tumbleRate } = config.parameters;
    const start = madeUpCells(config);
    const far = (x: number, y: number): boolean => x > 4 && x < 96 && y > 4 && y < 66; // from the walls' mirror images
    for (const state of await onAll(config, { steps: 1, step, hazard: 50, value })) {
      let compared = 0;
      for (let i = 0; i < config.cells; i += 1) {
        const at = (positions: ArrayLike<number>): [number, number] => [
          (positions[2 * i] / TURN) * periodOf(config, 0),
          (positions[2 * i + 1] / TURN) * periodOf(config, 1),
        ];
        const [before, after] = [at(start.position), at(state.position)];
        if (!far(...before) || !far(...after)) continue;
        const rise = value(...after, 1) - value(...before, 0);
        expect(Math.abs(50 - state.hazard[i] - tumbleRate * (step - chi * rise))).toBeLessThan(8e-6);
        compared += 1;
      }
      expect(compared).toBeGreaterThan(0.6 * config.cells);
    }
  });

  // The trapezoid's error is step^3/12 times the rate's second derivative along the path: an eighth at half the step.
  it('is third order in a step on a curved, moving field', async () => {
    const config = withParameters(cellCase('linear', 'torus'), { chi: 0.2, rotationalDiffusion: 0 });
    const { chi, tumbleRate } = config.parameters;
    const cue = (x: number, y: number, t: number): number =>
      0.5 + 2 / (1 + ((x - 40 - 4 * t) / 30) ** 2 + ((y - 30) / 25) ** 2);
    const start = madeUpCells(config);
    const error = async (step: number): Promise<number> => {
      const state = await onReference(config, { steps: 1, step, hazard: 50 });
      let sum = 0;
      for (let i = 0; i < config.cells; i += 1) {
        if (state.rounds[i] !== 0) continue; // the formula jumps at the edge
        const at = (positions: ArrayLike<number>): [number, number] => [
          (positions[2 * i] / TURN) * config.width,
          (positions[2 * i + 1] / TURN) * config.height,
        ];
        const rise = cue(...at(state.position), step) - cue(...at(start.position), 0);
        sum += (50 - state.hazard[i] - tumbleRate * (step - chi * rise)) ** 2;
      }
      return Math.sqrt(sum);
    };
    const ratio = (await error(0.1)) / (await error(0.05));
    expect(ratio).toBeGreaterThan(7);
    expect(ratio).toBeLessThan(9);
  });
});

describe('a fault is raised', () => {
  const faults: readonly [string, number, Partial<RunAndTumbleConfig>][] = [
    ['where a rate is not a number', FAULT.rateNotFinite, { ratePlus: 'sqrt(x - 50)' }],
    ['where a cell would tumble too often', FAULT.tooManyTumbles, { ratePlus: '1e6', rateMinus: '1e6' }],
  ];
  it.each(faults)('%s', async (_label, code, formulas) => {
    const config = { ...cellCase('rates', 'box'), ...formulas };
    for (const state of await onAll(config, { steps: 1, step: 0.25 })) {
      expect(Math.max(...state.extremes)).toBe(code);
      expect([...state.hazard].every(Number.isFinite)).toBe(true);
    }
  });
});

describe('a crawling cell', () => {
  // gain 0 and no noise: dx/dt = mobility chi grad c, on c = g x a constant velocity; f32 rounds a place to 6e-8 of 200
  it('goes downhill at mobility times force, and with noise spreads by 2 mobility temperature', async () => {
    const config = withParameters(
      { ...cellCase('landscape', 'channel'), attractant: '0.5*y', cells: 4000 },
      { mobility: 0.5, temperature: 0, chi: 3, gain: 0 },
    );
    const start = madeUpCells(config);
    const run = { steps: 2, step: 0.25 };
    const displacement = (state: CellState, i: number, axis: number): number => {
      const turns = (state.position[2 * i + axis] - start.position[2 * i + axis]) / TURN;
      return (isPeriodic(config, axis) ? turns - Math.round(turns) : turns) * periodOf(config, axis);
    };
    const inside = (i: number): boolean => Math.abs(start.position[2 * i + 1] / TURN - 0.25) < 0.15;
    const cells = Array.from({ length: config.cells }, (_, i) => i).filter(inside);
    for (const state of await onAll(config, run))
      for (const i of cells) {
        expect(Math.abs(displacement(state, i, 1) - 0.5 * 3 * 0.5 * 0.5)).toBeLessThan(4e-5);
        expect(displacement(state, i, 0)).toBe(0);
      }
    for (const state of await onAll(withParameters(config, { temperature: 4 }), run)) {
      const squares = cells.map((i) => displacement(state, i, 0) ** 2);
      const mean = squares.reduce((sum, square) => sum + square, 0) / cells.length;
      const expected = 2 * 0.5 * 4 * 0.5;
      // variance of a square of a normal number: twice its mean squared; four standard errors
      expect(Math.abs(mean / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / cells.length));
    }
  });
});
