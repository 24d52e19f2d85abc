import { expect, it } from 'vitest';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import { createSimulation } from '../../src/simulation/index.ts';
import { baseConfig } from '../support/configs.ts';
import { openTestGpu } from '../support/gpu.ts';

it('runs on both', async () => {
  const access = await openTestGpu();
  const n = 128;
  const config = { ...baseConfig, nx: n, ny: n, width: 0.2*n, height: 0.2*n };
  const u = new Float64Array(n*n), v = new Float64Array(n*n).fill(10);
  for (let i = 0; i < u.length; i++) u[i] = Math.fround(1 + 0.1 * Math.sin(i * 12.9898) );
  for (const backend of [createGpuBackend(access), createReferenceBackend()]) {
    const s = await createSimulation(config, backend, { u, v });
    for (const b of [1, 2,4,8, 16]) {
      const t0 = performance.now();
      s.run(b, 5);
      await backend.finished();
      const t = performance.now() - t0;
      const m = await s.measure();
      console.log(backend.name, b, t / b, 'ms/step', m.time, m.steps, m.rejected, m.timeStep, m.status, m.u.max, 'Mcell/s', b*n*n/t/1000);
    }
    s.dispose();
  }
  expect(1).toBe(1);
}, 120000);
