// How strongly a cell answers to a cue: the response R, and its rate of change along the run, which the tumbling rate is
// lowered by. Rules with one cue and `two-cues` share these. Twin: shaders/sensing/response.wgsl.

import type { ResponseName } from '../core/config.ts';

/** Below this a cue counts as absent: its logarithm is held there, so that nothing is divided by zero. */
export const SMALLEST_CUE = 1e-37;

export interface Response {
  /** R of the cue's value; `constant` is the dissociation constant K, where there is one. */
  value(cue: number, constant: number): number;
  /** dR/dt where the cue has this value and changes at this rate. */
  rate(cue: number, change: number, constant: number): number;
  /** Name of `rate` in WGSL. */
  readonly wgsl: string;
}

/** R = c. */
export const linearResponse: Response = {
  value: (cue) => cue,
  rate: (_cue, change) => change,
  wgsl: 'linear_response',
};

/** R = ln c: answers to fold changes (Weber's law). Source: Keller and Segel 1971, J. theor. Biol. 30, 235. */
export const logarithmicResponse: Response = {
  value: (cue) => Math.log(Math.max(cue, SMALLEST_CUE)),
  rate: (cue, change) => (cue > SMALLEST_CUE ? change / cue : 0),
  wgsl: 'logarithmic_response',
};

/** R = c/(K + c): the share of receptors that is bound. Source: Lapidus and Schiller 1976, Biophys. J. 16, 779. */
export const receptorResponse: Response = {
  value: (cue, constant) => cue / (constant + cue),
  rate: (cue, change, constant) => {
    const free = constant / (constant + cue);
    return (change * free) / (constant + cue);
  },
  wgsl: 'receptor_response',
};

export const RESPONSE: Readonly<Record<ResponseName, Response>> = {
  linear: linearResponse,
  logarithmic: logarithmicResponse,
  'receptor-saturation': receptorResponse,
};
