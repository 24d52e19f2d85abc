// Threads may share memory only in a page that its headers isolate from other sites. On a static host that sends none, a service
// worker (public/isolation-worker.js) adds them, from the second loading on: so the first visit loads the page twice. Where that
// is not to be had (no service workers, private windows, plain http), the page goes on with one thread.

const WORKER = 'isolation-worker.js';
const LAST = 'tumble.isolation';
/** A page that is loaded anew and still not isolated must not be so for ever. */
const MILLISECONDS_BETWEEN = 10_000;

/** Resolves with true where the page is about to be loaded anew: nothing needs to be started then. */
export async function isolatePage(): Promise<boolean> {
  if (globalThis.crossOriginIsolated || !globalThis.isSecureContext || !('serviceWorker' in navigator))
    return false;
  const { serviceWorker } = navigator;
  // The worker brought this page and it did not help.
  if (serviceWorker.controller) return false;
  try {
    if (Date.now() - Number(sessionStorage.getItem(LAST)) < MILLISECONDS_BETWEEN) return false;
    await serviceWorker.register(WORKER);
    await serviceWorker.ready;
    sessionStorage.setItem(LAST, String(Date.now()));
  } catch {
    return false;
  }
  location.reload();
  return true;
}
