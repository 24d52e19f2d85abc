// Parameters of a rule in a table, one a line.

import type { ParameterSpec } from '../core/setting.ts';

export type ParameterLine = readonly [
  name: string,
  value: number,
  least: number,
  most: number,
  unit: string,
  doc: string,
  source: string,
];

/** `varies`: whether they are inside a cell and can differ from one to the next. */
export const declare = (lines: readonly ParameterLine[], varies: boolean): readonly ParameterSpec[] =>
  lines.map(([name, value, least, most, unit, doc, source]) => ({
    ...{ name, default: value, least, most, unit, doc, source },
    ...(varies ? { varies } : {}),
  }));
