// What a model is to a simulation: its arrays, and its work as lists of kernels.

import type { ArraySpec, Dispatch, Values } from '../core/backend.ts';
import type { StructField } from '../core/struct.ts';
import { structWgsl } from '../core/struct.ts';
import { parameterField, parametersLayout } from '../kernels/keller-segel/layout.ts';

/** Several steps as one list. */
export interface Together {
  readonly steps: number;
  readonly list: readonly Dispatch[];
}

export interface ModelProgram {
  readonly arrays: readonly ArraySpec[];
  /** What arrays hold that never change: written when a run is set up. */
  readonly tables?: Readonly<Record<string, Values>>;
  /** Once, when a run is set up from its initial fields. */
  readonly place: readonly Dispatch[];
  /** Once before a batch of steps. */
  readonly begin: readonly Dispatch[];
  /** One step. */
  readonly step: readonly Dispatch[];
  /** The same steps, several at once: on a GPU, where the tile says so. */
  readonly together?: Together;
  /** Brings the current slots of `u` and `v` up to date, before they are drawn, copied or measured. */
  readonly show: readonly Dispatch[];
  /** Copies the current state to `stage_u` and `stage_v`. */
  readonly extract: readonly Dispatch[];
  /** Reduces the current state to the record `statistics` (and `moments`, where there are cells). */
  readonly measure: readonly Dispatch[];
  /** Models with cells: lists those inside the record `region` in the array `visible`. */
  readonly collect?: readonly Dispatch[];
  /** Models with cells: appends the followed one's state to the ring `trace`, after a step. */
  readonly trace?: readonly Dispatch[];
  /**
   * Models of cells with an inside: means of the internal variable that the record `shown` names on the grid, `inner_mean`, and
   * their ends, `inner_range`. After `show`.
   */
  readonly inside?: readonly Dispatch[];
}

/** WebGPU allows 65535 workgroups a dimension: beyond 32768 they lie in a plane, some of them idle. */
const WIDEST_DISPATCH = 32768;
export const plane = (groups: number): [number, number, number] => [
  Math.min(groups, WIDEST_DISPATCH),
  Math.ceil(groups / WIDEST_DISPATCH),
  1,
];

type Access = Dispatch['arrays'][number]['access'];

/** `name` is read, `name!` written as well, `name~` a uniform. */
export const bind = (...names: readonly string[]): Dispatch['arrays'] =>
  names.map((text) => {
    const access: Access = text.endsWith('!') ? 'write' : text.endsWith('~') ? 'uniform' : 'read';
    return { name: text.replace(/[!~]$/, ''), access };
  });

/**
 * The record `parameters` as the texts of a kernel need it: where they name none of the run's own parameters these are left
 * out, which stand at its end. The kernel is then the same text, and so the same pipeline, in every run.
 */
export const parametersWgsl = (
  texts: readonly string[],
  names: readonly string[],
  more: readonly StructField[] = [],
): string => {
  const named = texts.some((text) => text.includes(`parameters.${parameterField('')}`));
  return structWgsl(parametersLayout(named ? names : [], more));
};
