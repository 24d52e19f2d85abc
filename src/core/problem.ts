// Every refusal Tumble makes has four parts: which field, what value, which rule, and what to do about it.
// The command line prints it as one line and exits with code 2; the page shows the same line in its banner.

export interface Problem {
  /** Name of the offending setting as the user wrote it, e.g. `timeStep` or `parameters.c`. */
  readonly field: string;
  /** The value as the user gave it, already formatted for reading. */
  readonly value: string;
  /** What must hold. */
  readonly rule: string;
  /** What to do instead. */
  readonly remedy: string;
}

export function formatProblem(problem: Problem): string {
  return `${problem.field} = ${problem.value}: ${problem.rule}. ${problem.remedy}`;
}

/** Thrown where input is refused. `message` is all problems, one per line. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
  }
}
