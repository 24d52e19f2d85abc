// Results of checks for people, as a table, and for programs.

import { shownSettings } from '../validation/index.ts';
import { columns } from '../bench/row.ts';
import { formatSeconds } from './progress.ts';
import type { Backend } from '../core/backend.ts';
import type { Check, Outcome } from '../validation/index.ts';
import type { Host } from './host.ts';

/** The list, or a part of it, on one backend. */
export interface ValidationRun {
  readonly backend: Backend['name'];
  readonly adapter: string;
  readonly why: string;
  /** Wall clock. */
  readonly seconds: number;
  readonly outcomes: readonly Outcome[];
}

/** Names and titles; as JSON with all that is known of a check before it is run. */
export function checkList(checks: readonly Check[], json: boolean): string {
  if (json) return `${JSON.stringify(checks.map(described), null, 2)}\n`;
  return columns(
    ['name', 'quick', 'rows', 'what'],
    checks.map(({ name, quick, rows, title }) => [name, quick ? 'yes' : '', rows.join(', '), title]),
  );
}

const described = (check: Check) => {
  const { name, title, rows, model, quick, source } = check;
  return { name, title, rows, model, quick, source, settings: shownSettings(check) };
};

/** A number to six digits. */
export const shownNumber = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);

export const shownTolerance = (value: number): string => String(Number(value.toPrecision(2)));

export const withUnit = (text: string, unit: string): string => (unit === '1' ? text : `${text} [${unit}]`);

/** One line a quantity, or the fault; a line at the end that sums up. */
export function outcomeTable({ backend, adapter, seconds, outcomes }: ValidationRun): string {
  const lines = outcomes.flatMap(({ check, result, fault, seconds: spent }) => {
    const time = `${spent.toFixed(1)} s`;
    if (result === null) return [[check.name, fault ?? '', '', '', '', 'FAIL', time]];
    return result.quantities.map(({ quantity, unit, measured, exact, tolerance, pass }, index) => [
      index === 0 ? check.name : '',
      withUnit(quantity, unit),
      shownNumber(measured),
      shownNumber(exact),
      shownTolerance(tolerance),
      pass ? 'pass' : 'FAIL',
      index === 0 ? time : '',
    ]);
  });
  const table = columns(['check', 'quantity', 'measured', 'exact', 'tolerance', '', 'time'], lines);
  const passed = outcomes.filter(({ pass }) => pass).length;
  const closing = `${passed} checks passed, ${outcomes.length - passed} failed`;
  return `${backend}: ${adapter}\n${table}${closing} (${backend}, ${formatSeconds(seconds)})\n`;
}

/** One document: what ran where, and all numbers. */
export async function resultsOf(host: Host, runs: readonly ValidationRun[]) {
  const { cpu, cores, system, node } = host.machine();
  return {
    date: host.date().toISOString(),
    tumble: { commit: await host.commit(), node },
    machine: { cpu, cores, system },
    runs: runs.map(({ backend, adapter, why, seconds, outcomes }) => {
      const passed = outcomes.filter(({ pass }) => pass).length;
      return {
        ...{ backend, adapter, why, seconds },
        ...{ passed, failed: outcomes.length - passed },
        checks: outcomes.map(({ check, result, fault, pass, seconds: spent }) => ({
          ...described(check),
          ...{ pass, seconds: spent, fault },
          quantities: result?.quantities ?? [],
          plot: result?.plot ?? null,
        })),
      };
    }),
  };
}

export type Results = Awaited<ReturnType<typeof resultsOf>>;
