// What the command line prints of cells at the end of a run: predictions under the name of what they predict, and only
// where they mean something.

import { expect, it } from 'vitest';
import { cellLines } from '../../src/cli/cell-summary.ts';
import type { CellStatistics } from '../../src/core/simulation.ts';
import { predict } from '../../src/theory/prediction.ts';
import { cellsPreset } from '../support/reduced-cells.ts';

const STATISTICS: CellStatistics = {
  ...{ count: 100, meanX: 700, meanY: 0, varianceX: 610, varianceY: 0, displacementX: 0, displacementY: 0 },
  ...{
    squaredDisplacement: 1000,
    fourthDisplacement: 0,
    alignment: 0.0123,
    correlation: 0,
    inner: {},
    tumbleRate: null,
  },
};

const lines = (name: string, parameters: Record<string, number> = {}): string => {
  const config = cellsPreset(name, { parameters });
  return cellLines(config, 100, STATISTICS, { motion: null, prediction: predict(config) });
};

it('says that mean and variance are predicted at rest, and the index until the walls', () => {
  // Cells settle at exp((x - 800)/25): mean 800 - 25, variance 25^2.
  expect(lines('gradient-1d')).toMatch(/mean x 700, variance 610 \(at rest by theory: 775 and 625\)/);
  expect(lines('gradient-1d')).toContain('chemotactic index 0.0123 (predicted 0.4 until the walls)');
});

it('has a negative index for a repellent', () => {
  expect(lines('gradient-1d', { chi: -2 })).toContain('(predicted -0.4 until the walls)');
});

it('predicts no mean of x round a periodic axis', () => {
  expect(lines('free-run')).toMatch(/mean x 700, variance 610, mean y/);
  expect(lines('free-run')).not.toContain('at rest');
});
