// The mean of one internal variable on the grid: asked for by name, compiled when first asked for.

import type { Backend, Program } from '../core/backend.ts';
import type { RunAndTumbleConfig } from '../core/config.ts';
import type { InsideMap, InsideRange } from '../core/simulation.ts';
import { innerBits, ruleOf } from '../models/index.ts';

export interface InsideMaker extends InsideMap {
  /** Brings the means up to date, after the density; does nothing where none is shown. Returns at once. */
  refresh(): void;
  range(): Promise<InsideRange | null>;
  values(): Promise<{ name: string; values: Float32Array } | null>;
}

/** Null for rules without an inside. */
export function createInsideMap(
  config: RunAndTumbleConfig,
  backend: Backend,
  prepare: () => Promise<readonly Program[]>,
): InsideMaker | null {
  const { inner, name: rule } = ruleOf(config);
  if (inner.length === 0) return null;
  let preparing: Promise<readonly Program[]> | null = null;
  let programs: readonly Program[] = [];
  let wanted: string | null = null;
  let shown: string | null = null;
  return {
    get shown() {
      return shown;
    },
    async show(name) {
      const variable = inner.findIndex((spec) => spec.name === name);
      if (name !== null && variable < 0) throw new RangeError(`cells of ${rule} have no ${name}`);
      wanted = name;
      shown = null;
      if (name === null) return;
      programs = await (preparing ??= prepare());
      // Another may have been asked for meanwhile.
      if (wanted !== name) return;
      backend.writeRecord('shown', { variable, inner_bits: innerBits(config) });
      shown = name;
    },
    refresh() {
      if (shown !== null) backend.run(programs, 1);
    },
    async range() {
      if (shown === null) return null;
      const name = shown;
      const { least, most } = await backend.readRecord('inner_range');
      return { name, min: least, max: most };
    },
    async values() {
      if (shown === null) return null;
      const name = shown;
      return { name, values: new Float32Array(await backend.read('inner_mean')) };
    },
  };
}
