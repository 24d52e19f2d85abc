// The list of checks, by subject. To add one: write it in a file of its subject, which exports a list, and name that here.

import { CELLS_CLIMBING } from './cells-climbing.ts';
import { CELLS_CRAWLING } from './cells-crawling.ts';
import { CELLS_FREE } from './cells-free.ts';
import { CELLS_FRONTS } from './cells-fronts.ts';
import { CELLS_GUIDED } from './cells-guided.ts';
import { CELLS_ISOTROPIC } from './cells-isotropic.ts';
import { CELLS_SETTLED } from './cells-settled.ts';
import { CELLS_SECRETING } from './cells-secreting.ts';
import { COUNTING } from './counting.ts';
import { INSIDE_ADAPTATION } from './inside-adaptation.ts';
import { INSIDE_BACKGROUND } from './inside-background.ts';
import { INSIDE_CCR7 } from './inside-ccr7.ts';
import { INSIDE_DRIFT } from './inside-drift.ts';
import { INSIDE_FILTERS } from './inside-filters.ts';
import { INSIDE_MEMORY } from './inside-memory.ts';
import { INSIDE_NOISE } from './inside-noise.ts';
import { INSIDE_TWO_LIGANDS } from './inside-two-ligands.ts';
import { INSIDE_VARIETY } from './inside-variety.ts';
import { RANDOM_NUMBERS } from './random-numbers.ts';
import { FIELDS_DIFFUSION } from './fields-diffusion.ts';
import { FIELDS_CONSERVATION } from './fields-conservation.ts';
import { FIELDS_WAVES } from './fields-waves.ts';
import { FIELDS_GROWTH } from './fields-growth.ts';
import { FIELDS_STEADY } from './fields-steady.ts';
import { CELLS_ORDERS } from './cells-orders.ts';
import { FIELDS_BLOW_UP } from './fields-blow-up.ts';
import { FIELDS_GAUSSIAN } from './fields-gaussian.ts';
import { FIELDS_ELLIPTIC } from './fields-elliptic.ts';
import { FIELDS_VIRIAL } from './fields-virial.ts';
import { FIELDS_BAND } from './fields-band.ts';
import { SCHEME_ORDERS } from './scheme-orders.ts';
import { SUPER_STEPS } from './super-steps.ts';
import { FOURTH_ORDER } from './fourth-order.ts';
import { SATURATED_WORK } from './saturated-work.ts';
import { TWO_STATE_FREE } from './two-state-free.ts';
import { TWO_STATE_SETTLED } from './two-state-settled.ts';
import { FOKKER_PLANCK_SETTLED } from './fokker-planck-settled.ts';
import { FOKKER_PLANCK_MOVING } from './fokker-planck-moving.ts';
import { LEVELS } from './levels.ts';
import type { Check } from './check.ts';

export type { Axis, Check, CheckContext, CheckResult, Curve, Plot, Quantity } from './check.ts';
export { shownSettings } from './check.ts';
export { ROWS, type Row } from './rows.ts';
export { runChecks, type Outcome, type Surroundings } from './run-checks.ts';

export const CHECKS: readonly Check[] = [
  ...CELLS_FREE,
  ...CELLS_FRONTS,
  ...CELLS_GUIDED,
  ...CELLS_CLIMBING,
  ...CELLS_SETTLED,
  ...CELLS_ISOTROPIC,
  ...CELLS_CRAWLING,
  ...CELLS_SECRETING,
  ...INSIDE_ADAPTATION,
  ...INSIDE_BACKGROUND,
  ...INSIDE_TWO_LIGANDS,
  ...INSIDE_FILTERS,
  ...INSIDE_MEMORY,
  ...INSIDE_DRIFT,
  ...INSIDE_CCR7,
  ...INSIDE_NOISE,
  ...INSIDE_VARIETY,
  ...COUNTING,
  ...RANDOM_NUMBERS,
  ...FIELDS_DIFFUSION,
  ...FIELDS_CONSERVATION,
  ...FIELDS_WAVES,
  ...FIELDS_GROWTH,
  ...FIELDS_STEADY,
  ...CELLS_ORDERS,
  ...FIELDS_BLOW_UP,
  ...FIELDS_GAUSSIAN,
  ...FIELDS_VIRIAL,
  ...FIELDS_ELLIPTIC,
  ...FIELDS_BAND,
  ...SCHEME_ORDERS,
  ...SUPER_STEPS,
  ...FOURTH_ORDER,
  ...SATURATED_WORK,
  ...TWO_STATE_FREE,
  ...TWO_STATE_SETTLED,
  ...FOKKER_PLANCK_SETTLED,
  ...FOKKER_PLANCK_MOVING,
  ...LEVELS,
];
