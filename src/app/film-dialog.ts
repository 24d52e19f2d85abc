// The dialog that makes a film: choices, progress, cancel. What it asks for is handed to `record`, which does the work.

import { formatNumber } from '../view/numbers.ts';
import { element, withCode } from './dom.ts';
import { filmLength, frameCount, parseSize, SIZES } from './film-plan.ts';
import type { FilmWish } from './film-plan.ts';

export interface FilmDefaults {
  readonly formats: readonly ('mp4' | 'webm')[];
  /** Simulated time now, and where the experiment ends. */
  readonly time: number;
  readonly until: number;
  readonly pace: number;
}

export interface FilmHost {
  defaults(): Promise<FilmDefaults>;
  /** Resolves with a sentence for the reader; throws with one when it failed. */
  record(
    wish: FilmWish,
    progress: (done: number, frames: number) => void,
    signal: AbortSignal,
  ): Promise<string>;
}

export interface FilmDialog {
  readonly element: HTMLDialogElement;
  open(): Promise<void>;
}

const FRAMES_PER_SECOND = 30;
/** A film nobody has asked anything of lasts about this long. */
const USUAL_SECONDS = 10;

const FORMAT_NAMES = { mp4: 'MP4 (H.264)', webm: 'WebM (VP9)' } as const;

export function createFilmDialog(host: FilmHost): FilmDialog {
  const format = element('select', { id: 'film-format' });
  const size = element(
    'select',
    { id: 'film-size' },
    ...SIZES.map((text) => element('option', { value: text }, text.replace('x', ' \u00d7 '))),
  );
  const rate = numberField('film-rate', FRAMES_PER_SECOND);
  const timePerFrame = numberField('film-time', 1);
  const until = numberField('film-until', 1);
  const fromStart = element('input', { type: 'checkbox', id: 'film-from-start' });
  const summary = element('output', { class: 'film-summary' });
  const bar = element('progress', { max: 1, value: 0, hidden: true, 'aria-label': 'Progress of the film' });
  const message = element('p', { role: 'status', 'aria-live': 'polite', class: 'film-message' });
  const go = element(
    'button',
    { type: 'submit', class: 'text-button primary', 'data-action': 'film-go' },
    'Record',
  );
  const cancel = element(
    'button',
    { type: 'button', class: 'text-button', 'data-action': 'film-cancel' },
    'Close',
  );
  const fields = element(
    'fieldset',
    {},
    row('Format', format),
    row('Size in pixels', size),
    row('Frames per second', rate),
    row('Simulated time per frame', timePerFrame),
    row('Until time', until),
    row('From the start', fromStart),
  );
  const form = element(
    'form',
    {},
    fields,
    summary,
    bar,
    message,
    element('div', { class: 'dialog-buttons' }, cancel, go),
  );
  const dialog = element(
    'dialog',
    { class: 'dialog film', 'aria-labelledby': 'film-title' },
    element('h2', { id: 'film-title' }, 'Record a film'),
    element(
      'p',
      {},
      'Every frame lies exactly the given simulated time after the one before, however fast this machine is.',
    ),
    form,
  );
  let abort: AbortController | null = null;
  let now = 0;

  const wish = (): FilmWish => ({
    format: format.value as FilmWish['format'],
    ...parseSize(size.value),
    framesPerSecond: Number(rate.value),
    timePerFrame: Number(timePerFrame.value),
    until: Number(until.value),
    fromStart: fromStart.checked,
  });
  const start = () => (fromStart.checked ? 0 : now);
  const summarise = () => {
    summary.textContent = filmLength(frameCount(wish(), start()), Number(rate.value));
    // Text that is no number is for the browser to refuse.
    const ahead = until.value === '' || Number(until.value) > start();
    const past = `The film would begin at time ${formatNumber(start())}: let it end later, or record from the start`;
    until.setCustomValidity(ahead ? '' : past);
  };
  form.addEventListener('input', summarise);

  async function record(): Promise<void> {
    const asked = wish();
    abort = new AbortController();
    fields.disabled = true;
    go.disabled = true;
    bar.hidden = false;
    bar.value = 0;
    cancel.textContent = 'Stop and keep';
    message.textContent = '';
    try {
      message.textContent = await host.record(
        asked,
        (done, frames) => {
          bar.value = done / frames;
          message.textContent = `Frame ${done} of ${frames}`;
        },
        abort.signal,
      );
    } catch (error) {
      message.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      abort = null;
      fields.disabled = false;
      go.disabled = false;
      bar.hidden = true;
      cancel.textContent = 'Close';
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void record();
  });
  cancel.addEventListener('click', () => {
    if (abort) abort.abort();
    else dialog.close();
  });
  // Escape while recording stops the film instead of hiding it.
  dialog.addEventListener('cancel', (event) => {
    if (!abort) return;
    event.preventDefault();
    abort.abort();
  });

  return {
    element: dialog,
    async open() {
      if (dialog.open) return;
      message.textContent = '';
      dialog.showModal();
      const defaults = await host.defaults();
      now = defaults.time;
      format.replaceChildren(
        ...defaults.formats.map((name) => element('option', { value: name }, FORMAT_NAMES[name])),
      );
      const end = defaults.until > now ? defaults.until : now + defaults.pace * USUAL_SECONDS;
      until.value = String(Number(end.toPrecision(6)));
      timePerFrame.value = String(Number(((end - now) / (USUAL_SECONDS * FRAMES_PER_SECOND)).toPrecision(2)));
      fromStart.checked = false;
      go.disabled = defaults.formats.length === 0;
      if (defaults.formats.length === 0)
        message.replaceChildren(
          ...withCode(
            'This browser cannot encode H.264 or VP9. Use a current Chrome, Edge or Safari, or `npx tumble record`.',
          ),
        );
      summarise();
    },
  };
}

const numberField = (id: string, value: number): HTMLInputElement =>
  element('input', { type: 'number', id, value, step: 'any', min: 0, required: true });

const row = (label: string, field: HTMLElement): HTMLElement =>
  element('div', { class: 'dialog-row' }, element('label', { for: field.id }, label), field);
