// The equations of any experiment as TeX: which of the models' files writes them.

import { isWalk, type Config } from '../core/config.ts';
import { cellEquationTex, cellParametersTex } from './cell-equation-tex.ts';
import { continuumEquationTex, levelsTex } from './continuum-equation-tex.ts';
import { equationTex, parametersTex } from './equation-tex.ts';

/** One equation a line. */
export function equationLines(config: Config): string[] {
  switch (config.model) {
    case 'keller-segel':
      return [equationTex(config)];
    case 'run-and-tumble':
      return [...cellEquationTex(config), ...levelsTex(config)];
    case 'two-state':
    case 'fokker-planck':
      return continuumEquationTex(config);
  }
}

/** The values of the parameters that count. */
export const equationParameters = (config: Config): string[] =>
  isWalk(config) ? cellParametersTex(config) : parametersTex(config.parameters);
