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

export const SCHEMES = ['ssprk2', 'euler'] as const;
export type Scheme = (typeof SCHEMES)[number];

export const COLORMAPS = ['viridis', 'magma', 'inferno', 'turbo', 'cividis'] as const;
export type ColormapName = (typeof COLORMAPS)[number];

/** The grid's fields are in core/grid.ts. Lengths and times are in the units the user thinks in. */
export interface Config extends Grid {
  readonly model: 'keller-segel';
  /** Preset this config began as, or null. */
  readonly preset: string | null;
  /** Formulas in u, v, x, y, t and the parameters: see models/keller-segel. */
  readonly diffusionU: string;
  readonly diffusionV: string;
  readonly sensitivity: string;
  readonly growth: string;
  readonly production: string;
  /** Formulas in x, y, width, height, the parameters, `rand` and `randn`; or a file. */
  readonly initialU: InitialField;
  readonly initialV: InitialField;
  readonly parameters: Readonly<Record<string, number>>;
  readonly seed: number;
  /** 'auto': chosen from the stability limit as the solution changes. */
  readonly timeStep: number | 'auto';
  readonly scheme: Scheme;
  /** End of the run and interval between stored frames. */
  readonly until: number;
  readonly every: number;
  /** What to do once the peak is too narrow for the grid. */
  readonly whenUnresolved: 'stop' | 'continue';
  readonly view: ViewConfig;
}

/** How a density is drawn. Shared by the page, `tumble record` and PNG export. */
export interface ViewConfig {
  readonly field: 'u' | 'v';
  readonly colormap: ColormapName;
  readonly scale: 'linear' | 'logarithmic';
  /** Fixed ends of the colour range; null follows the field's minimum or maximum. */
  readonly low: number | null;
  readonly high: number | null;
  /** Simulated time the page shows per second of wall clock. */
  readonly pace: number;
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
