// What the GPU backend notes from one visit to the next, in the browser's storage for this page. Where a browser gives none
// (a private window, a page in a file) it is measured anew at each visit.

import type { GpuAccess } from '../backends/gpu/access.ts';

const KEY = 'tumble-tiles';

export function browserNotes(): GpuAccess['notes'] {
  let latest: string | null = null;
  return {
    read() {
      try {
        return localStorage.getItem(KEY) ?? latest;
      } catch {
        return latest;
      }
    },
    write(text) {
      latest = text;
      try {
        localStorage.setItem(KEY, text);
      } catch {
        // See above.
      }
    },
  };
}

/** The tile that the address asks for: `?tile=32x8x1`. */
export function wishedTile(): GpuAccess['wishedTile'] {
  const text = new URLSearchParams(location.search).get('tile');
  return text === null ? null : { field: 'tile', text };
}
