// What an accurate answer costs: the preset `saturated` by each scheme, its error against a converged solution and the
// right-hand sides times cells that it took (saturated-accuracy.ts).
//
// "Work" counts right-hand sides; a stage of RKL2 moves 40 bytes a cell on the GPU, a step of forward Euler 16 to 24.
// What that makes of the time is measured by `tumble bench --accuracy`.

import type { Check, CheckContext, Plot, Quantity } from './check.ts';
import {
  ATTEMPTS,
  CONVERGED,
  END,
  patternError,
  SETTINGS,
  startAttempt,
  workOf,
} from './saturated-accuracy.ts';
import type { Attempt } from './saturated-accuracy.ts';
import { equal, within } from './verdict.ts';

interface Contender {
  readonly attempt: Attempt;
  /** Right-hand sides times cells that are allowed it, over those of forward Euler, and why. */
  readonly most: number;
  readonly why: string;
  /** Share of the time that all of them take, about. */
  readonly share: number;
}

const LONGER = 'steps ten times as long and more, of some 20 stages: a fifth leaves room for the first ones';
const CONTENDERS: readonly Contender[] = [
  { attempt: ATTEMPTS.euler, share: 0.3, most: 1, why: 'the same' },
  { attempt: ATTEMPTS.ssprk2, share: 0.35, most: 2, why: 'twice a step, and steps no shorter' },
  { attempt: ATTEMPTS.rkl2, share: 0.05, most: 1 / 5, why: LONGER },
  { attempt: ATTEMPTS.fourth, share: 0.05, most: 1 / 5, why: LONGER },
  { attempt: ATTEMPTS.coarse, share: 0.01, most: 1 / 15, why: 'the ratio to be shown' },
  { attempt: ATTEMPTS.strict, share: 0.01, most: 1 / 15, why: 'the ratio to be shown' },
];

interface Outcome {
  readonly u: Float64Array;
  /** Right-hand sides times cells. */
  readonly work: number;
}

async function run(context: CheckContext, attempt: Attempt): Promise<Outcome> {
  const running = await startAttempt(context, attempt);
  const state = await running.to(END);
  const outcome = { u: state.u, work: await workOf(running, state) };
  running.dispose();
  return outcome;
}

const work: Check = {
  name: 'saturated-work',
  rows: [],
  title: 'Super-time-steps with the flux of fourth order reach a smaller error with a fifteenth of the work',
  model: 'keller-segel',
  quick: false,
  source:
    'a converged solution: 192 x 192 cells of fourth order, tolerance 1e-5, interpolated by its Fourier series',
  settings: SETTINGS,
  varied:
    'scheme, flux and nx = ny = 128, 64 as named; u = .005 + 24 waves no shorter than 3.2, v = 0; errors over the height of the pattern',
  async run(context) {
    const all = [{ attempt: CONVERGED, share: 0.24 }, ...CONTENDERS];
    let done = 0;
    const outcomes: Outcome[] = [];
    for (const { attempt, share } of all) {
      const from = done;
      const own = { ...context, progress: (part: number) => context.progress(from + share * part) };
      outcomes.push(await run(own, attempt));
      done += share;
    }
    const [converged, ...found] = outcomes;
    const errors = found.map(({ u }, index) => patternError(CONTENDERS[index].attempt, u, converged.u));
    const euler = found[0].work;
    const quantities = CONTENDERS.flatMap(({ attempt: { name }, most, why }, index): Quantity[] => [
      within(`error, ${name}`, '1', errors[index], 0, 0.01, 'a hundredth of the pattern'),
      within(`work over forward Euler's, ${name}`, '1', found[index].work / euler, 0, most, why),
      equal(`cells below 0, ${name}`, found[index].u.filter((value) => !(value >= 0)).length, 0),
    ]);
    const ratio = errors[errors.length - 1] / errors[0];
    quantities.push(
      within('error of the last over the first', '1', ratio, 0, 1, 'less work must not mean more error'),
    );
    return { quantities, plot: workPlot(errors, found) };
  },
};

const workPlot = (errors: readonly number[], found: readonly Outcome[]): Plot => ({
  title: 'Preset saturated at t = 50: error against work',
  x: { label: 'right-hand sides x cells', unit: '1', scale: 'logarithmic' },
  y: { label: 'error over the pattern', unit: '1', scale: 'logarithmic' },
  curves: CONTENDERS.map(({ attempt }, index) => ({
    name: attempt.name,
    kind: 'measured',
    points: [[found[index].work, errors[index]]],
  })),
});

export const SATURATED_WORK: readonly Check[] = [work];
