// The benchmark of answers: simulated time a second, and the error it comes with, for each scheme on each backend. Whole runs of
// the preset `saturated` to t = 50 from a smooth start (validation/saturated-accuracy.ts), in turn; setting up is not timed.

import { isAbsent } from '../backends/gpu/access.ts';
import { createCpuBackend } from '../backends/cpu/cpu-backend.ts';
import { createGpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../backends/reference/reference-backend.ts';
import type { Backend } from '../core/backend.ts';
import { fieldConfig } from '../validation/field-runs.ts';
import {
  ATTEMPTS,
  attemptSettings,
  CONVERGED,
  END,
  patternError,
  startAttempt,
  workOf,
} from '../validation/saturated-accuracy.ts';
import type { Attempt } from '../validation/saturated-accuracy.ts';
import type { FluxName, Scheme } from '../core/config.ts';
import { formatRate } from '../view/numbers.ts';
import { backendContender } from './contenders.ts';
import type { Contender } from './contenders.ts';
import { mapSpread, spreadOf } from './measure.ts';
import type { Spread } from './measure.ts';
import { adaptersOf, columns, machineRow, percent } from './row.ts';
import type { Bench, MachineRow } from './row.ts';

export interface AccuracyRow extends MachineRow {
  readonly model: 'keller-segel';
  readonly preset: 'saturated';
  readonly scheme: Scheme;
  readonly flux: FluxName;
  /** Name of the way it was computed. */
  readonly attempt: string;
  /** Where it ends, in the preset's units. */
  readonly until: number;
  /** Root mean square of the difference from a converged solution over that of the pattern. */
  readonly error: number;
  /** Right-hand sides times cells. */
  readonly work: number;
  readonly seconds: Spread;
  readonly simulatedTimePerSecond: Spread;
}

export const isAccuracyRow = (row: object): row is AccuracyRow => 'error' in row;

export interface AccuracyPlan {
  readonly repeats: number;
  /** Also what takes minutes: the reference, and a GPU that is the CPU. */
  readonly slow: boolean;
}
export const ACCURACY: AccuracyPlan = { repeats: 5, slow: true };
export const QUICK_ACCURACY: AccuracyPlan = { repeats: 3, slow: false };

interface Runner {
  readonly backend: Backend['name'];
  readonly by: Contender;
  readonly create: () => Backend;
  readonly repeats: number;
}

interface Entry {
  readonly runner: Runner;
  readonly attempt: Attempt;
  readonly seconds: number[];
  u: Float64Array;
  work: number;
}

/** Where the longest run is the most of it. */
const share = ({ attempt }: Pick<Entry, 'attempt'>): number => (attempt.settings.scheme === 'rkl2' ? 0.1 : 1);

export async function benchAccuracy(
  bench: Omit<Bench, 'native' | 'plan'> & { readonly plan: AccuracyPlan },
): Promise<AccuracyRow[]> {
  const { host, plan, progress } = bench;
  const runners = runnersOf(bench);
  const attempts: readonly Attempt[] = Object.values(ATTEMPTS);
  const entries = runners.flatMap((runner) =>
    attempts.map((attempt): Entry => ({ runner, attempt, seconds: [], u: new Float64Array(0), work: 0 })),
  );
  const rounds = Array.from({ length: plan.repeats }, (_, round) =>
    entries.filter(({ runner }) => round < runner.repeats),
  );
  const all = rounds.flat().reduce((sum, entry) => sum + share(entry), 1);
  let done = 0;
  const timed = async (entry: Pick<Entry, 'runner' | 'attempt'>) => {
    await host.rest?.();
    const { runner, attempt } = entry;
    const told = `${attempt.name}, ${runner.backend}`;
    progress(done / all, told);
    const running = await startAttempt(
      {
        backend: runner.backend,
        createBackend: runner.create,
        progress: (part) => progress((done + part * share(entry)) / all, told),
      },
      attempt,
    );
    try {
      const start = host.now();
      const state = await running.to(END);
      const took = host.now() - start;
      done += share(entry);
      return { took, u: state.u, work: await workOf(running, state) };
    } finally {
      // Also where `progress` ends it.
      running.dispose();
    }
  };
  // The last is the most precise of them. In single precision the converged solution is itself 0.05% off.
  const converged = await timed({ runner: runners.at(-1)!, attempt: CONVERGED });
  for (const round of rounds)
    for (const entry of round) {
      const { took, u, work } = await timed(entry);
      entry.seconds.push(took);
      Object.assign(entry, { u, work });
    }
  return Promise.all(
    entries.map(async ({ runner, attempt, seconds, u, work }): Promise<AccuracyRow> => {
      const { scheme, flux } = fieldConfig(attemptSettings(attempt));
      const spread = spreadOf(seconds);
      return {
        ...(await machineRow(bench, runner.by)),
        ...{ model: 'keller-segel', preset: 'saturated', scheme, flux, attempt: attempt.name },
        ...{ nx: attempt.cells, ny: attempt.cells, repeats: seconds.length, until: END },
        ...{ error: patternError(attempt, u, converged.u), work, seconds: spread },
        simulatedTimePerSecond: mapSpread(spread, (each) => END / each),
      };
    }),
  );
}

function runnersOf({ gpu, cpu, plan }: Pick<Bench, 'gpu' | 'cpu'> & { plan: AccuracyPlan }): Runner[] {
  const runners: Runner[] = [];
  const add = (backend: Backend['name'], create: () => Backend, repeats = plan.repeats): void =>
    void runners.push({ backend, by: backendContender(create, gpu), create, repeats });
  if (!isAbsent(gpu) && !gpu.software) add('gpu', () => createGpuBackend(gpu));
  add('cpu', () => createCpuBackend(cpu));
  // Once is enough of what takes a hundred times as long.
  if (!isAbsent(gpu) && gpu.software && plan.slow) add('gpu', () => createGpuBackend(gpu), 1);
  if (plan.slow) add('reference', createReferenceBackend, 1);
  return runners;
}

export function accuracyTable(rows: readonly AccuracyRow[]): string {
  const heading = [
    'scheme',
    'cells',
    'backend',
    'error',
    'work',
    'a run',
    'simulated time/s',
    '(min ... max)',
    'of Euler',
  ];
  const lines = rows.map((row) => {
    const euler = rows.find((other) => other.backend === row.backend && other.scheme === 'euler')!;
    const { simulatedTimePerSecond: rate } = row;
    return [
      row.attempt,
      `${row.nx} x ${row.ny}`,
      row.backend,
      percent(row.error),
      formatRate(row.work),
      `${Number(row.seconds.median.toPrecision(3))} s`,
      formatRate(rate.median),
      `(${formatRate(rate.min)} ... ${formatRate(rate.max)})`,
      `${(rate.median / euler.simulatedTimePerSecond.median).toPrecision(3)} x`,
    ];
  });
  return `${adaptersOf(rows)}\n${columns(heading, lines)}`;
}
