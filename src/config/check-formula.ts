// What can be known of the formulas before the first step: their grammar, and, at sample states, that diffusion is not
// negative, that chi/u stays finite as u goes to 0 (else cells would be taken from where there are none, and u would
// go negative), and that nothing is taken from an empty place by growth. Samples are the initial state and its extremes
// over the domain and the duration: what u and v become later is watched by the run itself. While an initial field is a
// file that was not read yet, formulas that depend on that field wait until it is (initial.ts).

import type { Config } from '../core/config.ts';
import { ExpressionError, parseExpression, toFunction, variablesOf } from '../core/expression/index.ts';
import { cellX, cellY } from '../core/grid.ts';
import type { Problem } from '../core/problem.ts';
import { formulaSampler, type InitialFields } from './initial-formula.ts';
import { MODEL_NAMES } from './settings.ts';

/** Grammar of one formula; null when it is right. */
export function checkGrammar(
  field: string,
  source: string,
  names: readonly string[],
  random: boolean,
): Problem | null {
  try {
    parseExpression(source, { names, random });
    return null;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const value = source.length > 60 ? `${source.slice(0, 57)}...` : source;
    return {
      field,
      value: value.replace(/\s+/g, ' '),
      rule: `${error.rule}: ${error.marked()}`,
      remedy: error.remedy,
    };
  }
}

interface Sample {
  readonly u: number;
  readonly v: number;
  readonly x: number;
  readonly y: number;
  readonly t: number;
}

const SIDE = 8;
/** Stands for a field that is not known yet, in formulas that do not depend on it. */
const standIn = (): number => 1;

type Sampler = (ix: number, iy: number) => number;

/** Problems of a configuration whose formulas are grammatical. `fields`: its initial state, where that is computed. */
export function checkFormulas(config: Config, fields: InitialFields | null = null): Problem[] {
  const sampler = (name: 'u' | 'v'): Sampler | null =>
    fields === null ? formulaSampler(config, name) : (ix, iy) => fields[name][iy * config.nx + ix]!;
  const [u, v] = [sampler('u'), sampler('v')];
  const samples = sampleStates(config, u ?? standIn, v ?? standIn);
  const parameters = Object.entries(config.parameters);
  const names = [...MODEL_NAMES, ...parameters.map(([name]) => name)];
  const slots = Float64Array.from([0, 0, 0, 0, 0, ...parameters.map(([, value]) => value)]);
  const variables = (field: keyof Config): string[] =>
    variablesOf(parseExpression(String(config[field]), { names }));
  const varies = (field: keyof Config): boolean =>
    variables(field).some((name) => names.indexOf(name) < MODEL_NAMES.length);
  /** Whether a formula depends on a field that is not known yet. */
  const waits = (field: keyof Config, givenU = false): boolean =>
    variables(field).some((name) => (name === 'u' && u === null && !givenU) || (name === 'v' && v === null));
  const compile = (source: string) => {
    const f = toFunction(parseExpression(source, { names }), names);
    return ({ u, v, x, y, t }: Sample): number => {
      slots.set([u, v, x, y, t]);
      return f(slots);
    };
  };
  const refuse = (field: keyof Config, rule: string, remedy: string): Problem => ({
    field,
    value: String(config[field]).slice(0, 80),
    rule,
    remedy,
  });
  const problems: Problem[] = [];
  for (const field of ['diffusionU', 'diffusionV'] as const) {
    if (waits(field)) continue;
    const diffusion = compile(config[field]);
    const wrong = samples.find((sample) => !(diffusion(sample) >= 0 && Number.isFinite(diffusion(sample))));
    if (wrong === undefined) continue;
    const rule = `diffusion must be finite and not negative, but is ${digits(diffusion(wrong))}${varies(field) ? ` ${at(wrong)}` : ''}`;
    problems.push(
      refuse(field, rule, 'Change it so that it is 0 or more for every state, for instance with max(0, ...)'),
    );
  }
  for (const field of ['growth', 'production', 'sensitivity'] as const) {
    if (waits(field)) continue;
    const term = compile(config[field]);
    const wrong = samples.find((sample) => !Number.isFinite(term(sample)));
    if (wrong === undefined) continue;
    const rule = `must be finite from the start, but is ${digits(term(wrong))} ${at(wrong)}`;
    problems.push(
      refuse(field, rule, 'Change the formula or the initial fields, so that it does not divide by 0'),
    );
  }
  if (problems.length > 0) return problems;

  // chi(u)/u at two tiny u: equal if chi vanishes like u, 1e10 apart if chi(0) is not 0. A factor 2 leaves room for
  // chi = u log u and the like, and refuses every power u^p with p < 0.97.
  const chi = compile(config.sensitivity);
  const slope = (sample: Sample, u: number): number => Math.abs(chi({ ...sample, u }) / u);
  const steep = (waits('sensitivity', true) ? [] : samples).find(
    (sample) => !(slope(sample, 1e-30) <= 2 * slope(sample, 1e-20)),
  );
  if (steep !== undefined) {
    const rule = `must vanish with u at least as fast as u itself, but is ${digits(chi({ ...steep, u: 1e-30 }))} ${at({ ...steep, u: 1e-30 })}`;
    problems.push(
      refuse('sensitivity', rule, 'Include the density: c*u means a constant response of every cell'),
    );
  }
  const growth = compile(config.growth);
  const empty = (waits('growth', true) ? [] : samples).map((sample) => ({ ...sample, u: 0 }));
  const taken = empty.find((sample) => growth(sample) < 0);
  if (taken !== undefined) {
    const rule = `must not remove cells where there are none, but is ${digits(growth(taken))} ${at(taken)}`;
    problems.push(refuse('growth', rule, 'Make the loss proportional to u'));
  }
  return problems;
}

const digits = (value: number): string => String(Number(value.toPrecision(4)));
const at = ({ u, v, x, y, t }: Sample): string =>
  `at u = ${digits(u)}, v = ${digits(v)}, x = ${digits(x)}, y = ${digits(y)}, t = ${digits(t)}`;

/** States at cells spread over the grid, and all pairs of the extremes of u and v at the corners and the centre. */
function sampleStates(config: Config, u: Sampler, v: Sampler): Sample[] {
  const spread = (count: number): number[] => {
    const side = Math.min(SIDE, count);
    return Array.from({ length: side }, (_, index) => Math.floor(((index + 0.5) * count) / side));
  };
  const states: Sample[] = [];
  for (const iy of spread(config.ny)) {
    for (const ix of spread(config.nx)) {
      states.push({ u: u(ix, iy), v: v(ix, iy), x: cellX(config, ix), y: cellY(config, iy), t: 0 });
    }
  }
  // Initial fields that are wrong themselves are refused where they are computed in full.
  const good = states.filter((state) => state.u >= 0 && Number.isFinite(state.u) && Number.isFinite(state.v));
  const extremes = (values: number[]): number[] => [Math.min(...values), Math.max(...values)];
  if (good.length === 0) return [];
  for (const us of extremes(good.map((state) => state.u))) {
    for (const vs of extremes(good.map((state) => state.v))) {
      for (const t of [0, config.until / 2, config.until]) {
        for (const [fx, fy] of [
          [0, 0],
          [1, 0],
          [0, 1],
          [1, 1],
          [0.5, 0.5],
        ] as const) {
          const ix = Math.round(fx * (config.nx - 1));
          const iy = Math.round(fy * (config.ny - 1));
          good.push({ u: us, v: vs, x: cellX(config, ix), y: cellY(config, iy), t });
        }
      }
    }
  }
  return good;
}
