// How long a step of cells may be where the user leaves it open. The hazard clock is exact for a constant rate and second
// order otherwise, so a step is short against the time between tumbles; on a live field a cell must not pass over
// grid cells unseen; a crawling cell's noise must not carry it over them either.

import type { RunAndTumbleConfig } from '../../core/config.ts';
import { cellX, cellY, dimension, dx, dy } from '../../core/grid.ts';
import { cellExpressions, cellsDependOnTime, cellTerms, ruleOf } from './formulas.ts';
import { cellRecord } from './record.ts';
import { parameterField } from '../../kernels/keller-segel/layout.ts';

/** Tumbles a step, on average: the error of D is (mu dt)^2/12, 3e-3 of it here. */
const TUMBLES_A_STEP = 0.1;
/** Grid cells a step. */
const CELLS_A_STEP = 0.5;
/** Where a cue moves, a step is at most this share of the time between stored frames. */
const STEPS_AN_INTERVAL = 16;
const SAMPLES = 32;

/** The longest step for these values of the parameters. */
export function longestStep(
  config: RunAndTumbleConfig,
  parameters: Readonly<Record<string, number>>,
): number {
  const rule = ruleOf(config);
  const h = dimension(config) === 1 ? dx(config) : Math.min(dx(config), dy(config));
  const limits = [config.every];
  if (cellsDependOnTime(config)) limits.push(config.every / STEPS_AN_INTERVAL);
  if (rule.motion === 'tumbling') {
    const rate = rule.formulas.length > 0 ? largestRate(config, parameters) : parameters['tumbleRate'];
    const turning = dimension(config) === 1 ? 0 : parameters['rotationalDiffusion'];
    limits.push(TUMBLES_A_STEP / (rate + turning));
    const speed = parameters['speed'];
    const cells = config.chemical === 'live' ? CELLS_A_STEP * h : Infinity;
    limits.push(Math.min(cells, shortestSide(config) / 8) / speed);
  } else {
    const mobility = parameters['mobility'] * (1 + Math.abs(parameters['gain']));
    const diffusion = parameters['temperature'] * mobility;
    limits.push((CELLS_A_STEP * h) ** 2 / (2 * diffusion));
  }
  return Math.min(...limits.filter((limit) => limit > 0));
}

const shortestSide = (config: RunAndTumbleConfig): number =>
  dimension(config) === 1 ? config.width : Math.min(config.width, config.height);

/** Largest of the rule's own rates over the domain, sampled. */
function largestRate(config: RunAndTumbleConfig, parameters: Readonly<Record<string, number>>): number {
  const terms = cellTerms(config);
  const record = cellRecord(config);
  for (const [name, value] of Object.entries(parameters)) record[parameterField(name)] = value;
  terms.update(record);
  const names = Object.keys(cellExpressions(config)).filter((name) => name.startsWith('rate'));
  let largest = 0;
  for (let j = 0; j < (dimension(config) === 1 ? 1 : SAMPLES); j += 1) {
    for (let i = 0; i < SAMPLES; i += 1) {
      const x = cellX(config, (i / SAMPLES) * config.nx);
      const y = dimension(config) === 1 ? 0 : cellY(config, (j / SAMPLES) * config.ny);
      for (const name of names) {
        for (const t of [0, config.until / 2, config.until])
          largest = Math.max(largest, terms.functions[name](x, y, t));
      }
    }
  }
  return largest;
}
