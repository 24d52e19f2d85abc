// Twin of shaders/fokker-planck/tumbling.wgsl in float64: drift and diffusion of cells that tumble.

import type { WalkConfig } from '../../core/config.ts';
import type { SenseOptions } from '../sensing/sense-at.ts';
import { createSensesAt } from '../sensing/sense-at.ts';
import type { Source } from './coefficients.ts';
import { NO_MEMORY } from '../../sensing/rule.ts';

export function tumbling(config: WalkConfig, options: SenseOptions): Source {
  const { rule, terms, twoDimensional } = options;
  const senses = createSensesAt(options);
  const { values } = senses;
  const rateAlong = (x: number, y: number, t: number, wayX: number, wayY: number): number => {
    const s = senses.senseAt(x, y, t, wayX, wayY, values.speed);
    const rate = rule.law.tumbleRate(s, values, terms.functions, config, NO_MEMORY);
    return twoDimensional ? rate : Math.max(rate, 0);
  };
  return {
    update: (parameters) => senses.update(parameters),
    at(x, y, t, out) {
      const { speed } = values;
      const right = rateAlong(x, y, t, 1, 0);
      const left = rateAlong(x, y, t, -1, 0);
      const turning = 1 - values.persistence;
      let loss = 0.5 * (right + left) * turning;
      const biasX = 0.5 * (left - right);
      let biasY = 0;
      if (twoDimensional) {
        const up = rateAlong(x, y, t, 0, 1);
        const down = rateAlong(x, y, t, 0, -1);
        biasY = 0.5 * (down - up);
        loss = 2 * (loss + values.rotationalDiffusion);
      }
      out.diffusion = (speed * speed) / loss;
      out.driftX = ((speed * turning) / loss) * biasX;
      out.driftY = ((speed * turning) / loss) * biasY;
    },
  };
}
