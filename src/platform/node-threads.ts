// Node's threads for the CPU backend: worker_threads. A thread that nobody waits for does not keep the process from ending.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CpuPlatform } from '../backends/cpu/access.ts';

export const cpu: CpuPlatform = {
  cores: availableParallelism(),
  alone: null,
  startThread(script, received, ended) {
    const worker = new Worker(script, { eval: true });
    worker.unref();
    worker.on('message', received);
    worker.on('error', (error: Error) => ended(error.message));
    worker.on('exit', (code) => ended(`exit code ${code}`));
    return {
      post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
      keepAlive: (on) => (on ? worker.ref() : worker.unref()),
      end: () => void worker.terminate(),
    };
  },
};
