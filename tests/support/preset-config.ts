// Presets as complete configs, and cut down to a grid small enough for a software adapter at the same cell size.

import { parseConfig } from '../../src/config/index.ts';
import type { Config } from '../../src/core/config.ts';
import { InputError } from '../../src/core/problem.ts';

export function presetConfig(name: string, settings: Readonly<Record<string, unknown>> = {}): Config {
  const result = parseConfig({ preset: name, ...settings });
  if ('problems' in result) throw new InputError(result.problems);
  return result.config;
}

/** The same model and cell size on nx x ny cells (a line stays a line). */
export function smallConfig(config: Config, nx: number, ny: number): Config {
  const rows = config.ny === 1 ? 1 : ny;
  return {
    ...config,
    nx,
    ny: rows,
    width: (config.width / config.nx) * nx,
    height: (config.height / config.ny) * rows,
  };
}
