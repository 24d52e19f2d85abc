// The rate falls with the rise in the share of bound receptors c/(K + c): linear far below K, blind far above it. The
// response to relative changes is largest at c = K. Binding is taken to be in equilibrium at once.
//
// Exact cases (NUMERICS row 17): as `linear` with c/(K + c) in the place of c: sensitivity to grad c is chi K/(K + c)^2,
// and between walls p ~ exp(lam (1 - persistence) chi c/(K + c)).

import receptorSaturationWgsl from '../../../shaders/sensing/receptor-saturation.wgsl?raw';
import responseWgsl from '../../../shaders/sensing/response.wgsl?raw';
import { cuesWgsl } from '../cues.ts';
import { receptorResponse } from '../response.ts';
import type { SensingRule } from '../rule.ts';
import { exponent } from '../stationary.ts';

export const receptorSaturation: SensingRule = {
  name: 'receptor-saturation',
  title: 'Receptor saturation',
  doc: 'Tumbles less often while more of its receptors become bound; blind where all of them are.',
  tex: '\\alpha = \\max\\left(0,\\; \\alpha_0\\left(1 - \\chi\\,\\frac{d}{dt}\\,\\frac{c}{K + c}\\right)\\right)',
  source: 'Lapidus and Schiller 1976, Biophys. J. 16, 779; Brown and Berg 1974, PNAS 71, 1388',
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
      doc: 'sensitivity: share by which the rate falls per rate of binding; negative for a repellent',
      source: 'free choice; chi v |grad c|/(4 K) must stay below 1 or rates may be clipped at 0',
    },
    {
      name: 'K',
      default: 1,
      least: 1e-9,
      most: 1e9,
      unit: 'C',
      doc: 'concentration that binds half of the receptors',
      source: 'free choice; 18 uM for methyl aspartate and inactive receptors, Kalinin et al. 2009',
    },
  ],
  memory: [],
  inner: [],
  wgsl: () => [cuesWgsl(1), responseWgsl, receptorSaturationWgsl].join('\n'),
  law: {
    tumbleRate(s, values) {
      const response = values.chi * receptorResponse.rate(s.c, s.ct, values.K);
      return values.tumbleRate * (1 - response);
    },
  },
  responseSlope: 'chi*K/(K + v)^2',
  potential: (values, cue) => exponent(values) * values.chi * receptorResponse.value(cue.c, values.K),
};
