// What must hold between settings that are each right by themselves.

import { isWalk, type Config, type WalkConfig } from '../core/config.ts';
import { cellMeasure, dimension } from '../core/grid.ts';
import type { Problem } from '../core/problem.ts';
import { checkInside } from './check-inside.ts';
import { checkLevels } from './check-levels.ts';
import { problem } from './check-setting.ts';
import { ruleNamed, viewFields } from './declared.ts';
import { roundedDown } from './sample-states.ts';

const MAXIMUM_FRAMES = 1_000_000;

export function checkTogether(config: Config): Problem[] {
  const problems: Problem[] = [];
  const { low, high, scale } = config.view;
  if (low !== null && high !== null && !(low < high))
    problems.push(
      problem('view.low', low, `must be below view.high = ${high}`, 'Swap them or set one to null'),
    );
  if (scale === 'logarithmic' && low !== null && !(low > 0))
    problems.push(
      problem('view.low', low, 'must be above 0 on a logarithmic scale', 'Set it to null or to 1e-3'),
    );
  if (scale === 'logarithmic' && high !== null && !(high > 0))
    problems.push(problem('view.high', high, 'must be above 0 on a logarithmic scale', 'Set it to null'));
  const shown = viewFields(config);
  if (!shown.includes(config.view.field)) {
    const have =
      config.model !== 'run-and-tumble'
        ? `model=${config.model} has no single cells to look into`
        : `cells with sensing=${config.sensing} have ${shown.length > 2 ? `inside: ${shown.slice(2).join(', ')}` : 'nothing inside'}`;
    problems.push(problem('view.field', config.view.field, have, `Use ${shown.join(' or ')}`));
  }
  const frames = Math.floor(config.until / config.every);
  if (frames > MAXIMUM_FRAMES) {
    const rule = `gives ${frames} frames until ${config.until}; ${MAXIMUM_FRAMES} are the most`;
    problems.push(problem('every', config.every, rule, `Use ${config.until / 1000} or more`));
  }
  if (config.timeStep !== 'auto' && config.timeStep > config.until)
    problems.push(
      problem('timeStep', config.timeStep, `must not exceed until = ${config.until}`, 'Use auto'),
    );
  if (
    config.model === 'keller-segel' &&
    config.scheme === 'rkl2' &&
    config.chemicalDynamics === 'quasi-steady'
  ) {
    const rule = 'its stages know only a chemical that takes its time, not chemicalDynamics=quasi-steady';
    problems.push(problem('scheme', config.scheme, rule, 'Use scheme=ssprk2 or euler'));
  }
  if (config.model === 'keller-segel' && config.flux === 'fourth-order' && config.scheme !== 'rkl2') {
    const rule = `goes with scheme=rkl2 only, not with ${config.scheme}`;
    problems.push(problem('flux', config.flux, rule, 'Use scheme=rkl2, or flux=scharfetter-gummel'));
  }
  if (isWalk(config)) problems.push(...checkCells(config), ...checkInside(config), ...checkLevels(config));
  return problems;
}

function checkCells(config: WalkConfig): Problem[] {
  const problems: Problem[] = [];
  const { timeStep, parameters } = config;
  const line = dimension(config) === 1;
  const rule = ruleNamed(config.sensing);
  const speed = rule?.motion === 'crawling' ? 0 : (parameters['speed'] ?? 0);
  const [side, size] =
    line || config.width <= config.height ? ['width', config.width] : ['height', config.height];
  // Crawling cells have no speed of their own: what they sense may drive them at any.
  if (timeStep !== 'auto' && speed * timeStep >= size) {
    const most = roundedDown((0.1 * size) / speed, 2);
    const rule = `a cell would cross the domain (${side} ${size}) in one step at speed ${speed}`;
    problems.push(
      problem('timeStep', timeStep, rule, `Use auto, or ${most} or less (a tenth of the domain)`),
    );
  }
  // The GPU adds the densities of all grid cells up in single precision.
  const sum = (config.cells * config.weight) / cellMeasure(config);
  if (sum > 3.4e38) {
    const rule = `densities must stay below 3.4e38 in sum (single precision), and ${config.cells} cells give ${Number(sum.toPrecision(3))}`;
    problems.push(problem('weight', config.weight, rule, 'Use other units of length, or a smaller weight'));
  }
  const turning = parameters['rotationalDiffusion'] ?? 0;
  if (line && turning > 0 && rule?.motion === 'tumbling')
    problems.push(
      problem(
        'parameters.rotationalDiffusion',
        turning,
        'in one dimension there is nothing to rotate in: cells head right or left',
        'Set it to 0, and give the rate of reversals by tumbleRate and persistence',
      ),
    );
  return problems;
}
