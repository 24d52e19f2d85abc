// Cuts what is to be run into submits that each take no longer than a budget, whatever a step costs and however many are
// asked for. A system resets a GPU whose submit goes on for seconds (Windows after 2, others after 10 or less), and what a
// page draws waits for the submit in progress. Between two submits others get their turn.
//
// What a dispatch takes is guessed from its threads, as if the device were a slow one, and learnt from what has been done: a
// fresh device and a resized grid begin with small submits. A dispatch of one workgroup that does the work of many says how
// much that is (Dispatch.work). A dispatch is the least there is: one that is too long by
// itself is submitted alone, and no more can be done about it here.

/** Longest a submit should take, in seconds: half a frame of the page. Handing one in costs some 50 us, so 1% at the most. */
export const BUDGET = 0.008;

/** Guessed for a dispatch, before anything is known: launching it, and a thread of a stage on two cores that play GPU. */
const LAUNCH = 25e-6;
const SLOW_THREAD = 200e-9;

/** So long may one wait for news of work that took no time: shorter readings do not show that a device is slow. */
const LATENCY = 0.004;
/** One reading divides a cost by no more: clocks of browsers are coarse, and may say that no time has passed. */
const LARGEST_FALL = 4;

/** A program with what a dispatch of it takes, in seconds, as far as is known. */
export interface Costed {
  seconds: number;
}

export const guessedSeconds = (threads: number): number => LAUNCH + threads * SLOW_THREAD;

const secondsOf = (programs: readonly Costed[]): number =>
  programs.reduce((sum, { seconds }) => sum + seconds, 0);

/** What submits go to; `done` resolves when all that was submitted before has been computed. */
export interface SubmitHost<Program> {
  submit(programs: readonly Program[], repeat: number): void;
  done(): Promise<unknown>;
  /** Seconds since an arbitrary moment. */
  now(): number;
}

/** Hands a list of programs to the device, the whole of it `repeat` times. Returns at once. */
export function createSubmits<Program extends Costed>(
  host: SubmitHost<Program>,
): (programs: readonly Program[], repeat: number) => void {
  // What has been submitted and is not being waited for. All of one turn is timed together: news of works that
  // were submitted together comes together.
  let fresh: { readonly programs: readonly Program[]; readonly repeat: number }[] = [];
  let begun = 0;
  let watching = false;

  async function watch(): Promise<void> {
    watching = true;
    await Promise.resolve(); // the rest of this turn's work, too
    while (fresh.length > 0) {
      const works = fresh;
      const since = begun;
      fresh = [];
      await host.done();
      const ended = host.now();
      learn(works, ended - since);
      // What was submitted meanwhile could not begin before.
      begun = ended;
    }
    watching = false;
  }

  return (programs, repeat) => {
    const most = Math.max(1, Math.floor(BUDGET / secondsOf(programs)));
    for (let left = repeat; left > 0; left -= most) host.submit(programs, Math.min(most, left));
    if (!watching && fresh.length === 0) begun = host.now();
    fresh.push({ programs, repeat });
    // A device that is gone says so elsewhere (Backend.lost).
    if (!watching) void watch().catch(() => undefined);
  };
}

function learn(
  works: readonly { readonly programs: readonly Costed[]; readonly repeat: number }[],
  seconds: number,
): void {
  const expected = works.reduce((sum, { programs, repeat }) => sum + repeat * secondsOf(programs), 0);
  const factor = Math.max(seconds / expected, 1 / LARGEST_FALL);
  if (!(factor < 1 || seconds > LATENCY)) return;
  for (const program of new Set(works.flatMap(({ programs }) => programs))) program.seconds *= factor;
}
