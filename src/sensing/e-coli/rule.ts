// Escherichia coli: receptors in clusters, active or inactive together (Monod, Wyman and Changeux 1965), an adaptation that
// compares now with a minute ago, and a motor that amplifies. It senses the logarithm of concentration between K_I and K_A,
// and nothing far outside; it comes back to the same activity on any background.
//
// Exact cases (NUMERICS rows 21 to 23), with free energy F = N (alpha (m0 - m) + f), activity a = 1/(1 + e^F):
// - a step, kR = kB: F(t) = 2 asinh(sinh(F0/2) exp(-N alpha kR t/2)); small: adaptationTime of theory/mwc.ts
// - a ramp L ~ e^(r t): a = kR/(kR + kB) - r/(alpha (kR + kB))
// - drift in L ~ e^(G x) on a line: theory/adapting-drift.ts
// Not in it: adaptation by Tap and Trg, imprecise adaptation at high methylation, feedback through CheB-P, time in tumbles.

import ligandWgsl from '../../../shaders/sensing/e-coli-ligand.wgsl?raw';
import twoLigandsWgsl from '../../../shaders/sensing/e-coli-two-ligands.wgsl?raw';
import eColiWgsl from '../../../shaders/sensing/e-coli.wgsl?raw';
import type { InnerSpec, MemorySpec, SensingRule } from '../rule.ts';
import { cuesWgsl } from '../cues.ts';
import { eColiLaw } from './law.ts';
import { eColiParameters } from './parameters.ts';

const MEMORY: readonly MemorySpec[] = [
  { name: 'methylation', unit: '', doc: 'methyl groups a receptor' },
  { name: 'carry', unit: '', doc: 'what single precision has rounded off the methylation' },
  { name: 'cheY', unit: '', doc: 'CheY-P, in units of what it is at the activity a0' },
];

const INNER: readonly InnerSpec[] = [
  { name: 'activity', title: 'activity', unit: '', doc: 'share of active kinase CheA, 0 to 1' },
  { name: 'methylation', title: 'methylation', unit: '', doc: 'methyl groups a receptor' },
  { name: 'cheY', title: 'CheY-P', unit: '', doc: 'CheY-P, in units of what it is at the activity a0' },
];

const MOTOR =
  '\\dot y = \\frac{a/a_0 - y}{\\tau_Y},\\quad \\alpha = z_0 + \\frac1\\tau\\,y^H\\ (\\text{saturating at } \\alpha_\\text{max})';
const METHYLATION = '\\dot m = k_R\\,(1 - a) - k_B\\,a';

const rule = (
  ligands: 1 | 2,
  words: Pick<SensingRule, 'name' | 'title' | 'doc' | 'tex' | 'source'>,
): SensingRule => ({
  ...words,
  motion: 'tumbling',
  setsRate: true,
  cues: ligands,
  formulas: [],
  concentrations: true,
  parameters: eColiParameters(ligands),
  memory: MEMORY,
  inner: INNER,
  wgsl: () => [cuesWgsl(ligands), ligands === 1 ? ligandWgsl : twoLigandsWgsl, eColiWgsl].join('\n'),
  law: eColiLaw(ligands),
  responseSlope: null,
  potential: () => null,
});

export const eColi = rule(1, {
  name: 'e-coli',
  title: 'E. coli',
  doc: 'Compares the attractant now with before: receptor clusters, methylation that adapts, CheY-P and motor.',
  tex:
    'a = \\frac{1}{1 + e^{N(\\alpha_m (m_0 - m) + f(c))}},\\quad f(c) = \\ln\\frac{1 + c/K_I}{1 + c/K_A},\\quad ' +
    `${METHYLATION},\\quad ${MOTOR}`,
  source:
    'Tu, Shimizu and Berg 2008, PNAS 105, 14855; Jiang, Ouyang and Tu 2010, PLoS Comput. Biol. 6, e1000735; Kalinin et al. 2009',
});

export const eColiTwoLigands = rule(2, {
  name: 'e-coli-two-ligands',
  title: 'E. coli, two ligands',
  doc: 'Two kinds of receptors (Tar, Tsr) in the same clusters: their ligands, attractants or repellents, add in the free energy.',
  tex:
    'a = \\frac{1}{1 + e^{N(\\alpha_m (m_0 - m) + \\nu_1 f_1(c) + \\nu_2 f_2(a_2))}},\\quad ' +
    'f_i(c) = \\ln\\frac{1 + c/K_{I,i}}{1 + c/K_{A,i}},\\quad ' +
    `${METHYLATION},\\quad ${MOTOR}`,
  source:
    'Mello and Tu 2005, PNAS 102, 17354; Keymer et al. 2006, PNAS 103, 1786; Kalinin et al. 2010, J. Bacteriol. 192, 1796',
});
