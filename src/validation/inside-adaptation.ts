// Receptor clusters of E. coli in cells that stand still: activity after a step of the attractant. Without a filter (tauY = 0) CheY-P is the activity in units of a0, as the rule itself computes it.

import { activity } from '../theory/mwc.ts';
import type { Receptors } from '../theory/mwc.ts';
import { relaxedEnergy, steppedEnergy } from '../theory/mwc-responses.ts';
import type { CellRun } from './cell-runs.ts';
import { startCells } from './cell-runs.ts';
import type { Check, Quantity } from './check.ts';
import { within } from './verdict.ts';

/** As the rule's defaults. */
export const E_COLI: Receptors = {
  ...{ size: 6, methylEnergy: 1.7, neutralMethylation: 1, inactiveConstant: 18.2, activeConstant: 3000 },
  ...{ methylation: 0.005, demethylation: 0.005 },
};

export const A0 = 0.5;
/** Two cells that stand still and do not tumble, all over one concentration. */
export const STANDING = { ...{ ny: 1, nx: 4, width: 100, cells: 2 }, sensing: 'e-coli', attractant: 'level' };
export const SILENT = { speed: 0, z0: 0, tau: 1e6, tauY: 0 };

/** Activity of the first cell, by its CheY-P. */
export const activityAt = async (run: CellRun, time: number): Promise<number> => {
  await run.to(time);
  return A0 * (await run.simulation.population!.memory('cheY', 1))[0];
};

const TENTH = 'as asked for: 1e-4; the midpoint rule at dt = 0.1 leaves 1e-8, single precision 1e-6';

const step: Check = {
  name: 'mwc-step',
  rows: [21],
  title: 'A tenth more of the attractant at once: activity falls to 0.385, and is back in a minute',
  model: 'run-and-tumble',
  quick: true,
  source: 'F(t) = 2 asinh(sinh(F0/2) exp(-N alpha kR t/2)) for kR = kB (Tu, Shimizu and Berg 2008)',
  settings: { ...STANDING, parameters: { ...SILENT, level: 100 }, timeStep: 0.1, until: 400, seed: 121 },
  varied: 'level = 100 until t = 10, then 110; before it, 0.001, 10, 40 and 390 after it',
  async run(context) {
    const run = await startCells(context, this.settings);
    const rest = await activityAt(run, 10);
    run.simulation.setParameters({ level: 110 });
    const energy =
      6 * (Math.log((1 + 110 / 18.2) / (1 + 110 / 3000)) - Math.log((1 + 100 / 18.2) / (1 + 100 / 3000)));
    const exact = (t: number): number =>
      1 / (1 + Math.exp(2 * Math.asinh(Math.sinh(energy / 2) * Math.exp((-6 * 1.7 * 0.005 * t) / 2))));
    const quantities: Quantity[] = [within('activity before', '1', rest, A0, 1e-4, TENTH)];
    const points: [number, number][] = [];
    for (const after of [0.001, 10, 40, 390]) {
      const found = await activityAt(run, 10 + after);
      points.push([after, found]);
      quantities.push(within(`activity ${after} after`, '1', found, exact(after), 1e-4, TENTH));
    }
    run.dispose();
    const times = Array.from({ length: 101 }, (_, k) => 4 * k);
    return {
      quantities,
      plot: {
        title: 'Activity after a step from 100 to 110',
        x: { label: 't', unit: 'time' },
        y: { label: 'activity', unit: '1' },
        curves: [
          { name: 'exact', kind: 'exact', points: times.map((t) => [t, exact(t)] as const) },
          { name: 'measured', kind: 'measured', points },
        ],
      },
    };
  },
};

const unequal: Check = {
  name: 'mwc-step-unequal',
  rows: [21],
  title: 'The same where CheB is twice as fast as CheR (adapted activity 1/3): steps up and down',
  model: 'run-and-tumble',
  quick: true,
  source:
    'psi(D) = (1/kR + 1/kB) ln|exp(D) - 1| - D/kB falls at the rate N alpha (src/theory/mwc-responses.ts)',
  settings: {
    ...{ ...STANDING, parameters: { ...SILENT, kB: 0.01, level: 100 } },
    ...{ timeStep: 0.1, until: 120, seed: 122 },
  },
  varied: 'level = 110, 30, 300 from the start, after a rest at 100',
  async run(context) {
    const receptors = { ...E_COLI, demethylation: 0.01 };
    const quantities: Quantity[] = [];
    for (const level of [110, 30, 300]) {
      const run = await startCells(context, this.settings);
      run.simulation.setParameters({ level });
      const stepped = steppedEnergy(receptors, 100, level);
      for (const t of [0.001, 20, 120]) {
        const exact = activity(relaxedEnergy(receptors, stepped, t));
        const name = `activity ${t} after a step to ${level}`;
        quantities.push(within(name, '1', await activityAt(run, t), exact, 1e-4, TENTH));
      }
      run.dispose();
    }
    return { quantities };
  },
};

export const INSIDE_ADAPTATION: readonly Check[] = [step, unequal];
