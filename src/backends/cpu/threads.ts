// The open threads of the CPU, with every kernel compiled: what a device is to the GPU backend. Any number of backends
// run on them, one after the other or by turns. Knows the messages that worker.js understands, and matches its answers.

import { shared, single } from '../../../assembly/index.ts?assemblyscript';
import type { CpuPlatform, CpuThread } from './access.ts';
import script from './worker.js?raw';

/** A message to a thread; see worker.js. */
export type Message = Readonly<Record<string, unknown>> & {
  readonly action: string;
  readonly backend: number;
};

export interface Answer {
  readonly bytes?: ArrayBuffer;
  /** Why memory could not grow. */
  readonly fault?: string | null;
}

export interface CpuAccess {
  readonly threads: number;
  /** Whether they share memory: modules must be told. */
  readonly shared: boolean;
  /** As of a GPU that is really the processor. */
  readonly software: true;
  /** For people, e.g. `WebAssembly SIMD, 2 threads`. */
  readonly description: string;
  readonly module: WebAssembly.Module;
  /** Where the arrays can begin. */
  readonly firstAddress: number;
  /** Resolves with a reason when a thread ended by itself. */
  readonly lost: Promise<string>;
  /** A number for a backend. */
  number(): number;
  /** Tells the first `threads` of them, or the first one alone. */
  tell(message: Message, threads?: number, transfer?: readonly ArrayBuffer[]): void;
  /** Tells the first thread, and resolves with its answer. Rejects when a thread ends first. */
  ask(message: Message): Promise<Answer>;
  /** Ends the threads. */
  close(): void;
}

const decode = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Starts a thread a core; one where they cannot share memory. */
export async function openCpu(platform: CpuPlatform): Promise<CpuAccess> {
  const isShared = platform.alone === null;
  const count = isShared ? Math.max(1, platform.cores) : 1;
  const module = await WebAssembly.compile(decode(isShared ? shared : single));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: isShared });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const firstAddress = (exports['scratchEnd'] as (threads: number) => number)(count);

  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (reason: Error) => void }>();
  let tickets = 0;
  let backends = 0;
  let closed = false;
  let lose: (reason: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  const settled = (): void => {
    if (waiting.size === 0) for (const thread of threads) thread.keepAlive(false);
  };
  const end = (reason: string): void => {
    if (closed) return;
    closed = true;
    // The others may wait for it.
    for (const thread of threads) thread.end();
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
    lose(reason);
  };
  const received = (message: unknown): void => {
    const { ticket, fatal, ...answer } = message as Answer & { ticket?: number; fatal?: string };
    if (fatal !== undefined) end(`a thread of the CPU backend failed: ${fatal}`);
    if (ticket === undefined) return;
    waiting.get(ticket)?.resolve(answer);
    waiting.delete(ticket);
    settled();
  };
  const threads: CpuThread[] = [];
  for (let k = 0; k < count; k += 1)
    threads.push(
      platform.startThread(script, received, (reason) => end(`a thread of the CPU backend ended: ${reason}`)),
    );

  const tell: CpuAccess['tell'] = (message, number = 1, transfer = []) => {
    if (closed) return;
    for (const [thread, each] of threads.slice(0, number).entries())
      each.post({ ...message, thread }, transfer);
  };
  const told = count === 1 ? '1 thread' : `${count} threads`;
  return {
    threads: count,
    shared: isShared,
    software: true,
    description: `WebAssembly SIMD, ${told}${platform.alone === null ? '' : ` (${platform.alone})`}`,
    module,
    firstAddress,
    lost,
    number: () => (backends += 1),
    tell,
    ask(message) {
      if (closed) return Promise.reject(new Error('the threads of the CPU backend have ended'));
      const ticket = (tickets += 1);
      const answer = new Promise<Answer>((resolve, reject) => waiting.set(ticket, { resolve, reject }));
      for (const thread of threads) thread.keepAlive(true);
      tell({ ...message, ticket });
      return answer;
    },
    close() {
      closed = true;
      for (const thread of threads) thread.end();
      waiting.clear();
    },
  };
}
