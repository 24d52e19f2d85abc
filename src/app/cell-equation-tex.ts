// What run-and-tumble cells do, as TeX: how they move, how often they tumble (the law of their rule), what a tumble does,
// and what they sense, with the config's own formulas. Written with the symbols of the rules' laws (src/sensing).

import type { WalkConfig } from '../core/config.ts';
import { parseExpression, toTex } from '../core/expression/index.ts';
import type { Expression } from '../core/expression/index.ts';
import { dimension } from '../core/grid.ts';
import { ruleOf } from '../models/index.ts';
import { parameterCounts } from './parameter-use.ts';
import { diffusionTex, equation, isNumber, operatorsOf, parametersTex } from './equation-tex.ts';

/** The chemical v of the formulas is what the cells sense: c. The speed, v in the laws, must not be taken for it. */
const SYMBOLS: Readonly<Record<string, string>> = {
  v: 'c',
  width: 'L',
  height: 'H',
  speed: 'v_0',
  tumbleRate: '\\alpha_0',
  persistence: 'p',
  rotationalDiffusion: 'D_r',
  mobility: 'm_0',
  temperature: 'T',
  gain: 'g',
};
const VARIABLES = ['x', 'y', 't', 'u', 'v', 'width', 'height'] as const;

const RESPONSES: Readonly<Record<WalkConfig['firstResponse'], (cue: string, half: string) => string>> = {
  linear: (cue) => cue,
  logarithmic: (cue) => `\\ln ${cue}`,
  'receptor-saturation': (cue, half) => `\\frac{${cue}}{${half} + ${cue}}`,
};

/** One formula a line. Throws ExpressionError where a formula is not one; a valid config's formulas are. */
export const cellEquationTex = (config: WalkConfig): string[] => [...motionTex(config), ...cueTex(config)];

/** The values of the parameters that count: where nothing rotates there is nothing to tell of it. */
export function cellParametersTex(config: WalkConfig): string[] {
  const { ny, parameters } = config;
  const counts = ([name, value]: [string, number]): boolean =>
    name === 'rotationalDiffusion' ? ny !== 1 && value > 0 : parameterCounts(config, name);
  return parametersTex(Object.fromEntries(Object.entries(parameters).filter(counts)), SYMBOLS);
}

/** A formula of the place in the symbols of the laws. */
export const placeTex = (config: WalkConfig, source: string): string => toTex(parse(config, source), SYMBOLS);

const parse = (config: WalkConfig, source: string): Expression =>
  parseExpression(source, { names: [...VARIABLES, ...Object.keys(config.parameters)] });

function motionTex(config: WalkConfig): string[] {
  const rule = ruleOf(config);
  const line = dimension(config) === 1;
  const law = lawTex(config);
  if (rule.motion === 'crawling') return law;
  if (rule.motion === 'steering') {
    if (!line) return ['\\dot{\\mathbf x} = v_0\\,\\mathbf e(\\theta)', ...law];
    // On a line nothing turns by degrees: what the law says of the heading becomes a rate.
    const turns =
      '\\dot x = v_0\\,e,\\quad e \\;\\to\\; {-e}\\ \\text{ at rate }\\ D_r\\left(1 - \\tanh\\frac{q\\,e}{D_r}\\right)';
    return [turns, ...law.slice(1)];
  }
  const { persistence, rotationalDiffusion } = config.parameters;
  if (line) {
    const reversals = persistence === -1 ? '\\alpha' : '\\tfrac{1 - p}{2}\\,\\alpha';
    return [`\\dot x = v_0\\,e,\\quad e = \\pm 1 \\;\\to\\; {-e}\\ \\text{ at rate }\\ ${reversals}`, ...law];
  }
  const heading =
    persistence === 0
      ? "\\theta'\\ \\text{ uniform on the circle}"
      : "\\langle\\cos(\\theta' - \\theta)\\rangle = p";
  const turning = (rotationalDiffusion ?? 0) > 0 ? ',\\quad \\dot\\theta = \\sqrt{2 D_r}\\,\\xi' : '';
  return [
    "\\dot{\\mathbf x} = v_0\\,\\mathbf e(\\theta),\\quad \\theta \\;\\to\\; \\theta'\\ \\text{ at rate }\\ \\alpha",
    `${heading}${turning}`,
    ...law,
  ];
}

/** The law of the rule in steps, one a line; what its own formulas depend on stands in them. */
export function lawTex(config: WalkConfig): string[] {
  const line = dimension(config) === 1;
  return ruleOf(config)
    .tex.replaceAll('(x,y,t)', '')
    .replace(SPEED, 'v_0')
    .split(/,\s*\\quad/)
    .map((step) => (line ? onLine(step.trim()) : step.trim()));
}

/** The letter v by itself, as laws call the speed. */
const SPEED = /(?<![\\\w])v(?![\w])/g;

/** A law in one dimension: what is a vector in the plane is a number. */
const onLine = (tex: string): string =>
  tex
    .replaceAll('\\mathbf e\\cdot\\nabla', 'e\\,\\partial_x')
    .replaceAll('\\nabla', '\\partial_x')
    .replaceAll(/\\(?:mathbf|boldsymbol)\s*(\\?\w+)/g, '$1')
    .replaceAll('e_x', 'e');

export function cueTex(config: WalkConfig): string[] {
  const rule = ruleOf(config);
  const tex = (source: string): string => placeTex(config, source);
  const lines: string[] = [];
  if (rule.formulas.includes('ratePlus')) lines.push(`\\alpha_+ = ${tex(config.ratePlus)}`);
  if (rule.formulas.includes('rateMinus')) lines.push(`\\alpha_- = ${tex(config.rateMinus)}`);
  if (rule.cues === 2) {
    const response = (name: string, of: typeof config.firstResponse, cue: string, half: string): string =>
      `${name} = ${RESPONSES[of](cue, half)}`;
    lines.push(response('R_1', config.firstResponse, 'c', 'K'));
    lines.push(response('R_2', config.secondResponse, 'a', 'K_2'));
  }
  if (config.chemical === 'live') lines.push(...chemicalTex(config));
  else if (rule.cues > 0) lines.push(`c = ${tex(config.attractant)}`);
  if (rule.cues === 2) lines.push(`a = ${tex(config.secondCue)}`);
  return lines;
}

/** The chemical that the cells make and consume; u is their density. */
function chemicalTex(config: WalkConfig): string[] {
  const production = parse(config, config.production);
  const terms = [
    diffusionTex(parse(config, config.diffusionV), 'c', operatorsOf(config.ny), SYMBOLS),
    isNumber(production, 0) ? '' : toTex(production, SYMBOLS),
  ];
  // One line: its own alignment is not this block's.
  return [equation('c', terms).join(' ').replaceAll('&', '').replaceAll('\\quad {}', '')];
}
