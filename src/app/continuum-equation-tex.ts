// The continuum levels of run-and-tumble cells as TeX: the master equation of two states, or the Fokker-Planck equation, then
// where its coefficients come from, down to the config's own formulas. Symbols as in cell-equation-tex.ts.

import type { FokkerPlanckConfig, TwoStateConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { ruleOf } from '../models/index.ts';
import { cueTex, lawTex, placeTex } from './cell-equation-tex.ts';

/** One formula a line. */
export const continuumEquationTex = (config: TwoStateConfig | FokkerPlanckConfig): string[] =>
  config.model === 'two-state' ? masterTex(config) : fokkerPlanckTex(config);

/** Rates of reversal from the rates of tumbling of those that head right and left. */
const REVERSALS = 'a_\\pm = \\tfrac{1 - p}{2}\\,\\alpha(e = \\pm 1)';

const masterTex = (config: TwoStateConfig): string[] => [
  '\\partial_t p_+ = -v_0\\,\\partial_x p_+ - a_+\\,p_+ + a_-\\,p_-',
  '\\partial_t p_- = \\phantom{-}v_0\\,\\partial_x p_- + a_+\\,p_+ - a_-\\,p_-',
  'u = p_+ + p_-,\\quad J = v_0\\,(p_+ - p_-)',
  REVERSALS,
  ...lawTex(config),
  ...cueTex(config),
];

function fokkerPlanckTex(config: FokkerPlanckConfig): string[] {
  const line = dimension(config) === 1;
  const equation = line
    ? '\\partial_t u = \\partial_x\\left(D\\,\\partial_x u - V u\\right)'
    : '\\partial_t u = \\nabla\\cdot\\left(D\\,\\nabla u - \\mathbf V u\\right)';
  if (config.coefficients === 'given') {
    const drift = line
      ? [`V = ${placeTex(config, config.driftX)}`]
      : [`V_x = ${placeTex(config, config.driftX)}`, `V_y = ${placeTex(config, config.driftY)}`];
    return [equation, `D = ${placeTex(config, config.diffusion)}`, ...drift];
  }
  return [equation, ...coefficientsTex(config, line), ...lawTex(config), ...cueTex(config)];
}

function coefficientsTex(config: FokkerPlanckConfig, line: boolean): string[] {
  if (ruleOf(config).motion === 'crawling')
    return [
      `D = m\\,T,\\quad ${line ? 'V = m\\,\\chi\\,\\partial_x c' : '\\mathbf V = m\\,\\chi\\,\\nabla c'}`,
    ];
  if (line) return ['D = \\frac{v_0^2}{a_+ + a_-},\\quad V = v_0\\,\\frac{a_- - a_+}{a_+ + a_-}', REVERSALS];
  return [
    'D = \\frac{v_0^2}{2\\mu},\\quad \\mathbf V = -\\frac{v_0\\,(1 - p)}{\\mu}\\,\\langle\\alpha\\,\\mathbf e\\rangle',
    '\\mu = (1 - p)\\,\\langle\\alpha\\rangle + D_r',
  ];
}
