// One line across the top: why the run stopped, what was refused, that the device is gone. Read aloud by screen
// readers when it changes; text only, never HTML, since it quotes what users and links contain.

import { element } from './dom.ts';
import type { Notice, NoticeKind, PageState } from './state.ts';

export interface BannerActions {
  dismiss(): void;
  reset(): void;
  /** Go on although the peak is not resolved. */
  proceed(): void;
  /** Open the device again and carry on from the last state that was kept. */
  recover(): void;
}

export interface Banner {
  readonly element: HTMLElement;
  show(state: PageState, canProceed: boolean): void;
}

const HEADINGS: Readonly<Record<NoticeKind, string>> = {
  problem: 'Refused',
  // The reason itself begins with this word.
  stopped: '',
  lost: 'The GPU was lost',
  information: 'Note',
};

export function createBanner(actions: BannerActions): Banner {
  const heading = element('strong');
  const text = element('span', { class: 'banner-text' });
  const buttons = element('span', { class: 'banner-buttons' });
  const message = element(
    'div',
    { role: 'status', 'aria-live': 'polite', class: 'banner-message' },
    heading,
    text,
  );
  const banner = element('div', { class: 'banner', hidden: true }, message, buttons);
  let shown: Notice | null = null;
  let proceedShown = false;
  let lostShown = false;

  const button = (label: string, press: () => void) =>
    element('button', { type: 'button', class: 'text-button', onclick: press }, label);

  return {
    element: banner,
    show(state, canProceed) {
      const lost = state.phase === 'lost';
      if (state.notice === shown && canProceed === proceedShown && lost === lostShown) return;
      shown = state.notice;
      proceedShown = canProceed;
      lostShown = lost;
      banner.hidden = shown === null;
      if (shown === null) return;
      banner.dataset.kind = shown.kind;
      heading.textContent = HEADINGS[shown.kind];
      text.textContent = shown.text;
      const choices = [button('Close', () => actions.dismiss())];
      if (shown.kind === 'stopped') choices.unshift(button('Start again', () => actions.reset()));
      if (shown.kind === 'stopped' && canProceed)
        choices.unshift(button('Go on anyway', () => actions.proceed()));
      if (lost) choices.unshift(button('Restart', () => actions.recover()));
      buttons.replaceChildren(...choices);
    },
  };
}
