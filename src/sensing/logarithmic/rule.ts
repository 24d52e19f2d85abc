// The rate falls with the relative rise of the attractant: a cell feels a doubling alike at any concentration (Weber's
// law), as E. coli does over three decades. Real receptors hold to it only between their two dissociation constants;
// here nothing limits it, so steep edges of an attractant that is nearly used up give very strong responses.
//
// Exact cases: as `linear` with ln c in the place of c: for c ~ exp(g x) the drift is that of s = chi v g everywhere, and
// between walls p ~ c^(lam (1 - persistence) chi).

import logarithmicWgsl from '../../../shaders/sensing/logarithmic.wgsl?raw';
import responseWgsl from '../../../shaders/sensing/response.wgsl?raw';
import { cuesWgsl } from '../cues.ts';
import { logarithmicResponse, SMALLEST_CUE } from '../response.ts';
import type { SensingRule } from '../rule.ts';
import { exponent } from '../stationary.ts';

export const logarithmic: SensingRule = {
  name: 'logarithmic',
  title: 'Logarithmic response',
  doc: 'Tumbles less often while the attractant rises along the run, in proportion to its relative rise.',
  tex: '\\alpha = \\max\\left(0,\\; \\alpha_0\\left(1 - \\chi\\,\\frac{d\\ln c}{dt}\\right)\\right)',
  source: 'Keller and Segel 1971, J. theor. Biol. 30, 235; Kalinin et al. 2009, Biophys. J. 96, 2439',
  motion: 'tumbling',
  cues: 1,
  formulas: [],
  parameters: [
    {
      name: 'chi',
      default: 1,
      least: -1e9,
      most: 1e9,
      unit: 'T',
      doc: 'sensitivity: share by which the rate falls per relative rate of rise; negative for a repellent',
      source: 'free choice; chi v |grad ln c| must stay below 1 or rates are clipped at 0',
    },
  ],
  memory: [],
  inner: [],
  wgsl: () => [cuesWgsl(1), responseWgsl, logarithmicWgsl].join('\n'),
  law: {
    tumbleRate(s, values) {
      const response = values.chi * logarithmicResponse.rate(s.c, s.ct, 0);
      return values.tumbleRate * (1 - response);
    },
  },
  // A response to nothing is none: see response.ts.
  responseSlope: `v > ${SMALLEST_CUE} ? chi/v : 0`,
  potential: (values, cue) => exponent(values) * values.chi * logarithmicResponse.value(cue.c, 0),
};
