// Presets as complete configs, and cut down to a grid small enough for a software adapter at the same cell size.

import { parseConfig } from '../../src/config/index.ts';
import type { Config, KellerSegelConfig } from '../../src/core/config.ts';
import { InputError } from '../../src/core/problem.ts';

export function presetConfig(name: string, settings: Readonly<Record<string, unknown>> = {}): Config {
  const result = parseConfig({ preset: name, ...settings });
  if ('problems' in result) throw new InputError(result.problems);
  return result.config;
}

/** A preset of fields. */
export function fieldsConfig(
  name: string,
  settings: Readonly<Record<string, unknown>> = {},
): KellerSegelConfig {
  const config = presetConfig(name, settings);
  if (config.model !== 'keller-segel') throw new Error(`${name} is no preset of fields`);
  return config;
}

/** The same model and cell size on nx x ny cells (a line stays a line), and as many single cells per area. */
export function smallConfig<C extends Config>(config: C, nx: number, ny: number): C {
  const rows = config.ny === 1 ? 1 : ny;
  const share = (nx * rows) / (config.nx * config.ny);
  const fewer =
    config.model === 'run-and-tumble' ? { cells: Math.max(1, Math.round(config.cells * share)) } : {};
  return {
    ...config,
    ...fewer,
    nx,
    ny: rows,
    width: (config.width / config.nx) * nx,
    height: (config.height / config.ny) * rows,
  };
}
