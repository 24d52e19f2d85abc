// How a setting is declared: one line says its key, kind, default, unit and meaning, and the checks, `--set`, links, help,
// the README's table and the page's panel follow from it. Settings of all experiments stand in config/settings.ts; a
// sensing rule declares its own parameters in its folder.

import type { ModelName } from './config.ts';

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
  /** The models that have this setting; absent: all of them. */
  readonly models?: readonly ModelName[];
  readonly default: string | number | null;
  /** Where a model has another default. */
  readonly defaultOf?: Readonly<Partial<Record<ModelName, string | number>>>;
  /** In terms of the user's own length L, time T and densities U, V; empty for pure numbers. */
  readonly unit: string;
  readonly doc: string;
};

/** A number that a model or a sensing rule needs, kept among the parameters: formulas may use it, sliders change it. */
export interface ParameterSpec {
  readonly name: string;
  readonly default: number;
  /** Where one dimension has another default. */
  readonly defaultInOneDimension?: number;
  /** Smallest and largest value, both allowed. */
  readonly least: number;
  readonly most: number;
  /** In terms of L, T and the cues' own units C (first) and A (second); empty for pure numbers. */
  readonly unit: string;
  readonly doc: string;
  /** Where default and meaning come from. */
  readonly source: string;
  /** Inside a cell, and not the same in every one: such a parameter `kR` comes with another, `kRSpread`. */
  readonly varies?: boolean;
}
