// Twin of shaders/fokker-planck/crawling.wgsl in float64: drift and diffusion of cells that crawl.

import type { SenseOptions } from '../sensing/sense-at.ts';
import { createSensesAt } from '../sensing/sense-at.ts';
import type { Source } from './coefficients.ts';

export function crawling(options: SenseOptions): Source {
  const { law, memory: variables } = options.rule;
  const senses = createSensesAt(options);
  const { values } = senses;
  const memory = new Float64Array(variables.length);
  const drift = new Float64Array(2);
  return {
    update: (parameters) => senses.update(parameters),
    at(x, y, t, out) {
      const here = senses.senseAt(x, y, t, 0, 0, 0);
      law.rest?.(here, values, memory);
      law.driftVelocity?.(here, values, memory, drift);
      out.diffusion = law.noiseStrength?.(here, values, memory) ?? 0;
      out.driftX = drift[0];
      out.driftY = drift[1];
    },
  };
}
