// Ctrl-C, requests to end and lost terminals, while something is computed that can be kept.

import type { Host } from './host.ts';

export interface Interrupt {
  /** Aborted by the first Ctrl-C; the second one ends the process. */
  readonly signal: AbortSignal;
  /** Exit code that is customary for what came: 130 for Ctrl-C, 143 for a request to end, 129 for a lost terminal. */
  readonly code: number;
}

/** Runs `work`, which is to end early and keep what it has when the signal is aborted. */
export async function interruptible<T>(host: Host, work: (interrupt: Interrupt) => Promise<T>): Promise<T> {
  const stopper = new AbortController();
  const interrupt = { signal: stopper.signal, code: 130 };
  const stopListening = host.onInterrupt((code) => {
    interrupt.code = code;
    stopper.abort();
  });
  try {
    return await work(interrupt);
  } finally {
    stopListening();
  }
}
