// Runs that must stop and say why, rather than go on with cells that are nowhere: what no check of the settings can foresee,
// for it comes with a value that is changed during the run.

import { describe, expect, it } from 'vitest';
import { startCells } from '../support/cells.ts';
import { testGpu } from '../support/gpu.ts';

const gpu = testGpu();

const line = { ny: 1, nx: 20, width: 100, cells: 1000, timeStep: 0.5, seed: 1 };

describe('a fault during a run', () => {
  it.each(['reference', 'gpu'] as const)(
    'a rate that is not finite, or a step too long, on %s',
    async (backend) => {
      const rates = {
        sensing: 'rates',
        ratePlus: 'tumbleRate*sqrt(q)',
        rateMinus: '1',
        parameters: { q: 1 },
      };
      const run = await startCells({ ...line, ...rates }, backend === 'gpu' ? gpu.access : undefined);
      await run.to(1);

      // 500 tumbles a step: more than are allowed
      run.simulation.setParameters({ tumbleRate: 1000 });
      // Cells that run to the left are not hurried: it needs a reversal, so that all but a few are at fault.
      const hurried = await run.simulation.advance(4);
      expect(hurried.status).toBe('too-many-tumbles');
      expect(hurried.reason).toMatch(/shorter timeStep/);
      expect(hurried.time).toBeLessThan(4);
      // what is shown is a state with all cells in it
      expect(hurried.u.mass).toBeCloseTo(1000, 3);
      expect(hurried.u.notFinite).toBe(0);
      run.dispose();

      const other = await startCells({ ...line, ...rates }, backend === 'gpu' ? gpu.access : undefined);
      other.simulation.setParameters({ q: -1 });
      const broken = await other.simulation.advance(4);
      expect(broken.status).toBe('rate-not-finite');
      expect(broken.reason).toMatch(/not a finite number/);
      expect(broken.u.mass).toBeCloseTo(1000, 3);
      other.dispose();
    },
  );

  it('a crawling cell whose velocity is not finite', async () => {
    const run = await startCells({
      ...line,
      sensing: 'landscape',
      attractant: 'sqrt(q)*x',
      parameters: { q: 1 },
    });
    run.simulation.setParameters({ q: -1 });
    const { status, u } = await run.simulation.advance(4);
    run.dispose();
    expect(status).toBe('rate-not-finite');
    expect(u.mass).toBeCloseTo(1000, 6);
  });

  it.each(['reference', 'gpu'] as const)('more rounds than are counted, on %s', async (backend) => {
    const ring = { ...line, nx: 4, width: 64, boundaryX: 'periodic', timeStep: 0.25 };
    const straight = { attractant: '0', parameters: { speed: 10, tumbleRate: 0 } };
    const run = await startCells({ ...ring, ...straight }, backend === 'gpu' ? gpu.access : undefined);
    await run.to(1);
    // 32,000 domains a step: the second one is too many.
    run.simulation.setParameters({ speed: (32_000 * 64) / 0.25 });
    const { status, reason } = await run.simulation.advance(10);
    run.dispose();
    expect(status).toBe('too-many-rounds');
    expect(reason).toMatch(/wider domain/);
  });

  it('stays: asking for more time does nothing', async () => {
    const rates = { sensing: 'rates', ratePlus: 'sqrt(q)', rateMinus: '1', parameters: { q: 1 } };
    const run = await startCells({ ...line, ...rates });
    run.simulation.setParameters({ q: -1 });
    const { time } = await run.simulation.advance(2);
    const before = await run.simulation.population!.read();
    run.simulation.setParameters({ q: 1 });
    const again = await run.simulation.advance(4);
    const after = await run.simulation.population!.read();
    run.dispose();
    expect(again.time).toBe(time);
    expect(again.status).toBe('rate-not-finite');
    expect(after.x).toEqual(before.x);
  });
});
