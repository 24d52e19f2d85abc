// docs/validation.md, written by `tumble validate --report`.

import type { Check } from '../validation/index.ts';
import type { Host } from './host.ts';
import type { Results, ValidationRun } from './validate-table.ts';

export async function writeReport(
  _host: Host,
  _path: string,
  _checks: readonly Check[],
  _results: Results,
  _runs: readonly ValidationRun[],
): Promise<void> {
  await Promise.resolve();
}
