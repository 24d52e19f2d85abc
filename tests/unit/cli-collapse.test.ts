// What the command line says of collapse at the end of a run of the minimal model.

import { expect, it } from 'vitest';
import { collapseLines, createCollapseRecorder, summarizeCollapse } from '../../src/cli/collapse-summary.ts';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import type { Measurement } from '../../src/core/simulation.ts';
import { baseConfig, cellsConfig } from '../support/configs.ts';

const minimal: KellerSegelConfig = {
  ...baseConfig,
  ...{ sensitivity: 'chi*u', growth: '0', production: 'u', parameters: { chi: 2 }, boundaryX: 'no-flux' },
};
const MASS = 6 * Math.PI;

function measurement(time: number, max: number, status: Measurement['status'] = 'running'): Measurement {
  const statistics = { mass: MASS, mean: 1, min: 0, max, notFinite: 0 };
  return {
    ...{ time, steps: 1, rejected: 0, timeStep: 0.1, status, reason: null, cells: null },
    ...{ u: statistics, v: statistics },
  };
}

function factsOf(peak: (t: number) => number, unresolvedFrom = Infinity) {
  const recorder = createCollapseRecorder(minimal)!;
  for (let k = 0; k < 100; k++) {
    const time = k / 100;
    recorder.add(measurement(time, peak(time), time >= unresolvedFrom ? 'unresolved' : 'running'));
  }
  return recorder.facts();
}

it('tells the critical mass and the blow-up time of a peak that goes as 1/(T - t)', () => {
  const facts = factsOf((t) => 5 / (1.04 - t));
  const summary = summarizeCollapse(facts) as { blowUp: { time: number; fittedTo: number } };
  expect(summary).toMatchObject({
    criticalMass: expect.closeTo(4 * Math.PI, 10) as number,
    criticalMassAtWall: expect.closeTo(2 * Math.PI, 10) as number,
    criticalMassInCorner: null,
    massOverCriticalMass: expect.closeTo(1.5, 10) as number,
    blowUp: { time: expect.closeTo(1.04, 9) as number, fittedTo: 0.99 },
  });
  expect(collapseLines(facts)).toMatch(
    /^ {2}18\.8 cells are 1\.5 critical masses \(12\.6\).*\n {2}blow-up: the peak would be infinite at t = 1\.04 \+- /,
  );
});

it('does not believe a peak that the grid no longer resolves', () => {
  // From 0.9 on it stands still, as it does on a grid.
  const facts = factsOf((t) => 5 / (1.04 - Math.min(t, 0.9)), 0.9);
  expect(facts.blowUp!.to).toBe(0.89);
  expect(facts.blowUp!.time).toBeCloseTo(1.04, 9);
});

it('has no blow-up time for a peak that does not rise so, and nothing to say of other models', () => {
  const facts = factsOf((t) => 5 + t);
  expect(summarizeCollapse(facts)).toMatchObject({ blowUp: null });
  expect(collapseLines(facts).split('\n')).toHaveLength(2);
  expect(createCollapseRecorder(baseConfig)).toBeNull();
  expect(createCollapseRecorder(cellsConfig)).toBeNull();
});
