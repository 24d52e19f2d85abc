// Tree -> TeX for KaTeX: fractions, powers, Greek letters, subscripts. It typesets what was written (nothing is folded
// or reordered), so the page shows the user's own formula. Names are letters, digits and underscores by then, so no TeX
// command can be smuggled in.

import type { BinaryOperator, Comparison, Expression, Node } from './tree.ts';

const GREEK: ReadonlySet<string> = new Set(
  (
    'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega ' +
    'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'
  ).split(' '),
);

const COMMANDS: Readonly<Record<string, string>> = {
  asin: '\\arcsin',
  acos: '\\arccos',
  atan: '\\arctan',
  log: '\\ln',
  log10: '\\log_{10}',
  log2: '\\log_{2}',
  sign: '\\operatorname{sign}',
  step: '\\operatorname{H}',
  mod: '\\operatorname{mod}',
};

const RELATIONS: Readonly<Record<Comparison, string>> = {
  '<': '<',
  '<=': '\\le',
  '>': '>',
  '>=': '\\ge',
  '==': '=',
  '!=': '\\ne',
};

/** Precedence: how strongly a node binds; an operand that binds less than its place asks for gets parentheses. */
const CONDITION = 0;
const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;

/** TeX of a formula. `symbols` gives the TeX of names that are to look different, e.g. `{ u: '\\rho' }`. */
export function toTex(expression: Expression, symbols: Readonly<Record<string, string>> = {}): string {
  return typeset(expression.tree, symbols).tex;
}

/** TeX of a name: alpha -> \alpha, D_u -> D_{u}, K1 -> K_{1}, chi_max -> \chi_{\mathrm{max}}, rate -> \mathrm{rate}. */
export function nameTex(name: string): string {
  const [, head = name, digits = '', tail = ''] = /^([A-Za-z]+)(\d*)(?:_(.*))?$/.exec(name) ?? [];
  const subscript = [digits, ...tail.split('_')].filter((part) => part !== '').map(wordTex);
  return subscript.length === 0 ? wordTex(head) : `${wordTex(head)}_{${subscript.join(',')}}`;
}

function wordTex(word: string): string {
  if (GREEK.has(word)) return `\\${word}`;
  return word.length === 1 || /^\d+$/.test(word) ? word : `\\mathrm{${word.replaceAll('_', '\\_')}}`;
}

interface Typeset {
  readonly tex: string;
  readonly binds: number;
}

type Symbols = Readonly<Record<string, string>>;

function typeset(node: Node, symbols: Symbols): Typeset {
  const inside = (child: Node, place: number): string => {
    const { tex, binds } = typeset(child, symbols);
    return binds < place ? `\\left(${tex}\\right)` : tex;
  };
  switch (node.kind) {
    case 'number':
      return numberTex(node.value);
    case 'constant':
      return { tex: node.name === 'pi' ? '\\pi' : '\\mathrm{e}', binds: ATOM };
    case 'name':
      return {
        tex: Object.hasOwn(symbols, node.name) ? symbols[node.name]! : nameTex(node.name),
        binds: ATOM,
      };
    case 'draw':
      return { tex: node.distribution === 'uniform' ? '\\mathrm{rand}' : '\\mathrm{randn}', binds: ATOM };
    case 'negate':
      return { tex: `-${inside(node.of, PRODUCT)}`, binds: SUM };
    case 'binary':
      return binaryTex(node.operator, node.left, node.right, inside);
    case 'compare':
      return {
        tex: `${inside(node.left, SUM)} ${RELATIONS[node.operator]} ${inside(node.right, SUM)}`,
        binds: CONDITION,
      };
    case 'choose': {
      const rows = `${inside(node.then, SUM)} & \\text{if } ${inside(node.test, CONDITION)} \\\\ ${inside(node.otherwise, SUM)}`;
      return { tex: `\\begin{cases} ${rows} & \\text{otherwise} \\end{cases}`, binds: ATOM };
    }
    case 'call':
      return callTex(
        node.name,
        node.arguments.map((argument) => inside(argument, CONDITION)),
      );
  }
}

/** Plain digits between 0.001 and a million, else a power of ten. */
function numberTex(value: number): Typeset {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e6)) return { tex: String(value), binds: ATOM };
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  const power = `10^{${Number(exponent)}}`;
  if (mantissa === '1') return { tex: power, binds: POWER };
  return { tex: `${mantissa} \\cdot ${power}`, binds: PRODUCT };
}

function binaryTex(
  operator: BinaryOperator,
  left: Node,
  right: Node,
  inside: (child: Node, place: number) => string,
): Typeset {
  if (left.kind === 'negate' && left.of.kind !== 'negate' && (operator === '*' || operator === '/')) {
    // -a*b is read as (-a)*b and set as -(a b), which needs no parentheses.
    const { tex } = binaryTex(operator, left.of, right, inside);
    return { tex: `-${tex}`, binds: SUM };
  }
  switch (operator) {
    case '+':
      return {
        tex: `${inside(left, SUM)} + ${inside(right, right.kind === 'negate' ? PRODUCT : SUM)}`,
        binds: SUM,
      };
    case '-':
      return { tex: `${inside(left, SUM)} - ${inside(right, PRODUCT)}`, binds: SUM };
    case '*': {
      const factor = inside(right, PRODUCT);
      const joint = /^[\d.]/.test(factor) ? '\\cdot' : '\\,';
      return { tex: `${inside(left, PRODUCT)} ${joint} ${factor}`, binds: PRODUCT };
    }
    case '/':
      return { tex: `\\frac{${inside(left, CONDITION)}}{${inside(right, CONDITION)}}`, binds: PRODUCT };
    case '^':
      return { tex: `${inside(left, ATOM)}^{${inside(right, CONDITION)}}`, binds: POWER };
  }
}

function callTex(name: string, args: readonly string[]): Typeset {
  const list = args.join(', ');
  switch (name) {
    case 'sqrt':
      return { tex: `\\sqrt{${list}}`, binds: ATOM };
    case 'abs':
      return { tex: `\\left|${list}\\right|`, binds: ATOM };
    case 'floor':
      return { tex: `\\left\\lfloor ${list} \\right\\rfloor`, binds: ATOM };
    case 'ceil':
      return { tex: `\\left\\lceil ${list} \\right\\rceil`, binds: ATOM };
    default:
      // Binds like a power, so that its own power reads (sin x)^2.
      return { tex: `${COMMANDS[name] ?? `\\${name}`}\\left(${list}\\right)`, binds: POWER };
  }
}
