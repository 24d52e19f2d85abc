// A Fokker-Planck equation as a backend runs it, in one and two dimensions:
//
//   dp/dt = div( D grad p - v p )
//
//   start, coefficients -> [ predictor -> corrector -> clock ] ... -> show
//
// with drift v and diffusion D of cells that sense and tumble (or crawl), or by formula. The flux is exponentially fitted
// (Scharfetter and Gummel 1969) to the mean of v/D between the centres: no density below zero, and an exact steady state.
// Where a formula contains t, coefficients are found anew for each stage. u is the density, v the current along x.
// Exact cases: NUMERICS rows 9, 10, 12, 14-17, 42; src/validation.

import coefficientsWgsl from '../../../shaders/fokker-planck/coefficients.wgsl?raw';
import crawlingWgsl from '../../../shaders/fokker-planck/crawling.wgsl?raw';
import fluxWgsl from '../../../shaders/fokker-planck/flux.wgsl?raw';
import givenWgsl from '../../../shaders/fokker-planck/given.wgsl?raw';
import showWgsl from '../../../shaders/fokker-planck/show.wgsl?raw';
import stageWgsl from '../../../shaders/fokker-planck/stage.wgsl?raw';
import tumblingWgsl from '../../../shaders/fokker-planck/tumbling.wgsl?raw';
import extremesWgsl from '../../../shaders/keller-segel/extremes.wgsl?raw';
import faceFluxWgsl from '../../../shaders/keller-segel/face-flux.wgsl?raw';
import gatherRowsWgsl from '../../../shaders/keller-segel/gather-rows.wgsl?raw';
import gatherWgsl from '../../../shaders/keller-segel/gather.wgsl?raw';
import type { ArraySpec, Dispatch, WasmKernel } from '../../core/backend.ts';
import type { FokkerPlanckConfig } from '../../core/config.ts';
import { cellCount, dimension } from '../../core/grid.ts';
import type { Source } from '../../kernels/fokker-planck/coefficients.ts';
import { createCoefficients, FACES } from '../../kernels/fokker-planck/coefficients.ts';
import { crawling } from '../../kernels/fokker-planck/crawling.ts';
import { given } from '../../kernels/fokker-planck/given.ts';
import { createFokkerPlanckShow } from '../../kernels/fokker-planck/show.ts';
import { createFokkerPlanckStage } from '../../kernels/fokker-planck/stage.ts';
import { tumbling } from '../../kernels/fokker-planck/tumbling.ts';
import type { Continuum } from '../continuum.ts';
import { continuum, continuumArrays } from '../continuum.ts';
import type { ModelProgram } from '../program.ts';
import { bind } from '../program.ts';
import { cellsDependOnTime, cellTerms, ruleOf } from '../run-and-tumble/formulas.ts';
import { formulaKernel, optionsOf, plainKernel, sensingKernel } from '../run-and-tumble/wasm.ts';

const STRUCT = 'struct Coefficients {\n  diffusion: f32,\n  drift: vec2<f32>,\n}';

/** Where drift and diffusion come from, as WGSL and as its twin. */
function sourceOf(
  config: FokkerPlanckConfig,
  { formulas, sensing, senses }: Continuum,
): { readonly wgsl: readonly string[]; readonly twin: () => Source } {
  if (config.coefficients === 'given') {
    const twin = () => given(cellTerms(config), dimension(config) === 2);
    return { wgsl: [...formulas, STRUCT, givenWgsl], twin };
  }
  return ruleOf(config).motion === 'crawling'
    ? { wgsl: [...sensing, STRUCT, crawlingWgsl], twin: () => crawling(senses()) }
    : { wgsl: [...sensing, STRUCT, tumblingWgsl], twin: () => tumbling(config, senses()) };
}

/** Arrays that hold the state of a run: what rounding left over, so that one that goes on does so bit by bit. */
export const FOKKER_PLANCK_STATE = ['carry'] as const;

export const fokkerPlanckArrays = (config: FokkerPlanckConfig): readonly ArraySpec[] => [
  ...continuumArrays(config),
  { name: 'coefficients', type: { kind: 'f32', length: FACES * cellCount(config) }, usage: 'storage' },
];

/** Given coefficients stand in the rows of a cue and its gradient. */
function coefficientsKernel(config: FokkerPlanckConfig, atEnd: boolean): WasmKernel {
  const given = config.coefficients === 'given';
  const [cells, choices] = [cellCount(config), [atEnd, given].map(Number)];
  if (!given) return sensingKernel(config, cells, false, choices);
  const along = { diffusion: 'c', driftX: 'cx' } as const;
  return formulaKernel(config, cells, dimension(config) === 2 ? { ...along, driftY: 'cy' } : along, choices);
}

export function fokkerPlanckProgram(config: FokkerPlanckConfig): ModelProgram {
  const common = continuum(config, 'fokker-planck');
  const { grid, kernel } = common;
  const source = sourceOf(config, common);
  const coefficients = (atEnd: boolean): Dispatch =>
    kernel(
      'coefficients',
      [`const AT_END: bool = ${atEnd};`, ...source.wgsl, coefficientsWgsl],
      bind('parameters~', 'clock', 'coefficients!'),
      () => createCoefficients(config, source.twin(), atEnd),
      coefficientsKernel(config, atEnd),
    );
  const tile = dimension(config) === 2 ? { x: 16, y: 16 } : { x: 256, y: 1 };
  const stage = (index: 1 | 2): Dispatch =>
    kernel(
      'stage',
      [
        `const TILE_X: u32 = ${tile.x}u;`,
        `const TILE_Y: u32 = ${tile.y}u;`,
        `const STAGE: u32 = ${index}u;`,
        ...[faceFluxWgsl, extremesWgsl, gatherRowsWgsl, gatherWgsl, fluxWgsl, stageWgsl],
      ],
      bind('parameters~', 'clock', 'coefficients', 'u!', 'stage_u!', 'carry!', 'extremes!'),
      () => createFokkerPlanckStage(config, index),
      { work: cellCount(config), constants: [optionsOf(config), index] },
      tile,
    );
  const showing = kernel(
    'show',
    [faceFluxWgsl, fluxWgsl, showWgsl],
    bind('parameters~', 'clock', 'coefficients', 'u', 'v!'),
    () => createFokkerPlanckShow(config),
    plainKernel(config, cellCount(config)),
  );
  const moves = cellsDependOnTime(config);
  return {
    arrays: fokkerPlanckArrays(config),
    place: [],
    begin: [...grid.begin, coefficients(false)],
    step: moves
      ? [coefficients(false), stage(1), coefficients(true), stage(2), grid.clock]
      : [stage(1), stage(2), grid.clock],
    show: [showing],
    extract: grid.extract,
    measure: grid.measure,
  };
}
