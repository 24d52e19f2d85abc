// Two kinds of receptors in one cluster: their ligands add in the free energy, each by its share, and a negative share makes a
// repellent of one. Cells that stand still, without a filter: CheY-P is the activity in units of a0 = 0.5.

import { startCells } from './cell-runs.ts';
import type { Check } from './check.ts';
import { within } from './verdict.ts';

const energy = (c: number, inactive: number, active: number): number =>
  Math.log((1 + c / inactive) / (1 + c / active));
const first = (c: number): number => energy(c, 18.2, 3000);
const second = (c: number): number => energy(c, 6, 1000);

const REST = { first: 100, second: 50 };
const STILL = { speed: 0, z0: 0, tau: 1e6, tauY: 0, ...REST };
/** First ligand up to 150, second down to where the sum of both energies, in equal shares, is what it was. */
const CANCELLING = ((): number => {
  const ratio = Math.exp(second(50) - (first(150) - first(100)));
  return (ratio - 1) / (1 / 6 - ratio / 1000);
})();

const together: Check = {
  name: 'two-ligands-add',
  rows: [],
  title:
    'Two ligands add in the free energy: both up, one up and one down so that nothing is answered, a repellent',
  model: 'run-and-tumble',
  quick: true,
  source:
    'a = 1/(1 + exp(N (share f1 + share2 f2 - the same at rest))) at once (Mello and Tu 2005; Keymer et al. 2006)',
  settings: {
    ...{ ny: 1, nx: 4, width: 100, cells: 2, sensing: 'e-coli-two-ligands' },
    ...{ attractant: 'first', secondCue: 'second', timeStep: 0.1, until: 10, seed: 161 },
    parameters: { ...STILL, share: 0.5, share2: 0.5 },
  },
  varied:
    'shares 0.5 and 0.5, 0.5 and -0.5, 0.25 and 0.75; ligands from 100 and 50 to others, 0.001 after it',
  async run(context) {
    const answer = async (share: number, share2: number, ligands: typeof REST): Promise<number> => {
      const parameters = { ...STILL, share, share2 };
      const run = await startCells(context, { ...this.settings, parameters });
      run.simulation.setParameters(ligands);
      await run.to(0.001);
      const [cheY] = await run.simulation.population!.memory('cheY', 1);
      run.dispose();
      return 0.5 * cheY;
    };
    const exact = (share: number, share2: number, ligands: typeof REST): number => {
      const more =
        share * (first(ligands.first) - first(100)) + share2 * (second(ligands.second) - second(50));
      return 1 / (1 + Math.exp(6 * more));
    };
    const from = '1e-5: methylation within 0.001, single precision';
    const compare = async (what: string, share: number, share2: number, ligands: typeof REST) =>
      within(what, '1', await answer(share, share2, ligands), exact(share, share2, ligands), 1e-5, from);
    const opposite = { first: 150, second: CANCELLING };
    const cancelled = await answer(0.5, 0.5, opposite);
    return {
      quantities: [
        await compare('activity, both up', 0.5, 0.5, { first: 120, second: 60 }),
        await compare('activity, shares 0.25 and 0.75', 0.25, 0.75, { first: 120, second: 60 }),
        within('activity, one up and one down so that they cancel', '1', cancelled, 0.5, 1e-5, from),
        await compare('activity, the second alone as attractant', 0.5, 0.5, { first: 100, second: 60 }),
        await compare('activity, the second alone as repellent', 0.5, -0.5, { first: 100, second: 60 }),
        await compare('activity, both down', 0.5, 0.5, { first: 80, second: 45 }),
      ],
    };
  },
};

export const INSIDE_TWO_LIGANDS: readonly Check[] = [together];
