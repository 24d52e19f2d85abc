// For static hosts that cannot be told to send headers: adds to the page itself those that let its threads share memory
// (Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy). Nothing is stored, and nothing but the page is touched:
// what it loads is of the same origin. Registered by src/platform/isolation.ts; at the root, for its scope is its folder.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(isolated(event.request));
});

/** @param {Request} request */
async function isolated(request) {
  const response = await fetch(request);
  // A redirection is followed by the browser, which asks for the new address.
  if (response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
