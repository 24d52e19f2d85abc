// What is left of a run in words and numbers: summary.json, and the lines printed at its end.

import { cellCount, dimension } from '../core/grid.ts';
import { OBSERVABLES } from '../observables/index.ts';
import { formatRate, formatSeconds } from './progress.ts';
import type { Backend } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import type { FieldStatistics } from '../core/simulation.ts';
import type { RunOutcome } from '../record/run.ts';
import type { Host } from './host.ts';

export interface RunFacts {
  readonly config: Config;
  /** Preset or file, as given on the command line. */
  readonly source: string;
  readonly backend: Backend;
  readonly why: string;
  readonly outcome: RunOutcome;
  readonly wallSeconds: number;
  /** Frames stored. */
  readonly frames: number;
  readonly host: Host;
}

/** Contents of summary.json. */
export async function summarize(facts: RunFacts): Promise<Record<string, unknown>> {
  const { config, source, backend, why, outcome, wallSeconds, frames, host } = facts;
  const { first, last } = outcome;
  const field = (name: 'u' | 'v') => ({
    mass: last[name].mass,
    min: last[name].min,
    max: last[name].max,
    mean: last[name].mean,
    massAtStart: first[name].mass,
  });
  const { node, system } = host.machine();
  const shape = [frames, config.ny, config.nx];
  return {
    stopReason: outcome.stop,
    reason: outcome.reason,
    simulatedTime: last.time,
    steps: last.steps,
    rejectedSteps: last.rejected,
    wallSeconds,
    cellUpdatesPerSecond: (cellCount(config) * last.steps) / wallSeconds,
    frames,
    u: field('u'),
    v: field('v'),
    backend: backend.name,
    adapter: backend.description,
    backendBecause: why,
    source,
    config,
    files: {
      'u.npy': { dtype: 'float32', shape, axes: 'frame, y, x; row 0 at the smallest y' },
      'v.npy': { dtype: 'float32', shape, axes: 'frame, y, x; row 0 at the smallest y' },
      't.npy': { dtype: 'float64', shape: [frames], axes: 'frame' },
      'observables.csv': OBSERVABLES.map(({ name, unit, doc }) => ({ name, unit, doc })),
    },
    tumble: { commit: await host.commit(), node, system, finished: host.date().toISOString() },
  };
}

const round = (value: number, digits = 6): number => Number(value.toPrecision(digits));

function fieldLine(name: string, end: FieldStatistics, start: FieldStatistics): string {
  const mass = `mass ${round(end.mass)} (${round(start.mass)} at the start)`;
  return `  ${name}: ${mass}, min ${round(end.min)}, max ${round(end.max)}, mean ${round(end.mean)}\n`;
}

/** Prints how the run ended and where it is. */
export function reportRun(facts: RunFacts, path: string): void {
  const { config, source, backend, outcome, wallSeconds, frames, host } = facts;
  const { first, last } = outcome;
  const rate = formatRate((cellCount(config) * last.steps) / wallSeconds);
  const grid = dimension(config) === 1 ? `${config.nx} cells` : `${config.nx} x ${config.ny} cells`;
  host.terminal.out(
    `${source}: ${grid}, t = ${round(last.time)} in ${last.steps} steps, ${formatSeconds(wallSeconds)}, ` +
      `${rate} cell updates/s on ${backend.description}\n` +
      fieldLine('u', last.u, first.u) +
      fieldLine('v', last.v, first.v) +
      `  ${frames} frames in ${path}\n`,
  );
  if (outcome.reason !== null) host.terminal.error(`tumble: ${outcome.reason}\n`);
}
