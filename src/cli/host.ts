// What the commands ask of their surroundings. The Node edge (src/cli.ts) hands in the real ones, tests others.

import type { CpuAccess } from '../backends/cpu/threads.ts';
import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import type { NativeYardstick } from '../bench/contenders.ts';
import type { Storage } from '../record/storage.ts';
import type { CanvasFactory } from '../view/canvas.ts';

export interface Missing {
  readonly rule: string;
  readonly remedy: string;
}

export interface Host {
  openGpu(options?: { readonly software?: boolean }): Promise<GpuAccess | GpuAbsence>;
  /** Starts the threads of the CPU backend. */
  openCpu(): Promise<CpuAccess>;
  /** Seconds since an arbitrary moment. */
  now(): number;
  date(): Date;
  readonly terminal: {
    out(text: string): void;
    error(text: string): void;
    /** Width of the terminal that errors go to, or null when they go elsewhere. */
    columns(): number | null;
  };
  /** Calls `stop` once when the user interrupts; returns how to stop listening. */
  onInterrupt(stop: (exitCode: number) => void): () => void;
  readonly storage: Storage;
  readonly files: {
    read(path: string): Promise<Uint8Array<ArrayBuffer>>;
    besideFile(path: string, from: string): string;
  };
  registerEncoders(): Promise<Missing | null>;
  canvasFactory(): Promise<CanvasFactory | Missing>;
  machine(): {
    readonly cpu: string;
    readonly cores: number;
    readonly memory: number;
    readonly system: string;
    readonly node: string;
  };
  commit(): Promise<string | null>;
  /** The yardstick in C, or why there is none. */
  native(): Promise<NativeYardstick | Missing>;
  /** The checkout's folder. */
  readonly root: string;
}
