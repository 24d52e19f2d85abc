// The times that an experiment is made of: how long a run lasts, how long a heading is remembered, how long diffusion or
// drift take through the domain, how fast the fields answer by themselves. Where two of them are far apart, one theory of
// the other holds: cells are a diffusing field where the time of a heading is short beside all others.

import type { Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { findRule } from '../sensing/index.ts';
import { diffusionCoefficient, headingLossRate } from './diffusion.ts';
import type { Linearised, Wave } from './dispersion.ts';
import type { Prediction } from './prediction.ts';
import { walkOf } from './sensed-field.ts';

export interface TimeScale {
  readonly name: string;
  /** T, finite and above 0. */
  readonly value: number;
  /** How it is computed. */
  readonly formula: string;
}

/** `linearised`: of the tracked uniform state; `fastest`: its fastest wave. Only times that are finite are listed. */
export function timeScales(
  config: Config,
  prediction: Prediction | null,
  linearised: Linearised | null,
  fastest: Wave | null,
): TimeScale[] {
  const list: TimeScale[] = [];
  const add = (name: string, value: number, formula: string): void => {
    if (value > 0 && Number.isFinite(value)) list.push({ name, value, formula });
  };
  const across = (what: string, coefficient: number, symbol: string): void => {
    add(`${what} along x`, config.width ** 2 / coefficient, `width^2/${symbol}`);
    if (dimension(config) === 2)
      add(`${what} along y`, config.height ** 2 / coefficient, `height^2/${symbol}`);
  };
  if (config.model === 'keller-segel') {
    if (linearised) across('diffusion of the cells', linearised.diffusionU, 'D_u');
  } else addCells(config, prediction, add, across);
  if (linearised) {
    across('diffusion of the chemical', linearised.diffusionV, 'D_v');
    add('response of growth', 1 / Math.abs(linearised.growthU), '1/|f_u|');
    add('response of the chemical', 1 / Math.abs(linearised.productionV), '1/|g_v|');
  }
  if (fastest && fastest.rate > 0) add('growth of the fastest wave', 1 / fastest.rate, '1/sigma');
  return list;
}

function addCells(
  config: Exclude<Config, { model: 'keller-segel' }>,
  prediction: Prediction | null,
  add: (name: string, value: number, formula: string) => void,
  across: (what: string, coefficient: number, symbol: string) => void,
): void {
  const rule = findRule(config.sensing);
  const runs = rule?.motion !== 'crawling';
  const walk = walkOf(config);
  for (const { name, value } of rule?.law.times?.(config.parameters) ?? []) add('inside a cell', value, name);
  if (runs) {
    add('run', 1 / walk.tumbleRate, rule?.setsRate ? '1/rate of an adapted cell' : '1/tumbleRate');
    add('memory of a heading', 1 / headingLossRate(walk), '1/mu');
    add('straight run through the domain', config.width / walk.speed, 'width/speed');
    across('diffusion of the cells', diffusionCoefficient(walk), 'D');
  } else {
    const { mobility, temperature } = config.parameters;
    across('diffusion of the cells', mobility * temperature, '(mobility temperature)');
  }
  const drift = prediction?.drift;
  if (!drift) return;
  add('drift along x', config.width / Math.abs(drift.value * drift.x), 'width/v_eff');
  if (dimension(config) === 2)
    add('drift along y', config.height / Math.abs(drift.value * drift.y), 'height/v_eff');
}
