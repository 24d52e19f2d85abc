// WGSL modules that Tumble can send to a device: each preset of fields in one and two dimensions with every combination of
// boundaries, each preset of cells as it is, every sensing rule in every kind of
// domain, their continuum levels likewise, and the benchmark's copy. Models with other formulas differ only in the functions made from the formulas.

import type { Dispatch } from '../../src/core/backend.ts';
import type { Config } from '../../src/core/config.ts';
import { FLUXES } from '../../src/core/config.ts';
import { BOUNDARIES } from '../../src/core/grid.ts';
import type { StructLayout } from '../../src/core/struct.ts';
import type { Tile } from '../../src/core/tile.ts';
import { copyProgram } from '../../src/kernels/bench/copy.ts';
import { modelProgram } from '../../src/models/index.ts';
import { PRESETS } from '../../src/presets/index.ts';
import { CELL_CASES } from '../support/cell-cases.ts';
import { FOKKER_PLANCK_CASES, TWO_STATE_CASES } from '../support/continuum-cases.ts';
import { presetConfig } from '../support/preset-config.ts';

export interface ComputeModule {
  readonly name: string;
  readonly dispatch: Dispatch;
  /** Layouts of the struct arrays among `dispatch.arrays`, by name. */
  readonly layouts: Readonly<Record<string, StructLayout>>;
}

function programModules(name: string, config: Config, tile?: Tile): ComputeModule[] {
  const program = modelProgram(config, tile);
  const layouts: Record<string, StructLayout> = {};
  for (const array of program.arrays)
    if (array.type.kind === 'struct') layouts[array.name] = array.type.layout;
  const { place, begin, step, show, extract, measure, collect = [], trace = [], inside = [] } = program;
  const always = [place, begin, step, show, extract, measure];
  const several = program.together?.list ?? [];
  return [...always, collect, trace, inside, several].flat().map((dispatch) => ({
    name: `${name}: ${dispatch.kernel}`,
    dispatch,
    layouts,
  }));
}

/** In every domain that fields may have. */
function presetOfFields(preset: string): ComputeModule[] {
  const grids = BOUNDARIES.flatMap((boundaryX) => [
    { boundaryX, nx: 32, ny: 1 },
    ...BOUNDARIES.map((boundaryY) => ({ boundaryX, boundaryY, nx: 32, ny: 24 })),
  ]);
  return grids.flatMap((grid) => {
    const domain = `${grid.ny === 1 ? '1D' : '2D'} ${Object.values(grid).slice(0, -2).join(' x ')}`;
    // super-time-steps bind and branch alike whatever the formulas: one preset stands for all
    const schemes =
      preset === 'saturated' ? [{}, ...FLUXES.map((flux) => ({ flux, scheme: 'rkl2' }) as const)] : [{}];
    return schemes.flatMap((scheme) =>
      programModules(
        [preset, domain, ...Object.values(scheme)].join(' '),
        presetConfig(preset, { ...grid, ...scheme }),
      ),
    );
  });
}

/** Every rule in every domain where the rule itself stands, the other kernels of cells in every domain with one rule. */
function rulesOfCells(): ComputeModule[] {
  const sensing = /^run-and-tumble\/(step|crawl|rest|trace|inner-span|inner-deposit)$/;
  return CELL_CASES.flatMap(({ label, config }) =>
    programModules(label, config).filter(
      ({ dispatch: { kernel } }) =>
        sensing.test(kernel) || (config.sensing === 'linear' && kernel.startsWith('run-and-tumble/')),
    ),
  );
}

/** Likewise, without the kernels of the grid, which are those of fields. */
const continuumLevels = (): ComputeModule[] =>
  [...TWO_STATE_CASES, ...FOKKER_PLANCK_CASES].flatMap(({ label, config }) =>
    programModules(`${config.model}, ${label}`, config).filter(({ dispatch: { kernel } }) =>
      kernel.startsWith(`${config.model}/`),
    ),
  );

/** Stages whose workgroups share memory. */
const sharing = (): ComputeModule[] =>
  ([{}, ...FLUXES.map((flux) => ({ flux, scheme: 'rkl2' }) as const)] as const).flatMap((scheme) =>
    programModules(['shared', ...Object.values(scheme)].join(' '), presetConfig('saturated', scheme), {
      x: 32,
      y: 4,
      rows: 1,
      shared: true,
    }).filter(({ dispatch: { kernel } }) => kernel.endsWith('stage')),
  );

/** Several steps a dispatch, in every domain. */
const together = (): ComputeModule[] =>
  ([{ scheme: 'euler' }, {}, ...FLUXES.map((flux) => ({ flux, scheme: 'rkl2' }))] as const)
    .flatMap((scheme) =>
      BOUNDARIES.flatMap((boundary) =>
        [1, 24].flatMap((ny) => {
          const grid = { boundaryX: boundary, boundaryY: boundary, nx: 32, ny };
          const name = ['together', boundary, ny === 1 ? '1D' : '2D', ...Object.values(scheme)].join(' ');
          const tile = { x: ny === 1 ? 64 : 16, y: ny === 1 ? 1 : 4, rows: 1, shared: false, together: true };
          return programModules(name, presetConfig('saturated', { ...grid, ...scheme }), tile);
        }),
      ),
    )
    .filter(({ dispatch: { kernel } }) => kernel.endsWith('together'));

/** Fields with a quasi-steady chemical, above the size that one workgroup solves for. */
const quasiSteady = (): ComputeModule[] =>
  [
    { nx: 64, ny: 48 },
    { nx: 1100, ny: 1 },
  ].flatMap((grid) =>
    programModules(
      `quasi-steady ${grid.nx} x ${grid.ny}`,
      presetConfig('collapse', { ...grid, scheme: 'ssprk2', chemicalDynamics: 'quasi-steady' }),
    ).filter(({ dispatch: { kernel } }) => kernel.includes('quasi-steady')),
  );

/** Compute modules without repeats: presets share those that hold no formulas. */
export function computeModules(): ComputeModule[] {
  const all = PRESETS.flatMap(({ name }) => {
    const config = presetConfig(name);
    return config.model === 'keller-segel' ? presetOfFields(name) : programModules(name, config);
  });
  all.push(...rulesOfCells(), ...continuumLevels(), ...quasiSteady(), ...sharing(), ...together());
  all.push({ name: 'bench/copy', dispatch: copyProgram(1024).copy, layouts: {} });
  const seen = new Set<string>();
  return all.filter(({ dispatch }) => !seen.has(dispatch.wgsl) && seen.add(dispatch.wgsl));
}
