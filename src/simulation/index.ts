// The folder's door: an experiment that runs.

export { evaluationsOf } from './evaluations.ts';
export { checkGridFits } from './fits.ts';
export { createSimulation, type InitialFields } from './simulation.ts';
export { createExperiment } from './levels.ts';
