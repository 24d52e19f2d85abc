// The row of buttons (play, step, reset, film, picture, link, settings, help) and the pace slider.

import { formatNumber } from '../view/numbers.ts';
import { element, iconButton } from './dom.ts';
import type { PageState } from './state.ts';
import { hasSimulation } from './state.ts';

export interface TransportActions {
  toggle(): void;
  step(): void;
  reset(): void;
  record(): void;
  saveImage(): void;
  share(): void;
  togglePanel(): void;
  help(): void;
  /** Simulated time per second; FASTEST for as fast as possible. */
  setPace(pace: number): void;
}

export interface Transport {
  readonly element: HTMLElement;
  show(state: PageState): void;
  /** The pace asked for; `actual` is simulated time per second as it really is, or null while that is not known. */
  showPace(pace: number, actual: number | null): void;
}

/** Largest pace a config can hold; from here on it means as fast as possible. */
export const FASTEST = 1e12;

/** The slider runs over six decades of pace in steps of a tenth of a decade; its right end means no limit. */
const LOWEST_EXPONENT = -4;
const HIGHEST_EXPONENT = 3;
const DIVISIONS = 10;
const LAST = (HIGHEST_EXPONENT - LOWEST_EXPONENT) * DIVISIONS + 1;

/** Pace at a position of the slider, and the nearest position of a pace. */
export const paceAt = (position: number): number =>
  position >= LAST ? FASTEST : Number((10 ** (LOWEST_EXPONENT + position / DIVISIONS)).toPrecision(2));

export function positionOf(pace: number): number {
  if (pace >= FASTEST) return LAST;
  const position = Math.round((Math.log10(pace) - LOWEST_EXPONENT) * DIVISIONS);
  return Math.min(Math.max(position, 0), LAST - 1);
}

/** Below this share of it the pace is not kept, and the page says so. */
const KEPT = 0.8;

export function paceText(pace: number, actual: number | null = null): string {
  if (pace >= FASTEST) return 'as fast as possible';
  const asked = `${formatNumber(pace)} per second`;
  return actual !== null && actual < KEPT * pace
    ? `${formatNumber(Number(actual.toPrecision(2)))} of ${asked}`
    : asked;
}

export function createTransport(actions: TransportActions): Transport {
  const play = iconButton('play', 'Play (space)', () => actions.toggle());
  play.element.classList.add('primary');
  const step = iconButton('step', 'One step (right arrow)', () => actions.step());
  const reset = iconButton('reset', 'Start again (r)', () => actions.reset());
  const record = iconButton('record', 'Record a film (f)', () => actions.record());
  record.element.classList.add('record');
  const image = iconButton('image', 'Save this picture as PNG (s)', () => actions.saveImage());
  const share = iconButton('share', 'Copy a link to this experiment (l)', () => actions.share());
  const settings = iconButton('settings', 'Settings (p)', () => actions.togglePanel());
  settings.element.classList.add('settings-button');
  const help = iconButton('help', 'Keyboard help (?)', () => actions.help());
  play.element.dataset.action = 'toggle';
  step.element.dataset.action = 'step';
  reset.element.dataset.action = 'reset';
  record.element.dataset.action = 'record';
  image.element.dataset.action = 'image';
  share.element.dataset.action = 'share';
  settings.element.dataset.action = 'settings';
  help.element.dataset.action = 'help';

  const paceOutput = element('output', { for: 'pace', class: 'pace-value' });
  const slider = element('input', {
    type: 'range',
    id: 'pace',
    min: 0,
    max: LAST,
    step: 1,
    oninput: () => actions.setPace(paceAt(Number(slider.value))),
  });
  const row = element(
    'div',
    { class: 'buttons', role: 'toolbar', 'aria-label': 'Simulation' },
    ...[play, step, reset, record, image, share, settings, help].map((button) => button.element),
  );
  const pace = element(
    'div',
    { class: 'pace' },
    element('label', { for: 'pace' }, 'Pace'),
    slider,
    paceOutput,
  );

  return {
    element: element('div', { class: 'transport' }, row, pace),
    show(state) {
      const playing = state.phase === 'playing';
      play.show(playing ? 'pause' : 'play', playing ? 'Pause (space)' : 'Play (space)');
      const idle = hasSimulation(state) && !state.recording;
      play.element.disabled = !idle || state.phase === 'stopped';
      step.element.disabled = !idle || state.phase === 'stopped';
      record.element.disabled = !idle || state.phase === 'stopped';
      image.element.disabled = !hasSimulation(state) || state.recording;
      reset.element.disabled = state.phase === 'starting' || state.recording;
    },
    showPace(value, actual) {
      const text = paceText(value, actual);
      const position = String(positionOf(value));
      if (slider.value !== position) slider.value = position;
      if (paceOutput.textContent === text) return;
      paceOutput.textContent = text;
      slider.setAttribute('aria-valuetext', text);
    },
  };
}
