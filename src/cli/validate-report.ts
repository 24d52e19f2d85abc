// docs/validation.md, written by `tumble validate --report`: a table of all checks, then each with its numbers on every
// backend, its settings, its source and its plot, and which rows of the table of exact answers they cover.

import { InputError } from '../core/problem.ts';
import { plotSvg } from '../record/plot-svg.ts';
import { storageProblem } from '../record/storage.ts';
import { CHECKS, ROWS, shownSettings } from '../validation/index.ts';
import { formatSeconds } from './progress.ts';
import { shownNumber, shownTolerance } from './validate-table.ts';
import type { Check, Outcome } from '../validation/index.ts';
import type { Host } from './host.ts';
import type { Results, ValidationRun } from './validate-table.ts';

/** Refuses, before anything is computed, a name that no report can be written to. */
export async function checkReport({ storage }: Host, path: string): Promise<void> {
  const refuse = (rule: string, remedy: string): InputError =>
    new InputError([{ field: 'report', value: JSON.stringify(path), rule, remedy }]);
  if (!/[^/\\]\.md$/.test(path))
    throw refuse('must be the name of a Markdown file, ending in .md', 'Use e.g. validation.md');
  const there = await storage.look(path).catch((error: unknown) => {
    const problem = storageProblem(error, 'report', path);
    throw problem ? new InputError([problem]) : error;
  });
  if (there !== 'absent' && there !== 'file') throw refuse('this is a folder', 'Choose another name');
}

/** Writes the report and its plots, into a folder of the same name without its ending. */
export async function writeReport(
  host: Host,
  path: string,
  checks: readonly Check[],
  results: Results,
  runs: readonly ValidationRun[],
): Promise<void> {
  const folder = path.replace(/\.md$/, '');
  const name = folder.split(/[/\\]/).at(-1) ?? folder;
  try {
    await replace(host, path, reportText(checks, results, runs, name));
    for (const check of checks) {
      const text = plotText(check, runs);
      if (text !== null) await replace(host, host.storage.join(folder, `${check.name}.svg`), text);
    }
  } catch (error) {
    const problem = storageProblem(error, 'report', path);
    throw problem ? new InputError([problem]) : error;
  }
}

async function replace({ storage }: Host, path: string, text: string): Promise<void> {
  if ((await storage.look(path)) === 'file') await storage.remove(path);
  await storage.append(path, text);
}

const outcomeOf = ({ outcomes }: ValidationRun, check: Check): Outcome | undefined =>
  outcomes.find((outcome) => outcome.check.name === check.name);

/** The plot of a check, with the measured curves of every backend; null where it has none. */
function plotText(check: Check, runs: readonly ValidationRun[]): string | null {
  const plots = runs.flatMap((run) => {
    const plot = outcomeOf(run, check)?.result?.plot;
    return plot ? [{ backend: run.backend, plot }] : [];
  });
  if (plots.length === 0) return null;
  const { title, x, y, curves } = plots[0].plot;
  const exact = curves.filter(({ kind }) => kind === 'exact');
  const measured = plots.flatMap(({ backend, plot }) =>
    plot.curves
      .filter(({ kind }) => kind === 'measured')
      .map((curve) => ({ ...curve, name: `${curve.name}, ${backend}` })),
  );
  return plotSvg(title, x, y, [...exact, ...measured]);
}

function reportText(
  checks: readonly Check[],
  { tumble, machine }: Results,
  runs: readonly ValidationRun[],
  folder: string,
): string {
  const verdict = (outcome: Outcome | undefined): string =>
    outcome === undefined ? '' : `${outcome.pass ? 'pass' : '**FAIL**'}, ${outcome.seconds.toFixed(1)} s`;
  const summary = runs.map((run) => {
    const passed = run.outcomes.filter(({ pass }) => pass).length;
    const failed = run.outcomes.length - passed;
    return `- ${run.backend} (${run.adapter}): ${passed} checks passed, ${failed} failed, in ${formatSeconds(run.seconds)}.`;
  });
  return `${[
    '# Validation',
    '',
    'Experiments whose answers are known without a computer: what was measured on each backend, beside what is exact.',
    'Written by `tumble validate --report`; do not edit. Settings that are not named have their defaults.',
    '',
    ...summary,
    '',
    `${machine.cpu}, ${machine.cores} cores, ${machine.system}; Node ${tumble.node}, commit ${tumble.commit ?? 'unknown'}.`,
    '',
    ...table(
      ['check', 'row', 'what', ...runs.map(({ backend }) => backend)],
      checks.map((check) => [
        `[${check.name}](#${check.name})`,
        check.rows.join(', '),
        markdown(check.title),
        ...runs.map((run) => verdict(outcomeOf(run, check))),
      ]),
    ),
    '',
    ...checks.flatMap((check) => section(check, runs, folder)),
    ...rowsTable(),
  ].join('\n')}\n`;
}

function section(check: Check, runs: readonly ValidationRun[], folder: string): string[] {
  const outcomes = runs.map((run) => ({ backend: run.backend, outcome: outcomeOf(run, check) }));
  const faults = outcomes.flatMap(({ backend, outcome }) =>
    typeof outcome?.fault === 'string' ? [`${backend} failed: ${markdown(outcome.fault)}`, ''] : [],
  );
  const longest = outcomes
    .map(({ outcome }) => outcome?.result?.quantities ?? [])
    .reduce((a, b) => (b.length > a.length ? b : a));
  const lines = longest.map(({ quantity, unit, exact, toleranceFrom }, index) => [
    markdown(quantity),
    unit === '1' ? '' : markdown(unit),
    shownNumber(exact),
    ...outcomes.map(({ outcome }) => {
      const found = outcome?.result?.quantities[index];
      if (!found) return '';
      const text = `${shownNumber(found.measured)} ± ${shownTolerance(found.tolerance)}`;
      return found.pass ? text : `**${text}**`;
    }),
    markdown(toleranceFrom),
  ]);
  const head = [
    'quantity',
    'unit',
    'exact',
    ...outcomes.map(({ backend }) => `${backend} ± allowed`),
    'allowed for',
  ];
  const plot = runs.some((run) => outcomeOf(run, check)?.result?.plot)
    ? [`![${check.title.replace(/[[\]]/g, '')}](${encodeURI(folder)}/${check.name}.svg)`, '']
    : [];
  return [
    `## ${check.name}`,
    '',
    `${markdown(check.title)}${check.rows.length > 0 ? ` (row ${check.rows.join(', ')})` : ''}.`,
    '',
    `Source: ${markdown(check.source)}.`,
    '',
    `Run: \`${shownSettings(check).replace(/`/g, "'")}\` (${check.model}).`,
    '',
    ...faults,
    ...(lines.length > 0 ? [...table(head, lines), ''] : []),
    ...plot,
  ];
}

/** The table of exact answers: which check covers a row, or why none does. */
function rowsTable(): string[] {
  const lines = ROWS.map(({ row, subject, notCovered, partly }) => {
    const names = CHECKS.filter(({ rows }) => rows.includes(row)).map(({ name }) => `[${name}](#${name})`);
    const covered = names.length > 0 ? names.join(', ') : '**not covered**';
    return [String(row), markdown(subject), covered, markdown(notCovered ?? (partly ? `not ${partly}` : ''))];
  });
  return [
    '## Rows',
    '',
    'The table of exact answers that the checks go through, and what of it they leave out.',
    '',
    ...table(['row', 'answer', 'check', 'left out'], lines),
  ];
}

const table = (head: readonly string[], lines: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`);

/** Text that Markdown must not read as anything else. */
const markdown = (text: string): string => text.replace(/[\\`*_<>|[\]~]/g, (letter) => `\\${letter}`);
