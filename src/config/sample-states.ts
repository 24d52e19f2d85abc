// States at which formulas in u, v, x, y, t are tried before the first step: the initial state, and its extremes over
// the domain and the duration. While an initial field is a file that was not read yet, formulas that depend on that
// field wait until it is (initial.ts).

import type { Config } from '../core/config.ts';
import { parseExpression, toFunction, variablesOf } from '../core/expression/index.ts';
import { cellX, cellY, dimension } from '../core/grid.ts';
import { formulaSampler, type InitialFields } from './initial-formula.ts';
import { MODEL_NAMES } from './settings.ts';

export interface Sample {
  readonly u: number;
  readonly v: number;
  readonly x: number;
  readonly y: number;
  readonly t: number;
}

export interface SampledStates {
  readonly samples: readonly Sample[];
  /** False while the initial v is a file that was not read. */
  readonly knowsV: boolean;
  compile(source: string): (sample: Sample) => number;
  /** Whether a formula depends on the state at all. */
  varies(source: string): boolean;
  /** Whether a formula depends on a field that is not known yet. `givenU`: u is set by the check itself. */
  waits(source: string, givenU?: boolean): boolean;
}

const SIDE = 8;
/** Stands for a field that is not known yet, in formulas that do not depend on it. */
const standIn = (): number => 1;

type Sampler = (ix: number, iy: number) => number;

export const digits = (value: number): string => String(Number(value.toPrecision(4)));

/** So many digits, never more than the value: for the largest that is allowed. */
export function roundedDown(value: number, count: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - count + 1);
  // A hair more than the quotient, so that 1 stays 1 and does not become 0.99.
  return Number((Math.floor(value / unit + 1e-9) * unit).toPrecision(count));
}

export const whereIn = ({ u, v, x, y, t }: Sample): string =>
  `at u = ${digits(u)}, v = ${digits(v)}, x = ${digits(x)}, y = ${digits(y)}, t = ${digits(t)}`;

/** `fields`: the initial state, where that is computed. */
export function samplesOf(config: Config, fields: InitialFields | null): SampledStates {
  const sampler = (name: 'u' | 'v'): Sampler | null =>
    fields === null ? formulaSampler(config, name) : (ix, iy) => fields[name][iy * config.nx + ix]!;
  const [u, v] = [sampler('u'), sampler('v')];
  const parameters = Object.entries(config.parameters);
  const names = [...MODEL_NAMES, ...parameters.map(([name]) => name)];
  const slots = Float64Array.from([0, 0, 0, 0, 0, ...parameters.map(([, value]) => value)]);
  const variables = (source: string): string[] => variablesOf(parseExpression(source, { names }));
  return {
    samples: sampleStates(config, u ?? standIn, v ?? standIn),
    knowsV: v !== null,
    varies: (source) => variables(source).some((name) => names.indexOf(name) < MODEL_NAMES.length),
    waits: (source, givenU = false) =>
      variables(source).some(
        (name) => (name === 'u' && u === null && !givenU) || (name === 'v' && v === null),
      ),
    compile(source) {
      const f = toFunction(parseExpression(source, { names }), names);
      return ({ u, v, x, y, t }) => {
        slots.set([u, v, x, y, t]);
        return f(slots);
      };
    },
  };
}

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
  const sound = states.filter(
    (state) => state.u >= 0 && Number.isFinite(state.u) && Number.isFinite(state.v),
  );
  const good = toDensity(config, sound);
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

/** The initial u of single cells is only the shape of their density: brought to their number, as far as samples tell. */
function toDensity(config: Config, states: readonly Sample[]): Sample[] {
  if (config.model === 'keller-segel') return [...states];
  const shape = states.reduce((sum, { u }) => sum + u, 0) / states.length;
  const size = dimension(config) === 1 ? config.width : config.width * config.height;
  const scale = shape > 0 ? (config.cells * config.weight) / size / shape : 0;
  return states.map((state) => ({ ...state, u: state.u * scale }));
}
