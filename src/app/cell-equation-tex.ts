// What run-and-tumble cells do, as TeX: how they move, how often they tumble (the law of their rule), what a tumble does,
// and what they sense, with the config's own formulas. Written with the symbols of the rules' laws (src/sensing).

import type { RunAndTumbleConfig } from '../core/config.ts';
import { parseExpression, toTex } from '../core/expression/index.ts';
import type { Expression } from '../core/expression/index.ts';
import { dimension } from '../core/grid.ts';
import { ruleOf } from '../models/index.ts';
import { diffusionTex, equation, isNumber, operatorsOf, parametersTex } from './equation-tex.ts';

/** The chemical v of the formulas is what the cells sense: c. */
const SYMBOLS: Readonly<Record<string, string>> = {
  v: 'c',
  width: 'L',
  height: 'H',
  speed: 'v',
  tumbleRate: '\\alpha_0',
  persistence: 'p',
  rotationalDiffusion: 'D_r',
  mobility: 'm_0',
  temperature: 'T',
  gain: 'g',
};
const VARIABLES = ['x', 'y', 't', 'u', 'v', 'width', 'height'] as const;

const RESPONSES: Readonly<
  Record<RunAndTumbleConfig['firstResponse'], (cue: string, half: string) => string>
> = {
  linear: (cue) => cue,
  logarithmic: (cue) => `\\ln ${cue}`,
  'receptor-saturation': (cue, half) => `\\frac{${cue}}{${half} + ${cue}}`,
};

/** One formula a line. Throws ExpressionError where a formula is not one; a valid config's formulas are. */
export const cellEquationTex = (config: RunAndTumbleConfig): string[] => [
  ...motionTex(config),
  ...cueTex(config),
];

/** The values of the parameters that count: where nothing rotates there is nothing to tell of it. */
export function cellParametersTex({ ny, parameters }: RunAndTumbleConfig): string[] {
  const { rotationalDiffusion, ...others } = parameters;
  const turns = ny !== 1 && rotationalDiffusion !== undefined && rotationalDiffusion > 0;
  return parametersTex(turns ? parameters : others, SYMBOLS);
}

const parse = (config: RunAndTumbleConfig, source: string): Expression =>
  parseExpression(source, { names: [...VARIABLES, ...Object.keys(config.parameters)] });

function motionTex(config: RunAndTumbleConfig): string[] {
  const rule = ruleOf(config);
  // A law is told in steps, one a line; what its own formulas depend on stands in them.
  const law = rule.tex
    .replaceAll('(x,y,t)', '')
    .split(/,\s*\\quad/)
    .map((step) => step.trim());
  if (rule.motion === 'crawling') return law;
  const turns = (config.parameters['rotationalDiffusion'] ?? 0) > 0;
  if (dimension(config) === 1) {
    const reversals = config.parameters['persistence'] === -1 ? '\\alpha' : '\\tfrac{1 - p}{2}\\,\\alpha';
    return [`\\dot x = v\\,e,\\quad e = \\pm 1 \\;\\to\\; {-e}\\ \\text{ at rate }\\ ${reversals}`, ...law];
  }
  const tumble = [
    config.parameters['persistence'] === 0 ? '' : "\\langle\\cos(\\theta' - \\theta)\\rangle = p",
    turns ? '\\dot\\theta = \\sqrt{2 D_r}\\,\\xi' : '',
  ].filter((part) => part !== '');
  return [
    "\\dot{\\mathbf x} = v\\,\\mathbf e(\\theta),\\quad \\theta \\;\\to\\; \\theta'\\ \\text{ at rate }\\ \\alpha",
    ...(tumble.length > 0 ? [tumble.join(',\\quad ')] : []),
    ...law,
  ];
}

function cueTex(config: RunAndTumbleConfig): string[] {
  const rule = ruleOf(config);
  const tex = (source: string): string => toTex(parse(config, source), SYMBOLS);
  const lines: string[] = [];
  if (rule.formulas.includes('ratePlus')) lines.push(`\\alpha_+ = ${tex(config.ratePlus)}`);
  if (rule.formulas.includes('rateMinus')) lines.push(`\\alpha_- = ${tex(config.rateMinus)}`);
  if (rule.cues === 2) {
    const response = (name: string, of: typeof config.firstResponse, cue: string, half: string): string =>
      `${name} = ${RESPONSES[of](cue, half)}`;
    const first = response('R_1', config.firstResponse, 'c', 'K');
    lines.push(`${first},\\quad ${response('R_2', config.secondResponse, 'a', 'K_2')}`);
  }
  if (config.chemical === 'live') lines.push(...chemicalTex(config));
  else if (rule.cues > 0) lines.push(`c = ${tex(config.attractant)}`);
  if (rule.cues === 2) lines.push(`a = ${tex(config.secondCue)}`);
  return lines;
}

/** The chemical that the cells make and consume; u is their density. */
function chemicalTex(config: RunAndTumbleConfig): string[] {
  const production = parse(config, config.production);
  const terms = [
    diffusionTex(parse(config, config.diffusionV), 'c', operatorsOf(config.ny), SYMBOLS),
    isNumber(production, 0) ? '' : toTex(production, SYMBOLS),
  ];
  // One line: its own alignment is not this block's.
  return [equation('c', terms).join(' ').replaceAll('&', '').replaceAll('\\quad {}', '')];
}
