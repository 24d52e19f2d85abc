// The numbers of CCR7 and its ligands. Times are in minutes, lengths in micrometres and concentrations in nanomolar here; they
// are illustrative where no measurement is named.

import type { ParameterSpec } from '../../core/setting.ts';
import type { ParameterLine } from '../declare.ts';
import { declare } from '../declare.ts';

const ILLUSTRATIVE =
  'illustrative: minutes to internalise by CCL19, many times longer by CCL21 (Byers et al. 2008)';

// prettier-ignore
const INSIDE: readonly ParameterLine[] = [
  ['chi', 400, 0, 1e9, 'L/T', 'how strongly the gradient of bound receptors turns a cell: a share of one a length turns it at this rate', 'free choice: a bias of the order of rotational diffusion in gradients of K over 500 um'],
  ['K19', 5, 1e-9, 1e9, 'C', 'concentration of CCL19 that binds half of the receptors', 'both ligands bind alike, some nM: Willimann et al. 1998, Eur. J. Immunol. 28, 2025'],
  ['K21', 5, 1e-9, 1e9, 'A', 'concentration of CCL21 that binds half of the receptors', 'as for CCL19'],
  ['kRec', 0.05, 1e-9, 1e6, '1/T', 'rate at which receptors come back to the surface', ILLUSTRATIVE],
  ['k19', 0.25, 0, 1e6, '1/T', 'rate at which receptors that hold CCL19 leave the surface', ILLUSTRATIVE],
  ['k21', 0.02, 0, 1e6, '1/T', 'rate at which receptors that hold CCL21 leave the surface', ILLUSTRATIVE],
];

// prettier-ignore
const REST: readonly ParameterLine[] = [
  ['ligandNoise', 0, 0, 1e9, 'C T', 'noise of the arrival of ligand, the same for both: the mean concentration over a time t has the variance c ligandNoise/t; 1/(4 pi D a) for a perfectly absorbing cell', 'Berg and Purcell 1977, Biophys. J. 20, 193; Endres and Wingreen 2008, PNAS 105, 15749; about 4e-6 nM min'],
  ['radius', 5, 1e-9, 1e9, 'L', 'radius of a cell: what it tells a gradient over, where there is noise', 'leukocytes, some um'],
];

export const CCR7_PARAMETERS: readonly ParameterSpec[] = [...declare(INSIDE, true), ...declare(REST, false)];
