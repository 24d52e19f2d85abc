import { test } from 'vitest';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { parseConfig } from '../../src/config/index.ts';
import { cellProgram } from '../../src/models/run-and-tumble/program.ts';
import { prepareCells } from '../support/cell-state.ts';
import { testGpu } from '../support/gpu.ts';
const gpu = testGpu();
test('time', async () => {
  for (const cells of [5000, 20000, 200000]) {
  const parsed = parseConfig({ model: 'run-and-tumble', cells, nx: 37, ny: 21 });
  if ('problems' in parsed) throw new Error('x');
  const config: any = parsed.config;
  const backend = createGpuBackend(gpu.access);
  prepareCells(backend, config, {});
  const p = cellProgram(config);
  for (const d of [...p.measure, ...p.show, ...p.place]) {
    const a = performance.now();
    const k = await backend.prepare(d);
    await backend.finished();
    const b = performance.now();
    backend.run([k], 1);
    await backend.finished();
    const c = performance.now();
    backend.run([k], 5);
    await backend.finished();
    const e = performance.now();
    console.log(cells, d.kernel, 'compile', (b - a).toFixed(0), 'first', (c - b).toFixed(0), 'next', ((e - c) / 5).toFixed(2));
  }
  backend.dispose();
  }
});
