// Twin of shaders/run-and-tumble/sensed.wgsl in float64: what a cell meets at one point of its path.

import { direction } from '../../core/angle.ts';
import type { Fields } from '../../core/backend.ts';
import { dimension } from '../../core/grid.ts';
import type { Sensed, SensingRule } from '../../sensing/rule.ts';
import { parameterField } from '../keller-segel/layout.ts';
import type { Field, FieldOptions } from './field.ts';
import { createField, emptyCue } from './field.ts';

/** What the cells' kernels are made for. */
export interface CellOptions extends FieldOptions {
  readonly rule: SensingRule;
  /** Names of the config's parameters, all of which the record `parameters` holds. */
  readonly parameterNames: readonly string[];
}

/** Writes into `s` what is met at this fraction of the step by a cell that runs this way at this speed. */
export type Sense = (
  x: number,
  y: number,
  wayX: number,
  wayY: number,
  speed: number,
  fraction: number,
  s: Sensed,
) => void;

/** Unit vector of a heading, exact in one dimension; written into `out`. */
export function wayOf(heading: number, twoDimensional: boolean, out: Float64Array): void {
  if (twoDimensional) {
    direction(heading, out);
    return;
  }
  out[0] = heading >= 0x80000000 ? -1 : 1;
  out[1] = 0;
}

export function createSense({ grid, rule, terms }: CellOptions, field: Field): Sense {
  const twoDimensional = dimension(grid) === 2;
  const { cues } = rule;
  const { secondCue, secondCueDx, secondCueDy, secondCueDt } = terms.functions;
  const cue = emptyCue();
  return (x, y, wayX, wayY, speed, fraction, s) => {
    s.x = field.placeX(x);
    s.y = field.placeY(y);
    s.t = field.timeAt(fraction);
    s.ex = wayX;
    s.ey = wayY;
    if (cues >= 1) {
      field.attractantAt(x, y, fraction, cue);
      s.c = cue.value;
      s.cx = cue.gradientX;
      s.cy = cue.gradientY;
      s.ct = speed * (wayX * cue.gradientX + wayY * cue.gradientY) + cue.change;
    }
    if (cues >= 2) {
      s.a = secondCue(s.x, s.y, s.t);
      s.ax = secondCueDx(s.x, s.y, s.t);
      if (twoDimensional) s.ay = secondCueDy(s.x, s.y, s.t);
      s.at = speed * (wayX * s.ax + wayY * s.ay) + secondCueDt(s.x, s.y, s.t);
    }
  };
}

/** Everything that a kernel of cells needs to sense, and what keeps it up to date. */
export interface Senses {
  readonly field: Field;
  readonly sense: Sense;
  /** Values of the parameters by name. */
  readonly values: Record<string, number>;
  /** Once at the beginning of a run of a kernel. */
  update(parameters: Fields, clock: Fields, v: Float64Array): void;
}

export function createSenses(options: CellOptions): Senses {
  const field = createField(options);
  const values = Object.fromEntries(options.parameterNames.map((name) => [name, 0]));
  return {
    field,
    sense: createSense(options, field),
    values,
    update(parameters, clock, v) {
      field.update(parameters, clock, v);
      for (const name of options.parameterNames) values[name] = parameters[parameterField(name)];
    },
  };
}
