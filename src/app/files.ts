// Initial fields from files: chosen in a dialog, or dropped anywhere on the page (with shift: for the chemical).

import { element } from './dom.ts';
import type { LoadedFile } from './initial-files.ts';

/** Above this a file would be read only to be refused: no grid that fits a browser needs as much. */
const MOST_BYTES = 1 << 30;

export interface FileHost {
  take(field: 'u' | 'v', file: LoadedFile): void;
  refuse(text: string): void;
}

async function load(file: File, field: 'u' | 'v', host: FileHost): Promise<void> {
  if (file.size > MOST_BYTES) {
    host.refuse(`${file.name} is larger than 1 GiB. Save fewer frames, or a coarser array`);
    return;
  }
  try {
    host.take(field, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  } catch (error) {
    host.refuse(`${file.name} could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function chooseFile(field: 'u' | 'v', host: FileHost): void {
  const input = element('input', { type: 'file', accept: '.npy,.png' });
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void load(file, field, host);
  });
  input.click();
}

export function acceptDrops(host: FileHost): void {
  const root = document.documentElement;
  addEventListener('dragover', (event) => {
    event.preventDefault();
    root.classList.add('dropping');
  });
  addEventListener('dragleave', () => root.classList.remove('dropping'));
  addEventListener('drop', (event) => {
    event.preventDefault();
    root.classList.remove('dropping');
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void load(file, event.shiftKey ? 'v' : 'u', host);
  });
}
