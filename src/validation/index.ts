// The list of checks, by subject. To add one: write it in a file of its subject, which exports a list, and name that here.

import { CELLS_FREE } from './cells-free.ts';
import { CELLS_FRONTS } from './cells-fronts.ts';
import { CELLS_GUIDED } from './cells-guided.ts';
import type { Check } from './check.ts';

export type { Axis, Check, CheckContext, CheckResult, Curve, Plot, Quantity } from './check.ts';
export { shownSettings } from './check.ts';
export { runChecks, type Outcome, type Surroundings } from './run-checks.ts';

export const CHECKS: readonly Check[] = [...CELLS_FREE, ...CELLS_FRONTS, ...CELLS_GUIDED];
