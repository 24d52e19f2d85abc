// The numbers inside an E. coli cell. Concentrations are in micromolar and times in seconds here; with other units they are
// other numbers.

import type { ParameterSpec } from '../../core/setting.ts';
import type { ParameterLine } from '../declare.ts';
import { declare } from '../declare.ts';

const SPECS = 'Jiang, Ouyang and Tu 2010, PLoS Comput. Biol. 6, e1000735';
const KALININ = 'Kalinin et al. 2009, Biophys. J. 96, 2439 (methyl aspartate and Tar)';

// prettier-ignore
const INSIDE: readonly ParameterLine[] = [
  ['N', 6, 0.01, 1e3, '', 'receptor dimers that are active or inactive together: a cluster', `${SPECS}; Tu, Shimizu and Berg 2008, PNAS 105, 14855`],
  ['K_I', 18.2, 1e-9, 1e9, 'C', 'concentration that binds half of the inactive receptors', KALININ],
  ['K_A', 3000, 1e-9, 1e9, 'C', 'concentration that binds half of the active receptors; above K_I', KALININ],
  ['alpha', 1.7, 1e-3, 1e3, '', 'free energy, in kT, that a methyl group takes off each receptor', `${SPECS}; Shimizu, Tu and Berg 2010, Mol. Syst. Biol. 6, 382`],
  ['kR', 0.005, 1e-9, 1e6, '1/T', 'rate of methylation by CheR of an inactive cluster', SPECS],
  ['kB', 0.005, 1e-9, 1e6, '1/T', 'rate of demethylation by CheB of an active one; the adapted activity is kR/(kR + kB)', SPECS],
  ['a0', 0.5, 1e-3, 1, '', 'activity at which the motor tumbles at the rate z0 + 1/tau; CheY-P is told in units of what it is then', SPECS],
  ['tauY', 0.2, 0, 1e6, 'T', 'time in which CheY-P follows the activity; 0: at once', 'CheZ: 0.05 to 0.5 s, Sourjik and Berg 2002, PNAS 99, 12669'],
  ['H', 10, 0.01, 100, '', 'Hill exponent of the motor', 'Cluzel, Surette and Leibler 2000, Science 287, 1652'],
  ['z0', 0.14, 0, 1e6, '1/T', 'rate of tumbles that CheY-P has no part in', SPECS],
  ['tau', 0.8, 1e-9, 1e9, 'T', 'time of a run at the activity a0, tumbles at the rate z0 aside', SPECS],
];

// prettier-ignore
const REST: readonly ParameterLine[] = [
  ['m0', 1, -1e3, 1e3, '', 'methylation, in methyl groups a receptor, at which half of the clusters without ligand are active', SPECS],
  ['most', 100, 1e-3, 1e9, '1/T', 'tumbles a time at the most, whatever CheY-P; above 1/tau', 'free choice, far above what is seen: keeps a cell after a step down from tumbling without end'],
  ['ligandNoise', 0, 0, 1e9, 'C T', 'noise of the arrival of ligand: the mean concentration over a time t has the variance c ligandNoise/t; 1/(4 pi D a) for a perfectly absorbing cell of radius a', 'Berg and Purcell 1977, Biophys. J. 20, 193; constant of Endres and Wingreen 2008, PNAS 105, 15749; E. coli and aspartate: 1.7e-7 uM s'],
  ['methylationNoise', 0, 0, 1e6, '1/T', 'noise of methylation: it diffuses with this coefficient, and adaptation holds it to a variance of that times the adaptation time', 'free choice; Emonet and Cluzel 2008, PNAS 105, 3304'],
];

// prettier-ignore
const SECOND: readonly ParameterLine[] = [
  ['share', 0.5, -1, 1, '', 'share of the receptors (Tar) that bind the first ligand; negative: it is a repellent', 'free choice; about one Tar to two Tsr in rich medium, Kalinin et al. 2010, J. Bacteriol. 192, 1796'],
  ['share2', 0.5, -1, 1, '', 'share of the receptors (Tsr) that bind the second ligand; negative: it is a repellent', 'free choice, as above'],
  ['K_I2', 6, 1e-9, 1e9, 'A', 'concentration of the second ligand that binds half of its inactive receptors', 'serine and Tsr, order of magnitude: Kalinin et al. 2010, J. Bacteriol. 192, 1796'],
  ['K_A2', 1000, 1e-9, 1e9, 'A', 'concentration of the second ligand that binds half of its active receptors; above K_I2', 'as above'],
];

export const eColiParameters = (ligands: 1 | 2): readonly ParameterSpec[] => [
  ...declare(INSIDE, true),
  ...declare(ligands === 2 ? [...REST, ...SECOND] : REST, false),
];
