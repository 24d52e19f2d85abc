// The browser's threads for the CPU backend: Workers made from text. They can share memory where the page is isolated from
// other sites' (headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy: vite.config.ts, or isolation.ts on static hosts).

import type { CpuPlatform } from '../backends/cpu/access.ts';

export const cpu: CpuPlatform = {
  cores: navigator.hardwareConcurrency || 1,
  alone: globalThis.crossOriginIsolated ? null : 'this page is not cross-origin isolated',
  startThread(script, received, ended) {
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(address);
    worker.onmessage = ({ data }) => received(data);
    worker.onerror = (event) => ended(event.message || 'it could not be started');
    return {
      post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
      keepAlive: () => undefined,
      end() {
        worker.terminate();
        URL.revokeObjectURL(address);
      },
    };
  },
};
