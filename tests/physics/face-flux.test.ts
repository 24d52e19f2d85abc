// The flux through a face against what exponential fitting promises, over many decades of the cell Peclet number.

import { describe, expect, it } from 'vitest';
import { faceFlux } from '../../src/kernels/keller-segel/face-flux.ts';

/** Exact flux of a stationary state with constant w, D between two cell centres: w (uL e^P - uR) / (e^P - 1). */
function exactFlux(uLeft: number, uRight: number, w: number, d: number, h: number): number {
  const peclet = (w * h) / d;
  if (peclet > 0) return (w * (uLeft - uRight * Math.exp(-peclet))) / -Math.expm1(-peclet);
  return (w * (uLeft * Math.exp(peclet) - uRight)) / Math.expm1(peclet);
}

const PECLET = [1e-6, 1e-3, 0.1, 0.5, 0.99, 1, 1.01, 3, 10, 50, 300].flatMap((p) => [p, -p]);

describe('flux through a face', () => {
  it.each(PECLET)('is the stationary solution at cell Peclet number %d', (peclet) => {
    const d = 0.7;
    const h = 0.3;
    const w = (peclet * d) / h;
    const scale = Math.abs(w) + d / h;
    // rounding of a handful of operations on terms of size `scale`; the series' next term is below 3e-12
    expect(Math.abs(faceFlux(2, 3, w, d, h) - exactFlux(2, 3, w, d, h)) / scale).toBeLessThan(2e-11);
  });

  it.each(PECLET)('vanishes on u = exp(w x / D) at cell Peclet number %d', (peclet) => {
    const d = 0.7;
    const h = 0.3;
    const w = (peclet * d) / h;
    const uLeft = peclet > 0 ? Math.exp(-peclet) : 1;
    const uRight = peclet > 0 ? 1 : Math.exp(peclet);
    expect(Math.abs(faceFlux(uLeft, uRight, w, d, h)) / (Math.abs(w) + d / h)).toBeLessThan(2e-11);
  });

  it.each(PECLET)('never takes cells from an empty cell at cell Peclet number %d', (peclet) => {
    const w = peclet;
    expect(faceFlux(0, 1, w, 1, 1)).toBeLessThanOrEqual(0);
    expect(faceFlux(1, 0, w, 1, 1)).toBeGreaterThanOrEqual(0);
  });

  it('is plain upwind without diffusion, and nothing without velocity either', () => {
    expect(faceFlux(2, 3, 5, 0, 0.1)).toBeCloseTo(10, 12);
    expect(faceFlux(2, 3, -5, 0, 0.1)).toBeCloseTo(-15, 12);
    expect(Math.abs(faceFlux(2, 3, 0, 0, 0.1))).toBeLessThan(1e-28);
  });

  it('has the same value and opposite sign seen from the other side', () => {
    for (const w of PECLET) {
      expect(faceFlux(2, 3, w, 1, 1)).toBeCloseTo(-faceFlux(3, 2, -w, 1, 1), 10);
    }
  });
});
