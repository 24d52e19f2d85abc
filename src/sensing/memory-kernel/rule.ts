// The tumbling rate as a linear functional of the past signal, alpha = alpha0 (1 - integral of K(t') c(t - t') dt'), with the
// kernel K of three filters in a row: of rate 1/tau each, at level k a Gamma density of order k. Weights that add up to 0
// adapt precisely; (0, 0, 1, -1) is the bilobed kernel of measured impulse responses, first up and then down.
//
// Exact cases (NUMERICS rows 18 to 20): weak drift (theory/memory-drift.ts); with the weights (1, -1, 0, 0), z' = -z/tau + dc/dt
// and an exponential link, the drift by quadrature (theory/adapting-drift.ts).

import memoryKernelWgsl from '../../../shaders/sensing/memory-kernel.wgsl?raw';
import { cuesWgsl } from '../cues.ts';
import type { RuleValues, Sensed, SensingRule } from '../rule.ts';

/** The response that the rate falls by; the cue is taken off first, as on the GPU. */
function response(s: Sensed, values: RuleValues, memory: Float64Array): number {
  const { weight0, weight1, weight2, weight3, kappa } = values;
  const sum = weight0 + weight1 + weight2 + weight3;
  return (
    kappa *
    (sum * s.c + weight1 * (memory[0] - s.c) + weight2 * (memory[1] - s.c) + weight3 * (memory[2] - s.c))
  );
}

const weight = (level: number, value: number, doc: string): SensingRule['parameters'][number] => ({
  name: `weight${level}`,
  default: value,
  least: -1e6,
  most: 1e6,
  unit: '',
  doc,
  source: 'bilobed: Segall, Block and Berg 1986, PNAS 83, 8987; Celani and Vergassola 2010, PNAS 107, 1391',
});

export const memoryKernel: SensingRule = {
  name: 'memory-kernel',
  title: 'Memory kernel',
  doc: 'Weighs what it sensed over the last moments: the tumbling rate is a linear functional of the past signal.',
  tex:
    '\\alpha = \\alpha_0\\left(1 - Q\\right)\\ \\text{ or }\\ \\alpha_0\\,e^{-Q},\\quad' +
    ' Q = \\kappa \\int_0^\\infty K(s)\\,c(t - s)\\,ds,\\quad' +
    ' K(s) = w_0\\,\\delta(s) + \\frac{e^{-s/\\tau}}{\\tau}\\left(w_1 + w_2 \\frac{s}{\\tau} + w_3 \\frac{s^2}{2\\tau^2}\\right)',
  source: 'de Gennes 2004, Eur. Biophys. J. 33, 691; Celani and Vergassola 2010, PNAS 107, 1391',
  motion: 'tumbling',
  cues: 1,
  formulas: [],
  choices: ['link'],
  parameters: [
    {
      name: 'kappa',
      default: 1,
      least: -1e9,
      most: 1e9,
      unit: '1/C',
      doc: 'strength of the response; negative for a repellent',
      source: 'free choice; the response must stay below 1 or linear rates are clipped at 0',
      varies: true,
    },
    {
      name: 'tau',
      default: 1,
      least: 1e-6,
      most: 1e9,
      unit: 'T',
      doc: 'time of each of the three filters',
      source: 'E. coli: an impulse response of 4 s in all, Segall, Block and Berg 1986',
      varies: true,
    },
    weight(0, 0, 'weight of the present signal'),
    weight(1, 0, 'weight of the first level: the mean over the last time tau'),
    weight(2, 1, 'weight of the second level'),
    weight(3, -1, 'weight of the third level; where all weights add up to 0, cells adapt to any background'),
    {
      name: 'ligandNoise',
      default: 0,
      least: 0,
      most: 1e9,
      unit: 'C T',
      doc:
        'noise of the arrival of ligand in what the filters take up: the mean concentration over a time t has the variance ' +
        'c ligandNoise/t; 1/(4 pi D a) for a perfectly absorbing cell of radius a',
      source:
        'Berg and Purcell 1977, Biophys. J. 20, 193; constant of Endres and Wingreen 2008, PNAS 105, 15749',
    },
  ],
  memory: [
    { name: 'first', unit: 'C', doc: 'level of the first filter' },
    { name: 'second', unit: 'C', doc: 'level of the second filter' },
    { name: 'third', unit: 'C', doc: 'level of the third filter' },
  ],
  inner: [
    { name: 'response', title: 'response Q', unit: '', doc: 'response Q that lowers the tumbling rate' },
  ],
  wgsl: (config) =>
    [cuesWgsl(1), `const EXPONENTIAL: bool = ${config.link === 'exponential'};`, memoryKernelWgsl].join('\n'),
  law: {
    tumbleRate(s, values, _terms, config, memory) {
      const answer = response(s, values, memory);
      if (config.link === 'exponential') return values.tumbleRate * Math.exp(-answer);
      return values.tumbleRate * (1 - answer);
    },
    remember(start, end, values, memory, dt) {
      if (!(dt > 0)) return;
      const z = dt / values.tau;
      const kept = Math.exp(-z);
      const lag = (end.c - start.c) / z;
      const first = memory[0] - start.c + lag;
      const second = memory[1] - start.c + 2 * lag;
      const third = memory[2] - start.c + 3 * lag;
      memory[0] = end.c - lag + first * kept;
      memory[1] = end.c - 2 * lag + (second + z * first) * kept;
      memory[2] = end.c - 3 * lag + (third + z * (second + 0.5 * z * first)) * kept;
    },
    rest(s, _values, memory) {
      memory.fill(s.c);
    },
    noisy: (values) => values.ligandNoise > 0,
    disturb(s, values, memory, dt, noise) {
      const spectrum = Math.max(s.c, 0) * values.ligandNoise;
      const z = dt / values.tau;
      const kept = Math.exp(-2 * z);
      const kick = Math.sqrt(((0.5 * spectrum) / values.tau) * (1 - kept)) * noise[0];
      memory[0] += kick;
      memory[1] += 0.5 * z * kick;
      memory[2] += ((z * z) / 6) * kick;
    },
    inner(s, values, memory, out) {
      out[0] = response(s, values, memory);
    },
    times: ({ tau }) => [{ name: 'the time tau of its filters', value: tau }],
  },
  responseSlope: null,
  potential: () => null,
};
