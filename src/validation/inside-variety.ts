// Cells that differ: log-normal factors on what is inside them, drawn for each cell once and for all. Read off the receptors of
// CCR7 at rest, R = kRec/(kRec + k b), which tell each cell's own k19 under CCL19 and its own k21 under CCL21.

import type { CellRun } from './cell-runs.ts';
import { startCells } from './cell-runs.ts';
import type { Check } from './check.ts';
import { average, varianceOf } from './statistics.ts';
import { statistical, within } from './verdict.ts';

const SPREADS = { k19Spread: 0.5, k21Spread: 0.3 };

/** ln of each cell's own rate of loss over the median, 1, at half of the receptors bound. */
const logarithms = async (run: CellRun): Promise<Float64Array> =>
  (await run.simulation.population!.memory('receptors')).map((share) => Math.log((1 / share - 1) / 0.5));

const factors: Check = {
  name: 'variety-factors',
  rows: [],
  title: 'Variety among cells: log-normal, one parameter independent of another, the same throughout a run',
  model: 'run-and-tumble',
  quick: true,
  source: 'ln(k_i/k) is normal with mean 0 and the standard deviation that is asked for',
  settings: {
    ...{ ny: 1, nx: 4, width: 100, cells: 2000, sensing: 'ccr7', attractant: 'first', secondCue: 'second' },
    ...{ timeStep: 0.1, until: 24, seed: 171 },
    parameters: { speed: 0, kRec: 1, k19: 1, k21: 1, ...SPREADS, first: 0, second: 5 },
  },
  varied: 'first, second = 0, 5 at the start, then 5, 0, from t = 12 on 0, 5 again',
  async run(context) {
    const run = await startCells(context, this.settings);
    const second = await logarithms(run);
    run.simulation.setParameters({ first: 5, second: 0 });
    await run.to(12);
    const first = await logarithms(run);
    run.simulation.setParameters({ first: 0, second: 5 });
    await run.to(24);
    const again = await logarithms(run);
    run.dispose();
    const n = first.length;
    const [one, two] = [average(first), average(second)];
    const products = first.map((value, i) => (value - one.mean) * (second[i] - two.mean));
    const correlation = average(products).mean / Math.sqrt(one.variance * two.variance);
    const apart = again.reduce((most, value, i) => Math.max(most, Math.abs(value - second[i])), 0);
    const settled = '1e-4: exp(-12) is left of the change, and single precision';
    return {
      quantities: [
        statistical('mean of ln k19', '1', one, 0),
        statistical('variance of ln k19', '1', varianceOf(first), SPREADS.k19Spread ** 2),
        statistical('mean of ln k21', '1', two, 0),
        statistical('variance of ln k21', '1', varianceOf(second), SPREADS.k21Spread ** 2),
        within(
          'correlation between them',
          '1',
          correlation,
          0,
          4 / Math.sqrt(n),
          '4 standard errors, 4/sqrt(n)',
        ),
        within('largest change of ln k21 in a cell after t = 24', '1', apart, 0, 1e-4, settled),
      ],
    };
  },
};

export const INSIDE_VARIETY: readonly Check[] = [factors];
