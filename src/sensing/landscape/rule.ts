// The cell as a ball in a landscape: it rolls down the potential F = -chi c, kicked about by noise. An internal level
// (cAMP) follows the share of bound receptors with the time constant tau and makes the cell more mobile; noise grows with
// the mobility, as Einstein's relation asks. Inertia is left out, as at any low Reynolds number.
//
// Exact cases:
// - gain 0, between walls: p ~ exp(chi c/temperature), not a pile at the maximum of c
// - gain 0, c = g x: drift mobility chi g, diffusion mobility temperature
// - gain > 0: ln p has no closed form; where tau is short beside crossing times, p ~ exp(chi c/temperature)/mobility,
//   for then the noise is Ito's: its strength at a step's start counts

import landscapeWgsl from '../../../shaders/sensing/landscape.wgsl?raw';
import { cuesWgsl } from '../cues.ts';
import type { RuleValues, SensingRule } from '../rule.ts';

const LEVEL = 0;

const effectiveMobility = (values: RuleValues, memory: Float64Array): number =>
  values.mobility * (1 + values.gain * memory[LEVEL]);

/** Share of bound receptors; none where there is nothing to bind. */
const boundShare = (c: number, constant: number): number => (c > 0 ? c / (constant + c) : 0);

export const landscape: SensingRule = {
  name: 'landscape',
  title: 'Landscape',
  doc: 'Crawls uphill in the attractant as a ball rolls downhill, with noise, and faster where it is stimulated.',
  tex:
    '\\dot{\\mathbf x} = m\\,\\chi\\,\\nabla c + \\sqrt{2\\,T m}\\;\\boldsymbol\\xi,\\quad m = m_0\\,(1 + g\\,l),\\quad' +
    ' \\dot l = \\frac1\\tau\\left(\\frac{c}{K + c} - l\\right)',
  source:
    'Langevin dynamics in a potential (Kramers 1940); level: Schienbein, Franke and Gruler 1994, Phys. Rev. E 49, 5462',
  motion: 'crawling',
  cues: 1,
  formulas: [],
  parameters: [
    {
      name: 'chi',
      default: 1,
      least: -1e9,
      most: 1e9,
      unit: 'E/C',
      doc: 'pull of the attractant: the potential is -chi c; negative for a repellent',
      source: 'free choice',
    },
    {
      name: 'gain',
      default: 0,
      least: 0,
      most: 1e6,
      unit: '',
      doc: 'how much a full internal level adds to the mobility',
      source: 'free choice; 0 leaves the mobility as it is',
      varies: true,
    },
    {
      name: 'K',
      default: 1,
      least: 1e-9,
      most: 1e9,
      unit: 'C',
      doc: 'concentration at which the internal level settles at a half; without effect at gain 0',
      source: 'free choice',
      varies: true,
    },
    {
      name: 'tau',
      default: 1,
      least: 1e-6,
      most: 1e9,
      unit: 'T',
      doc: 'time in which the internal level follows the attractant',
      source: 'free choice; cAMP follows within about a minute in Dictyostelium',
      varies: true,
    },
  ],
  memory: [{ name: 'level', unit: '', doc: 'internal level (cAMP), 0 to 1' }],
  inner: [{ name: 'level', title: 'internal level', unit: '', doc: 'internal level (cAMP), 0 to 1' }],
  wgsl: () => [cuesWgsl(1), landscapeWgsl].join('\n'),
  law: {
    tumbleRate: () => 0,
    driftVelocity(s, values, memory, out) {
      const pull = effectiveMobility(values, memory) * values.chi;
      out[0] = pull * s.cx;
      out[1] = pull * s.cy;
    },
    noiseStrength: (_s, values, memory) => values.temperature * effectiveMobility(values, memory),
    remember(_from, to, values, memory, dt) {
      const bound = boundShare(to.c, values.K);
      memory[LEVEL] = bound + (memory[LEVEL] - bound) * Math.exp(-dt / values.tau);
    },
    rest(s, values, memory) {
      memory[LEVEL] = boundShare(s.c, values.K);
    },
    inner(_s, _values, memory, out) {
      out[0] = memory[LEVEL];
    },
    times: ({ tau, gain }) =>
      gain === 0 ? [] : [{ name: 'the time tau of the internal level', value: tau }],
  },
  responseSlope: 'chi',
  potential: (values, cue) =>
    values.gain === 0 && values.temperature > 0 ? (values.chi * cue.c) / values.temperature : null,
};
