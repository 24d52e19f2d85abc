// The folder's door: an experiment that runs.

export { createSimulation, type InitialFields } from './simulation.ts';
