// What is left of a run in words and numbers: summary.json, and the lines printed at its end.

import { dimension } from '../core/grid.ts';
import { observablesOf } from '../observables/index.ts';
import { describeCellFiles } from './cell-recorder.ts';
import { cellLines, summarizeCells } from './cell-summary.ts';
import { collapseLines, summarizeCollapse } from './collapse-summary.ts';
import { levelLines, summarizeLevels } from './level-recorder.ts';
import { formatRate } from '../view/numbers.ts';
import { formatSeconds, workOf } from './progress.ts';
import type { Backend } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import type { FieldStatistics } from '../core/simulation.ts';
import type { RunOutcome } from '../record/run.ts';
import type { CellFacts } from './cell-summary.ts';
import type { CollapseFacts } from './collapse-summary.ts';
import type { Host } from './host.ts';
import type { LevelRecorder } from './level-recorder.ts';

export interface RunFacts {
  readonly config: Config;
  /** Preset or file, as given on the command line. */
  readonly source: string;
  readonly warnings: readonly string[];
  readonly backend: Backend;
  readonly why: string;
  readonly outcome: RunOutcome;
  readonly wallSeconds: number;
  /** Frames stored. */
  readonly frames: number;
  /** Null in models without cells; `stored`: whether cells.npy was written. */
  readonly cells: (CellFacts & { readonly stored: boolean }) | null;
  /** Null for other models than the minimal one. */
  readonly collapse: CollapseFacts | null;
  /** Null where there is but one level. */
  readonly levels: LevelRecorder | null;
  readonly host: Host;
}

/** Contents of summary.json. */
export async function summarize(facts: RunFacts): Promise<Record<string, unknown>> {
  const { config, source, warnings, backend, why, outcome, wallSeconds, frames, host } = facts;
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
  const ofCells = config.model === 'run-and-tumble' && facts.cells ? { config, ...facts.cells } : null;
  const rate = (workOf(config).count * last.steps) / wallSeconds;
  return {
    stopReason: outcome.stop,
    reason: outcome.reason,
    simulatedTime: last.time,
    steps: last.steps,
    rejectedSteps: last.rejected,
    wallSeconds,
    ...(ofCells ? { cellStepsPerSecond: rate } : { cellUpdatesPerSecond: rate }),
    warnings,
    frames,
    u: field('u'),
    v: field('v'),
    ...(ofCells ? { cells: summarizeCells(ofCells.config, last, ofCells) } : {}),
    ...(facts.collapse ? { collapse: summarizeCollapse(facts.collapse) } : {}),
    ...(facts.levels?.last ? { levels: summarizeLevels(facts.levels.last) } : {}),
    backend: backend.name,
    adapter: backend.description,
    backendBecause: why,
    source,
    config,
    files: {
      'u.npy': { dtype: 'float32', shape, axes: 'frame, y, x; row 0 at the smallest y' },
      'v.npy': { dtype: 'float32', shape, axes: 'frame, y, x; row 0 at the smallest y' },
      't.npy': { dtype: 'float64', shape: [frames], axes: 'frame' },
      'observables.csv': observablesOf(config).map(({ name, unit, doc }) => ({ name, unit, doc })),
      ...(ofCells ? describeCellFiles(ofCells.config, frames, ofCells.stored) : {}),
      ...(facts.levels ? facts.levels.describe(shape) : {}),
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
  const { count, name } = workOf(config);
  const rate = formatRate((count * last.steps) / wallSeconds);
  const side = dimension(config) === 1 ? `${config.nx}` : `${config.nx} x ${config.ny}`;
  const size =
    config.model === 'run-and-tumble' ? `${config.cells} cells on a grid of ${side}` : `a grid of ${side}`;
  host.terminal.out(
    `${source}: ${size}, t = ${round(last.time)} in ${last.steps} steps, ${formatSeconds(wallSeconds)}, ` +
      `${rate} ${name} on ${backend.description}\n` +
      fieldLine('u', last.u, first.u) +
      fieldLine('v', last.v, first.v) +
      (config.model === 'run-and-tumble' && facts.cells && last.cells
        ? cellLines(config, last.time, last.cells, facts.cells)
        : '') +
      (facts.collapse ? collapseLines(facts.collapse) : '') +
      (facts.levels?.last ? levelLines(facts.levels.last) : '') +
      `  ${frames} frames in ${path}\n`,
  );
  if (outcome.reason !== null) host.terminal.error(`tumble: ${outcome.reason}\n`);
}
