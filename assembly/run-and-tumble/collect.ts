// As shaders/run-and-tumble/collect.wgsl: lists the cells inside a rectangle, edges included. Word 0 of `visible` counts them
// all. Threads list theirs as they come.

import { Parameters, Region, VISIBLE, VISIBLE_CELLS } from '../layout';
import { UNIT } from '../lib/fixed';
import { lineStart } from '../lib/threads';
import { cells, setDomain, twoDimensional } from './setting';

export function collect(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  region: usize,
  position: usize,
  heading: usize,
  rounds: usize,
  visible: usize,
  made: u32,
): void {
  setDomain(thread, parameters, made);
  const unitX = UNIT * load<f32>(parameters + Parameters.period_x);
  const unitY = UNIT * load<f32>(parameters + Parameters.period_y);
  const left = load<f32>(region + Region.left);
  const right = load<f32>(region + Region.right);
  const bottom = load<f32>(region + Region.bottom);
  const top = load<f32>(region + Region.top);
  const stop = lineStart(cells, thread + 1, threads);
  for (let i = lineStart(cells, thread, threads); i < stop; i += 1) {
    const unitsX = load<u32>(position + 8 * i);
    const unitsY = load<u32>(position + 8 * i, 4);
    const x = <f32>unitsX * unitX;
    const y = <f32>unitsY * unitY;
    if (x < left || x > right) continue;
    if (twoDimensional && (y < bottom || y > top)) continue;
    const listed = atomic.add<u32>(visible, 1);
    if (listed >= VISIBLE_CELLS) continue;
    const first = visible + 4 + 4 * VISIBLE * listed;
    store<u32>(first, i);
    store<u32>(first, unitsX, 4);
    store<u32>(first, unitsY, 8);
    store<u32>(first, load<u32>(heading + 4 * i), 12);
    store<u32>(first, load<u32>(rounds + 4 * i), 16);
  }
}
