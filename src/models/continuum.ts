// What the continuum levels of run-and-tumble cells have in common: the grid's arrays, clock and reductions, which are those
// of the Keller-Segel model, the constants of the domain, and the law of the cells asked at points of the grid.

import finiteWgsl from '../../shaders/lib/finite.wgsl?raw';
import gridWgsl from '../../shaders/lib/grid.wgsl?raw';
import mathWgsl from '../../shaders/lib/math.wgsl?raw';
import senseAtWgsl from '../../shaders/sensing/sense-at.wgsl?raw';
import sensedWgsl from '../../shaders/sensing/sensed.wgsl?raw';
import type { ArraySpec, Dispatch, Twin, WasmKernel } from '../core/backend.ts';
import type { WalkConfig } from '../core/config.ts';
import { cellCount, cellMeasure, dimension } from '../core/grid.ts';
import { structWgsl } from '../core/struct.ts';
import { CLOCK } from '../kernels/keller-segel/layout.ts';
import { CELL_FIELDS } from '../kernels/run-and-tumble/layout.ts';
import type { SenseOptions } from '../kernels/sensing/sense-at.ts';
import { ruleWgsl } from '../sensing/hooks.ts';
import { kellerSegelArrays, kellerSegelProgram } from './keller-segel/program.ts';
import type { ModelProgram } from './program.ts';
import { parametersWgsl, plane } from './program.ts';
import { cellTerms, cellWgsl, chemicalModel, ruleOf } from './run-and-tumble/formulas.ts';

export interface Continuum {
  /** Begin, clock, extract and measure of the grid. */
  readonly grid: Pick<ModelProgram, 'begin' | 'extract' | 'measure'> & { readonly clock: Dispatch };
  /** WGSL of the config's formulas. */
  readonly formulas: readonly string[];
  /** WGSL by which the law is asked at a place: the formulas, and the rule. */
  readonly sensing: readonly string[];
  senses(): SenseOptions;
  /** A kernel over all grid cells. */
  kernel(
    name: string,
    texts: readonly string[],
    arrays: Dispatch['arrays'],
    twin: () => Twin,
    wasm: WasmKernel,
    tile?: { readonly x: number; readonly y: number },
  ): Dispatch;
}

/** @param folder Of the model's kernels. */
export function continuum(config: WalkConfig, folder: string): Continuum {
  const parameterNames = Object.keys(config.parameters);
  const chemical = kellerSegelProgram(chemicalModel({ ...config, chemical: 'prescribed' }), CELL_FIELDS);
  const rule = ruleOf(config);
  const twoDimensional = dimension(config) === 2;
  const constants = [
    structWgsl(CLOCK),
    `const TWO_DIMENSIONAL: bool = ${twoDimensional};`,
    `const PERIODIC_X: bool = ${config.boundaryX === 'periodic'};`,
    `const PERIODIC_Y: bool = ${config.boundaryY === 'periodic'};`,
    finiteWgsl,
    gridWgsl,
  ];
  const formulas = [mathWgsl, cellWgsl(config)];
  return {
    grid: {
      begin: chemical.begin,
      extract: chemical.extract,
      measure: chemical.measure,
      clock: chemical.step.find(({ kernel }) => kernel === 'keller-segel/clock')!,
    },
    formulas,
    sensing: [...formulas, sensedWgsl, ruleWgsl(rule, config), senseAtWgsl],
    senses: () => ({ rule, terms: cellTerms(config), twoDimensional, parameterNames }),
    kernel: (name, texts, arrays, twin, wasm, tile) => ({
      kernel: `${folder}/${name}`,
      wgsl: [parametersWgsl(texts, parameterNames, CELL_FIELDS), ...constants, ...texts].join('\n'),
      workgroups: tile
        ? [Math.ceil(config.nx / tile.x), Math.ceil(config.ny / tile.y), 1]
        : plane(Math.ceil(cellCount(config) / 256)),
      arrays,
      twin,
      wasm,
    }),
  };
}

/** The grid's arrays, with the cells' fields in the record `parameters`. */
export const continuumArrays = (config: WalkConfig): readonly ArraySpec[] =>
  kellerSegelArrays(chemicalModel({ ...config, chemical: 'prescribed' }), CELL_FIELDS);

/** The density whose shape is given, brought to the number of cells: its integral is `cells` times `weight`. */
export function densityOfCells(config: WalkConfig, shape: Float64Array): Float64Array {
  const sum = shape.reduce((total, value) => total + value, 0) * cellMeasure(config);
  const scale = (config.cells * config.weight) / sum;
  return shape.map((value) => value * scale);
}
