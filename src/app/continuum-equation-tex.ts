// The continuum levels of run-and-tumble cells as TeX: the master equation of two states, or the Fokker-Planck equation, then
// where its coefficients come from, down to the config's own formulas. Symbols as in cell-equation-tex.ts.

import type { FokkerPlanckConfig, RunAndTumbleConfig, TwoStateConfig, WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { ruleOf } from '../models/index.ts';
import { levelNames } from '../theory/levels.ts';
import { cueTex, lawTex, placeTex } from './cell-equation-tex.ts';

/** One formula a line. */
export const continuumEquationTex = (config: TwoStateConfig | FokkerPlanckConfig): string[] =>
  config.model === 'two-state' ? masterTex(config) : fokkerPlanckTex(config);

/** Rates of reversal from the rates of tumbling of those that head right and left. */
const REVERSALS = 'a_\\pm = \\tfrac{1 - p}{2}\\,\\alpha(e = \\pm 1)';

const MASTER = [
  '\\partial_t p_+ = -v_0\\,\\partial_x p_+ - a_+\\,p_+ + a_-\\,p_-',
  '\\partial_t p_- = \\phantom{-}v_0\\,\\partial_x p_- + a_+\\,p_+ - a_-\\,p_-',
];

const masterTex = (config: TwoStateConfig): string[] => [
  ...MASTER,
  'u = p_+ + p_-,\\quad J = v_0\\,(p_+ - p_-)',
  REVERSALS,
  ...lawTex(config),
  ...cueTex(config),
];

const driftAndDiffusion = (line: boolean): string =>
  line
    ? '\\partial_t u = \\partial_x\\left(D\\,\\partial_x u - V u\\right)'
    : '\\partial_t u = \\nabla\\cdot\\left(D\\,\\nabla u - \\mathbf V u\\right)';

function fokkerPlanckTex(config: FokkerPlanckConfig): string[] {
  const line = dimension(config) === 1;
  const equation = driftAndDiffusion(line);
  if (config.coefficients === 'given') {
    const drift = line
      ? [`V = ${placeTex(config, config.driftX)}`]
      : [`V_x = ${placeTex(config, config.driftX)}`, `V_y = ${placeTex(config, config.driftY)}`];
    return [equation, `D = ${placeTex(config, config.diffusion)}`, ...drift];
  }
  return [equation, ...coefficientsTex(config, line), ...lawTex(config), ...cueTex(config)];
}

function coefficientsTex(config: WalkConfig, line: boolean): string[] {
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

/** What the cells' levels beside them are, without the laws that the cells' own lines tell; nothing where there are none. */
export function levelsTex(config: RunAndTumbleConfig): string[] {
  const line = dimension(config) === 1;
  const names = levelNames(config);
  const master = names.includes('two-state') ? MASTER : [];
  const drift = names.includes('fokker-planck')
    ? [driftAndDiffusion(line), ...coefficientsTex(config, line)]
    : [];
  const both = [...new Set([...master, ...(master.length > 0 ? [REVERSALS] : []), ...drift])];
  return names.includes('keller-segel') ? kellerSegelTex(config, line) : both;
}

function kellerSegelTex(config: RunAndTumbleConfig, line: boolean): string[] {
  const tumbles = ruleOf(config).motion === 'tumbling';
  const [d, div, grad] = line ? ['', '\\partial_x', '\\partial_x'] : ['2', '\\nabla\\cdot', '\\nabla'];
  const loss = line ? '\\alpha_0\\,(1 - p)' : '\\alpha_0\\,(1 - p) + D_r';
  const answer = tumbles ? "D\\,\\alpha_0\\,(1 - p)\\,R'(c)\\,u" : 'm_0\\,\\chi\\,u';
  return [
    `\\partial_t u = ${div}\\left(D\\,${grad} u - ${answer}\\,${grad} c\\right)`,
    tumbles ? `D = \\frac{v_0^2}{${d === '' ? loss : `2\\left(${loss}\\right)`}}` : 'D = m_0\\,T',
  ];
}
