// The formulas of a Keller-Segel model as the float64 twins call them. Slots: u, v, x, y, t, then the parameters in
// the order the model lists them; a kernel sets the first five for each cell, the parameters stay.

export type Term = (slots: Float64Array) => number;

export const SLOT = { u: 0, v: 1, x: 2, y: 3, t: 4, parameters: 5 } as const;

export interface Terms {
  readonly sensitivity: Term;
  readonly growth: Term;
  readonly growthDu: Term;
  readonly production: Term;
  readonly productionDu: Term;
  readonly productionDv: Term;
  readonly diffusionU: Term;
  readonly diffusionV: Term;
}
