// A model's formulas as WebAssembly for the stage (assembly/keller-segel/stage.ts): functions that fill rows from rows of u and
// v. What the stage needs is not always a formula itself: a velocity a unit gradient, a rate of loss. Where chi or the
// growth has u as a factor, that is left out instead of divided by.

import type { WasmKernel } from '../../core/backend.ts';
import type { Node, Place } from '../../core/expression/index.ts';
import {
  call,
  divide,
  multiply,
  namesOf,
  negate,
  number,
  ROW_IMPORTS,
  rowFunction,
  simplify,
  substitute,
  withoutFactor,
} from '../../core/expression/index.ts';
import { cellCount, dimension } from '../../core/grid.ts';
import type { FunctionBody } from '../../core/wasm/binary.ts';
import { wasmModule } from '../../core/wasm/binary.ts';
import type { StructLayout } from '../../core/struct.ts';
import { parameterField } from '../../kernels/keller-segel/layout.ts';
import type { RklOptions } from '../../kernels/keller-segel/rkl-stage.ts';
import { CELL_ROWS, HERE_ROWS, ROW_FUNCTIONS, rowOffset, STRIDE } from '../../kernels/keller-segel/rows.ts';
import type { Stage } from '../../kernels/keller-segel/stage.ts';
import type { FieldModel } from './formulas.ts';
import { modelExpressions } from './formulas.ts';

const SMALLEST_DENSITY = 1e-20;
/** Rows of u and v, rows to fill, row of x: addresses; their length; y, t; the record `parameters`; space for constants. */
const PARAMETERS = ['i32', 'i32', 'i32', 'i32', 'f32', 'f32', 'i32', 'i32'] as const;
const [CELLS, OUT, X, LENGTH, Y, T, RECORD, SPACE] = [0, 1, 2, 3, 4, 5, 6, 7];

type Rows = Readonly<Record<string, Node>>;

/** What the stage asks of each cell and its neighbours, and of each cell alone, as trees. */
export function stageTerms(config: FieldModel): { readonly ofCells: Rows; readonly here: Rows } {
  const expressions = modelExpressions(config);
  const tree = (name: keyof typeof expressions): Node => simplify(expressions[name].tree);
  const u: Node = { kind: 'name', name: 'u' };
  const density = call('max', [u, number(SMALLEST_DENSITY)]);
  const perDensity = (node: Node, at: Node): Node => {
    const quotient = withoutFactor(node, 'u');
    return quotient ? substitute(quotient, 'u', at) : divide(substitute(node, 'u', at), density);
  };
  const shrinking = perDensity(negate(tree('growth')), u);
  const loss = call('max', [call('max', [shrinking, number(0)]), call('abs', [tree('growthDu')])]);
  return {
    ofCells: {
      mobility: perDensity(tree('sensitivity'), density),
      diffusionU: tree('diffusionU'),
      diffusionV: tree('diffusionV'),
    },
    here: {
      growth: tree('growth'),
      production: tree('production'),
      halfLoss: multiply(number(0.5), loss),
      coupling: tree('productionDu'),
      halfDecay: multiply(number(0.5), call('abs', [tree('productionDv')])),
    },
  };
}

/**
 * A stage as the CPU backend runs it; the constants stand in the order of assembly/keller-segel/stage.ts. `layout`: of the
 * record `parameters`.
 */
export const stageKernel = (config: FieldModel, stage: Stage, layout: StructLayout): WasmKernel =>
  kernel(config, [stage, ...gridChoices(config), isUniformModel(config)], layout);

/** One of a super-time-step; constants in the order of assembly/keller-segel/rkl-stage.ts. */
export function rklStageKernel(
  config: FieldModel,
  { ordinal, fourthOrder, smoothWalls }: RklOptions,
  layout: StructLayout,
): WasmKernel {
  // The correction of fourth order asks for all that faces of varying diffusivity have.
  const uniform = !fourthOrder && isUniformModel(config);
  return kernel(config, [ordinal, ...gridChoices(config), uniform, fourthOrder, smoothWalls], layout);
}

const kernel = (
  config: FieldModel,
  constants: readonly (number | boolean)[],
  layout: StructLayout,
): WasmKernel => ({
  work: cellCount(config),
  constants: constants.map(Number),
  formulas: { functions: ROW_FUNCTIONS, module: (shared) => stageWasm(config, layout, shared) },
});

const gridChoices = (config: FieldModel): readonly boolean[] => [
  dimension(config) === 2,
  config.boundaryX === 'periodic',
  config.boundaryY === 'periodic',
];

/** Where neither diffusivity varies with the state or the place, the stage divides by them once. */
function isUniformModel(config: FieldModel): boolean {
  const { diffusionU, diffusionV } = stageTerms(config).ofCells;
  return isUniform(diffusionU!) && isUniform(diffusionV!);
}

const isUniform = (node: Node): boolean => !namesOf(node).some((name) => ['u', 'v', 'x', 'y'].includes(name));

/** @param shared Whether threads share the memory of the backend that runs it. */
function stageWasm(config: FieldModel, { fields }: StructLayout, shared: boolean): Uint8Array<ArrayBuffer> {
  const places = new Map<string, Place>([
    ['u', { row: CELLS, offset: rowOffset(CELL_ROWS, 'u') }],
    ['v', { row: CELLS, offset: rowOffset(CELL_ROWS, 'v') }],
    ['x', { row: X, offset: 0 }],
    ['y', { value: Y }],
    ['t', { value: T }],
  ]);
  const names = Object.keys(config.parameters);
  for (const name of names) {
    const field = fields.findIndex((each) => each.name === parameterField(name));
    places.set(name, { record: RECORD, offset: 4 * field });
  }
  const { ofCells, here } = stageTerms(config);
  const filling = (name: string, terms: Rows, rows: readonly string[], uniform: boolean): FunctionBody =>
    rowFunction({
      name,
      parameters: PARAMETERS,
      length: LENGTH,
      constants: { parameter: SPACE, most: STRIDE / 16 },
      places,
      outputs: Object.entries(terms)
        .filter(([, tree]) => isUniform(tree) === uniform)
        .map(([row, tree]) => ({ tree, row: OUT, offset: rowOffset(rows, row) })),
    });
  const functions = [
    filling(ROW_FUNCTIONS[0], ofCells, CELL_ROWS, true),
    filling(ROW_FUNCTIONS[1], ofCells, CELL_ROWS, false),
    filling(ROW_FUNCTIONS[2], here, HERE_ROWS, true),
    filling(ROW_FUNCTIONS[3], here, HERE_ROWS, false),
  ];
  return wasmModule(ROW_IMPORTS, functions, shared);
}
