// The parameters that every rule of a motion has, whatever it senses. Defaults are those of E. coli, in micrometres and
// seconds; with other units they are other numbers. Tumbles take no time.

import type { ParameterSpec } from '../core/setting.ts';
import type { SensingRule } from './rule.ts';

const TUMBLING: readonly ParameterSpec[] = [
  {
    name: 'speed',
    default: 20,
    least: 0,
    most: 1e6,
    unit: 'L/T',
    doc: 'speed v of a run',
    source: 'E. coli in um/s: Berg 2004, E. coli in Motion (14 in Berg and Brown 1972)',
  },
  {
    name: 'tumbleRate',
    default: 1,
    least: 0,
    most: 1e6,
    unit: '1/T',
    doc: 'tumbles per time where nothing is sensed',
    source: 'E. coli: runs of 0.86 s, Berg and Brown 1972',
  },
  {
    name: 'persistence',
    default: 0,
    defaultInOneDimension: -1,
    least: -1,
    most: 1,
    unit: '',
    doc:
      'mean cosine of the angle that a tumble turns the heading by: 0 any heading, -1 always back; ' +
      'in one dimension a tumble reverses the cell with probability (1 - persistence)/2',
    source: 'E. coli 0.33, a mean angle of 62 to 68 degrees: Berg and Brown 1972',
  },
  {
    name: 'rotationalDiffusion',
    default: 0,
    least: 0,
    most: 1e3,
    unit: '1/T',
    doc: 'rotational diffusion of the heading during runs, in radians squared; two dimensions only',
    source: 'E. coli 0.062 rad^2/s: Berg 1993, Random Walks in Biology',
  },
];

const STEERING: readonly ParameterSpec[] = [
  {
    name: 'speed',
    default: 5,
    least: 0,
    most: 1e6,
    unit: 'L/T',
    doc: 'speed v of a crawling cell',
    source: 'dendritic cells 4 to 10 um/min; free choice within that',
  },
  {
    name: 'rotationalDiffusion',
    default: 0.2,
    least: 0,
    most: 1e3,
    unit: '1/T',
    doc:
      'rotational diffusion of the heading, in radians squared: it is kept for 1/rotationalDiffusion; ' +
      'in one dimension the rate of turning round where nothing is sensed',
    source: 'persistence of some minutes, as leukocytes have; free choice within that',
  },
];

const CRAWLING: readonly ParameterSpec[] = [
  {
    name: 'mobility',
    default: 1,
    least: 0,
    most: 1e6,
    unit: 'L^2/(T E)',
    doc: 'velocity that a force of one unit gives',
    source: 'free choice; E is the unit of the potential',
  },
  {
    name: 'temperature',
    default: 1,
    least: 0,
    most: 1e6,
    unit: 'E',
    doc: 'strength of the noise: a free cell diffuses with mobility times temperature',
    source: 'Einstein 1905; an effective temperature, far above that of the water',
  },
];

export const MOTION_PARAMETERS: Readonly<Record<SensingRule['motion'], readonly ParameterSpec[]>> = {
  tumbling: TUMBLING,
  steering: STEERING,
  crawling: CRAWLING,
};
