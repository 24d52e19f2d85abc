// Division by a name without dividing: the quotient is that of the formula wherever the name is not 0, and where the tree
// does not show the factor there is none.

import { expect, test } from 'vitest';
import { parseExpression, toFunction, withoutFactor } from '../../src/core/expression/index.ts';

const NAMES = ['u', 'v', 'c'];
const parse = (source: string) => parseExpression(source, { names: NAMES });

test.each([
  'u',
  '-u',
  'c*u/(1 + u^2)',
  'u*(1 - u)',
  'u^2*v',
  'u^5',
  'u - u*v + c*u^3',
  '(v + 1)*u/(v^2 + u)',
  'v > 1 ? u : 2*u',
  '0',
])('%s has the factor u', (source) => {
  const formula = parse(source);
  const quotient = withoutFactor(formula.tree, 'u');
  const whole = toFunction(formula, NAMES);
  const divided = toFunction({ ...formula, tree: quotient! }, NAMES);
  for (const point of [
    [0.5, 2, 3],
    [-1.25, 0.5, 1],
    [3, -1, 7],
  ]) {
    const slots = Float64Array.from(point);
    expect(divided(slots)).toBeCloseTo(whole(slots) / slots[0], 12);
  }
});

test.each(['1', 'v', 'u + 1', 'u - v', 'exp(u)', '1/u', 'v > 1 ? u : v', 'u^0.5', 'c*(u + v)'])(
  '%s has not',
  (source) => {
    expect(withoutFactor(parse(source).tree, 'u')).toBeNull();
  },
);
