// A made-up state of cells, the same on every backend, for kernels that are tried alone: cells all over the domain, on its edges
// and many on one spot; fields, memories and counters that are rough but positive.

import type { ArraySpec, Backend, Fields, Values } from '../../src/core/backend.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import { dx, dy } from '../../src/core/grid.ts';
import { philox, uniform } from '../../src/core/random.ts';
import { CLOCK, parameterField, parametersLayout } from '../../src/kernels/keller-segel/layout.ts';
import { CELL_FIELDS } from '../../src/kernels/run-and-tumble/layout.ts';
import { cellArrays } from '../../src/models/run-and-tumble/program.ts';
import {
  cellRecord,
  cumulativeShares,
  innerBits,
  replicaCount,
} from '../../src/models/run-and-tumble/record.ts';

const word = (stream: number, i: number): number => philox([i, 0, 0, stream], [77, 0])[0];

/** Words that a position can be: every 8th cell on one spot, the first few on the edges. */
function positions(config: RunAndTumbleConfig, allTogether: boolean): Uint32Array {
  const edges = [0, 0xffffffff, 0x80000000, 0x7fffffff, 1];
  const spot = 0x9e3779b9;
  const values = new Uint32Array(2 * config.cells);
  for (let i = 0; i < config.cells; i += 1) {
    const pick = (axis: number): number => {
      if (allTogether || i % 8 === 7) return spot;
      return i < 25 ? edges[(axis === 0 ? i : Math.floor(i / 5)) % 5] : word(axis, i);
    };
    values[2 * i] = pick(0) >>> (config.boundaryX === 'periodic' ? 0 : 1);
    values[2 * i + 1] = config.ny === 1 ? 0 : pick(1) >>> (config.boundaryY === 'periodic' ? 0 : 1);
  }
  return values;
}

/** Two signed 16-bit numbers from -2 to 2, x in the low half. */
function roundsOf(i: number): number {
  const x = (word(3, i) % 5) - 2;
  const y = (word(4, i) % 5) - 2;
  return (((y & 0xffff) << 16) | (x & 0xffff)) >>> 0;
}

/** Integers as they are, numbers as f32 has them, so that both backends begin with the same. */
function rounded(config: RunAndTumbleConfig, values: Fields): Fields {
  const layout = parametersLayout(Object.keys(config.parameters), CELL_FIELDS);
  return Object.fromEntries(
    layout.fields.map(({ name, type }) => [
      name,
      type === 'f32' ? Math.fround(values[name] ?? 0) : (values[name] ?? 0),
    ]),
  );
}

export interface CellState {
  /** Fields of the record `clock` that differ from a step just taken. */
  readonly clock?: Fields;
  /** The first so many cells are tracers; all by default. */
  readonly tracers?: number;
  /** Index of the cell that is followed; none by default. */
  readonly followed?: number;
  /** Rounds of every cell, as the array has them; a few in both directions by default. */
  readonly rounds?: number;
  /** All cells on one spot. */
  readonly allTogether?: boolean;
  /** Counters empty rather than rough. */
  readonly emptyCounts?: boolean;
}

/** Numbers of an array that is no record; null for those that are left at zero. */
function made(
  config: RunAndTumbleConfig,
  { name, type }: ArraySpec,
  { rounds, allTogether, emptyCounts }: CellState,
): Values | null {
  if (type.kind === 'struct') return null;
  const { length } = type;
  const words = (value: (i: number) => number): Values => Uint32Array.from({ length }, (_, i) => value(i));
  if (type.kind === 'f32')
    return Float64Array.from({ length }, (_, i) => Math.fround(0.5 + uniform(7, name.length, i, 0)));
  switch (name) {
    case 'heading':
      return words((i) => (word(2, i) & (config.ny === 1 ? 2 ** 31 : -1)) >>> 0);
    case 'rounds':
      return words((i) => rounds ?? roundsOf(i));
    case 'origin':
      return origins(config, length);
    case 'position':
      return positions(config, allTogether === true);
    case 'cumulative': {
      // Empty grid cells at both ends and in between.
      const share = (g: number): number =>
        g === 0 || g === length - 1 || g % 3 === 1 ? 0 : uniform(7, 5, g, 0);
      return cumulativeShares(Float64Array.from({ length }, (_, g) => share(g)));
    }
    case 'counts':
      return emptyCounts === true ? null : words((g) => word(5, g));
    default:
      return null;
  }
}

/** Made once for a config and a state: drawing them takes longer than most kernels. */
const kept = new WeakMap<RunAndTumbleConfig, Map<string, Values | null>>();
function madeOnce(config: RunAndTumbleConfig, spec: ArraySpec, state: CellState): Values | null {
  const values = kept.get(config) ?? new Map<string, Values | null>();
  kept.set(config, values);
  const key = JSON.stringify([spec, state.rounds, state.allTogether, state.emptyCounts]);
  if (!values.has(key)) values.set(key, made(config, spec, state));
  return values.get(key) ?? null;
}

/**
 * Counters with those of a grid cell side by side, as shaders and twins have them, from an array of the backend, or for one: the
 * CPU has the copies of the grid one after the other.
 */
function rearranged(config: RunAndTumbleConfig, values: Values, from: 'side by side' | 'copies'): Values {
  const copies = replicaCount(config);
  const grid = values.length / copies;
  const [inner, outer] = from === 'copies' ? [grid, copies] : [copies, grid];
  return Uint32Array.from(values, (_, i) => values[(i % outer) * inner + Math.floor(i / outer)]);
}

/** Sums of the counters of each grid cell: on which of them a cell counts is a backend's own affair. */
export function countersOf(config: RunAndTumbleConfig, backend: Backend, counts: Values): Float64Array {
  const copies = replicaCount(config);
  const side = backend.name === 'cpu' ? rearranged(config, counts, 'copies') : counts;
  const sums = new Float64Array(counts.length / copies);
  side.forEach((count, i) => (sums[Math.floor(i / copies)] += count));
  return sums;
}

/** Allocates the arrays of an experiment and fills them. */
export function prepareCells(backend: Backend, config: RunAndTumbleConfig, state: CellState = {}): void {
  for (const spec of cellArrays(config)) {
    backend.allocate(spec);
    const values = madeOnce(config, spec, state);
    if (values === null) continue;
    const copied = backend.name === 'cpu' && spec.name === 'counts';
    backend.write(spec.name, copied ? rearranged(config, values, 'side by side') : values);
  }
  const parameters: Fields = { nx: config.nx, ny: config.ny, dx: dx(config), dy: dy(config) };
  Object.assign(parameters, cellRecord(config));
  if (state.tracers !== undefined) parameters.tracers = state.tracers;
  if (state.followed !== undefined) parameters.followed = state.followed;
  for (const [name, value] of Object.entries(config.parameters)) parameters[parameterField(name)] = value;
  backend.writeRecord('parameters', rounded(config, parameters));
  if (cellArrays(config).some(({ name }) => name === 'shown')) {
    backend.writeRecord('shown', { variable: 0, inner_bits: innerBits(config) });
    backend.writeRecord('inner_span', { least: 0.25, most: 0.75 });
  }
  const clock = Object.fromEntries(CLOCK.fields.map(({ name }) => [name, 0]));
  const taken = Math.fround(0.01);
  backend.writeRecord('clock', {
    ...clock,
    ...{
      busy: 1,
      slot: 1,
      steps: 41,
      time: Math.fround(1.51),
      step: taken,
      taken,
      taken_time: 1.5,
      last: taken,
    },
    ...state.clock,
  });
}

/** First positions and headings of tracers; those between walls lie below 2^31, all in one dimension at y = 0. */
function origins(config: RunAndTumbleConfig, length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, k) => {
    const value = word(6, k);
    if (k % 3 === 0) return value >>> (config.boundaryX === 'periodic' ? 0 : 1);
    if (k % 3 === 1) return config.ny === 1 ? 0 : value >>> (config.boundaryY === 'periodic' ? 0 : 1);
    return (value & (config.ny === 1 ? 2 ** 31 : -1)) >>> 0;
  });
}
