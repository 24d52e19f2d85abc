// What the platform hands to the CPU backend: how many cores there are, whether threads can share memory, and how one is
// started. What the backend makes of it, open threads with their kernels compiled, is CpuAccess (threads.ts).

export interface CpuThread {
  /** Messages arrive in their order; what is named in `transfer` is given away. */
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  /** Whether the process must not end because of this thread: while somebody waits for its answer. */
  keepAlive(on: boolean): void;
  /** Ends it at once. */
  end(): void;
}

export interface CpuPlatform {
  /** Threads that run at the same time. */
  readonly cores: number;
  /** Null where threads can share memory, else why not, as the end of a sentence. */
  readonly alone: string | null;
  /** Starts a thread that runs a script; `ended` is called once it is gone, for whatever reason. */
  startThread(
    script: string,
    received: (message: unknown) => void,
    ended: (reason: string) => void,
  ): CpuThread;
}
