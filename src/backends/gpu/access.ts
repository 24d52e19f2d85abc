// What the platform hands to the GPU backend: an open device and what is known about it.

export interface GpuAccess {
  readonly device: GPUDevice;
  /** For people, e.g. `NVIDIA H200 (Vulkan)` or `SwiftShader (software)`. */
  readonly description: string;
  /** True for SwiftShader, llvmpipe, WARP: the "GPU" is really the CPU. */
  readonly software: boolean;
  /** Seconds since an arbitrary moment: what the device is given at a time follows from how long it took before. */
  now(): number;
  /** Frees the device; Dawn crashes at exit unless this was called. */
  close(): void;
}

/** No device: why, and what the reader can do about it. */
export interface GpuAbsence {
  readonly reason: string;
  readonly remedy: string;
}

export const isAbsent = (result: GpuAccess | GpuAbsence): result is GpuAbsence => 'reason' in result;
