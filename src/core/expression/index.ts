// Formulas: one text becomes a float64 function, WGSL, TeX and a derivative. This file is the folder's only door;
// read tree.ts first (what a formula can hold), then parse.ts.

export { ExpressionError } from './error.ts';
export { FUNCTIONS } from './functions.ts';
export { parseExpression, type ParseOptions } from './parse.ts';
export { differentiate } from './differentiate.ts';
export { withoutFactor } from './factor.ts';
export { call, divide, multiply, negate, number, simplify, substitute } from './simplify.ts';
export { isRationalIn } from './rational.ts';
export { toFunction } from './to-function.ts';
export { toTex } from './to-tex.ts';
export { ROW_IMPORTS, rowFunction, type Place } from './to-wasm.ts';
export { toWgsl } from './to-wgsl.ts';
export { drawName, namesOf, RESERVED_NAMES, variablesOf, type Expression, type Node } from './tree.ts';
