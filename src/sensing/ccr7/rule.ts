// Biased agonism: the receptor CCR7 of dendritic and T cells has two ligands, and hears them as different words. Both say
// "go"; CCL19 (first cue) also recruits arrestin, which takes receptors off the surface, and a cell with few of them senses
// little, of CCL21 (second cue) as well. Receptors come back slowly. A cell crawls at constant speed; its heading diffuses and
// is turned up the gradient of bound receptors.
//
// Exact cases (NUMERICS row 24): surface share kRec/(kRec + k19 b19 + k21 b21), reached at the rate of the denominator; in a
// constant pull of size q headings settle to exp((q/D) cos): chemotactic index I1(q/D)/I0(q/D), in one dimension tanh(q/D).

import ccr7Wgsl from '../../../shaders/sensing/ccr7.wgsl?raw';
import { cuesWgsl } from '../cues.ts';
import type { RuleValues, Sensed, SensingRule } from '../rule.ts';
import { CCR7_PARAMETERS } from './parameters.ts';

const SURFACE = 0;

/** Share of the surface receptors that hold CCL19 (0) and CCL21 (1). */
function boundShare(s: Sensed, values: RuleValues, ligand: 0 | 1): number {
  const first = Math.max(s.c, 0) / values.K19;
  const second = Math.max(s.a, 0) / values.K21;
  return (ligand === 0 ? first : second) / (1 + first + second);
}

/** How the bound share changes with CCL19 (0) and CCL21 (1), 1/C. */
function boundSlope(s: Sensed, values: RuleValues, ligand: 0 | 1): number {
  const unbound = 1 / (1 + Math.max(s.c, 0) / values.K19 + Math.max(s.a, 0) / values.K21);
  return (unbound * unbound) / (ligand === 0 ? values.K19 : values.K21);
}

const pull = (s: Sensed, values: RuleValues, memory: Float64Array, axis: 'x' | 'y'): number => {
  const [c, a] = axis === 'x' ? [s.cx, s.ax] : [s.cy, s.ay];
  return values.chi * memory[SURFACE] * (boundSlope(s, values, 0) * c + boundSlope(s, values, 1) * a);
};

/**
 * Rotational diffusion, 1/T, with what chance in the counts of ligand on both sides of the cell adds to it: a perfectly
 * absorbing sphere of radius a tells each component of a gradient over a time t with the variance c/(12 pi D a^3 t) =
 * c ligandNoise/(3 a^2 t) (Endres and Wingreen 2008, PNAS 105, 15749).
 */
function rotation(s: Sensed, values: RuleValues, memory: Float64Array): number {
  const first = boundSlope(s, values, 0) ** 2 * Math.max(s.c, 0);
  const second = boundSlope(s, values, 1) ** 2 * Math.max(s.a, 0);
  const gain = (values.chi * memory[SURFACE]) ** 2;
  const counting = (0.5 * gain * (first + second) * values.ligandNoise) / (3 * values.radius ** 2);
  return values.rotationalDiffusion + counting;
}

export const ccr7: SensingRule = {
  name: 'ccr7',
  title: 'CCR7, two ligands',
  doc: 'Crawls up the gradient of bound receptors; CCL19 also takes receptors off the surface, so sensing fades.',
  tex:
    '\\dot\\theta = \\lVert {\\mathbf q}\\rVert\\sin(\\theta_q - \\theta) + \\sqrt{2 D_r}\\,\\xi,\\quad \\mathbf q = \\chi\\,R\\,\\nabla (b_{19} + b_{21}),\\quad' +
    ' b_i = \\frac{c_i/K_i}{1 + c_{19}/K_{19} + c_{21}/K_{21}},\\quad' +
    ' \\dot R = k_\\text{rec}\\,(1 - R) - (k_{19} b_{19} + k_{21} b_{21})\\,R',
  source:
    'biased agonism of CCR7: Kohout et al. 2004, J. Biol. Chem. 279, 23214; Byers et al. 2008, J. Immunol. 181, 4723; minimal model of this project',
  motion: 'steering',
  cues: 2,
  formulas: [],
  concentrations: true,
  parameters: CCR7_PARAMETERS,
  memory: [{ name: 'receptors', unit: '', doc: 'share of the receptors that are on the surface' }],
  inner: [
    {
      name: 'receptors',
      title: 'surface receptors',
      unit: '',
      doc: 'share of the receptors that are on the surface',
    },
    { name: 'bound', title: 'bound receptors', unit: '', doc: 'share of all receptors that are bound there' },
  ],
  wgsl: () => [cuesWgsl(2), ccr7Wgsl].join('\n'),
  law: {
    tumbleRate(s, values, _terms, config, memory) {
      if (config.ny > 1) return 0;
      const rate = rotation(s, values, memory);
      if (!(rate > 0)) return 0;
      return rate * (1 - Math.tanh((pull(s, values, memory, 'x') * s.ex) / rate));
    },
    remember(start, end, values, memory, dt) {
      const bound = (ligand: 0 | 1): number =>
        0.5 * (boundShare(start, values, ligand) + boundShare(end, values, ligand));
      const rate = values.kRec + values.k19 * bound(0) + values.k21 * bound(1);
      const settled = values.kRec / rate;
      memory[SURFACE] = settled + (memory[SURFACE] - settled) * Math.exp(-rate * dt);
    },
    rest(s, values, memory) {
      const loss = values.k19 * boundShare(s, values, 0) + values.k21 * boundShare(s, values, 1);
      memory[SURFACE] = values.kRec / (values.kRec + loss);
    },
    pull(s, values, memory, out) {
      out[0] = pull(s, values, memory, 'x');
      out[1] = pull(s, values, memory, 'y');
    },
    rotation,
    inner(s, values, memory, out) {
      out[0] = memory[SURFACE];
      out[1] = memory[SURFACE] * (boundShare(s, values, 0) + boundShare(s, values, 1));
    },
    times: ({ kRec, k19, k21 }) => [
      { name: 'the fastest turnover of receptors 1/(kRec + k19 + k21)', value: 1 / (kRec + k19 + k21) },
      { name: 'the return of receptors 1/kRec', value: 1 / kRec },
    ],
    restingRate: () => 0,
  },
  responseSlope: null,
  potential: () => null,
};
