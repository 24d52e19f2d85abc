// Tumbling rates given as formulas of the place: `ratePlus` for cells running towards larger x, `rateMinus` towards
// smaller x. The lecture's experiment: tumbleRate*(1 +- 2*tanh(4*(x - width/2)/width)), which is below zero, hence 0, far out.
//
// In two dimensions a cell heading at angle th tumbles at (1 + cos th)/2 ratePlus + (1 - cos th)/2 rateMinus.
//
// Exact cases, in one dimension, with reversal rates a+- = rates (1 - persistence)/2 (NUMERICS rows 9 to 11):
// - constant rates: drift v (a- - a+)/(a+ + a-), diffusion 4 v^2 a+ a-/(a+ + a-)^3; (.25, 1.75), v = 20: 15 and 87.5
// - between walls the density obeys p'/p = (a- - a+)/v whatever the rates; 1 +- .8 tanh(x/50), v = 20, walls at +-100:
//   p ~ cosh^-4(x/50), variance 783.004
// - equal rates, however they vary with the place: a flat density

import ratesWgsl from '../../../shaders/sensing/rates.wgsl?raw';
import { cuesWgsl } from '../cues.ts';
import type { SensingRule } from '../rule.ts';

export const rates: SensingRule = {
  name: 'rates',
  title: 'Rates by formula',
  doc: 'Tumbles at rates that depend on the place and on whether it runs to the right or to the left.',
  tex:
    '\\alpha = \\max\\left(0,\\; \\tfrac{1 + e_x}{2}\\,\\alpha_+(x,y,t)' +
    ' + \\tfrac{1 - e_x}{2}\\,\\alpha_-(x,y,t)\\right)',
  source: 'Schnitzer 1993, Phys. Rev. E 48, 2553; Othmer, Dunbar and Alt 1988, J. Math. Biol. 26, 263',
  motion: 'tumbling',
  cues: 0,
  formulas: ['ratePlus', 'rateMinus'],
  parameters: [],
  memory: [],
  inner: [],
  wgsl: () => [cuesWgsl(0), ratesWgsl].join('\n'),
  law: {
    tumbleRate(s, _values, terms) {
      const forwards = 0.5 * (1 + s.ex) * terms.ratePlus(s.x, s.y, s.t);
      const backwards = 0.5 * (1 - s.ex) * terms.rateMinus(s.x, s.y, s.t);
      return forwards + backwards;
    },
  },
  responseSlope: null,
  potential: () => null,
};
