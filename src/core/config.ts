// A complete, valid experiment: every field present, every formula parsed once without error.
// `src/config` makes one from unknown input; everything to the right of it in the flow trusts it.

import type { Grid } from './grid.ts';

/** An initial field taken from a file: `.npy` (one 2D frame) or a PNG (grey value). */
export interface FieldFile {
  readonly file: string;
  /** Frame of a three-dimensional `.npy` array; negative counts from the end. */
  readonly frame: number;
  /** PNG only: the values black and white stand for. */
  readonly black: number;
  readonly white: number;
}

export type InitialField = string | FieldFile;

export const MODELS = ['keller-segel', 'run-and-tumble', 'two-state', 'fokker-planck'] as const;
export type ModelName = (typeof MODELS)[number];

/** Continuum levels at which an experiment with cells can run beside them: see theory/levels.ts. */
export const LEVELS = [
  'none',
  'two-state',
  'fokker-planck',
  'two-state+fokker-planck',
  'keller-segel',
] as const;

/** Where the coefficients of a Fokker-Planck equation come from: the cells' parameters, or formulas. */
export const COEFFICIENTS = ['cells', 'given'] as const;

export const SCHEMES = ['ssprk2', 'euler', 'rkl2'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Flux through the faces of the grid: exponentially fitted, or of fourth order where the cell Peclet number allows it. */
export const FLUXES = ['scharfetter-gummel', 'fourth-order'] as const;
export type FluxName = (typeof FLUXES)[number];
/** Whether the chemical takes its time, dv/dt = div(D_v grad v) + g, or follows the cells at once, 0 = D_v lap v + g. */
export const CHEMICAL_DYNAMICS = ['dynamic', 'quasi-steady'] as const;

/** How a cell answers to one cue: see src/sensing. */
export const RESPONSES = ['linear', 'logarithmic', 'receptor-saturation'] as const;
export type ResponseName = (typeof RESPONSES)[number];

/** How a tumbling rate follows a response Q: alpha0 (1 - Q), or alpha0 exp(-Q). */
export const LINKS = ['linear', 'exponential'] as const;

export const COLORMAPS = ['viridis', 'magma', 'inferno', 'turbo', 'cividis'] as const;
export type ColormapName = (typeof COLORMAPS)[number];

export const MARKS = ['auto', 'never'] as const;

/** What every experiment has. The grid's fields are in core/grid.ts. Lengths and times are in the user's units. */
interface Experiment extends Grid {
  /** Preset this config began as, or null. */
  readonly preset: string | null;
  /** Formulas in u, v, x, y, t and the parameters: the chemical v follows dv/dt = div(D_v grad v) + production. */
  readonly diffusionV: string;
  readonly production: string;
  /** Formulas in x, y, width, height, the parameters, `rand` and `randn`; or a file. */
  readonly initialU: InitialField;
  readonly initialV: InitialField;
  /** Numbers of the formulas, and those that the model itself declares (src/sensing). */
  readonly parameters: Readonly<Record<string, number>>;
  readonly seed: number;
  /** 'auto': chosen from the stability limit, or the tumbling rate, as the solution changes. */
  readonly timeStep: number | 'auto';
  /** End of the run and interval between stored frames. */
  readonly until: number;
  readonly every: number;
  readonly view: ViewConfig;
}

export interface KellerSegelConfig extends Experiment {
  readonly model: 'keller-segel';
  /** Formulas in u, v, x, y, t and the parameters: see models/keller-segel. */
  readonly diffusionU: string;
  readonly sensitivity: string;
  readonly growth: string;
  readonly chemicalDynamics: (typeof CHEMICAL_DYNAMICS)[number];
  readonly scheme: Scheme;
  readonly flux: FluxName;
  /** Of scheme rkl2: largest estimated error of an adaptive step, as a share of the largest value of the field. */
  readonly tolerance: number;
  /** What to do once the peak is too narrow for the grid. */
  readonly whenUnresolved: 'stop' | 'continue';
}

/**
 * Cells that run, tumble and sense, at whatever level they are described: what they do, what they sense, how many there are.
 * Of `initialU` only the shape counts, `cells` is their number.
 */
interface Walk extends Experiment {
  /** Name of a rule of src/sensing. */
  readonly sensing: string;
  /** Simulated cells. */
  readonly cells: number;
  /** How many real cells each of them stands for, in densities and in what they secrete or consume. */
  readonly weight: number;
  /** Where the attractant comes from: the formula `attractant`, or the grid field v that the cells change. */
  readonly chemical: 'prescribed' | 'live';
  /** Formula in x, y, t, width, height and the parameters. */
  readonly attractant: string;
  /** The second cue (adhesion, for haptotaxis), likewise; only where the rule reads it. */
  readonly secondCue: string;
  readonly firstResponse: ResponseName;
  readonly secondResponse: ResponseName;
  /** Only for the rule `memory-kernel`. */
  readonly link: (typeof LINKS)[number];
  /** Tumbling rates of cells running towards larger and smaller x, likewise; only for the rule `rates`. */
  readonly ratePlus: string;
  readonly rateMinus: string;
}

/** Cells one by one. */
export interface RunAndTumbleConfig extends Walk {
  readonly model: 'run-and-tumble';
  /** Other levels that run beside the cells. */
  readonly levels: (typeof LEVELS)[number];
}

/** Their master equation, in one dimension: densities of right-movers and left-movers. */
export interface TwoStateConfig extends Walk {
  readonly model: 'two-state';
}

/** Their Fokker-Planck equation: drift and diffusion of their density. */
export interface FokkerPlanckConfig extends Walk {
  readonly model: 'fokker-planck';
  readonly coefficients: (typeof COEFFICIENTS)[number];
  /** Formulas in x, y, t, width, height and the parameters; read where the coefficients are given. */
  readonly diffusion: string;
  readonly driftX: string;
  readonly driftY: string;
}

/** An experiment with cells that run and tumble, at any level. */
export type WalkConfig = RunAndTumbleConfig | TwoStateConfig | FokkerPlanckConfig;

/** A complete, valid experiment. */
export type Config = KellerSegelConfig | WalkConfig;

export const isWalk = (config: Config): config is WalkConfig => config.model !== 'keller-segel';

/** Whether a field that is drawn stands on the grid by itself. */
export const isGridField = (field: string): field is 'u' | 'v' => field === 'u' || field === 'v';

/** How a density is drawn. Shared by the page, `tumble record` and PNG export. */
export interface ViewConfig {
  /** A field of the grid, or the mean of what a rule names of the inside of cells (`inner` in src/sensing). */
  readonly field: string;
  readonly colormap: ColormapName;
  readonly scale: 'linear' | 'logarithmic';
  /** Fixed ends of the colour range; null follows the field's minimum or maximum. */
  readonly low: number | null;
  readonly high: number | null;
  /** Simulated time the page shows per second of wall clock. */
  readonly pace: number;
  /** Single cells over the density: 'auto' draws them where the picture is zoomed in far enough to tell them apart. */
  readonly marks: (typeof MARKS)[number];
}

/** One named experiment. `settings` is raw input: only what differs from the defaults. */
export interface Preset {
  readonly name: string;
  readonly title: string;
  /** One sentence for the lecturer: what to watch. */
  readonly watch: string;
  /** What must come out, with numbers; shown by `tumble presets` and in the README. */
  readonly expect: string;
  readonly settings: Readonly<Record<string, unknown>>;
}
