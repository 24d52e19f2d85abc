// What a run of the minimal model says of collapse, for summary.json and the lines printed at the end: its mass over the
// critical one, and when its peak would be infinite.

import type { Config } from '../core/config.ts';
import type { Measurement } from '../core/simulation.ts';
import type { BlowUp } from '../observables/blow-up.ts';
import { collapseTheory, collapseVerdict } from '../theory/collapse.ts';
import type { CollapseTheory } from '../theory/collapse.ts';
import { createCollapseSeries } from '../view/fields/collapse-series.ts';

export interface CollapseFacts {
  readonly theory: CollapseTheory;
  readonly mass: number;
  /** Null where the peak does not rise as in a collapse. */
  readonly blowUp: BlowUp | null;
}

export interface CollapseRecorder {
  add(measurement: Measurement): void;
  facts(): CollapseFacts;
}

/** Null for other models than the minimal one. */
export function createCollapseRecorder(config: Config): CollapseRecorder | null {
  if (config.model !== 'keller-segel') return null;
  const theory = collapseTheory(config);
  if ('reason' in theory) return null;
  const series = createCollapseSeries(config);
  return {
    add: (measurement) => series.add(measurement),
    facts: () => ({ theory, mass: series.mass, blowUp: series.blowUp() }),
  };
}

export function summarizeCollapse({ theory, mass, blowUp }: CollapseFacts): Record<string, unknown> {
  const { criticalMass, atWall, inCorner } = theory;
  return {
    criticalMass,
    criticalMassAtWall: atWall,
    criticalMassInCorner: inCorner,
    massOverCriticalMass: criticalMass === null ? null : mass / criticalMass,
    blowUp: blowUp && {
      time: blowUp.time,
      standardError: blowUp.error,
      fittedFrom: blowUp.from,
      fittedTo: blowUp.to,
      points: blowUp.points,
    },
  };
}

const round = (value: number, digits: number): string => String(Number(value.toPrecision(digits)));

/** Lines for the terminal, indented by two. */
export function collapseLines({ theory, mass, blowUp }: CollapseFacts): string {
  const fitted =
    blowUp === null
      ? ''
      : `  blow-up: the peak would be infinite at t = ${round(blowUp.time, 5)} +- ${round(blowUp.error, 2)} ` +
        `(1/peak fitted from t = ${round(blowUp.from, 4)} to ${round(blowUp.to, 4)})\n`;
  return `  ${collapseVerdict(theory, mass)}\n${fitted}`;
}
