// How long a step of cells may be where the user leaves it open. The hazard clock is exact for a constant rate and second
// order otherwise, so a step is short against the time between tumbles; on a live field a cell must not pass over
// grid cells unseen; a crawling cell's noise must not carry it over them either.

import type { RunAndTumbleConfig } from '../../core/config.ts';
import { cellX, cellY, dimension, dx, dy } from '../../core/grid.ts';
import { fastestInside } from '../../sensing/index.ts';
import { InputError } from '../../core/problem.ts';
import { parameterField } from '../../kernels/keller-segel/layout.ts';
import type { CellTerms } from '../../kernels/run-and-tumble/terms.ts';
import { cellsDependOnTime, cellTerms, ruleOf } from './formulas.ts';
import { cellRecord } from './record.ts';

/** Tumbles a step, on average: the error of D is (mu dt)^2/12, 3e-3 of it here. */
const TUMBLES_A_STEP = 0.1;
/** Grid cells a step. */
const CELLS_A_STEP = 0.5;
/** Where a cue moves, a step is at most this share of the time between stored frames. */
const STEPS_AN_INTERVAL = 16;
const MOST_SAMPLES_LINE = 4096;
const MOST_SAMPLES_SIDE = 64;
/** Part of its way into a hollow that a crawling cell goes in a step: the error of the variance there is a quarter of its square. */
const RELAXATION_A_STEP = 0.2;
/** Of the fastest time inside a cell: its memory is second order in that. */
const INNER_TIME_A_STEP = 0.3;

type Values = Readonly<Record<string, number>>;

/** The longest step for these values of the parameters. */
export function longestStep(config: RunAndTumbleConfig, parameters: Values): number {
  const rule = ruleOf(config);
  const h = dimension(config) === 1 ? dx(config) : Math.min(dx(config), dy(config));
  const limits = [config.every];
  if (cellsDependOnTime(config)) limits.push(config.every / STEPS_AN_INTERVAL);
  limits.push(INNER_TIME_A_STEP * fastestInside(rule, parameters).value);
  if (rule.motion !== 'crawling') {
    const rate =
      rule.formulas.length > 0
        ? largestRate(config, parameters)
        : (rule.law.restingRate?.(parameters) ?? parameters['tumbleRate']);
    const turning = dimension(config) === 1 ? 0 : parameters['rotationalDiffusion'];
    limits.push(TUMBLES_A_STEP / (rate + turning));
    const cells = config.chemical === 'live' ? CELLS_A_STEP * h : Infinity;
    limits.push(Math.min(cells, shortestSide(config) / 8) / parameters['speed']);
  } else {
    const { force, stiffness } = steepest(config, parameters);
    limits.push((CELLS_A_STEP * h) ** 2 / (2 * crawlDiffusion(parameters)));
    limits.push((CELLS_A_STEP * h) / force, RELAXATION_A_STEP / stiffness);
  }
  // Where a speed or a rate is 0 its limit is infinite.
  return Math.min(...limits);
}

/** Steps of crawling cells above this one grow without bound where the cue is most curved; Infinity for others. */
export const steadyStep = (config: RunAndTumbleConfig, parameters: Values): number =>
  ruleOf(config).motion !== 'crawling' ? Infinity : 2 / steepest(config, parameters).stiffness;

/** How far a cell goes in such a step, by itself or by its noise; 0 where it does not move. */
export const stepDistance = (config: RunAndTumbleConfig, parameters: Values, step: number): number =>
  ruleOf(config).motion !== 'crawling'
    ? parameters['speed'] * step
    : Math.sqrt(2 * crawlDiffusion(parameters) * step);

const shortestSide = (config: RunAndTumbleConfig): number =>
  dimension(config) === 1 ? config.width : Math.min(config.width, config.height);

/** The internal level of a crawling cell is a share, at most 1. */
const largestMobility = (parameters: Values): number =>
  parameters['mobility'] * Math.max(1, 1 + parameters['gain']);
const crawlDiffusion = (parameters: Values): number =>
  parameters['temperature'] * largestMobility(parameters);

/** Formulas of the config at these values of the parameters. */
function formulasAt(config: RunAndTumbleConfig, parameters: Values): CellTerms['functions'] {
  const terms = cellTerms(config);
  const record = cellRecord(config);
  for (const [name, value] of Object.entries(parameters)) record[parameterField(name)] = value;
  terms.update(record);
  return terms.functions;
}

/** Calls back at sample points of the domain and the duration: centres of grid cells. */
function sample(config: RunAndTumbleConfig, at: (x: number, y: number, t: number) => void): void {
  const line = dimension(config) === 1;
  const columns = Math.min(config.nx, line ? MOST_SAMPLES_LINE : MOST_SAMPLES_SIDE);
  const rows = line ? 1 : Math.min(config.ny, MOST_SAMPLES_SIDE);
  const times = cellsDependOnTime(config) ? [0, config.until / 2, config.until] : [0];
  for (let j = 0; j < rows; j += 1) {
    const y = line ? 0 : cellY(config, Math.floor((j / rows) * config.ny));
    for (let i = 0; i < columns; i += 1) {
      const x = cellX(config, Math.floor((i / columns) * config.nx));
      for (const t of times) at(x, y, t);
    }
  }
}

/** Largest of the rule's own rates over the domain; where one is not finite, cells that come there will say so. */
function largestRate(config: RunAndTumbleConfig, parameters: Values): number {
  const functions = formulasAt(config, parameters);
  let largest = 0;
  for (const name of ruleOf(config).formulas) {
    sample(config, (x, y, t) => {
      const rate = functions[name](x, y, t);
      if (Number.isFinite(rate)) largest = Math.max(largest, rate);
    });
  }
  return largest;
}

/** Throws InputError where one of the rule's own rates is not finite. */
export function checkRates(config: RunAndTumbleConfig): void {
  const functions = formulasAt(config, config.parameters);
  for (const name of ruleOf(config).formulas) {
    sample(config, (x, y, t) => {
      const rate = functions[name](x, y, t);
      if (!Number.isFinite(rate)) throw notFinite(config, name, rate, x, y);
    });
  }
}

function notFinite(
  config: RunAndTumbleConfig,
  field: 'ratePlus' | 'rateMinus',
  rate: number,
  x: number,
  y: number,
): InputError {
  const where = dimension(config) === 1 ? `x = ${x}` : `x = ${x}, y = ${y}`;
  const rule = `a rate must be finite everywhere, but is ${rate} at ${where}`;
  return new InputError([{ field, value: config[field], rule, remedy: 'Change the formula' }]);
}

/**
 * Of crawling cells in a prescribed cue: the largest drift velocity, and the largest rate at which they relax into a
 * hollow, mobility chi times the curvature of the cue (from differences of its gradient between grid cells). A live
 * cue is not known beforehand: both 0.
 */
function steepest(config: RunAndTumbleConfig, parameters: Values): { force: number; stiffness: number } {
  if (config.chemical === 'live') return { force: 0, stiffness: 0 };
  const { attractantDx, attractantDy } = formulasAt(config, parameters);
  const pull = largestMobility(parameters) * Math.abs(parameters['chi']);
  const line = dimension(config) === 1;
  const [hx, hy] = [dx(config), dy(config)];
  let gradient = 0;
  let curvature = 0;
  sample(config, (x, y, t) => {
    const along = attractantDx(x, y, t);
    gradient = Math.max(gradient, Math.abs(along));
    curvature = Math.max(curvature, Math.abs(attractantDx(x + 0.5 * hx, y, t) - along) / (0.5 * hx));
    if (line) return;
    const across = attractantDy(x, y, t);
    gradient = Math.max(gradient, Math.abs(across));
    curvature = Math.max(curvature, Math.abs(attractantDy(x, y + 0.5 * hy, t) - across) / (0.5 * hy));
  });
  return { force: pull * gradient, stiffness: pull * curvature };
}
