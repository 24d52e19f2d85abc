// `tumble validate`: experiments with known answers on a backend, measured beside exact. A table, one JSON document, or
// the report docs/validation.md, which is generated here.

import { Command, Option } from 'commander';
import { nearest } from '../core/nearest.ts';
import { InputError } from '../core/problem.ts';
import { CHECKS, runChecks } from '../validation/index.ts';
import { BACKENDS, openBackends } from './choose-backend.ts';
import { EXIT } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { createProgress } from './progress.ts';
import { checkReport, writeReport } from './validate-report.ts';
import { checkList, outcomeTable, resultsOf } from './validate-table.ts';
import type { Check, Outcome } from '../validation/index.ts';
import type { BackendChoice } from './choose-backend.ts';
import type { Host } from './host.ts';
import type { Interrupt } from './interrupt.ts';
import type { ValidationRun } from './validate-table.ts';

interface Options {
  readonly only?: string;
  readonly quick?: true;
  readonly list?: true;
  readonly backend: BackendChoice | 'all';
  readonly json?: true;
  readonly report?: string;
}

export function validateCommand(host: Host, exit: (code: number) => void): Command {
  return new Command('validate')
    .summary('run experiments with known answers, and compare')
    .description(
      'Runs experiments whose answers are known without a computer, and prints what was measured beside what is exact, ' +
        'and how far they may be apart. docs/validation.md shows the results with plots.',
    )
    .option('--only <names>', 'only these, separated by commas')
    .option('--quick', 'only those that take a few seconds, which the tests run as well')
    .option('--list', 'list the checks instead of running them')
    .addOption(
      new Option('--backend <name>', 'what computes; all: gpu, cpu and reference, one after the other')
        .choices([...BACKENDS, 'all'])
        .default('auto'),
    )
    .option('--json', 'print one JSON document instead of a table')
    .option('--report <file>', 'also write a report in Markdown, its plots in a folder beside it')
    .addHelpText(
      'after',
      '\nExamples:\n  tumble validate --quick\n  tumble validate --only fisher-speed,settled-lecture --backend reference\n' +
        '  tumble validate --backend all --report docs/validation.md\n\n' +
        'Exit codes: 0 all passed, 1 some failed, 2 refused, 130 interrupted (what is done is printed).',
    )
    .action(async (options: Options) => exit(await validate(host, options)));
}

/** The checks asked for, in the order of the list. Throws InputError for names that do not exist. */
export function chosenChecks(
  options: Pick<Options, 'only' | 'quick'> & { readonly backend?: Options['backend'] },
): readonly Check[] {
  const known = CHECKS.map(({ name }) => name);
  const names = options.only?.split(',').map((name) => name.trim());
  const problems = (names ?? [])
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      const remedy = near ? `Did you mean ${near}?` : '`tumble validate --list` names them all';
      return { field: 'only', value: JSON.stringify(name), rule: 'there is no such check', remedy };
    });
  if (problems.length > 0) throw new InputError(problems);
  const checks = CHECKS.filter(
    ({ name, quick }) => (names?.includes(name) ?? true) && (quick || options.quick === undefined),
  );
  if (checks.length > 0) return checks;
  const rule = 'none of these is among the quick ones';
  const remedy = 'Leave --quick out';
  throw new InputError([{ field: 'only', value: options.only ?? '', rule, remedy }]);
}

async function validate(host: Host, options: Options): Promise<number> {
  const checks = chosenChecks(options);
  if (options.list) {
    host.terminal.out(checkList(checks, options.json ?? false));
    return EXIT.done;
  }
  if (options.report !== undefined) await checkReport(host, options.report);
  return interruptible(host, async (interrupt) => {
    const runs: ValidationRun[] = [];
    const names = options.backend === 'all' ? (['gpu', 'cpu', 'reference'] as const) : [options.backend];
    for (const name of names)
      if (!interrupt.signal.aborted) runs.push(await validateOn(host, name, checks, interrupt));
    if (options.json) host.terminal.out(`${JSON.stringify(await resultsOf(host, runs), null, 2)}\n`);
    else for (const run of runs) host.terminal.out(outcomeTable(run));
    // A report of a part of the list would look like the whole.
    if (options.report !== undefined && !interrupt.signal.aborted)
      await writeReport(host, options.report, checks, await resultsOf(host, runs), runs);
    if (interrupt.signal.aborted) return interrupt.code;
    return runs.every(({ outcomes }) => outcomes.every(({ pass }) => pass)) ? EXIT.done : EXIT.failed;
  });
}

async function validateOn(
  host: Host,
  choice: BackendChoice,
  checks: readonly Check[],
  { signal }: Interrupt,
): Promise<ValidationRun> {
  const { name, description, why, create, close } = await openBackends(host, choice);
  const progress = createProgress(host);
  try {
    const start = host.now();
    const outcomes: readonly Outcome[] = await runChecks(checks, {
      ...{ create, backend: name, now: host.now, signal },
      onProgress: (fraction, check) => progress.show(fraction, `${name}: ${check.name}`),
    });
    return { backend: name, adapter: description, why, seconds: host.now() - start, outcomes };
  } finally {
    progress.clear();
    close();
  }
}
