// The equations typeset by KaTeX, made smaller when they are wider than their place.

import katex from 'katex';
import 'katex/dist/katex.min.css';
import type { Config } from '../core/config.ts';
import { element } from './dom.ts';
import { equationTex, parametersTex } from './equation-tex.ts';

const SMALLEST = 0.62;

export interface Equation {
  readonly element: HTMLElement;
  show(config: Config): void;
}

export function createEquation(): Equation {
  const formulas = element('div', { class: 'equation-formulas' });
  const values = element('div', { class: 'equation-values' });
  const root = element('div', { class: 'equation' }, formulas, values);
  let shown = '';

  // KaTeX escapes what it prints and `trust` is off, so formulas from a link cannot become HTML or links.
  const render = (tex: string, target: HTMLElement) =>
    katex.render(tex, target, { displayMode: false, throwOnError: false, maxExpand: 100 });

  function fit(): void {
    formulas.style.fontSize = '';
    const room = formulas.clientWidth;
    const needed = formulas.scrollWidth;
    if (needed > room && room > 0) formulas.style.fontSize = `${Math.max(room / needed, SMALLEST)}em`;
  }
  new ResizeObserver(fit).observe(root);

  return {
    element: root,
    show(config) {
      const tex = `\\displaystyle ${equationTex(config)}`;
      const parameters = parametersTex(config.parameters);
      const all = [tex, ...parameters].join();
      if (shown === all) return;
      shown = all;
      render(tex, formulas);
      values.replaceChildren(
        ...parameters.map((parameter) => {
          const value = element('span');
          render(parameter, value);
          return value;
        }),
      );
      fit();
    },
  };
}
