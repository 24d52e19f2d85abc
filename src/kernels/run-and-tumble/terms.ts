// The formulas of an experiment with cells, as the float64 twins call them: functions of a place and a time. Their
// parameters are those of the record `parameters`, taken over by `update` once a run of a kernel.

import type { Fields } from '../../core/backend.ts';

export type PlaceFunction = (x: number, y: number, t: number) => number;

export interface CellTerms {
  update(parameters: Fields): void;
  /** attractant, attractantDx, attractantDy, attractantDt; where the rule reads them secondCue..., ratePlus, rateMinus. */
  readonly functions: Readonly<Record<string, PlaceFunction>>;
}
