// The rate falls in proportion to the rise of the attractant along the run: the plainest law, and the one that the
// lecture's drift v_eff = chi v^2 dc/dx is exact for. It has no memory and no adaptation.
//
// Exact cases (NUMERICS rows 12, 14, 15), with s = chi v |grad c| < 1, beyond which the rate is clipped at 0:
// - drift in one dimension v s; in two v (1 - sqrt(1 - s^2))/s; s = .5, v = 20: 10 and 5.3590
// - small s with persistence and rotational diffusion: drift v s lam (1 - persistence)/(d mu)
// - between walls p ~ exp(lam (1 - persistence) chi c), isotropic, in any dimension and with any rotational diffusion

import linearWgsl from '../../../shaders/sensing/linear.wgsl?raw';
import responseWgsl from '../../../shaders/sensing/response.wgsl?raw';
import { cuesWgsl } from '../cues.ts';
import { linearResponse } from '../response.ts';
import type { SensingRule } from '../rule.ts';
import { exponent } from '../stationary.ts';

export const linear: SensingRule = {
  name: 'linear',
  title: 'Linear response',
  doc: 'Tumbles less often while the attractant rises along the run, in proportion to how fast it rises.',
  tex:
    '\\alpha = \\max\\left(0,\\; \\alpha_0\\left(1 - \\chi\\,\\frac{dc}{dt}\\right)\\right),\\quad' +
    ' \\frac{dc}{dt} = v\\,\\mathbf e\\cdot\\nabla c + \\partial_t c',
  source: 'Alt 1980, J. Math. Biol. 9, 147; de Gennes 2004, Eur. Biophys. J. 33, 691, without memory',
  motion: 'tumbling',
  cues: 1,
  formulas: [],
  parameters: [
    {
      name: 'chi',
      default: 1,
      least: -1e9,
      most: 1e9,
      unit: 'T/C',
      doc: 'sensitivity: share by which the rate falls per rate of rise; negative for a repellent',
      source: 'free choice; chi v |grad c| must stay below 1 or rates are clipped at 0',
    },
  ],
  memory: [],
  inner: [],
  wgsl: () => [cuesWgsl(1), responseWgsl, linearWgsl].join('\n'),
  law: {
    tumbleRate(s, values) {
      const response = values.chi * linearResponse.rate(s.c, s.ct, 0);
      return values.tumbleRate * (1 - response);
    },
  },
  responseSlope: 'chi',
  potential: (values, cue) => exponent(values) * values.chi * linearResponse.value(cue.c, 0),
};
