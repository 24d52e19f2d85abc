// Twin of shaders/fokker-planck/given.wgsl in float64: drift and diffusion by formula.

import type { CellTerms } from '../run-and-tumble/terms.ts';
import type { Source } from './coefficients.ts';

export function given(terms: CellTerms, twoDimensional: boolean): Source {
  const { diffusion, driftX, driftY } = terms.functions;
  return {
    update: (parameters) => terms.update(parameters),
    at(x, y, t, out) {
      out.diffusion = diffusion(x, y, t);
      out.driftX = driftX(x, y, t);
      out.driftY = twoDimensional ? driftY(x, y, t) : 0;
    },
  };
}
