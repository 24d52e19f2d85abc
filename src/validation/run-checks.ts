// Runs checks one after the other on one backend, and keeps what came out of each. A check that throws has failed, with
// what was thrown as the reason; the others run all the same.

import type { Backend } from '../core/backend.ts';
import type { Check, CheckContext, CheckResult } from './check.ts';

export interface Outcome {
  readonly check: Check;
  /** Null where it came to none. */
  readonly result: CheckResult | null;
  /** Why there is no result. */
  readonly fault: string | null;
  readonly pass: boolean;
  /** Wall clock. */
  readonly seconds: number;
}

export interface Surroundings {
  /** A fresh backend, of the same kind each time. */
  readonly create: () => Backend;
  readonly backend: Backend['name'];
  /** Seconds since an arbitrary moment. */
  readonly now: () => number;
  /** Ends the list early: the check under way is dropped. */
  readonly signal?: AbortSignal;
  /** `fraction` of the whole list, in [0, 1]. */
  readonly onProgress?: (fraction: number, check: Check) => void;
}

/** Outcomes in the order of the list; fewer where the signal ended it. */
export async function runChecks(checks: readonly Check[], around: Surroundings): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [index, check] of checks.entries()) {
    const show = (fraction: number): void =>
      around.onProgress?.((index + Math.min(1, Math.max(0, fraction))) / checks.length, check);
    const outcome = await runCheck(check, around, show);
    if (outcome === null) break;
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Null where it was told to end early. */
async function runCheck(
  check: Check,
  { create, backend, now, signal }: Surroundings,
  show: (fraction: number) => void,
): Promise<Outcome | null> {
  const backends: Backend[] = [];
  const context: CheckContext = {
    backend,
    createBackend() {
      const made = create();
      backends.push(made);
      return made;
    },
    progress(fraction) {
      signal?.throwIfAborted();
      show(fraction);
    },
  };
  const start = now();
  const ended = (part: Pick<Outcome, 'result' | 'fault' | 'pass'>): Outcome => ({
    check,
    ...part,
    seconds: now() - start,
  });
  try {
    context.progress(0);
    const result = await check.run(context);
    const { quantities } = result;
    return ended({
      result,
      fault: null,
      pass: quantities.length > 0 && quantities.every(({ pass }) => pass),
    });
  } catch (error) {
    if (signal?.aborted) return null;
    return ended({
      result: null,
      fault: error instanceof Error ? error.message : String(error),
      pass: false,
    });
  } finally {
    for (const made of backends) made.dispose();
  }
}
