// One experiment at several levels of description: what the cells of a run-and-tumble experiment become when one steps back.
//
// - two-state: the master equation of movers to the right and to the left. Exact on a line: its density is what infinitely
//   many cells would show.
// - fokker-planck: drift and diffusion. Exact at rest, and in linear response for times long beside the cells' memory of
//   their heading; at finite bias it spreads by too much (NUMERICS, lecture item 4).
// - keller-segel: the same for a chemical that the cells make: D = v^2/(d mu) and chi(u,v) = D lam (1 - persistence) R'(v) u,
//   with the response R of the sensing rule (NUMERICS rows 15 and 39; Hillen & Othmer 2000, Erban & Othmer 2004).

import { levelsOf } from '../config/index.ts';
import type { Config, KellerSegelConfig, RunAndTumbleConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { findRule } from '../sensing/index.ts';

export type LevelName = 'two-state' | 'fokker-planck' | 'keller-segel';

/** The levels that a config asks for beside its cells, in the order in which they are drawn. */
export const levelNames = (config: Config): readonly LevelName[] =>
  config.model === 'run-and-tumble' ? (levelsOf(config) as readonly LevelName[]) : [];

/** What a level is called in legends. */
export const LEVEL_TITLES: Readonly<Record<LevelName, string>> = {
  'two-state': 'master equation',
  'fokker-planck': 'Fokker-Planck',
  'keller-segel': 'Keller-Segel',
};

/** The same experiment at another level, with its own time step. A valid config's levels are valid (config/check-levels.ts). */
export function levelConfig(config: RunAndTumbleConfig, level: LevelName): Config {
  const walk = withoutLevels(config);
  switch (level) {
    case 'two-state':
      return { ...walk, model: 'two-state', timeStep: 'auto' };
    case 'fokker-planck':
      return {
        ...{ ...walk, model: 'fokker-planck', timeStep: 'auto' },
        ...{ coefficients: 'cells', diffusion: '1', driftX: '0', driftY: '0' },
      };
    case 'keller-segel':
      return kellerSegelOf(config);
  }
}

/** A level has no levels of its own. */
function withoutLevels(config: RunAndTumbleConfig): Omit<RunAndTumbleConfig, 'levels' | 'model'> {
  const walk: Partial<RunAndTumbleConfig> = { ...config };
  delete (walk as { levels?: unknown }).levels;
  return walk as RunAndTumbleConfig;
}

/** Formulas in the cells' own parameters, so that these can be changed while it runs. */
function kellerSegelOf(config: RunAndTumbleConfig): KellerSegelConfig {
  const rule = findRule(config.sensing);
  const slope = rule?.responseSlope ?? null;
  if (!rule || slope === null) throw new RangeError(`no Keller-Segel equation for ${config.sensing}`);
  const turns = 'tumbleRate*(1 - persistence)';
  const loss = dimension(config) === 1 ? turns : `(2*(${turns} + rotationalDiffusion))`;
  const tumbles = rule.motion === 'tumbling';
  const diffusion = tumbles ? `speed^2/(${loss})` : 'mobility*temperature';
  const pull = tumbles ? `${diffusion}*${turns}*(${slope})` : `mobility*(${slope})`;
  const { preset, nx, ny, width, height, boundaryX, boundaryY } = config;
  const { diffusionV, production, initialU, initialV, parameters, seed, until, every, view } = config;
  return {
    model: 'keller-segel',
    ...{ preset, nx, ny, width, height, boundaryX, boundaryY },
    ...{ diffusionV, production, initialU, initialV, parameters, seed, until, every, view },
    diffusionU: diffusion,
    sensitivity: `${pull}*u`,
    growth: '0',
    timeStep: 'auto',
    scheme: 'ssprk2',
    flux: 'scharfetter-gummel',
    tolerance: 1e-3,
    chemicalDynamics: 'dynamic',
    whenUnresolved: 'stop',
  };
}
