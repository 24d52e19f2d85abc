// Super-time-stepping of the Keller-Segel model, RKL2, as a backend runs it: a list is one round of a step.
//
//   start -> [ stage -> stage -> stage -> clock ] -> [ stage -> ... -> clock ] ...
//
// Reads and writes beside what all schemes have: two slots of the increments of u and v, the slope at the start of the step,
// and how far the step is. See kernels/keller-segel/rkl-layout.ts for why rounds.

import aimWgsl from '../../../shaders/keller-segel/aim.wgsl?raw';
import collectRowsWgsl from '../../../shaders/keller-segel/collect-rows.wgsl?raw';
import fourthOrderWgsl from '../../../shaders/keller-segel/fourth-order.wgsl?raw';
import clockEntryWgsl from '../../../shaders/keller-segel/rkl-clock-entry.wgsl?raw';
import clockWgsl from '../../../shaders/keller-segel/rkl-clock.wgsl?raw';
import gatherRowsWgsl from '../../../shaders/keller-segel/gather-rows.wgsl?raw';
import coefficientsWgsl from '../../../shaders/keller-segel/rkl-coefficients.wgsl?raw';
import extremesWgsl from '../../../shaders/keller-segel/rkl-extremes.wgsl?raw';
import planWgsl from '../../../shaders/keller-segel/rkl-plan.wgsl?raw';
import stageEntryWgsl from '../../../shaders/keller-segel/rkl-stage-entry.wgsl?raw';
import stageWgsl from '../../../shaders/keller-segel/rkl-stage.wgsl?raw';
import startWgsl from '../../../shaders/keller-segel/rkl-start.wgsl?raw';
import finiteWgsl from '../../../shaders/lib/finite.wgsl?raw';
import type { ArraySpec, Dispatch, Fields } from '../../core/backend.ts';
import { cellCount } from '../../core/grid.ts';
import { variablesOf } from '../../core/expression/index.ts';
import { structWgsl } from '../../core/struct.ts';
import { CLOCK, GOAL, parameterField } from '../../kernels/keller-segel/layout.ts';
import { rklClock } from '../../kernels/keller-segel/rkl-clock.ts';
import { MOST_STAGES, STAGES_A_ROUND, SUPER_STEP, TOLERANCE } from '../../kernels/keller-segel/rkl-layout.ts';
import { stagesFor } from '../../kernels/keller-segel/rkl-plan.ts';
import { createRklStage } from '../../kernels/keller-segel/rkl-stage.ts';
import { rklStart } from '../../kernels/keller-segel/rkl-start.ts';
import { SLOT } from '../../kernels/keller-segel/terms.ts';
import type { ModelProgram, Together } from '../program.ts';
import { bind, parametersWgsl } from '../program.ts';
import type { FieldModel } from './formulas.ts';
import { modelExpressions, modelTerms, recordOf } from './formulas.ts';
import { together } from './together.ts';
import { rklStageKernel } from './wasm.ts';

/** Beside the arrays of the two-stage schemes. */
export function superStepArrays(config: FieldModel): readonly ArraySpec[] {
  const cells = cellCount(config);
  const array = (name: string, length: number): ArraySpec => ({
    name,
    type: { kind: 'f32', length },
    usage: 'storage',
  });
  return [
    array('increments', 4 * cells),
    array('first_slope', 2 * cells),
    // last: whole vectors of WebAssembly may be read beyond the end of a field
    { name: 'super_step', type: { kind: 'struct', layout: SUPER_STEP }, usage: 'storage' },
  ];
}

/** Whether the solution goes on smoothly as its mirror image beyond walls: no term knows the place, and v is flat there. */
function hasSmoothWalls(config: FieldModel): boolean {
  const expressions = modelExpressions(config);
  const placed = Object.values(expressions).some((each) =>
    variablesOf(each).some((name) => name === 'x' || name === 'y'),
  );
  const slots = new Float64Array(SLOT.parameters + Object.keys(config.parameters).length).fill(1);
  Object.values(config.parameters).forEach((value, index) => (slots[SLOT.parameters + index] = value));
  return !placed && modelTerms(config).diffusionV(slots) > 0;
}

/** A first step is far shorter than the longest: the clock's unit is the longest step over so much more. */
export const LONGEST_OVER_FIRST = 64;

/** How often the list must run for a step of this length; `record` is `super_step`. */
export const roundsFor = (step: number, record: Fields): number =>
  Math.ceil(stagesFor(step, record.limit) / STAGES_A_ROUND);

/** What depends on how the threads lie: constants, where cells come from, how many workgroups there are. */
export interface TileTexts {
  readonly head: readonly string[];
  readonly window: string;
  /** Whether the step is wanted as several in one dispatch, too. */
  readonly together: boolean;
  readonly workgroups: Dispatch['workgroups'];
}

/** What a stage of the grid is, whatever the scheme: made by program.ts. */
export interface StageTexts extends TileTexts {
  readonly formulas: readonly string[];
}

/** @param texts Of a kernel with the model's formulas. */
export function superStep(
  config: FieldModel,
  texts: StageTexts,
): Pick<ModelProgram, 'begin' | 'step' | 'together'> {
  const fourthOrder = config.flux === 'fourth-order';
  const smoothWalls = fourthOrder && hasSmoothWalls(config);
  const constants = [
    structWgsl(SUPER_STEP),
    `const STAGES_A_ROUND: u32 = ${STAGES_A_ROUND}u;`,
    `const MOST_STAGES: u32 = ${MOST_STAGES}u;`,
  ];
  const plain = [parametersWgsl([], [], [TOLERANCE]), structWgsl(GOAL), structWgsl(CLOCK), ...constants];
  const parameterFields = Object.keys(config.parameters).map(parameterField);
  const kinds = [`const FOURTH_ORDER: bool = ${fourthOrder};`, `const SMOOTH_WALLS: bool = ${smoothWalls};`];
  const stage = (ordinal: number): Dispatch => ({
    kernel: 'keller-segel/rkl-stage',
    wgsl: [
      ...texts.head,
      ...constants,
      `const ORDINAL: u32 = ${ordinal}u;`,
      ...kinds,
      ...texts.formulas,
      extremesWgsl,
      coefficientsWgsl,
      fourthOrderWgsl,
      gatherRowsWgsl,
      texts.window,
      stageWgsl,
      stageEntryWgsl,
    ].join('\n'),
    workgroups: texts.workgroups,
    arrays: bind(
      ...['parameters~', 'clock', 'super_step', 'u!', 'v!'],
      ...['increments!', 'first_slope!', 'carry!', 'extremes!'],
    ),
    twin: () =>
      createRklStage(config, modelTerms(config), parameterFields, { ordinal, fourthOrder, smoothWalls }),
    wasm: rklStageKernel(config, { ordinal, fourthOrder, smoothWalls }, recordOf(config)),
  });
  const step: readonly Dispatch[] = [
    ...Array.from({ length: STAGES_A_ROUND }, (_, index) => stage(index + 1)),
    {
      kernel: 'keller-segel/rkl-clock',
      wgsl: [
        ...[...plain, finiteWgsl, coefficientsWgsl, aimWgsl, extremesWgsl, planWgsl],
        ...[collectRowsWgsl, clockWgsl, clockEntryWgsl],
      ].join('\n'),
      workgroups: [1, 1, 1],
      arrays: bind('parameters~', 'goal~', 'clock!', 'super_step!', 'extremes!'),
      twin: () => rklClock,
      wasm: { work: 1 },
    },
  ];
  const several = (): Together => {
    const head = [...texts.head, ...constants, ...kinds, ...texts.formulas, aimWgsl, extremesWgsl];
    const stages = [coefficientsWgsl, fourthOrderWgsl, texts.window, stageWgsl];
    return together(config, step, {
      kernel: 'rkl-together',
      wgsl: [...head, ...stages, planWgsl, clockWgsl],
    });
  };
  return {
    ...(texts.together ? { together: several() } : {}),
    step,
    begin: [
      {
        kernel: 'keller-segel/rkl-start',
        wgsl: [...plain, coefficientsWgsl, aimWgsl, planWgsl, startWgsl].join('\n'),
        workgroups: [1, 1, 1],
        arrays: bind('parameters~', 'goal~', 'clock!', 'super_step!'),
        twin: () => rklStart,
        wasm: { work: 1 },
      },
    ],
  };
}
