// Two cues at once: an attractant that is dissolved (chemotaxis) and one that is bound to the ground (haptotaxis). The
// answers add in the rate, not in the velocity: at finite signal the drifts do not add.
//
// Exact cases (NUMERICS row 16): between walls the exponents add, p ~ exp(lam (1 - persistence) (chi R1 + psi R2)); in one
// dimension the drift is v (s1 + s2) with s_i as in `linear`.

import responseWgsl from '../../../shaders/sensing/response.wgsl?raw';
import twoCuesWgsl from '../../../shaders/sensing/two-cues.wgsl?raw';
import type { ParameterSpec } from '../../core/setting.ts';
import { cuesWgsl } from '../cues.ts';
import { RESPONSE } from '../response.ts';
import type { SensingRule } from '../rule.ts';
import { exponent } from '../stationary.ts';

const sensitivity = (name: string, cue: string, unit: string): ParameterSpec => ({
  name,
  default: 1,
  least: -1e9,
  most: 1e9,
  unit,
  doc: `sensitivity to the ${cue} cue; T where its response is not linear; negative for a repellent`,
  source: 'free choice',
});

const constant = (name: string, cue: string, unit: string): ParameterSpec => ({
  name,
  default: 1,
  least: 1e-9,
  most: 1e9,
  unit,
  doc: `value of the ${cue} cue that binds half of its receptors; only for receptor-saturation`,
  source: 'free choice',
});

/** `fn first_response(...)`: the configured response under the name that the law calls. */
const named = (name: string, response: string): string =>
  `fn ${name}(cue: f32, change: f32, constant: f32) -> f32 {\n  return ${response}(cue, change, constant);\n}`;

export const twoCues: SensingRule = {
  name: 'two-cues',
  title: 'Two cues',
  doc: 'Answers to two cues at once, each in its own way; the answers add in the tumbling rate.',
  tex:
    '\\alpha = \\max\\left(0,\\; \\alpha_0\\left(1 - \\chi\\,\\frac{dR_1(c)}{dt}' +
    ' - \\psi\\,\\frac{dR_2(a)}{dt}\\right)\\right)',
  source: 'Painter, Maini and Othmer 2000, J. Math. Biol. 41, 285',
  motion: 'tumbling',
  cues: 2,
  formulas: [],
  choices: ['firstResponse', 'secondResponse'],
  parameters: [
    sensitivity('chi', 'first', 'T/C'),
    sensitivity('psi', 'second', 'T/A'),
    constant('K', 'first', 'C'),
    constant('K2', 'second', 'A'),
  ],
  memory: [],
  inner: [],
  wgsl: (config) =>
    [
      cuesWgsl(2),
      responseWgsl,
      named('first_response', RESPONSE[config.firstResponse].wgsl),
      named('second_response', RESPONSE[config.secondResponse].wgsl),
      twoCuesWgsl,
    ].join('\n'),
  law: {
    tumbleRate(s, values, _terms, config) {
      const first = values.chi * RESPONSE[config.firstResponse].rate(s.c, s.ct, values.K);
      const second = values.psi * RESPONSE[config.secondResponse].rate(s.a, s.at, values.K2);
      return values.tumbleRate * (1 - first - second);
    },
  },
  responseSlope: null,
  potential(values, cue, config) {
    const first = values.chi * RESPONSE[config.firstResponse].value(cue.c, values.K);
    const second = values.psi * RESPONSE[config.secondResponse].value(cue.a, values.K2);
    return exponent(values) * (first + second);
  },
};
