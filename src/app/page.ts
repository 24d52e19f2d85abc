// The page's furniture: what stands where, and how much of the window is left for the picture. On a wide window the
// text and the buttons form a column at the left and the settings one at the right; on a narrow one the text lies at
// the top, the buttons at the bottom, and the settings cover the page when they are opened.

import type { Config } from '../core/config.ts';
import type { Rectangle } from '../view/layout.ts';
import { element, withCode } from './dom.ts';
import { headlineOf } from './headline.ts';

export interface PageParts {
  readonly surface: HTMLElement;
  readonly overlay: HTMLElement;
  readonly equation: HTMLElement;
  readonly transport: HTMLElement;
  readonly readouts: HTMLElement;
  readonly plots: HTMLElement;
  readonly panel: HTMLElement;
  readonly banner: HTMLElement;
  readonly dialogs: readonly HTMLElement[];
}

export interface Page {
  /** Title, and what to watch. */
  describe(config: Config): void;
  togglePanel(): void;
  /** What nothing covers, in CSS pixels. */
  freeArea(): Rectangle;
  /** Calls back whenever the free area may have changed. */
  onLayout(changed: () => void): void;
}

/** As in style.css. */
const WIDE = '(min-width: 900px), (min-width: 560px) and (max-height: 520px)';
/** Below this the settings start closed, so that the picture comes first. */
const ROOMY = '(min-width: 1200px)';
const SMALLEST_AREA = 80;

export function createPage(root: HTMLElement, parts: PageParts): Page {
  const title = element('h1');
  const watch = element('p', { class: 'watch' });
  const about = element('details', { class: 'about' }, element('summary', {}, 'Equation'), parts.equation);
  const intro = element(
    'header',
    { class: 'intro' },
    element('p', { class: 'brand' }, 'Tumble'),
    title,
    watch,
    about,
  );
  const dock = element(
    'section',
    { class: 'dock', 'aria-label': 'Run' },
    parts.transport,
    parts.readouts,
    parts.plots,
  );
  const side = element('div', { class: 'side' }, intro, dock);
  root.replaceChildren(parts.surface, parts.overlay, side, parts.panel, parts.banner, ...parts.dialogs);

  const wide = matchMedia(WIDE);
  const arrange = () => {
    about.open = wide.matches;
    // On a narrow window the settings cover the picture: they wait until they are asked for.
    if (!wide.matches) parts.panel.hidden = true;
  };
  wide.addEventListener('change', arrange);
  arrange();
  parts.panel.hidden = !matchMedia(ROOMY).matches;

  // What does not fit fades at its end, or nobody would look for it below.
  const fade = () => {
    const below = intro.scrollHeight - intro.clientHeight - intro.scrollTop;
    intro.classList.toggle('more-below', below > 2);
  };
  intro.addEventListener('scroll', fade);
  const introSize = new ResizeObserver(fade);
  for (const part of [intro, title, watch, about]) introSize.observe(part);

  const page: Page = {
    describe(config) {
      const headline = headlineOf(config);
      title.textContent = headline.title;
      watch.hidden = headline.watch === '';
      watch.replaceChildren(...withCode(headline.watch));
      document.title = `${title.textContent} \u2013 Tumble`;
    },
    togglePanel() {
      parts.panel.hidden = !parts.panel.hidden;
      if (!parts.panel.hidden) parts.panel.querySelector<HTMLElement>('select, input, button')?.focus();
    },
    freeArea() {
      const box = (part: HTMLElement) => part.getBoundingClientRect();
      const bannerBottom = parts.banner.hidden ? 0 : box(parts.banner).bottom;
      const isWide = wide.matches;
      const left = isWide ? box(side).right : 0;
      const right = isWide && !parts.panel.hidden ? box(parts.panel).left : innerWidth;
      const top = Math.max(isWide ? 0 : box(intro).bottom, bannerBottom);
      const bottom = isWide ? innerHeight : box(dock).top;
      return {
        x: left,
        y: top,
        width: Math.max(right - left, SMALLEST_AREA),
        height: Math.max(bottom - top, SMALLEST_AREA),
      };
    },
    onLayout(changed) {
      const observer = new ResizeObserver(() => {
        // On a narrow window the settings end where the dock begins, so that their button stays in reach.
        root.style.setProperty('--dock-height', `${dock.offsetHeight}px`);
        // The banner belongs to the picture, not to the columns beside it.
        const { x, width } = page.freeArea();
        root.style.setProperty('--free-top', wide.matches ? '0px' : `${intro.offsetHeight}px`);
        root.style.setProperty('--free-middle', `${x + width / 2}px`);
        root.style.setProperty('--free-width', `${width}px`);
        changed();
      });
      for (const part of [document.documentElement, side, intro, dock, parts.panel, parts.banner])
        observer.observe(part);
      addEventListener('resize', changed);
    },
  };
  return page;
}
