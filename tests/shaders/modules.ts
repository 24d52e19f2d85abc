// Every WGSL module that Tumble can send to a device: each preset in one and two dimensions with every combination of
// boundaries, and the benchmark's copy. Models with other formulas differ only in the functions made from the formulas.

import { parseConfig } from '../../src/config/index.ts';
import type { Dispatch } from '../../src/core/backend.ts';
import { BOUNDARIES } from '../../src/core/grid.ts';
import type { StructLayout } from '../../src/core/struct.ts';
import { copyProgram } from '../../src/kernels/bench/copy.ts';
import { kellerSegelProgram } from '../../src/models/keller-segel/program.ts';
import { PRESETS } from '../../src/presets/index.ts';

export interface ComputeModule {
  readonly name: string;
  readonly dispatch: Dispatch;
  /** Layouts of the struct arrays among `dispatch.arrays`, by name. */
  readonly layouts: Readonly<Record<string, StructLayout>>;
}

function programModules(name: string, settings: Readonly<Record<string, unknown>>): ComputeModule[] {
  const parsed = parseConfig(settings);
  if ('problems' in parsed) throw new Error(`${name}: ${JSON.stringify(parsed.problems)}`);
  const program = kellerSegelProgram(parsed.config);
  const layouts: Record<string, StructLayout> = {};
  for (const array of program.arrays)
    if (array.type.kind === 'struct') layouts[array.name] = array.type.layout;
  const { begin, step, extract, measure } = program;
  return [...begin, ...step, ...extract, ...measure].map((dispatch) => ({
    name: `${name}: ${dispatch.kernel}`,
    dispatch,
    layouts,
  }));
}

/** Compute modules without repeats: presets share those that hold no formulas. */
export function computeModules(): ComputeModule[] {
  const grids = BOUNDARIES.flatMap((boundaryX) => [
    { boundaryX, nx: 32, ny: 1 },
    ...BOUNDARIES.map((boundaryY) => ({ boundaryX, boundaryY, nx: 32, ny: 24 })),
  ]);
  const all = PRESETS.flatMap((preset) =>
    grids.flatMap((grid) =>
      programModules(
        `${preset.name} ${grid.ny === 1 ? '1D' : '2D'} ${Object.values(grid).slice(0, -2).join(' x ')}`,
        { preset: preset.name, ...grid },
      ),
    ),
  );
  all.push({ name: 'bench/copy', dispatch: copyProgram(1024).copy, layouts: {} });
  const seen = new Set<string>();
  return all.filter(({ dispatch }) => !seen.has(dispatch.wgsl) && seen.add(dispatch.wgsl));
}
