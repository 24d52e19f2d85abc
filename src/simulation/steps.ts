// What the length of a cell's step must be for its numbers to mean something, checked before anything is allocated: steps
// that can be counted to the end, distances that fixed point can tell, crawling that does not overshoot.

import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import { TURN } from '../kernels/run-and-tumble/layout.ts';
import { checkRates, longestModelStep, steadyStep, stepDistance } from '../models/index.ts';

const MOST_STEPS = 1e10;
/** Distances are rounded to units of 2^-32 periods; a step of so many is right to two parts in a thousand. */
const FEWEST_UNITS = 256;

const short = (value: number): string => String(Number(value.toPrecision(3)));

/** Throws InputError. Models without cells find their own steps. */
export function checkStep(config: Config): void {
  if (config.model !== 'run-and-tumble') return;
  checkRates(config);
  const step = config.timeStep === 'auto' ? longestModelStep(config, config.parameters) : config.timeStep;
  const refuse = (rule: string, remedy: string): InputError =>
    new InputError([{ field: 'timeStep', value: String(config.timeStep), rule, remedy }]);
  if (!(config.until / step <= MOST_STEPS)) {
    const steps = `${short(config.until / step)} steps of ${short(step)} until ${config.until}`;
    throw refuse(`the cells need ${steps}`, 'Lower the rates, the speed or the forces, or the end');
  }
  const steady = steadyStep(config, config.parameters);
  if (step > steady) {
    const rule = `crawling cells overshoot and fly apart in steps above ${short(steady)}`;
    throw refuse(rule, `Use auto, or ${short(steady / 10)} or less`);
  }
  const distance = stepDistance(config, config.parameters, step);
  const unit = longestPeriod(config) / TURN;
  if (distance > 0 && distance < FEWEST_UNITS * unit) {
    const size = `the ${short(longestPeriod(config))} that positions are told in 2^-32 of`;
    const rule = `a cell goes ${short(distance)} in a step, too little of ${size}`;
    throw refuse(rule, 'Use a smaller domain, or a longer step');
  }
}

function longestPeriod(config: RunAndTumbleConfig): number {
  const x = config.boundaryX === 'periodic' ? config.width : 2 * config.width;
  const y = config.boundaryY === 'periodic' ? config.height : 2 * config.height;
  return dimension(config) === 1 ? x : Math.max(x, y);
}
