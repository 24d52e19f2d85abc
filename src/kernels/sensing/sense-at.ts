// Twin of shaders/sensing/sense-at.wgsl in float64: what a cell meets at a place given in lengths, for the continuum levels.
// Prescribed cues only.

import type { Fields } from '../../core/backend.ts';
import type { Sensed, SensingRule } from '../../sensing/rule.ts';
import { nothingSensed } from '../../sensing/rule.ts';
import { parameterField } from '../keller-segel/layout.ts';
import type { CellTerms } from '../run-and-tumble/terms.ts';

/** What the kernels of continuum levels are made for. */
export interface SenseOptions {
  readonly rule: SensingRule;
  readonly terms: CellTerms;
  readonly twoDimensional: boolean;
  /** Names of the config's parameters, all of which the record `parameters` holds. */
  readonly parameterNames: readonly string[];
}

export interface SensesAt {
  /** Values of the parameters by name. */
  readonly values: Record<string, number>;
  /** Once at the beginning of a run of a kernel. */
  update(parameters: Fields): void;
  /** What is met there by a cell that runs this way at this speed. The same object each time. */
  senseAt(x: number, y: number, t: number, wayX: number, wayY: number, speed: number): Sensed;
}

export function createSensesAt({ rule, terms, twoDimensional, parameterNames }: SenseOptions): SensesAt {
  const f = terms.functions;
  const values = Object.fromEntries(parameterNames.map((name) => [name, 0]));
  const s = nothingSensed();
  return {
    values,
    update(parameters) {
      terms.update(parameters);
      for (const name of parameterNames) values[name] = parameters[parameterField(name)];
    },
    senseAt(x, y, t, wayX, wayY, speed) {
      s.x = x;
      s.y = y;
      s.t = t;
      s.ex = wayX;
      s.ey = wayY;
      if (rule.cues >= 1) {
        s.c = f.attractant(x, y, t);
        s.cx = f.attractantDx(x, y, t);
        if (twoDimensional) s.cy = f.attractantDy(x, y, t);
        s.ct = speed * (wayX * s.cx + wayY * s.cy) + f.attractantDt(x, y, t);
      }
      if (rule.cues >= 2) {
        s.a = f.secondCue(x, y, t);
        s.ax = f.secondCueDx(x, y, t);
        if (twoDimensional) s.ay = f.secondCueDy(x, y, t);
        s.at = speed * (wayX * s.ax + wayY * s.ay) + f.secondCueDt(x, y, t);
      }
      return s;
    },
  };
}
