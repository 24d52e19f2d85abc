// Every setting of an experiment, declared once: key, kind, default, unit, meaning. From these lines follow the checks
// (parse-config.ts), `--set` (set.ts), links (url.ts), the help text and the README's table (help.ts) and the page's
// panel. A new setting is one line here and one in core/config.ts. Parameters of the formulas are free names and
// therefore not listed; neither is `preset`, which names the experiment to begin from.

import { COLORMAPS, SCHEMES } from '../core/config.ts';
import { BOUNDARIES } from '../core/grid.ts';

export type SettingKind =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'integer'; readonly least: number; readonly most: number; readonly or?: number }
  /** `above` is exclusive, `most` inclusive; `or` is one more value that is allowed. */
  | { readonly kind: 'number'; readonly above: number; readonly most: number; readonly or?: 'auto' | null }
  | { readonly kind: 'formula'; readonly names: readonly string[] }
  /** A formula with random numbers, or a file. */
  | { readonly kind: 'initial'; readonly names: readonly string[] };

export type Setting = SettingKind & {
  /** Key in a configuration; `view.` settings stand in the object `view`. */
  readonly key: string;
  readonly group: 'model' | 'domain' | 'start' | 'time' | 'view';
  readonly default: string | number | null;
  /** In terms of the user's own length L, time T and densities U, V; empty for pure numbers. */
  readonly unit: string;
  readonly doc: string;
};

/** Variables a model formula may use, besides the parameters. */
export const MODEL_NAMES = ['u', 'v', 'x', 'y', 't'] as const;
/** Variables an initial formula may use, besides the parameters and rand, randn. */
export const INITIAL_NAMES = ['x', 'y', 'width', 'height'] as const;

/** Parameters of the default formulas below. */
export const DEFAULT_PARAMETERS: Readonly<Record<string, number>> = { c: 4, a: 0.1 };

const formula = { kind: 'formula', names: MODEL_NAMES } as const;
const initial = { kind: 'initial', names: INITIAL_NAMES } as const;
const boundary = { kind: 'choice', choices: BOUNDARIES } as const;
// 1e-9 and 1e12 keep squares and reciprocal squares of the cell size well inside single precision (1e-38 .. 3e38).
const positive = { kind: 'number', above: 0, most: 1e12 } as const;
const length = { kind: 'number', above: 1e-9, most: 1e12 } as const;
const cells = { kind: 'integer', least: 3, most: 32768 } as const;
const density = { kind: 'number', above: -3e38, most: 3e38, or: null } as const;

// prettier-ignore
export const SETTINGS: readonly Setting[] = [
  { key: 'model', group: 'model', kind: 'choice', choices: ['keller-segel'], default: 'keller-segel', unit: '', doc: 'equations of motion' },
  { key: 'diffusionU', group: 'model', ...formula, default: '1', unit: 'L^2/T', doc: 'diffusion coefficient of the cells' },
  { key: 'diffusionV', group: 'model', ...formula, default: '1', unit: 'L^2/T', doc: 'diffusion coefficient of the chemical' },
  { key: 'sensitivity', group: 'model', ...formula, default: 'c*u/(1+u^2)', unit: 'U L^2/(T V)', doc: 'chemotactic sensitivity chi(u,v); contains u and vanishes with it' },
  { key: 'growth', group: 'model', ...formula, default: 'u*(1-u)', unit: 'U/T', doc: 'growth of the cells f(u,v); 0 keeps their number' },
  { key: 'production', group: 'model', ...formula, default: 'u - a*v', unit: 'V/T', doc: 'production and decay of the chemical g(u,v)' },
  { key: 'nx', group: 'domain', ...cells, default: 256, unit: '', doc: 'grid cells along x' },
  { key: 'ny', group: 'domain', ...cells, or: 1, default: 256, unit: '', doc: 'grid cells along y; 1 for one dimension' },
  { key: 'width', group: 'domain', ...length, default: 100, unit: 'L', doc: 'size of the domain along x' },
  { key: 'height', group: 'domain', ...length, default: 100, unit: 'L', doc: 'size of the domain along y; without meaning in one dimension' },
  { key: 'boundaryX', group: 'domain', ...boundary, default: 'periodic', unit: '', doc: 'what lies beyond the left and right edge' },
  { key: 'boundaryY', group: 'domain', ...boundary, default: 'periodic', unit: '', doc: 'what lies beyond the lower and upper edge' },
  { key: 'initialU', group: 'start', ...initial, default: 'max(0, 1 + 0.1*randn)', unit: 'U', doc: 'cell density at the start: formula, .npy or .png file' },
  { key: 'initialV', group: 'start', ...initial, default: '0', unit: 'V', doc: 'chemical at the start: formula, .npy or .png file' },
  { key: 'seed', group: 'start', kind: 'integer', least: 0, most: Number.MAX_SAFE_INTEGER, default: 1, unit: '', doc: 'seed of rand and randn; the same seed gives the same start' },
  { key: 'timeStep', group: 'time', ...positive, or: 'auto', default: 'auto', unit: 'T', doc: 'length of a step; auto follows the stability limit' },
  { key: 'scheme', group: 'time', kind: 'choice', choices: SCHEMES, default: 'ssprk2', unit: '', doc: 'time stepping: second-order Runge-Kutta or forward Euler' },
  { key: 'until', group: 'time', ...positive, default: 100, unit: 'T', doc: 'end of the run' },
  { key: 'every', group: 'time', ...positive, default: 1, unit: 'T', doc: 'time between stored frames' },
  { key: 'whenUnresolved', group: 'time', kind: 'choice', choices: ['stop', 'continue'], default: 'stop', unit: '', doc: 'what to do once a peak is too narrow for the grid' },
  { key: 'view.field', group: 'view', kind: 'choice', choices: ['u', 'v'], default: 'u', unit: '', doc: 'field that is drawn' },
  { key: 'view.colormap', group: 'view', kind: 'choice', choices: COLORMAPS, default: 'viridis', unit: '', doc: 'colour map' },
  { key: 'view.scale', group: 'view', kind: 'choice', choices: ['linear', 'logarithmic'], default: 'linear', unit: '', doc: 'colour scale' },
  { key: 'view.low', group: 'view', ...density, default: null, unit: 'U or V', doc: 'lower end of the colour range; null follows the minimum' },
  { key: 'view.high', group: 'view', ...density, default: null, unit: 'U or V', doc: 'upper end of the colour range; null follows the maximum' },
  { key: 'view.pace', group: 'view', ...positive, default: 2, unit: 'T', doc: 'simulated time the page shows in a second' },
];

const BY_KEY: ReadonlyMap<string, Setting> = new Map(SETTINGS.map((setting) => [setting.key, setting]));

export const findSetting = (key: string): Setting | undefined => BY_KEY.get(key);

/** Names a parameter cannot have: variables of the formulas and keys of settings (so that `c=5` is never ambiguous). */
export const SETTING_NAMES: ReadonlySet<string> = new Set([
  ...SETTINGS.map((setting) => setting.key.split('.')[0]!),
  ...MODEL_NAMES,
  ...INITIAL_NAMES,
  ...['preset', 'parameters'],
]);
