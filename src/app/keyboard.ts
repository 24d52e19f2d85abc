// Keys. The table below is both what the page obeys and what its help shows. Keys typed into a field, or pressed
// together with Ctrl, Alt or Meta, belong to the field and the browser.

import { element } from './dom.ts';
import type { TransportActions } from './transport.ts';

export interface KeyBinding {
  /** As in KeyboardEvent.key. */
  readonly keys: readonly string[];
  /** For people. */
  readonly shown: string;
  readonly does: string;
  readonly run: () => void;
}

/** What the buttons do, and what only keys do. */
export interface KeyActions extends Omit<TransportActions, 'setPace'> {
  resetCamera(): void;
  cyclePlot(): void;
  enlargePlot(): void;
  benchmark(): void;
  followNext(): void;
  letGo(): void;
  toggleField(): void;
  toggleScale(): void;
  /** By so many divisions of the slider. */
  changePace(divisions: number): void;
}

export const keyBindings = (actions: KeyActions): readonly KeyBinding[] => [
  { keys: [' '], shown: 'space', does: 'play or pause', run: () => actions.toggle() },
  { keys: ['ArrowRight', '.'], shown: 'right arrow or .', does: 'one step', run: () => actions.step() },
  { keys: ['r'], shown: 'r', does: 'start again', run: () => actions.reset() },
  { keys: ['+', '='], shown: '+', does: 'faster', run: () => actions.changePace(1) },
  { keys: ['-'], shown: '\u2212', does: 'slower', run: () => actions.changePace(-1) },
  { keys: ['v'], shown: 'v', does: 'show the cells u or the chemical v', run: () => actions.toggleField() },
  { keys: ['g'], shown: 'g', does: 'linear or logarithmic', run: () => actions.toggleScale() },
  { keys: ['t'], shown: 't', does: 'next plot', run: () => actions.cyclePlot() },
  { keys: ['e'], shown: 'e', does: 'larger plot', run: () => actions.enlargePlot() },
  { keys: ['c'], shown: 'c', does: 'follow a cell, or another one', run: () => actions.followNext() },
  { keys: ['Escape'], shown: 'Escape', does: 'let the cell go', run: () => actions.letGo() },
  { keys: ['0'], shown: '0', does: 'whole domain (also double-click)', run: () => actions.resetCamera() },
  { keys: ['f'], shown: 'f', does: 'record a film', run: () => actions.record() },
  { keys: ['s'], shown: 's', does: 'save the picture', run: () => actions.saveImage() },
  { keys: ['l'], shown: 'l', does: 'copy a link', run: () => actions.share() },
  { keys: ['b'], shown: 'b', does: 'benchmark of this machine', run: () => actions.benchmark() },
  { keys: ['p'], shown: 'p', does: 'settings', run: () => actions.togglePanel() },
  { keys: ['?'], shown: '?', does: 'this help', run: () => actions.help() },
];

/** Whether what has the focus wants the key for itself: a text field, or a control that a key works. */
export function wantsKey(
  target: { tagName: string; type?: string; isContentEditable?: boolean },
  key: string,
) {
  const name = target.tagName.toUpperCase();
  if (target.isContentEditable === true || name === 'TEXTAREA' || name === 'SELECT') return true;
  if (name === 'INPUT') return target.type !== 'checkbox' || key === ' ';
  return (name === 'BUTTON' || name === 'A' || name === 'SUMMARY') && key === ' ';
}

export function listenToKeys(bindings: readonly KeyBinding[]): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
    if (event.target instanceof HTMLElement && wantsKey(event.target, event.key)) return;
    const binding = bindings.find(({ keys }) => keys.includes(event.key));
    if (!binding) return;
    event.preventDefault();
    binding.run();
  });
}

export function createHelpDialog(bindings: readonly KeyBinding[]): HTMLDialogElement {
  const rows = bindings.map(({ shown, does }) =>
    element('tr', {}, element('th', { scope: 'row' }, element('kbd', {}, shown)), element('td', {}, does)),
  );
  const dialog = element(
    'dialog',
    { class: 'dialog help', 'aria-labelledby': 'help-title' },
    element('h2', { id: 'help-title' }, 'Keyboard and pointer'),
    element('table', {}, element('tbody', {}, ...rows)),
    element(
      'p',
      {},
      'Drag to move, wheel or pinch to zoom, double-click for the whole domain. Near enough, single cells show. ' +
        'Click to follow the nearest cell, click it again to let it go.',
    ),
    element(
      'p',
      {},
      'Drop a .npy array or a PNG image on the page to start from it; hold shift while dropping for the chemical v.',
    ),
    element('form', { method: 'dialog' }, element('button', { class: 'text-button' }, 'Close')),
  );
  return dialog;
}
