// The two equations of Keller-Segel fields as TeX, with the config's own formulas in them, one physical term a line:
// diffusion, chemotaxis, growth. Terms that are zero are left out; a constant diffusion stands before the Laplacian.

import type { KellerSegelConfig } from '../core/config.ts';
import { parseExpression, toTex, variablesOf } from '../core/expression/index.ts';
import type { Expression } from '../core/expression/index.ts';

const VARIABLES = ['u', 'v', 'x', 'y', 't'] as const;

type Formulas = Pick<
  KellerSegelConfig,
  'ny' | 'parameters' | 'diffusionU' | 'diffusionV' | 'sensitivity' | 'growth' | 'production'
> &
  Partial<Pick<KellerSegelConfig, 'chemicalDynamics'>>;

/** Throws ExpressionError where a formula is not one; a valid Config's formulas are. */
export function equationTex(config: Formulas): string {
  const names = [...VARIABLES, ...Object.keys(config.parameters)];
  const parse = (source: string) => parseExpression(source, { names });
  const operators = operatorsOf(config.ny);
  const diffusion = (text: string, field: string) => diffusionTex(parse(text), field, operators);
  const chemotaxis = (source: string) => {
    const expression = parse(source);
    if (isNumber(expression, 0)) return '';
    return `-\\,${operators.divergence}\\left(${factor(expression, {})}\\,${operators.gradient} v\\right)`;
  };
  const source = (text: string) => {
    const expression = parse(text);
    return isNumber(expression, 0) ? '' : toTex(expression);
  };
  const lines = [
    ...equation('u', [
      diffusion(config.diffusionU, 'u'),
      chemotaxis(config.sensitivity),
      source(config.growth),
    ]),
    ...equation('v', [diffusion(config.diffusionV, 'v'), source(config.production)]).map((line) =>
      config.chemicalDynamics === 'quasi-steady' ? line.replace(/^\\partial_t v &=/, '0 &=') : line,
    ),
  ];
  return `\\begin{aligned} ${lines.join(' \\\\ ')} \\end{aligned}`;
}

interface Operators {
  readonly gradient: string;
  readonly divergence: string;
  readonly laplacian: string;
}

/** As they are written in one dimension (`ny` 1) and in two. */
export const operatorsOf = (ny: number): Operators =>
  ny === 1
    ? { gradient: '\\partial_x', divergence: '\\partial_x', laplacian: '\\partial_x^2' }
    : { gradient: '\\nabla', divergence: '\\nabla\\cdot', laplacian: '\\nabla^2' };

/** TeX of names that are to look different, as in toTex. */
type Symbols = Readonly<Record<string, string>>;

/** The term of a diffusion; empty where that is zero. */
export function diffusionTex(
  expression: Expression,
  field: string,
  operators: Operators,
  symbols: Symbols = {},
): string {
  if (isNumber(expression, 0)) return '';
  const variable = variablesOf(expression).some((name) => (VARIABLES as readonly string[]).includes(name));
  const coefficient = factor(expression, symbols);
  if (variable)
    return `${operators.divergence}\\left(${coefficient}\\,${operators.gradient} ${field}\\right)`;
  return `${isNumber(expression, 1) ? '' : coefficient}\\,${operators.laplacian} ${field}`;
}

export const isNumber = ({ tree }: Expression, value: number): boolean =>
  tree.kind === 'number' && tree.value === value;

/** As a factor of a product: sums, conditions and what begins with a minus need parentheses. */
function factor(expression: Expression, symbols: Symbols): string {
  const { tree } = expression;
  const tex = toTex(expression, symbols);
  const loose =
    tree.kind === 'negate' ||
    tree.kind === 'compare' ||
    (tree.kind === 'binary' && (tree.operator === '+' || tree.operator === '-')) ||
    tex.startsWith('-');
  return loose ? `\\left(${tex}\\right)` : tex;
}

/** Lines of an equation for the change of a field, one for each term that is not empty. */
export function equation(field: string, terms: readonly string[]): string[] {
  const present = terms.filter((term) => term !== '');
  if (present.length === 0) return [`\\partial_t ${field} &= 0`];
  return present.map((term, index) => {
    if (index === 0) return `\\partial_t ${field} &= ${term}`;
    return term.startsWith('-') ? `&\\quad {} ${term}` : `&\\quad {} + ${term}`;
  });
}

/** `c = 4` and so on, for the line below the equations. */
export function parametersTex(parameters: Readonly<Record<string, number>>, symbols: Symbols = {}): string[] {
  return Object.entries(parameters).map(([name, value]) => {
    const symbol = toTex(parseExpression(name, { names: [name] }), symbols);
    const size = Math.abs(value);
    const negative = value < 0 ? '-' : '';
    return `${symbol} = ${negative}${toTex(parseExpression(String(Number(size.toPrecision(4))), { names: [] }))}`;
  });
}
