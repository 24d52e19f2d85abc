// Building HTML without a framework: one function that makes an element, and the icons of the buttons.

type Child = Node | string;
type Attributes = Readonly<Record<string, string | number | boolean | ((event: Event) => void)>>;

/** `element('button', { class: 'x', disabled: true, onclick: f }, 'text')`; false leaves an attribute out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key.replace(/^on/, ''), value);
    else if (value !== false) made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

/** Text with `code` between backticks, as in Markdown. */
export const withCode = (text: string): Child[] =>
  text.split('`').map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));

/** Outlines on a 24 x 24 grid. */
const ICONS = {
  play: 'M7 4.5v15l12.5-7.5z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  step: 'M5 5v14l9-7zM16 5h3v14h-3z',
  reset: 'M12 5a7 7 0 1 1-6.6 4.7l1.9.7A5 5 0 1 0 12 7v3L7.5 6 12 2z',
  record: 'M12 6a6 6 0 1 1 0 12 6 6 0 0 1 0-12z',
  image: 'M4 5h16v14H4zM6 7v8.2l4-4.2 3.2 3.2 2-1.9L18 15V7zM14.6 8.4a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  share:
    'M10.6 13.4a1 1 0 0 0 1.4 1.4l5-5a3 3 0 0 0-4.2-4.2l-2 2 1.4 1.4 2-2a1 1 0 0 1 1.4 1.4zM13.4 10.6a1 1 0 0 0-1.4-1.4l-5 5a3 3 0 0 0 4.2 4.2l2-2-1.4-1.4-2 2a1 1 0 0 1-1.4-1.4z',
  settings:
    'M4 6.5h9a3 3 0 0 1 5.8 0H20v2h-1.2a3 3 0 0 1-5.6 0H4zM4 15.5h1.2a3 3 0 0 1 5.6 0H20v2h-9.2a3 3 0 0 1-5.6 0H4z',
  help: 'M11 16h2.2v2.2H11zM12 5.5a4 4 0 0 1 4 3.9c0 2.6-2.8 2.9-2.8 5H11c0-3.200 2.800-3.400 2.800-5a1.800 1.800 0 0 0-3.600 0H8a4 4 0 0 1 4-3.900z',
  larger: 'M4 4h7v2H7.400l4 4L10 11.400l-4-4V11H4zM20 20h-7v-2h3.600l-4-4L14 12.600l4 4V13h2z',
  smaller: 'M11 11H4V9h3.600l-4-4L5 3.600l4 4V4h2zM13 13h7v2h-3.600l4 4L19 20.400l-4-4V20h-2z',
} as const;

export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', ICONS[name]);
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

export interface IconButton {
  readonly element: HTMLButtonElement;
  /** Changes the icon and what the button is called. */
  show(name: IconName, label: string): void;
}

/** A button with an icon; `label` is its name for screen readers and its tooltip. */
export function iconButton(name: IconName, label: string, press: () => void): IconButton {
  const button = element('button', { type: 'button', class: 'icon-button', onclick: press });
  const show = (next: IconName, text: string) => {
    if (button.dataset.icon !== next) button.replaceChildren(icon(next));
    button.dataset.icon = next;
    button.setAttribute('aria-label', text);
    button.title = text;
  };
  show(name, label);
  return { element: button, show };
}

/** Hands bytes to the browser's download. */
export function download(bytes: BlobPart, type: string, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = element('a', { href: address, download: name });
  link.click();
  // The download has its own reference by the next task; a minute is far more than enough.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Facts for tests of the page, as data attributes of the document. */
export function tell(facts: Readonly<Record<string, string | number | boolean>>): void {
  for (const [name, value] of Object.entries(facts)) document.documentElement.dataset[name] = String(value);
}
