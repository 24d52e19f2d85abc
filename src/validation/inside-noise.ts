// Noise inside cells that stand still: of the ligand's arrival, in CheY-P and in the memory kernel, and of methylation. All of it
// relaxes and is driven by white noise, so that it is an Ornstein-Uhlenbeck process with a variance that is known at any time.
// Steps of two lengths must give the same.

import { startCells } from './cell-runs.ts';
import type { Check, CheckContext, Quantity } from './check.ts';
import { average } from './statistics.ts';
import { within } from './verdict.ts';

const STILL = { ny: 1, nx: 4, width: 100, attractant: '100', cells: 5000 };
/** Standing cells that do not tumble. */
const SILENT = { speed: 0, z0: 0, tau: 1e6 };

interface Noise {
  readonly quantity: string;
  readonly unit: string;
  readonly exact: number;
  /** Relative, and where it comes from. */
  readonly bias?: { readonly most: number; readonly from: string };
}

/** The variance of a normal variable: its standard error is sqrt(2/(n - 1)) of it. */
function variance(values: Float64Array, { quantity, unit, exact, bias }: Noise): Quantity {
  const share = 4 * Math.sqrt(2 / (values.length - 1)) + (bias?.most ?? 0);
  const from = `4 standard errors of a variance, sqrt(2/(n - 1)) of it${bias ? `, and ${bias.from}` : ''}`;
  return within(quantity, unit, average(values).variance, exact, share * exact, from);
}

async function memoryAt(
  context: CheckContext,
  settings: Check['settings'],
  time: number,
  names: readonly string[],
): Promise<readonly Float64Array[]> {
  const run = await startCells(context, settings, time);
  await run.to(time);
  const found: Float64Array[] = [];
  for (const name of names) found.push(await run.simulation.population!.memory(name));
  run.dispose();
  return found;
}

/** df/dc at c = 100, and S = (a (1 - a) N f'/a0)^2 c ligandNoise at a = a0 = 1/2. */
const SLOPE = (3000 - 18.2) / ((18.2 + 100) * (3000 + 100));
const SPECTRUM = ((0.25 * 6 * SLOPE) / 0.5) ** 2 * 100 * 0.02;

const ligand: Check = {
  name: 'noise-ligand',
  rows: [],
  title: 'Noise of the arrival of ligand in CheY-P: white, through the receptors, averaged over tauY',
  model: 'run-and-tumble',
  quick: true,
  source:
    "S/(2 tauY) with S = (a (1 - a) N f'(c)/a0)^2 c ligandNoise (Berg and Purcell 1977; Ornstein and Uhlenbeck 1930)",
  settings: {
    ...{ ...STILL, sensing: 'e-coli', until: 1.2, seed: 181 },
    parameters: { ...SILENT, ligandNoise: 0.02 },
  },
  varied: 'timeStep = 0.06, 0.03; half way up at t = 0.06, at rest at t = 1.2',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const timeStep of [0.06, 0.03])
      for (const t of [0.06, 1.2]) {
        const [cheY] = await memoryAt(context, { ...this.settings, timeStep }, t, ['cheY']);
        const exact = (SPECTRUM / 0.4) * (1 - Math.exp((-2 * t) / 0.2));
        quantities.push(
          variance(cheY, { quantity: `variance of CheY-P at t = ${t}, dt = ${timeStep}`, unit: '1', exact }),
        );
      }
    return { quantities };
  },
};

const D = 2e-6;
const ADAPTATION = 1 / (6 * 1.7 * 0.25 * 0.01);

const methylation: Check = {
  name: 'noise-methylation',
  rows: [],
  title:
    'Noise of methylation, which adaptation holds to its diffusion coefficient times the adaptation time',
  model: 'run-and-tumble',
  quick: true,
  source:
    'm: D tau_a (1 - exp(-2 t/tau_a)); activity: (N alpha a (1 - a))^2 times that (Emonet and Cluzel 2008)',
  settings: {
    ...{ ...STILL, sensing: 'e-coli', until: 160, every: 160, seed: 182 },
    parameters: { ...SILENT, tauY: 0, methylationNoise: D },
  },
  varied: 'timeStep = 4, 2',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const timeStep of [4, 2]) {
      const [m, cheY] = await memoryAt(context, { ...this.settings, timeStep }, 160, ['methylation', 'cheY']);
      const exact = D * ADAPTATION * (1 - Math.exp(-320 / ADAPTATION));
      const e = timeStep / ADAPTATION;
      const bias = {
        // <F^2> = (N alpha)^2 D tau_a = 0.0082
        most: 0.004 + e ** 2 / 3,
        from: '0.4%, half of <F^2>, of the curve of a(F), and (dt/tau_a)^2/3',
      };
      quantities.push(
        variance(m, { quantity: `variance of methylation, dt = ${timeStep}`, unit: '1', exact, bias }),
      );
      // CheY-P without a filter is the activity before the last step's noise
      const before = (6 * 1.7 * 0.25) ** 2 * Math.exp(-2 * e);
      quantities.push(
        variance(
          cheY.map((y) => 0.5 * y),
          { quantity: `variance of activity, dt = ${timeStep}`, unit: '1', exact: exact * before, bias },
        ),
      );
    }
    return { quantities };
  },
};

/** Squares of the impulse responses of the three filters, over 1/tau, to the end of time and (the rest) from t = 12 on. */
const LEVELS = [
  { name: 'first', share: 1 / 2, rest: Math.exp(-12) },
  { name: 'second', share: 1 / 4, rest: 85 * Math.exp(-12) },
  { name: 'third', share: 3 / 16, rest: 1237 * Math.exp(-12) },
] as const;

const kernel: Check = {
  name: 'noise-memory-kernel',
  rows: [],
  title: 'Noise of the arrival of ligand in the three filters of a memory kernel, whatever the step',
  model: 'run-and-tumble',
  quick: true,
  source:
    'c ligandNoise/tau times 1/2, 1/4, 3/16: squares of impulse responses that are Gamma densities of order 1, 2, 3, whose rest is one too',
  settings: {
    ...{ ...STILL, sensing: 'memory-kernel', until: 12, seed: 183 },
    parameters: { speed: 0, tumbleRate: 0, tau: 2, ligandNoise: 0.02 },
  },
  varied: 'timeStep = 0.6, 0.3; at t = 1.2 (first level) and 12',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const timeStep of [0.6, 0.3]) {
      const changed = { ...this.settings, timeStep };
      const [early] = await memoryAt(context, changed, 1.2, ['first']);
      const quantity = (name: string, t: number): string =>
        `variance of the ${name} level at t = ${t}, dt = ${timeStep}`;
      const unit = 'concentration^2';
      const exact = ((100 * 0.02) / 4) * (1 - Math.exp(-1.2));
      quantities.push(variance(early, { quantity: quantity('first', 1.2), unit, exact }));
      const names = LEVELS.map(({ name }) => name);
      const late = await memoryAt(context, changed, 12, names);
      for (const [k, { name, share, rest }] of LEVELS.entries()) {
        const settled = ((100 * 0.02) / 2) * share * (1 - rest);
        const bias = { most: (timeStep / 2) ** 2 / 6, from: '(dt/tau)^2/6' };
        quantities.push(
          variance(late[k], {
            ...{ quantity: quantity(name, 12), unit, exact: settled },
            ...(k === 0 ? {} : { bias }),
          }),
        );
      }
    }
    return { quantities };
  },
};

export const INSIDE_NOISE: readonly Check[] = [ligand, methylation, kernel];
