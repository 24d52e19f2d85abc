// What the CPU backend is told of an experiment with cells (assembly/run-and-tumble): the law and the domain as numbers, and
// the formulas as functions that fill rows of what cells meet from rows of places and times.

import type { WasmKernel } from '../../core/backend.ts';
import type { WalkConfig } from '../../core/config.ts';
import type { Place } from '../../core/expression/index.ts';
import { ROW_IMPORTS, rowFunction, simplify } from '../../core/expression/index.ts';
import { dimension } from '../../core/grid.ts';
import type { FunctionBody } from '../../core/wasm/binary.ts';
import { wasmModule } from '../../core/wasm/binary.ts';
import { parameterField, parametersLayout } from '../../kernels/keller-segel/layout.ts';
import { CELL_FIELDS } from '../../kernels/run-and-tumble/layout.ts';
import {
  CELL_FUNCTIONS,
  cellRowOffset,
  CONSTANTS,
  LAW_PARAMETERS,
  LAW_SHIFT,
  LAWS,
  MEDIANS,
  OPTION,
  SENSED_ROWS,
  SPREADS,
} from '../../kernels/run-and-tumble/rows.ts';
import { spreadName, varietyGroups } from '../../sensing/variety.ts';
import { cellExpressions, ruleOf } from './formulas.ts';

/** The rows, their length, the record `parameters`, space for constants. */
const PARAMETERS = ['i32', 'i32', 'i32', 'i32'] as const;
const [ROWS, LENGTH, RECORD, SPACE] = [0, 1, 2, 3];

/** Formulas by their names in `cellExpressions`, and the rows of what is sensed that they fill. */
const SENSED: Readonly<Record<string, (typeof SENSED_ROWS)[number]>> = {
  attractant: 'c',
  attractantDx: 'cx',
  attractantDy: 'cy',
  attractantDt: 'ct',
  secondCue: 'a',
  secondCueDx: 'ax',
  secondCueDy: 'ay',
  secondCueDt: 'at',
  ratePlus: 'ratePlus',
  rateMinus: 'rateMinus',
};

/** What a kernel is made for, as one number: see OPTION. */
export function optionsOf(config: WalkConfig): number {
  const { firstResponse, secondResponse } = config;
  const bits: Readonly<Record<keyof typeof OPTION, boolean>> = {
    twoDimensional: dimension(config) === 2,
    periodicX: config.boundaryX === 'periodic',
    periodicY: config.boundaryY === 'periodic',
    live: config.chemical === 'live',
    firstLogarithmic: firstResponse === 'logarithmic',
    firstReceptor: firstResponse === 'receptor-saturation',
    secondLogarithmic: secondResponse === 'logarithmic',
    secondReceptor: secondResponse === 'receptor-saturation',
    exponential: config.link === 'exponential',
  };
  const law = (LAWS as readonly string[]).indexOf(config.sensing);
  return Object.entries(OPTION).reduce(
    (sum, [name, bit]) => sum + (bits[name as keyof typeof OPTION] ? bit : 0),
    law << LAW_SHIFT,
  );
}

/** A kernel without formulas. */
export const plainKernel = (config: WalkConfig, work: number): WasmKernel => ({
  work,
  constants: [optionsOf(config)],
});

/**
 * A kernel that senses: its constants are OPTION, how many parameters vary, and `more`. `gradient`: it asks for that of the
 * attractant also where the law reads no cue.
 */
export const sensingKernel = (
  config: WalkConfig,
  work: number,
  gradient = false,
  more: readonly number[] = [],
): WasmKernel => ({
  work,
  constants: [optionsOf(config), varietyGroups(ruleOf(config)).flat().length, ...more],
  formulas: {
    functions: CELL_FUNCTIONS,
    module: (shared) => wasmModule(ROW_IMPORTS, [valuesOf(config), sensedOf(config, gradient)], shared),
  },
});

/** A kernel that is told the named formulas, each in a row of what is sensed, in place of what cells sense. */
export const formulaKernel = (
  config: WalkConfig,
  work: number,
  rows: Readonly<Record<string, (typeof SENSED_ROWS)[number]>>,
  more: readonly number[] = [],
): WasmKernel => ({
  work,
  constants: [optionsOf(config), 0, ...more],
  formulas: {
    functions: CELL_FUNCTIONS,
    module: (shared) => wasmModule(ROW_IMPORTS, [valuesOf(config), filling(config, rows)], shared),
  },
});

/** Rows of what is sensed: what the law reads, and of a gradient only what the domain has. */
function sensedOf(config: WalkConfig, gradient: boolean): FunctionBody {
  const across = dimension(config) === 2;
  const cue = gradient || ruleOf(config).cues > 0;
  const names = Object.keys(cellExpressions(config)).filter(
    (name) => (across || !name.endsWith('Dy')) && (cue || !name.startsWith('attractant')),
  );
  return filling(config, Object.fromEntries(names.map((name) => [name, SENSED[name]])));
}

/** The function that fills rows of what is sensed with these formulas. */
function filling(
  config: WalkConfig,
  rows: Readonly<Record<string, (typeof SENSED_ROWS)[number]>>,
): FunctionBody {
  const expressions = cellExpressions(config);
  return rowFunction({
    name: CELL_FUNCTIONS[1],
    parameters: PARAMETERS,
    length: LENGTH,
    constants: { parameter: SPACE, most: CONSTANTS },
    places: new Map<string, Place>([
      ...(['x', 'y', 't'] as const).map(
        (axis) => [axis, { row: ROWS, offset: cellRowOffset(SENSED_ROWS, axis) }] as const,
      ),
      ...recordPlaces(config),
    ]),
    outputs: Object.entries(rows).map(([formula, row]) => ({
      tree: simplify(expressions[formula].tree),
      row: ROWS,
      offset: cellRowOffset(SENSED_ROWS, row),
    })),
  });
}

/** Vectors of the parameters: those that the law reads, medians and spreads of those that vary. */
function valuesOf(config: WalkConfig): FunctionBody {
  const own = varietyGroups(ruleOf(config)).flat();
  const vectors = [
    ...LAW_PARAMETERS.map((name, k) => [name, k] as const),
    ...own.map((name, k) => [name, MEDIANS + k] as const),
    ...own.map((name, k) => [spreadName(name), SPREADS + k] as const),
  ];
  return rowFunction({
    name: CELL_FUNCTIONS[0],
    parameters: PARAMETERS,
    length: LENGTH,
    places: recordPlaces(config),
    outputs: vectors
      .filter(([name]) => name in config.parameters)
      .map(([name, k]) => ({ tree: { kind: 'name', name }, row: ROWS, offset: 16 * k })),
  });
}

function recordPlaces(config: WalkConfig): Map<string, Place> {
  const names = Object.keys(config.parameters);
  const { fields } = parametersLayout(names, CELL_FIELDS);
  const at = (field: string): Place => ({
    record: RECORD,
    offset: 4 * fields.findIndex(({ name }) => name === field),
  });
  return new Map<string, Place>([
    ['width', at('width')],
    ['height', at('height')],
    ...names.map((name) => [name, at(parameterField(name))] as const),
  ]);
}
