// As shaders/run-and-tumble/inner-mean.wgsl: means of the shown internal variable, from the sums that inner-deposit left, which
// it clears; EMPTY where there are no cells.

import { Clock, EMPTY, Parameters, Shown, Span } from '../layout';
import { lineStart } from '../lib/threads';
import { taken } from './counters';

export function innerMean(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  shown: usize,
  clock: usize,
  u: usize,
  span: usize,
  counts: usize,
  mean: usize,
): void {
  const grid = load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
  const replicas = load<u32>(parameters + Parameters.replicas);
  const whole = load<f32>(parameters + Parameters.count_density);
  const current = u + <usize>4 * load<u32>(clock + Clock.slot) * grid;
  const least = load<f32>(span + Span.least);
  const width = load<f32>(span + Span.most) - least;
  const most = <f32>((1 << load<u32>(shown + Shown.inner_bits)) - 1);
  const stop = lineStart(grid, thread + 1, threads);
  for (let g = lineStart(grid, thread, threads); g < stop; g += 1) {
    const units = <f32>taken(counts, g, replicas, grid);
    const number = nearest<f32>(load<f32>(current + 4 * <usize>g) / whole);
    const place = units / (number * most);
    store<f32>(mean + 4 * <usize>g, number < 1 ? EMPTY : least + place * width);
  }
}
