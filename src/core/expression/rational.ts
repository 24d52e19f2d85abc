// Whether a formula is a rational function of a name. Only then does its derivative tell all: that of floor, step and other
// functions with jumps is 0 nearly everywhere, and a condition may choose between two of the same slope.

import { childrenOf, type Expression, type Node } from './tree.ts';

/** Whether a name stands in no argument of a function and in no condition. */
export function isRationalIn(expression: Expression, name: string): boolean {
  const inside = (node: Node, within: boolean): boolean => {
    if (node.kind === 'name') return within && node.name === name;
    const deeper = within || node.kind === 'call' || node.kind === 'compare' || node.kind === 'choose';
    return childrenOf(node).some((child) => inside(child, deeper));
  };
  return !inside(expression.tree, false);
}
