// Numbers that all cells of a piece share, in a thread's memory behind those of the faces (face-flux.ts), four lanes each:
// a stage loads them where it needs them, for an engine makes a constant anew each time round a loop.

import { NARROW } from './narrow-peaks';

export const PER_DX: usize = 0;
export const PER_DY: usize = 16;
/** D_v/h^2 along each axis. */
export const CHEMICAL_X: usize = 32;
export const CHEMICAL_Y: usize = 48;
/** Half of what diffusion alone takes away, of u and of v. */
export const SPREADING: usize = 64;
export const CHEMICAL_SPREADING: usize = 80;
export const PER_AREA: usize = 96;
export const STEP: usize = 112;
export const HALF: usize = 128;
export const ABSOLUTE: usize = 144;
export const TWICE_NARROW: usize = 160;
/** A peak this high counts where it is narrow. */
export const HIGH: usize = 176;
export const QUARTER_PER_DX2: usize = 192;
export const QUARTER_PER_DY2: usize = 208;
/** 1/D of cells. */
export const PER_DIFFUSION: usize = 224;
/** 2/h along each axis. */
export const TWICE_PER_DX: usize = 240;
export const TWICE_PER_DY: usize = 256;

export const SMALLEST_DIFFUSION: f32 = 1e-30;

function keep(at: usize, value: f32): void {
  v128.store(at, f32x4.splat(value));
}

/** @param stiffness How many times as stiff as the five-point stencil's the Laplacian is. */
export function fillNumbers(
  at: usize,
  dx: f32,
  dy: f32,
  diffusion: f32,
  chemicalDiffusion: f32,
  twoDimensional: bool,
  step: f32,
  high: f32,
  stiffness: f32,
): void {
  const perArea: f32 = (1 / (dx * dx) + (twoDimensional ? 1 / (dy * dy) : 0)) * stiffness;
  keep(at + PER_DX, 1 / dx);
  keep(at + PER_DY, 1 / dy);
  keep(at + CHEMICAL_X, chemicalDiffusion / (dx * dx));
  keep(at + CHEMICAL_Y, chemicalDiffusion / (dy * dy));
  keep(at + SPREADING, diffusion * perArea);
  keep(at + CHEMICAL_SPREADING, chemicalDiffusion * perArea);
  keep(at + PER_AREA, perArea);
  keep(at + STEP, step);
  keep(at + HALF, 0.5);
  v128.store(at + ABSOLUTE, i32x4.splat(0x7fffffff));
  keep(at + TWICE_NARROW, 2 * NARROW);
  keep(at + HIGH, high);
  keep(at + QUARTER_PER_DX2, (0.25 / (dx * dx)) * stiffness);
  keep(at + QUARTER_PER_DY2, (0.25 / (dy * dy)) * stiffness);
  keep(at + PER_DIFFUSION, 1 / max<f32>(diffusion, SMALLEST_DIFFUSION));
  keep(at + TWICE_PER_DX, 2 / dx);
  keep(at + TWICE_PER_DY, 2 / dy);
}
