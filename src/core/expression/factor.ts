// Division by a name where a formula plainly has it as a factor, so that chi(u,v)/u needs no division. It looks at the
// tree's shape alone: u - u*v has the factor, u^2 - u*u*1 too, exp(log(u)) has not.

import { binary, choose, divide, multiply, negate, number, ONE, raise } from './simplify.ts';
import { wholeExponent, type Node } from './tree.ts';

/** The tree divided by a name, null where that takes a division. Equal but for rounding wherever the name is not 0. */
export function withoutFactor(node: Node, name: string): Node | null {
  const without = (inner: Node): Node | null => withoutFactor(inner, name);
  switch (node.kind) {
    case 'name':
      return node.name === name ? ONE : null;
    case 'number':
      return node.value === 0 ? node : null;
    case 'negate': {
      const of = without(node.of);
      return of && negate(of);
    }
    case 'choose': {
      const then = without(node.then);
      const otherwise = then && without(node.otherwise);
      return then && otherwise && choose(node.test, then, otherwise);
    }
    case 'binary': {
      const left = without(node.left);
      switch (node.operator) {
        case '*': {
          if (left) return multiply(left, node.right);
          const right = without(node.right);
          return right && multiply(node.left, right);
        }
        case '/':
          return left && divide(left, node.right);
        case '^': {
          const whole = wholeExponent(node.right);
          if (!left || whole === null || whole < 2) return null;
          return multiply(left, raise(node.left, number(whole - 1)));
        }
        default: {
          const right = left && without(node.right);
          return left && right && binary(node.operator, left, right);
        }
      }
    }
    default:
      return null;
  }
}
