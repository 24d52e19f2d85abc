// Cells settled in a plane under a linear rule: the density that no persistence and no rotational diffusion changes, and
// headings that are isotropic everywhere. The sharpest check of the hazard clock, the walls and the sensed gradient at once.

import { cellsAt } from './cell-runs.ts';
import type { Check, Quantity } from './check.ts';
import { average, integral } from './statistics.ts';
import { counts, densityPlot, statistical, within } from './verdict.ts';

const cells = 40_000;
// with slopes at the walls, where a cell that is thrown back finds another rate
const cue = (x: number, y: number): number => Math.sin((Math.PI * x) / 60) + y / 40;
const weight = (x: number, y: number): number => Math.exp(0.67 * 0.8 * cue(x, y));

const isotropic: Check = {
  name: 'settled-isotropic',
  rows: [15],
  title:
    'A linear rule between walls in a plane: p ~ exp(lambda (1 - persistence) chi c), isotropic, whatever else',
  model: 'run-and-tumble',
  quick: true,
  source:
    'Alt 1980, Schnitzer 1993: the isotropic density solves the transport equation at any persistence and Dr',
  settings: {
    ...{ nx: 12, ny: 8, width: 60, height: 40, attractant: 'sin(pi*x/60) + y/40' },
    ...{ parameters: { chi: 0.8, persistence: 0.33, rotationalDiffusion: 0.062 } },
    ...{ cells, timeStep: 0.2, until: 8, seed: 56 },
  },
  async run(context) {
    const { cells: state, measurement } = await cellsAt(context, 8, this.settings);
    const columns = 6;
    const rows = 4;
    const found = new Float64Array(columns * rows);
    state.x.forEach((x, i) => {
      const row = Math.min(Math.floor(state.y[i] / 10), rows - 1);
      found[row * columns + Math.min(Math.floor(x / 10), columns - 1)] += 1;
    });
    const shares = Float64Array.from(found, (_, bin) => {
      const [x, y] = [10 * (bin % columns), 10 * Math.floor(bin / columns)];
      return integral((b) => integral((a) => weight(a, b), x, x + 10, 10), y, y + 10, 10);
    });
    const total = shares.reduce((a, b) => a + b);
    // The mean of the cue is the sharpest measure of the exponent; (4/19)^2/12 of it is the step's error.
    const mean = integral((b) => integral((a) => cue(a, b) * weight(a, b), 0, 60, 40), 0, 40, 40) / total;
    const quantities: Quantity[] = [
      counts(
        'density',
        found,
        shares.map((share) => (share / total) * cells),
      ),
      statistical('mean of the attractant', '1', average(state.x.map((x, i) => cue(x, state.y[i]))), mean, {
        most: mean * (0.21 ** 2 / 12),
        from: '(v dt/19)^2/12 of it for rates that bend within a step',
      }),
      // no flux: as many run up the gradient as down
      within(
        'chemotactic index',
        '1',
        measurement.cells!.alignment,
        0,
        4 / Math.sqrt(2 * cells),
        '4 standard errors of a mean cosine',
      ),
    ];
    for (const turns of [1, 2, 3]) {
      const of = (f: (angle: number) => number) => average(state.heading.map((angle) => f(turns * angle)));
      quantities.push(
        statistical(`mean cos ${turns} heading`, '1', of(Math.cos), 0),
        statistical(`mean sin ${turns} heading`, '1', of(Math.sin), 0),
      );
    }
    const density = (x: number): number => Math.exp(0.67 * 0.8 * Math.sin((Math.PI * x) / 60));
    const shape = { density, low: 0, high: 60, bins: 24 };
    return { quantities, plot: densityPlot('Along x, all y together', 'x', state.x, shape) };
  },
};

export const CELLS_ISOTROPIC: readonly Check[] = [isotropic];
