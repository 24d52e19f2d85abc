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
import {
  CELL_ROWS,
  CHEMICAL_ROWS,
  HERE_ROWS,
  QUASI_STEADY_FUNCTIONS,
  ROW_FUNCTIONS,
  rowOffset,
  STRIDE,
} from '../../kernels/keller-segel/rows.ts';
import type { Stage } from '../../kernels/keller-segel/stage.ts';
import type { FieldModel } from './formulas.ts';
import { modelExpressions, recordOf } from './formulas.ts';

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

/** A stage with a quasi-steady chemical; constants in the order of assembly/keller-segel/quasi-steady/stage.ts. */
export function quasiSteadyStageKernel(config: FieldModel, stage: Stage): WasmKernel {
  const uniform = isUniformModel(config);
  return {
    work: cellCount(config),
    constants: [stage, ...gridChoices(config), uniform].map(Number),
    formulas: quasiSteadyFormulas(config),
  };
}

/** What begins a batch of such steps. */
export const sourceKernel = (config: FieldModel): WasmKernel => ({
  work: cellCount(config),
  formulas: quasiSteadyFormulas(config),
});

/** A kernel of the V-cycles, which knows of the model D_v and a alone. */
export const chemicalKernel = (
  config: FieldModel,
  work: number,
  constants: readonly (number | boolean)[],
): WasmKernel => ({
  work,
  constants: constants.map(Number),
  formulas: {
    functions: ['chemical'],
    module: (shared) => {
      const { diffusionV, productionDv } = modelExpressions(config);
      const outputs = { diffusion: simplify(diffusionV.tree), decay: simplify(negate(productionDv.tree)) };
      return wasmModule(
        ROW_IMPORTS,
        [filling(config, recordOf(config), 'chemical', outputs, CHEMICAL_ROWS)],
        shared,
      );
    },
  },
});

/** Production is asked for without v: its part that v takes away stands in the equation that is solved. */
function quasiSteadyFormulas(config: FieldModel): NonNullable<WasmKernel['formulas']> {
  const { ofCells, here } = stageTerms(config);
  const { growth, halfLoss, coupling, production } = here;
  const layout = recordOf(config);
  const source = { production: simplify(substitute(production!, 'v', number(0))) };
  const module = (shared: boolean): Uint8Array<ArrayBuffer> =>
    wasmModule(
      ROW_IMPORTS,
      [
        ...fillings(config, layout, ROW_FUNCTIONS[0], ROW_FUNCTIONS[1], ofCells, CELL_ROWS),
        ...fillings(
          config,
          layout,
          ROW_FUNCTIONS[2],
          ROW_FUNCTIONS[3],
          { growth: growth!, halfLoss: halfLoss!, coupling: coupling! },
          HERE_ROWS,
        ),
        ...fillings(config, layout, QUASI_STEADY_FUNCTIONS[4], QUASI_STEADY_FUNCTIONS[5], source, HERE_ROWS),
      ],
      shared,
    );
  return { functions: QUASI_STEADY_FUNCTIONS, module };
}

/** @param shared Whether threads share the memory of the backend that runs it. */
function stageWasm(config: FieldModel, layout: StructLayout, shared: boolean): Uint8Array<ArrayBuffer> {
  const { ofCells, here } = stageTerms(config);
  const functions = [
    ...fillings(config, layout, ROW_FUNCTIONS[0], ROW_FUNCTIONS[1], ofCells, CELL_ROWS),
    ...fillings(config, layout, ROW_FUNCTIONS[2], ROW_FUNCTIONS[3], here, HERE_ROWS),
  ];
  return wasmModule(ROW_IMPORTS, functions, shared);
}

/** Two functions that fill rows: with what is the same for all cells, and with the rest. */
function fillings(
  config: FieldModel,
  layout: StructLayout,
  uniform: string,
  other: string,
  terms: Rows,
  rows: readonly string[],
): FunctionBody[] {
  const some = (same: boolean): Rows =>
    Object.fromEntries(Object.entries(terms).filter(([, tree]) => isUniform(tree) === same));
  return [
    filling(config, layout, uniform, some(true), rows),
    filling(config, layout, other, some(false), rows),
  ];
}

function filling(
  config: FieldModel,
  { fields }: StructLayout,
  name: string,
  terms: Rows,
  rows: readonly string[],
): FunctionBody {
  const places = new Map<string, Place>([
    ['u', { row: CELLS, offset: rowOffset(CELL_ROWS, 'u') }],
    ['v', { row: CELLS, offset: rowOffset(CELL_ROWS, 'v') }],
    ['x', { row: X, offset: 0 }],
    ['y', { value: Y }],
    ['t', { value: T }],
  ]);
  for (const parameter of Object.keys(config.parameters)) {
    const field = fields.findIndex((each) => each.name === parameterField(parameter));
    places.set(parameter, { record: RECORD, offset: 4 * field });
  }
  return rowFunction({
    name,
    parameters: PARAMETERS,
    length: LENGTH,
    constants: { parameter: SPACE, most: STRIDE / 16 },
    places,
    outputs: Object.entries(terms).map(([row, tree]) => ({ tree, row: OUT, offset: rowOffset(rows, row) })),
  });
}
