// What the platform hands to the GPU backend: an open device and what is known about it.

export interface GpuAccess {
  readonly device: GPUDevice;
  /** For people, e.g. `NVIDIA H200 (Vulkan)` or `SwiftShader (software)`. */
  readonly description: string;
  /** True for SwiftShader, llvmpipe, WARP: the "GPU" is really the CPU. */
  readonly software: boolean;
  /** Seconds since an arbitrary moment: what the device is given at a time follows from how long it took before. */
  now(): number;
  /** A text that outlives the process or the page, where there is room for one: which tiles were found fastest. */
  readonly notes: { read(): string | null; write(text: string): void };
  /** The tile that the user wants whatever is measured (core/tile.ts), and where that was said; null for none. */
  readonly wishedTile: { readonly field: string; readonly text: string } | null;
  /** Frees the device; Dawn crashes at exit unless this was called. */
  close(): void;
}

/** No device: why, and what the reader can do about it. */
export interface GpuAbsence {
  readonly reason: string;
  readonly remedy: string;
}

export const isAbsent = (result: GpuAccess | GpuAbsence): result is GpuAbsence => 'reason' in result;
