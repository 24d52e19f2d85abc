// Every setting of an experiment, declared once: key, kind, default, unit, meaning. From these lines follow the checks
// (parse-config.ts), `--set` (set.ts), links (url.ts), the help text and the README's tables (help.ts) and the page's
// panel. A new setting is one line here and one in core/config.ts. Parameters are not listed: those of the formulas
// are free names, those of a sensing rule stand in its folder (declared.ts finds them). Neither is `preset`, which
// names the experiment to begin from.

import type { ModelName } from '../core/config.ts';
import {
  CHEMICAL_DYNAMICS,
  COEFFICIENTS,
  COLORMAPS,
  FLUXES,
  LEVELS,
  LINKS,
  MARKS,
  MODELS,
  RESPONSES,
  SCHEMES,
} from '../core/config.ts';
import { BOUNDARIES } from '../core/grid.ts';
import type { Setting } from '../core/setting.ts';
import { SENSING_RULES } from '../sensing/index.ts';

/** Variables a model formula may use, besides the parameters. */
export const MODEL_NAMES = ['u', 'v', 'x', 'y', 't'] as const;
/** Variables an initial formula may use, besides the parameters and rand, randn. */
export const INITIAL_NAMES = ['x', 'y', 'width', 'height'] as const;

/** Variables of a cue or a tumbling rate, besides the parameters. */
export const PLACE_NAMES = ['x', 'y', 't', 'width', 'height'] as const;

/** Free parameters of the default formulas below. */
export const DEFAULT_PARAMETERS: Readonly<Record<ModelName, Readonly<Record<string, number>>>> = {
  'keller-segel': { c: 4, a: 0.1 },
  'run-and-tumble': {},
  'two-state': {},
  'fokker-planck': {},
};

/** Models of cells that run and tumble, at whatever level: they share their settings. */
export const WALKS: readonly ModelName[] = ['run-and-tumble', 'two-state', 'fokker-planck'];

/** Fields that can be drawn: those of the grid, and what any rule shows of the inside of cells. */
export const VIEW_FIELDS: readonly string[] = [
  ...new Set(['u', 'v', ...SENSING_RULES.flatMap(({ inner }) => inner.map(({ name }) => name))]),
];

const fields = { models: ['keller-segel'] } as const;
const walks = { models: WALKS } as const;
const singles = { models: ['run-and-tumble'] } as const;
const drifts = { models: ['fokker-planck'] } as const;
const cellsHave = <T extends string | number>(value: T, line: T = value): Record<string, T> => ({
  ...{ 'run-and-tumble': value, 'two-state': line, 'fokker-planck': value },
});
const formula = { kind: 'formula', names: MODEL_NAMES } as const;
const place = { kind: 'formula', names: PLACE_NAMES } as const;
const response = { kind: 'choice', choices: RESPONSES } as const;
const initial = { kind: 'initial', names: INITIAL_NAMES } as const;
const boundary = { kind: 'choice', choices: BOUNDARIES } as const;
// 1e-9 and 1e12 keep squares and reciprocal squares of the cell size well inside single precision (1e-38 .. 3e38).
const positive = { kind: 'number', above: 0, most: 1e12 } as const;
const length = { kind: 'number', above: 1e-9, most: 1e12 } as const;
const across = { kind: 'integer', least: 3, most: 32768 } as const;
const density = { kind: 'number', above: -3e38, most: 3e38, or: null } as const;

// prettier-ignore
export const SETTINGS: readonly Setting[] = [
  { key: 'model', group: 'model', kind: 'choice', choices: MODELS, default: 'keller-segel', unit: '', doc: 'fields of density, or cells that run and tumble: one by one, by their master equation in one dimension, or by their Fokker-Planck equation' },
  { key: 'diffusionU', group: 'model', ...fields, ...formula, default: '1', unit: 'L^2/T', doc: 'diffusion coefficient of the cells' },
  { key: 'sensitivity', group: 'model', ...fields, ...formula, default: 'c*u/(1+u^2)', unit: 'U L^2/(T V)', doc: 'chemotactic sensitivity chi(u,v); contains u and vanishes with it' },
  { key: 'growth', group: 'model', ...fields, ...formula, default: 'u*(1-u)', unit: 'U/T', doc: 'growth of the cells f(u,v); 0 keeps their number' },
  { key: 'sensing', group: 'model', ...walks, kind: 'choice', choices: SENSING_RULES.map(({ name }) => name), default: 'linear', unit: '', doc: 'how the cells answer to what they sense' },
  { key: 'chemical', group: 'model', ...walks, kind: 'choice', choices: ['prescribed', 'live'], default: 'prescribed', unit: '', doc: 'attractant by formula, or the chemical v that the cells make and consume' },
  { key: 'attractant', group: 'model', ...walks, ...place, default: '1 + 4*x/width', unit: 'C', doc: 'attractant c(x,y,t); read with chemical=prescribed only' },
  { key: 'secondCue', group: 'model', ...walks, ...place, default: '1 + 4*y/height', unit: 'A', doc: 'second cue, e.g. adhesion; read by the rules two-cues, e-coli-two-ligands (second ligand) and ccr7 (CCL21; the attractant is CCL19)' },
  { key: 'firstResponse', group: 'model', ...walks, ...response, default: 'linear', unit: '', doc: 'response to the attractant; read by the rule two-cues only' },
  { key: 'secondResponse', group: 'model', ...walks, ...response, default: 'linear', unit: '', doc: 'response to the second cue; read by the rule two-cues only' },
  { key: 'link', group: 'model', ...walks, kind: 'choice', choices: LINKS, default: 'linear', unit: '', doc: 'how the tumbling rate follows the response Q: linear alpha0 (1 - Q), exponential alpha0 exp(-Q); read by the rule memory-kernel only' },
  { key: 'ratePlus', group: 'model', ...walks, ...place, default: 'tumbleRate', unit: '1/T', doc: 'tumbling rate of cells running towards larger x; read by the rule rates only' },
  { key: 'rateMinus', group: 'model', ...walks, ...place, default: 'tumbleRate', unit: '1/T', doc: 'tumbling rate of cells running towards smaller x; read by the rule rates only' },
  { key: 'coefficients', group: 'model', ...drifts, kind: 'choice', choices: COEFFICIENTS, default: 'cells', unit: '', doc: 'where drift and diffusion come from: what the cells sense and do, or the formulas below' },
  { key: 'diffusion', group: 'model', ...drifts, ...place, default: '1', unit: 'L^2/T', doc: 'diffusion coefficient D(x,y,t); read with coefficients=given only' },
  { key: 'driftX', group: 'model', ...drifts, ...place, default: '0', unit: 'L/T', doc: 'drift velocity along x; read with coefficients=given only' },
  { key: 'driftY', group: 'model', ...drifts, ...place, default: '0', unit: 'L/T', doc: 'drift velocity along y; read with coefficients=given only' },
  { key: 'diffusionV', group: 'model', ...formula, default: '1', defaultOf: cellsHave('100'), unit: 'L^2/T', doc: 'diffusion coefficient of the chemical (with run-and-tumble cells, read with chemical=live only)' },
  { key: 'production', group: 'model', ...formula, default: 'u - a*v', defaultOf: cellsHave('u - v'), unit: 'V/T', doc: 'production and decay of the chemical g(u,v) (with run-and-tumble cells, read with chemical=live only)' },
  { key: 'chemicalDynamics', group: 'model', ...fields, kind: 'choice', choices: CHEMICAL_DYNAMICS, default: 'dynamic', unit: '', doc: 'dynamic: v takes its time, dv/dt = div(D grad v) + g; quasi-steady: v follows at once, 0 = D lap v + p(u) - a v with constant D and a (initialV is then only where its solution begins)' },
  { key: 'nx', group: 'domain', ...across, default: 256, defaultOf: cellsHave(100), unit: '', doc: 'grid cells along x' },
  { key: 'ny', group: 'domain', ...across, or: 1, default: 256, defaultOf: cellsHave(100, 1), unit: '', doc: 'grid cells along y; 1 for one dimension' },
  { key: 'width', group: 'domain', ...length, default: 100, defaultOf: cellsHave(200), unit: 'L', doc: 'size of the domain along x' },
  { key: 'height', group: 'domain', ...length, default: 100, defaultOf: cellsHave(200), unit: 'L', doc: 'size of the domain along y; without meaning in one dimension' },
  { key: 'boundaryX', group: 'domain', ...boundary, default: 'periodic', defaultOf: cellsHave('no-flux'), unit: '', doc: 'what lies beyond the left and right edge' },
  { key: 'boundaryY', group: 'domain', ...boundary, default: 'periodic', defaultOf: cellsHave('no-flux'), unit: '', doc: 'what lies beyond the lower and upper edge' },
  { key: 'levels', group: 'start', ...singles, kind: 'choice', choices: LEVELS, default: 'none', unit: '', doc: 'continuum levels that run beside the cells on the same clock: master equation and Fokker-Planck of a prescribed attractant, Keller-Segel of a live one' },
  { key: 'cells', group: 'start', ...walks, kind: 'integer', least: 1, most: 2 ** 24, default: 100_000, unit: '', doc: 'number of simulated cells (of the continuum levels, of cells that their density stands for)' },
  { key: 'weight', group: 'start', ...walks, ...positive, default: 1, unit: '', doc: 'real cells that each simulated one stands for, in densities and production' },
  { key: 'initialU', group: 'start', ...initial, default: 'max(0, 1 + 0.1*randn)', defaultOf: cellsHave('1'), unit: 'U', doc: 'cell density at the start (of run-and-tumble cells, only its shape): formula, .npy or .png file' },
  { key: 'initialV', group: 'start', ...initial, default: '0', unit: 'V', doc: 'chemical at the start: formula, .npy or .png file (with run-and-tumble cells, read with chemical=live only)' },
  { key: 'seed', group: 'start', kind: 'integer', least: 0, most: Number.MAX_SAFE_INTEGER, default: 1, unit: '', doc: 'seed of all random numbers; the same seed gives the same start' },
  { key: 'timeStep', group: 'time', ...positive, or: 'auto', default: 'auto', unit: 'T', doc: 'length of a step; auto follows the stability limit, and the tumbling rate' },
  { key: 'scheme', group: 'time', ...fields, kind: 'choice', choices: SCHEMES, default: 'ssprk2', unit: '', doc: 'time stepping: ssprk2 (Runge-Kutta of second order), euler (forward Euler), rkl2 (super-time-stepping: second order in steps that grow with the square of their stages)' },
  { key: 'tolerance', group: 'time', ...fields, kind: 'number', above: 1e-7, most: 1, default: 1e-3, unit: '', doc: 'largest estimated error of a step, as a share of the largest value of the field; read with scheme=rkl2 and timeStep=auto only' },
  { key: 'flux', group: 'time', ...fields, kind: 'choice', choices: FLUXES, default: 'scharfetter-gummel', unit: '', doc: 'flux through faces: scharfetter-gummel (exponential fitting, second order), or fourth-order where the cell Peclet number is below 1, exponential fitting elsewhere (with scheme=rkl2)' },
  { key: 'until', group: 'time', ...positive, default: 100, unit: 'T', doc: 'end of the run' },
  { key: 'every', group: 'time', ...positive, default: 1, unit: 'T', doc: 'time between stored frames' },
  { key: 'whenUnresolved', group: 'time', ...fields, kind: 'choice', choices: ['stop', 'continue'], default: 'stop', unit: '', doc: 'what to do once a peak is too narrow for the grid' },
  { key: 'view.field', group: 'view', kind: 'choice', choices: VIEW_FIELDS, default: 'u', unit: '', doc: 'field that is drawn: u, v, or, for cells with an inside, the mean of an internal variable over the cells of each grid cell' },
  { key: 'view.colormap', group: 'view', kind: 'choice', choices: COLORMAPS, default: 'viridis', unit: '', doc: 'colour map' },
  { key: 'view.scale', group: 'view', kind: 'choice', choices: ['linear', 'logarithmic'], default: 'linear', unit: '', doc: 'colour scale' },
  { key: 'view.low', group: 'view', ...density, default: null, unit: 'U or V', doc: 'lower end of the colour range; null follows the minimum' },
  { key: 'view.high', group: 'view', ...density, default: null, unit: 'U or V', doc: 'upper end of the colour range; null follows the maximum' },
  { key: 'view.pace', group: 'view', ...positive, default: 2, unit: 'T', doc: 'simulated time the page shows in a second' },
  { key: 'view.marks', group: 'view', kind: 'choice', choices: MARKS, default: 'auto', unit: '', doc: 'marks for single cells where the picture is zoomed in; never: density only' },
];

/** Whether a model has a setting. */
export const isOf = ({ models }: Setting, model: ModelName): boolean => models?.includes(model) ?? true;

/** The settings of a model, with that model's defaults. */
export const settingsOf = (model: ModelName): readonly Setting[] =>
  SETTINGS.filter((setting) => isOf(setting, model)).map((setting) => ({
    ...setting,
    default: setting.defaultOf?.[model] ?? setting.default,
  }));

const BY_KEY: ReadonlyMap<string, Setting> = new Map(SETTINGS.map((setting) => [setting.key, setting]));

export const findSetting = (key: string): Setting | undefined => BY_KEY.get(key);

/** Names a parameter cannot have: variables of the formulas and keys of settings (so that `c=5` is never ambiguous). */
export const SETTING_NAMES: ReadonlySet<string> = new Set([
  ...SETTINGS.map((setting) => setting.key.split('.')[0]!),
  ...MODEL_NAMES,
  ...INITIAL_NAMES,
  ...PLACE_NAMES,
  ...['preset', 'parameters'],
]);
