// The Keller-Segel model as a backend runs it: its arrays, and its step as a list.
//
//   start -> [ predictor -> corrector -> clock ] -> [ clock ] ... -> partial -> total
//
// (with scheme=rkl2 a list is a round of stages: see super-step.ts)
// (with chemicalDynamics=quasi-steady V-cycles stand after each stage: see quasi-steady.ts)
//
// Reads and writes: two slots of u and v (the current state and the next), one of the predictor's increment, what
// rounding left over (u and v by turns), the clock.

import aimWgsl from '../../../shaders/keller-segel/aim.wgsl?raw';
import cellWgsl from '../../../shaders/keller-segel/cell.wgsl?raw';
import clockEntryWgsl from '../../../shaders/keller-segel/clock-entry.wgsl?raw';
import clockWgsl from '../../../shaders/keller-segel/clock.wgsl?raw';
import collectRowsWgsl from '../../../shaders/keller-segel/collect-rows.wgsl?raw';
import directWgsl from '../../../shaders/keller-segel/direct.wgsl?raw';
import sharedWgsl from '../../../shaders/keller-segel/shared.wgsl?raw';
import currentWgsl from '../../../shaders/keller-segel/current.wgsl?raw';
import extremesWgsl from '../../../shaders/keller-segel/extremes.wgsl?raw';
import faceFluxWgsl from '../../../shaders/keller-segel/face-flux.wgsl?raw';
import stageEntryWgsl from '../../../shaders/keller-segel/stage-entry.wgsl?raw';
import stageWgsl from '../../../shaders/keller-segel/stage.wgsl?raw';
import gatherRowsWgsl from '../../../shaders/keller-segel/gather-rows.wgsl?raw';
import gatherWgsl from '../../../shaders/keller-segel/gather.wgsl?raw';
import plainCellWgsl from '../../../shaders/keller-segel/plain-cell.wgsl?raw';
import startWgsl from '../../../shaders/keller-segel/start.wgsl?raw';
import finiteWgsl from '../../../shaders/lib/finite.wgsl?raw';
import gridWgsl from '../../../shaders/lib/grid.wgsl?raw';
import mathWgsl from '../../../shaders/lib/math.wgsl?raw';
import foldWgsl from '../../../shaders/reduce/fold.wgsl?raw';
import partialWgsl from '../../../shaders/reduce/partial.wgsl?raw';
import totalWgsl from '../../../shaders/reduce/total.wgsl?raw';
import type { ArraySpec, Dispatch } from '../../core/backend.ts';
import { cellCount, dimension } from '../../core/grid.ts';
import type { Tile, Window } from '../../core/tile.ts';
import type { StructField } from '../../core/struct.ts';
import { structWgsl } from '../../core/struct.ts';
import { clock } from '../../kernels/keller-segel/clock.ts';
import { current } from '../../kernels/keller-segel/current.ts';
import { CLOCK, EXTREMES_LENGTH, GOAL, parameterField } from '../../kernels/keller-segel/layout.ts';
import type { Stage } from '../../kernels/keller-segel/stage.ts';
import { RKL_EXTREMES_LENGTH } from '../../kernels/keller-segel/rkl-layout.ts';
import { createStage } from '../../kernels/keller-segel/stage.ts';
import { start } from '../../kernels/keller-segel/start.ts';
import { CHUNK, PARTIAL, STATISTICS } from '../../kernels/reduce/layout.ts';
import { partial } from '../../kernels/reduce/partial.ts';
import { total } from '../../kernels/reduce/total.ts';
import type { ModelProgram } from '../program.ts';
import { parametersWgsl, plane } from '../program.ts';
import type { FieldModel } from './formulas.ts';
import { modelTerms, modelWgsl, recordOf } from './formulas.ts';
import { stageKernel } from './wasm.ts';
import type { StageTexts, TileTexts } from './super-step.ts';
import { superStep, superStepArrays } from './super-step.ts';
import { MOST_CELLS, together } from './together.ts';
import { quasiSteady, quasiSteadyArrays } from './quasi-steady.ts';

const chunkCount = (cells: number): number => Math.ceil(cells / CHUNK);

/** The arrays alone: what a grid needs can be asked for without compiling its formulas. */
export function kellerSegelArrays(
  config: FieldModel,
  more: readonly StructField[] = [],
): readonly ArraySpec[] {
  const cells = cellCount(config);
  const extremes = config.scheme === 'rkl2' ? RKL_EXTREMES_LENGTH : EXTREMES_LENGTH;
  const field = (name: string, slots: number): ArraySpec => ({
    name,
    type: { kind: 'f32', length: slots * cells },
    usage: 'storage',
  });
  return [
    { name: 'parameters', type: { kind: 'struct', layout: recordOf(config, more) }, usage: 'uniform' },
    { name: 'goal', type: { kind: 'struct', layout: GOAL }, usage: 'uniform' },
    { name: 'clock', type: { kind: 'struct', layout: CLOCK }, usage: 'storage' },
    field('u', 2),
    field('v', 2),
    field('stage_u', 1),
    field('stage_v', 1),
    field('carry', 2),
    { name: 'extremes', type: { kind: 'f32', length: extremes }, usage: 'storage' },
    { name: 'partials', type: { kind: 'f32', length: PARTIAL * chunkCount(cells) }, usage: 'storage' },
    { name: 'statistics', type: { kind: 'struct', layout: STATISTICS }, usage: 'storage' },
    ...(config.scheme === 'rkl2' ? superStepArrays(config) : []),
    ...(config.chemicalDynamics === 'quasi-steady' ? quasiSteadyArrays(config) : []),
  ];
}

/** Of kernels of the grid that do little at each cell. */
const plainTile = (config: FieldModel): Tile =>
  dimension(config) === 2
    ? { x: 16, y: 16, rows: 1, shared: false }
    : { x: 256, y: 1, rows: 1, shared: false };

/**
 * Of stages, where nothing is known of the device. In a plane a thread has eight cells: each is then loaded by three and a
 * quarter threads instead of five, and has three and an eighth of its faces looked at instead of four.
 */
const usualTile = (config: FieldModel): Tile =>
  dimension(config) === 2 ? { x: 16, y: 4, rows: 8, shared: false } : plainTile(config);

/** What a stage asks of the cells around it, which kind it is, and how it lies where nothing is known of the device. */
export interface StageWindow extends Window {
  readonly kind: string;
  readonly usual: Tile;
  /** Whether the grid is so small that several steps a dispatch may pay. */
  readonly together: boolean;
}

/** Null where it lies one way only. */
export function stageWindow(config: FieldModel): StageWindow | null {
  if (config.chemicalDynamics === 'quasi-steady') return null;
  const plane = dimension(config) === 2;
  const common = { plane, usual: usualTile(config), together: cellCount(config) <= MOST_CELLS };
  // See Cell in plain-cell.wgsl and rkl-stage.wgsl, whose pairs lie on whole 8 bytes.
  if (config.scheme !== 'rkl2') return { ...common, kind: config.scheme, words: 5, halo: 1 };
  const fourthOrder = config.flux === 'fourth-order';
  return { ...common, kind: `rkl2 ${config.flux}`, words: 10, halo: fourthOrder ? 2 : 1 };
}

/** @param more Fields of the record `parameters` that another model's kernels need beside the grid's. */
export function kellerSegelProgram(
  config: FieldModel,
  more: readonly StructField[] = [],
  tile: Tile = usualTile(config),
): ModelProgram {
  const cells = cellCount(config);
  const parameterNames = Object.keys(config.parameters);
  const layout = recordOf(config, more);
  const twoDimensional = dimension(config) === 2;

  const structs = [structWgsl(layout), structWgsl(GOAL), structWgsl(CLOCK)];
  // Kernels without formulas: the same text in all runs, whatever stands at the end of the record.
  const plain = [parametersWgsl([], []), structWgsl(GOAL), structWgsl(CLOCK)];
  const lying = (over: Tile): TileTexts => ({
    head: [
      ...structs,
      `const TILE_X: u32 = ${over.x}u;`,
      `const TILE_Y: u32 = ${over.y}u;`,
      `const ROWS: u32 = ${over.rows}u;`,
      `const TWO_DIMENSIONAL: bool = ${twoDimensional};`,
      `const PERIODIC_X: bool = ${config.boundaryX === 'periodic'};`,
      `const PERIODIC_Y: bool = ${config.boundaryY === 'periodic'};`,
    ],
    window: over.shared ? sharedWgsl : directWgsl,
    together: over.together === true && !over.shared,
    workgroups: [Math.ceil(config.nx / over.x), Math.ceil(config.ny / (over.y * over.rows)), 1],
  });
  const texts: StageTexts = {
    ...lying(tile),
    formulas: [finiteWgsl, mathWgsl, gridWgsl, modelWgsl(config), faceFluxWgsl, cellWgsl, gatherWgsl],
  };
  const stage = (index: Stage): Dispatch => ({
    kernel: 'keller-segel/stage',
    wgsl: [
      ...texts.head,
      `const STAGE: u32 = ${index}u;`,
      plainCellWgsl,
      ...texts.formulas,
      extremesWgsl,
      gatherRowsWgsl,
      texts.window,
      stageWgsl,
      stageEntryWgsl,
    ].join('\n'),
    workgroups: texts.workgroups,
    arrays: [
      { name: 'parameters', access: 'uniform' },
      { name: 'clock', access: 'read' },
      { name: 'u', access: 'write' },
      { name: 'v', access: 'write' },
      { name: 'stage_u', access: 'write' },
      { name: 'stage_v', access: 'write' },
      { name: 'carry', access: 'write' },
      { name: 'extremes', access: 'write' },
    ],
    twin: () => createStage(config, modelTerms(config), parameterNames.map(parameterField), index),
    wasm: stageKernel(config, index, layout),
  });

  const program: ModelProgram = {
    arrays: kellerSegelArrays(config, more),
    place: [],
    begin: [
      {
        kernel: 'keller-segel/start',
        wgsl: [...plain, aimWgsl, startWgsl].join('\n'),
        workgroups: [1, 1, 1],
        arrays: [
          { name: 'parameters', access: 'uniform' },
          { name: 'goal', access: 'uniform' },
          { name: 'clock', access: 'write' },
        ],
        twin: () => start,
        wasm: { work: 1 },
      },
    ],
    step: [
      ...(config.scheme === 'euler' ? [stage(0)] : [stage(1), stage(2)]),
      {
        kernel: 'keller-segel/clock',
        wgsl: [
          ...[...plain, finiteWgsl, aimWgsl, extremesWgsl],
          ...[collectRowsWgsl, clockWgsl, clockEntryWgsl],
        ].join('\n'),
        workgroups: [1, 1, 1],
        arrays: [
          { name: 'parameters', access: 'uniform' },
          { name: 'goal', access: 'uniform' },
          { name: 'clock', access: 'write' },
          { name: 'extremes', access: 'write' },
        ],
        twin: () => clock,
        wasm: { work: 1 },
      },
    ],
    show: [],
    extract: [
      {
        kernel: 'keller-segel/current',
        wgsl: [...plain, currentWgsl].join('\n'),
        workgroups: plane(Math.ceil(cells / 256)),
        arrays: [
          { name: 'parameters', access: 'uniform' },
          { name: 'clock', access: 'read' },
          { name: 'u', access: 'read' },
          { name: 'v', access: 'read' },
          { name: 'stage_u', access: 'write' },
          { name: 'stage_v', access: 'write' },
        ],
        twin: () => current,
        wasm: { work: cells },
      },
    ],
    measure: [
      {
        kernel: 'reduce/partial',
        wgsl: [...plain, finiteWgsl, foldWgsl, partialWgsl].join('\n'),
        workgroups: plane(Math.ceil(chunkCount(cells) / 64)),
        arrays: [
          { name: 'parameters', access: 'uniform' },
          { name: 'clock', access: 'read' },
          { name: 'u', access: 'read' },
          { name: 'v', access: 'read' },
          { name: 'partials', access: 'write' },
        ],
        twin: () => partial,
        wasm: { work: cells },
      },
      {
        kernel: 'reduce/total',
        wgsl: [...plain, structWgsl(STATISTICS), finiteWgsl, foldWgsl, totalWgsl].join('\n'),
        workgroups: [1, 1, 1],
        arrays: [
          { name: 'parameters', access: 'uniform' },
          { name: 'partials', access: 'write' },
          { name: 'statistics', access: 'write' },
        ],
        twin: () => total,
        wasm: { work: 1 },
      },
    ],
  };
  if (config.scheme === 'rkl2') return { ...program, ...superStep(config, texts) };
  if (config.chemicalDynamics === 'quasi-steady') {
    const plain = plainTile(config);
    return { ...program, ...quasiSteady(config, program, { ...texts, ...lying(plain) }, plain) };
  }
  if (!texts.together) return program;
  const firstStage = `const FIRST_STAGE: u32 = ${config.scheme === 'euler' ? 0 : 1}u;`;
  const wgsl = [
    ...texts.head,
    firstStage,
    plainCellWgsl,
    ...texts.formulas,
    aimWgsl,
    extremesWgsl,
    texts.window,
  ];
  const parts = { kernel: 'together', wgsl: [...wgsl, stageWgsl, clockWgsl] } as const;
  return { ...program, together: together(config, program.step, parts) };
}
