// The equations typeset by KaTeX, each made smaller when it is wider than its place, and below them where they do not
// hold to the letter: tumbling rates that would be negative.

import katex from 'katex';
import 'katex/dist/katex.min.css';
import type { Config } from '../core/config.ts';
import { element } from './dom.ts';
import { equationLines, equationParameters } from './equation-lines.ts';
import { clippedRates } from './notices.ts';

const SMALLEST = 0.62;
const BROKEN = 0.75;
const TINIEST = 0.55;

export interface Equation {
  readonly element: HTMLElement;
  show(config: Config): void;
}

export function createEquation(): Equation {
  const formulas = element('div', { class: 'equation-lines' });
  const values = element('div', { class: 'equation-values' });
  const notes = element('div', { class: 'equation-notes' });
  const root = element('div', { class: 'equation' }, formulas, values, notes);
  let shown = '';

  // KaTeX escapes what it prints and `trust` is off, so formulas from a link cannot become HTML or links.
  const render = (tex: string, target: HTMLElement) =>
    katex.render(tex, target, { displayMode: false, throwOnError: false, maxExpand: 100 });

  const shareThatFits = ({ clientWidth, scrollWidth }: HTMLElement): number =>
    clientWidth === 0 ? 1 : Math.min(clientWidth / scrollWidth, 1);

  function fitLine(line: HTMLElement): void {
    line.style.fontSize = '';
    line.classList.remove('equation-broken');
    const share = shareThatFits(line);
    if (share === 1) return;
    if (share >= SMALLEST) {
      line.style.fontSize = `${share}em`;
      return;
    }
    // What would become too small to read breaks into lines instead; what does not break, as in tall brackets, becomes
    // small all the same, and beyond that can be scrolled.
    line.classList.add('equation-broken');
    line.style.fontSize = `${BROKEN}em`;
    line.style.fontSize = `${Math.max(BROKEN * shareThatFits(line), TINIEST)}em`;
  }
  function fit(): void {
    for (const line of [...formulas.children, ...values.children])
      if (line instanceof HTMLElement) fitLine(line);
  }
  /** Where the column is too short for all of it, the lines come closer. */
  function fitAll(): void {
    root.classList.remove('equation-tight');
    fit();
    const place = root.closest('.intro');
    if (place === null || place.scrollHeight <= place.clientHeight) return;
    root.classList.add('equation-tight');
    fit();
  }
  // Until their letters are there formulas have other widths.
  document.fonts.addEventListener('loadingdone', fitAll);
  new ResizeObserver(fitAll).observe(root);

  return {
    element: root,
    show(config) {
      const lines = equationLines(config);
      const parameters = equationParameters(config);
      const clipped = clippedRates(config);
      const all = [...lines, ...parameters, ...clipped].join();
      if (shown === all) return;
      shown = all;
      formulas.replaceChildren(
        ...lines.map((tex) => {
          const line = element('div', { class: 'equation-formulas' });
          render(`\\displaystyle ${tex}`, line);
          return line;
        }),
      );
      values.replaceChildren(
        ...parameters.map((parameter) => {
          const value = element('span');
          render(parameter, value);
          return value;
        }),
      );
      notes.replaceChildren(...clipped.map((text) => element('p', {}, text)));
      fitAll();
    },
  };
}
