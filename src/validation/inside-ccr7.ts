// CCR7 and its two ligands: receptors at the surface at rest and on the way there, and headings of cells in a constant pull.
// Where K is far above all concentrations and no ligand takes receptors off, the pull is the same everywhere and always.

import { steeringIndex } from '../theory/steering.ts';
import type { CellRun } from './cell-runs.ts';
import { startCells } from './cell-runs.ts';
import type { Check, Quantity } from './check.ts';
import { average } from './statistics.ts';
import { statistical, within } from './verdict.ts';

const UNIFORM = {
  ...{ ny: 1, nx: 4, width: 100, cells: 2, sensing: 'ccr7', attractant: 'first', secondCue: 'second' },
  ...{ timeStep: 0.5, until: 200, seed: 151 },
};
const EXACT =
  'exact in a constant concentration, but for single precision: 6e-8 a step, of which some 20 are remembered';

const surface = async (run: CellRun): Promise<number> =>
  (await run.simulation.population!.memory('receptors', 1))[0];

const receptors: Check = {
  name: 'ccr7-receptors',
  rows: [24],
  title: 'Receptors on the surface: CCL19 takes most of them off, CCL21 hardly any; coming back takes longer',
  model: 'run-and-tumble',
  quick: true,
  source:
    'kRec/(kRec + k19 b19 + k21 b21), approached at the rate of the denominator; kRec once the ligand is gone',
  settings: { ...UNIFORM, parameters: { speed: 0, first: 0, second: 0 } },
  varied: 'first, second = 5, 0; 0, 5; 5, 5 from t = 0 to 160, after a rest without either, then none again',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [first, second, rest, rate] of [
      [5, 0, 0.05 / 0.175, 0.175],
      [0, 5, 0.05 / 0.06, 0.06],
      [5, 5, 0.05 / 0.14, 0.14],
    ]) {
      const run = await startCells(context, this.settings);
      const ligands = `CCL19 ${first}, CCL21 ${second}`;
      const push = (what: string, found: number, exact: number): number =>
        quantities.push(within(`${ligands}: ${what}`, '1', found, exact, 3e-6, EXACT));
      push('before', await surface(run), 1);
      run.simulation.setParameters({ first, second });
      await run.to(4);
      push('after 4', await surface(run), rest + (1 - rest) * Math.exp(-4 * rate));
      await run.to(160);
      const left = await surface(run);
      push('after 160', left, rest + (1 - rest) * Math.exp(-160 * rate));
      run.simulation.setParameters({ first: 0, second: 0 });
      await run.to(180);
      push('20 after it is gone', await surface(run), 1 - (1 - left) * Math.exp(-0.05 * 20));
      run.dispose();
    }
    const settled = await startCells(context, { ...UNIFORM, parameters: { speed: 0, first: 5, second: 0 } });
    quantities.push(
      within('at rest with CCL19 5', '1', await surface(settled), 0.28571, 5e-6, 'digits of the table'),
    );
    settled.dispose();
    return { quantities };
  },
};

/** Cells that stand and turn, all pulled along x at 2 chi/K19. */
const TURNING = {
  ...{ sensing: 'ccr7', width: 100, attractant: '2*x', secondCue: '0', seed: 152 },
  ...{ cells: 6000, timeStep: 0.125, until: 30 },
};
const NO_LOSS = { speed: 0, rotationalDiffusion: 1, k19: 0, k21: 0, K19: 1e9, K21: 1e9 };

/** Diffusion and turning by halves in turn; and headings forget how they began as exp(-t). */
const bias = (k: number) => ({
  most: (k * 0.125 ** 2) / 6 + 0.0025,
  from: 'k (D dt)^2/6, what halves in turn add to a narrow spread of headings; exp(-6) of the start',
});

const cosines = (headings: Float64Array) => average(headings.map(Math.cos));

const index: Check = {
  name: 'ccr7-index',
  rows: [],
  title: 'Headings in a constant pull of k times the rotational diffusion: chemotactic index I1(k)/I0(k)',
  model: 'run-and-tumble',
  quick: true,
  source: 'von Mises density exp(k cos) of headings at rest (src/theory/steering.ts); Mardia and Jupp 2000',
  settings: { ...TURNING, nx: 4, ny: 4, height: 100, parameters: { ...NO_LOSS, chi: 5e8 } },
  varied: 'chi = 5e8, 1e9 (k = 1, 2), one after the other for t = 6 each',
  async run(context) {
    const run = await startCells(context, this.settings);
    const quantities: Quantity[] = [];
    for (const [phase, k] of [1, 2].entries()) {
      run.simulation.setParameters({ chi: 5e8 * k });
      const { cells } = await run.to(6 * (phase + 1));
      quantities.push(
        statistical(`<cos> at k = ${k}`, '1', cosines(cells.heading), steeringIndex(2, k), bias(k)),
        statistical(`<sin> at k = ${k}`, '1', average(cells.heading.map(Math.sin)), 0),
      );
    }
    run.dispose();
    return { quantities };
  },
};

const line: Check = {
  name: 'ccr7-index-line',
  rows: [],
  title: 'The same on a line: tanh(k)',
  model: 'run-and-tumble',
  quick: true,
  source: 'p+/p- = exp(2 k), as opposite headings have in the plane (src/theory/steering.ts)',
  settings: { ...TURNING, nx: 4, ny: 1, timeStep: 1, cells: 20_000, parameters: { ...NO_LOSS, chi: 5e8 } },
  varied: 'chi = 5e8, 1.5e8 (k = 1, 0.3), one after the other for t = 10 each',
  async run(context) {
    const run = await startCells(context, this.settings);
    const quantities: Quantity[] = [];
    for (const [phase, k] of [1, 0.3].entries()) {
      run.simulation.setParameters({ chi: 5e8 * k });
      const { cells } = await run.to(10 * (phase + 1));
      const found = cosines(cells.heading);
      quantities.push(statistical(`<cos> at k = ${k}`, '1', found, steeringIndex(1, k)));
    }
    run.dispose();
    return { quantities };
  },
};

const blinded: Check = {
  name: 'ccr7-crosstalk',
  rows: [],
  title: 'CCL19 all around lowers what CCL21 pulls with: fewer free receptors, fewer at the surface',
  model: 'run-and-tumble',
  quick: true,
  source: 'pull chi R/((1 + c19/K19)^2 K21): a quarter at c19 = K19, times R = kRec/(kRec + k19/2) = 0.28571',
  settings: {
    ...{ ...TURNING, nx: 4, ny: 4, height: 100, attractant: '5', secondCue: '16*x', until: 6 },
    parameters: { ...NO_LOSS, K19: 5, k19: 0.25, chi: 5e8 },
  },
  async run(context) {
    const run = await startCells(context, this.settings);
    const { cells } = await run.to(6);
    run.dispose();
    const k = (8 / 4) * (0.05 / 0.175);
    return {
      quantities: [
        statistical('<cos>, 0.935 without CCL19', '1', cosines(cells.heading), steeringIndex(2, k), bias(k)),
      ],
    };
  },
};

export const INSIDE_CCR7: readonly Check[] = [receptors, index, line, blinded];
