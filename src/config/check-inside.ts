// What must hold inside a cell: constants in their order, and steps short enough for what goes on there.

import type { WalkConfig } from '../core/config.ts';
import type { Problem } from '../core/problem.ts';
import { fastestInside } from '../sensing/index.ts';
import { problem } from './check-setting.ts';
import { readsCells, ruleNamed } from './declared.ts';
import { digits, roundedDown } from './sample-states.ts';

/** Part of the fastest time inside a cell that a step may last; a hair more, so that .005 is a third of .015. */
const LONGEST_STEP = (1 + 1e-9) / 3;

export function checkInside(config: WalkConfig): Problem[] {
  const rule = ruleNamed(config.sensing);
  if (rule === undefined || !readsCells(config)) return [];
  const { parameters, timeStep } = config;
  const problems: Problem[] = [];
  for (const [low, high] of [
    ['K_I', 'K_A'],
    ['K_I2', 'K_A2'],
  ] as const) {
    const [inactive, active] = [parameters[low], parameters[high]];
    if (!hasParameter(rule.parameters, low) || inactive! < active!) continue;
    const why = `must be below ${high} = ${active}: an attractant binds inactive receptors at lower concentrations than active ones`;
    const remedy = `Swap them${low === 'K_I2' ? ', or make share2 negative for a repellent' : ''}`;
    problems.push(problem(`parameters.${low}`, inactive, why, remedy));
  }
  const { most, tau, tauY, ligandNoise } = parameters;
  if (hasParameter(rule.parameters, 'most') && !(most! * tau! > 1)) {
    const why = `must be above 1/tau = ${digits(1 / tau!)}, what the motor does at the activity a0`;
    problems.push(problem('parameters.most', most, why, `Use ${digits(10 / tau!)} or more`));
  }
  if (tauY === 0 && ligandNoise! > 0 && hasParameter(rule.parameters, 'tauY')) {
    const why = 'white noise of the ligand needs a CheY-P that averages over it, and tauY is 0';
    problems.push(
      problem('parameters.ligandNoise', ligandNoise, why, 'Set tauY to 0.2, or ligandNoise to 0'),
    );
  }
  const fastest = fastestInside(rule, parameters);
  if (config.model === 'run-and-tumble' && timeStep !== 'auto' && timeStep > LONGEST_STEP * fastest.value) {
    const why = `must not exceed a third of the fastest time inside a cell, and ${fastest.name} is ${digits(fastest.value)}`;
    const largest = roundedDown(LONGEST_STEP * fastest.value, 3);
    problems.push(problem('timeStep', timeStep, why, `Use auto, or ${largest} or less`));
  }
  return problems;
}

const hasParameter = (specs: readonly { readonly name: string }[], name: string): boolean =>
  specs.some((spec) => spec.name === name);
