// The Keller-Segel model with a quasi-steady chemical as a backend runs it: v is solved for where the dynamic model steps it.
//
//   start -> source -> residual -> [ V-cycles ] -> [ predictor -> V-cycles -> corrector -> V-cycles -> clock ] ...
//
// A V-cycle is a list: smooth and restrict on each finer level, all coarser ones in one dispatch, prolong and smooth upwards.
// The first V-cycles do something only where v does not fit u: at the start, and after a change of parameters.

import extremesWgsl from '../../../shaders/keller-segel/extremes.wgsl?raw';
import gatherRowsWgsl from '../../../shaders/keller-segel/gather-rows.wgsl?raw';
import gatherWgsl from '../../../shaders/keller-segel/gather.wgsl?raw';
import plainCellWgsl from '../../../shaders/keller-segel/plain-cell.wgsl?raw';
import coarseWgsl from '../../../shaders/keller-segel/quasi-steady/coarse.wgsl?raw';
import judgedWgsl from '../../../shaders/keller-segel/quasi-steady/extremes.wgsl?raw';
import multigridWgsl from '../../../shaders/keller-segel/quasi-steady/multigrid.wgsl?raw';
import prolongWgsl from '../../../shaders/keller-segel/quasi-steady/prolong.wgsl?raw';
import residualWgsl from '../../../shaders/keller-segel/quasi-steady/residual.wgsl?raw';
import restrictWgsl from '../../../shaders/keller-segel/quasi-steady/restrict.wgsl?raw';
import smoothWgsl from '../../../shaders/keller-segel/quasi-steady/smooth.wgsl?raw';
import solvedWgsl from '../../../shaders/keller-segel/quasi-steady/solved.wgsl?raw';
import sourceWgsl from '../../../shaders/keller-segel/quasi-steady/source.wgsl?raw';
import stageWgsl from '../../../shaders/keller-segel/quasi-steady/stage.wgsl?raw';
import finiteWgsl from '../../../shaders/lib/finite.wgsl?raw';
import gridWgsl from '../../../shaders/lib/grid.wgsl?raw';
import mathWgsl from '../../../shaders/lib/math.wgsl?raw';
import type { ArraySpec, Dispatch, Twin, Values, WasmKernel } from '../../core/backend.ts';
import { toFunction } from '../../core/expression/index.ts';
import { structWgsl } from '../../core/struct.ts';
import { CLOCK, EXTREMES_LENGTH, parameterField } from '../../kernels/keller-segel/layout.ts';
import { createCoarse } from '../../kernels/keller-segel/quasi-steady/coarse.ts';
import type { ChemicalRates, Level } from '../../kernels/keller-segel/quasi-steady/layout.ts';
import {
  cyclesOn,
  fineLevels,
  FIRST_CYCLES,
  gridLevels,
  LEVEL_WORDS,
  levelCells,
  levelRows,
  SOLVER,
} from '../../kernels/keller-segel/quasi-steady/layout.ts';
import { createProlong } from '../../kernels/keller-segel/quasi-steady/prolong.ts';
import type { Keep } from '../../kernels/keller-segel/quasi-steady/residual.ts';
import { createResidual } from '../../kernels/keller-segel/quasi-steady/residual.ts';
import { createRestrict } from '../../kernels/keller-segel/quasi-steady/restrict.ts';
import { createSmooth } from '../../kernels/keller-segel/quasi-steady/smooth.ts';
import { createSolved } from '../../kernels/keller-segel/quasi-steady/solved.ts';
import { createSource } from '../../kernels/keller-segel/quasi-steady/source.ts';
import { createQuasiSteadyStage } from '../../kernels/keller-segel/quasi-steady/stage.ts';
import type { Stage } from '../../kernels/keller-segel/stage.ts';
import { SLOT } from '../../kernels/keller-segel/terms.ts';
import type { ModelProgram } from '../program.ts';
import { bind, parametersWgsl } from '../program.ts';
import type { FieldModel } from './formulas.ts';
import type { StageTexts } from './super-step.ts';
import { chemicalKernel, quasiSteadyStageKernel, sourceKernel } from './wasm.ts';
import { chemicalWgsl, modelExpressions, modelTerms, modelWgsl, slotNames } from './formulas.ts';

const levelName = (index: number): string => `level_${index}`;
const COARSE = 'coarse_levels';

/** Rows of levels, by the name of the array that holds them: one each for the finer levels, one array for the rest. */
function levelTables(levels: readonly Level[]): Readonly<Record<string, Uint32Array>> {
  const fine = fineLevels(levels);
  const rows = levels.slice(0, fine).map((_, k) => [levelName(k), levelRows(levels, k, k + 1)] as const);
  return Object.fromEntries([...rows, [COARSE, levelRows(levels, fine, levels.length)]]);
}

/** Beside the arrays of the dynamic model. */
export function quasiSteadyArrays(config: FieldModel): readonly ArraySpec[] {
  const levels = gridLevels(config);
  const array = (name: string, length: number, kind: 'f32' | 'u32' = 'f32'): ArraySpec => ({
    name,
    type: { kind, length },
    usage: 'storage',
  });
  const all = levelCells(levels);
  return [
    { name: 'solver', type: { kind: 'struct', layout: SOLVER }, usage: 'storage' },
    ...Object.entries(levelTables(levels)).map(([name, rows]) => array(name, rows.length, 'u32')),
    array('source', all),
    array('solution', all),
    array('relaxed', all),
    // of the coarser levels only
    array('means', Math.max(all - config.nx * config.ny, 1)),
    array('shift', 1),
    array('judged', EXTREMES_LENGTH),
  ];
}

/** D_v and a for the twins, from the record `parameters`. */
export function chemicalRates(config: FieldModel): ChemicalRates {
  const { diffusionV, productionDv } = modelExpressions(config);
  const names = slotNames(config);
  const [diffusion, production] = [toFunction(diffusionV, names), toFunction(productionDv, names)];
  const slots = new Float64Array(names.length);
  return (parameters) => {
    Object.keys(config.parameters).forEach((name, index) => {
      slots[SLOT.parameters + index] = parameters[parameterField(name)];
    });
    return { diffusion: diffusion(slots), decay: -production(slots) };
  };
}

export function quasiSteady(
  config: FieldModel,
  { begin, step }: Pick<ModelProgram, 'begin' | 'step'>,
  texts: StageTexts,
  tile: { readonly x: number; readonly y: number },
): Pick<ModelProgram, 'begin' | 'step'> & { readonly tables: Readonly<Record<string, Values>> } {
  const names = Object.keys(config.parameters);
  const levels = gridLevels(config);
  const rates = chemicalRates(config);
  const chemical = chemicalWgsl(config);
  const constants = [...texts.head.filter((text) => text.startsWith('const ')), finiteWgsl, mathWgsl];
  const kernel = (
    name: string,
    more: readonly string[],
    workgroups: Dispatch['workgroups'],
    arrays: Dispatch['arrays'],
    twin: () => Twin,
    wasm: WasmKernel,
  ): Dispatch => ({
    kernel: `keller-segel/quasi-steady/${name}`,
    wgsl: [
      parametersWgsl([chemical, ...more], names),
      structWgsl(CLOCK),
      structWgsl(SOLVER),
      ...constants,
      chemical,
      ...more,
    ].join('\n'),
    workgroups,
    arrays,
    twin,
    wasm,
  });
  // Constants in the order of assembly/keller-segel/quasi-steady/.
  const walls = [config.boundaryX === 'periodic', config.boundaryY === 'periodic'] as const;
  const wasm = ({ nx, ny }: Pick<Level, 'nx' | 'ny'>, ...more: (number | boolean)[]): WasmKernel =>
    chemicalKernel(config, nx * ny, [...walls, ...more]);

  const grids = `const LEVEL_WORDS: u32 = ${LEVEL_WORDS}u;\n${multigridWgsl}`;
  const across = (nx: number, ny: number): Dispatch['workgroups'] => [
    Math.ceil(nx / tile.x),
    Math.ceil(ny / tile.y),
    1,
  ];
  const onLevels = (table: string): Dispatch['arrays'] =>
    bind('parameters~', 'clock', 'solver', table, 'source!', 'solution!', 'relaxed!', 'means!', 'shift!');
  const fine = fineLevels(levels);
  const smooth = (k: number, before: boolean): Dispatch =>
    kernel(
      'smooth',
      [grids, `const BEFORE: bool = ${before};`, smoothWgsl],
      across(levels[k]!.nx, levels[k]!.ny),
      onLevels(levelName(k)),
      () => createSmooth(config, rates, before),
      wasm(levels[k]!, before),
    );
  const cycle: readonly Dispatch[] = [
    ...levels
      .slice(0, fine)
      .flatMap((_, k) => [
        smooth(k, true),
        kernel(
          'restrict',
          [grids, restrictWgsl],
          across(levels[k + 1]!.nx, levels[k + 1]!.ny),
          onLevels(levelName(k)),
          () => createRestrict(config, rates),
          wasm(levels[k]!),
        ),
      ]),
    kernel(
      'coarse',
      [grids, coarseWgsl],
      [1, 1, 1],
      onLevels(COARSE),
      () => createCoarse(config, rates),
      wasm({ nx: 1, ny: 1 }, levels.length - fine),
    ),
    ...levels
      .slice(0, fine)
      .flatMap(({ nx, ny }, k) => [
        smooth(k, false),
        kernel(
          'prolong',
          [grids, prolongWgsl],
          across(nx, ny),
          onLevels(levelName(k)),
          () => createProlong(config, rates),
          wasm({ nx, ny }),
        ),
      ])
      .reverse(),
  ];
  const cycles = (times = 1): Dispatch[] =>
    Array.from({ length: times * cyclesOn(config) }, () => cycle).flat();

  const fields = names.map(parameterField);
  const source: Dispatch = {
    kernel: 'keller-segel/quasi-steady/source',
    wgsl: [...texts.head, mathWgsl, gridWgsl, modelWgsl(config), sourceWgsl].join('\n'),
    workgroups: texts.workgroups,
    arrays: bind('parameters~', 'clock', 'u', 'v', 'source!', 'solution!'),
    twin: () => createSource(config, modelTerms(config), fields),
    wasm: sourceKernel(config),
  };
  const residual = (keep: Keep): Dispatch =>
    kernel(
      'residual',
      [gridWgsl, `const KEEP: u32 = ${keep}u;`, gatherRowsWgsl, gatherWgsl, judgedWgsl, residualWgsl],
      texts.workgroups,
      bind('parameters~', 'clock', 'solver', 'source', 'solution', 'shift', 'v!', 'judged!'),
      () => createResidual(config, rates, keep),
      wasm(config, keep),
    );
  const solved = (first: boolean): Dispatch =>
    kernel(
      'solved',
      [`const FIRST: bool = ${first};`, judgedWgsl, solvedWgsl],
      [1, 1, 1],
      bind('parameters~', 'clock', 'solver!', 'judged!', 'extremes!'),
      () => createSolved(config, rates, first),
      chemicalKernel(config, 1, [first]),
    );
  const stage = (index: Stage): Dispatch => ({
    kernel: 'keller-segel/quasi-steady/stage',
    wgsl: [
      ...texts.head,
      `const STAGE: u32 = ${index}u;`,
      plainCellWgsl,
      ...texts.formulas,
      chemical,
      extremesWgsl,
      gatherRowsWgsl,
      stageWgsl,
    ].join('\n'),
    workgroups: texts.workgroups,
    arrays: bind(
      ...['parameters~', 'clock', 'u!', 'v', 'stage_u!', 'solution!', 'source!', 'carry!', 'extremes!'],
    ),
    twin: () => createQuasiSteadyStage(config, modelTerms(config), fields, rates, index),
    wasm: quasiSteadyStageKernel(config, index),
  });

  const last = [...cycles(), residual(2), solved(false)];
  return {
    tables: levelTables(levels),
    begin: [
      ...begin,
      source,
      residual(0),
      solved(true),
      ...cycles(FIRST_CYCLES),
      residual(0),
      solved(false),
      residual(1),
    ],
    step: [
      ...(config.scheme === 'euler'
        ? [stage(0), ...last]
        : [stage(1), ...cycles(), residual(0), stage(2), ...last]),
      ...step.filter((dispatch) => dispatch.kernel === 'keller-segel/clock'),
    ],
  };
}
