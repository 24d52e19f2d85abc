// Why a run stopped, in a sentence: what happened, and what to do.

import type { Status } from '../core/simulation.ts';
import { MOST_ROUNDS, MOST_TUMBLES } from '../kernels/run-and-tumble/layout.ts';

export function stopReason(status: Status, time: number, limit: number): string | null {
  const when = `at t = ${Number(time.toPrecision(6))}`;
  const largest = Number((1 / limit).toPrecision(3));
  const reasons: Record<Status, string | null> = {
    running: null,
    unresolved:
      `Stopped ${when}: a high peak or ridge is narrower than three cells, so the grid no longer resolves it. ` +
      'Use a finer grid, or let it go on (whenUnresolved: continue) and trust the mass, not the height.',
    'step-collapsed':
      `Stopped ${when}: the time step has shrunk to almost nothing, as it does at a blow-up. ` +
      'What is shown is the last state that could be computed; a finer grid follows it further.',
    'not-finite':
      `Stopped ${when}: a formula gave a value that is not a finite number. ` +
      'What is shown is the last finite state; look for a division by zero or an overflow.',
    negative:
      `Stopped ${when}: growth removes cells where there are none. ` +
      'Write growth so that it is not negative at u = 0, for instance with a factor u.',
    'unstable-step':
      `Stopped ${when}: the fixed time step is above the stability limit of ${largest}. ` +
      `Use timeStep <= ${largest} or auto.`,
    'rate-not-finite':
      `Stopped ${when}: a cell met a tumbling rate, or a velocity, that is not a finite number. ` +
      'Look for a division by zero or an overflow in the cue and in the rates.',
    'too-many-tumbles':
      `Stopped ${when}: a cell would have tumbled more than ${MOST_TUMBLES} times within one step. ` +
      'Use a shorter timeStep, or lower rates.',
    'too-many-rounds':
      `Stopped ${when}: a cell has gone round a periodic axis more than ${MOST_ROUNDS} times, and its displacement is no ` +
      'longer known. Use a wider domain.',
    'chemical-unsolved':
      `Stopped ${when}: the V-cycles of a step do not bring the quasi-steady chemical to its tolerance. ` +
      'Use timeStep: auto, or a shorter one; look for a production or a decay that changed its sign.',
    'negative-diffusion': `Stopped ${when}: a diffusion formula is negative somewhere. Diffusion must not be below zero.`,
  };
  return reasons[status];
}
