// Peaks too narrow for the grid, as shaders/keller-segel/cell.wgsl and the stages have them. Cell by cell: a row has few.

import { BEGIN, DIFFUSION_U, FLUX, U } from './rows';

export const NARROW: f32 = 0.735;
const SMALLEST_DENSITY: f32 = 1e-20;
const ATTRACTION_COUNTS: f32 = 8.0;

/**
 * How fast diffusion could widen the narrow peaks among cells `from` to `to` of a piece of a row; where attraction raises them
 * all the same they are no passing noise. 0 where there are none.
 */
export function narrowPeaks(
  below: usize,
  row: usize,
  above: usize,
  sides: usize,
  lower: usize,
  upper: usize,
  from: i32,
  to: i32,
  dx: f32,
  dy: f32,
  high: f32,
  twoDimensional: bool,
): f32 {
  let largest: f32 = 0;
  const end = BEGIN + (<usize>to << 2);
  for (let k = BEGIN + (<usize>from << 2); k < end; k += 4) {
    const u = load<f32>(row + k, U);
    if (u < high) continue;
    const left = load<f32>(row + k - 4, U);
    const right = load<f32>(row + k + 4, U);
    const diffusion = load<f32>(row + k, DIFFUSION_U);
    let narrow: bool = 0.5 * (left + right) < NARROW * u;
    let widening: f32 = (2 * diffusion) / (dx * dx);
    let top = u >= left && u >= right;
    let transport = (load<f32>(sides + k - 4, FLUX) - load<f32>(sides + k, FLUX)) / dx;
    if (twoDimensional) {
      const under = load<f32>(below + k, U);
      const over = load<f32>(above + k, U);
      if (<f32>0.5 * (under + over) < NARROW * u) {
        const wideningY: f32 = (2 * diffusion) / (dy * dy);
        widening = narrow ? min<f32>(widening, wideningY) : wideningY;
        narrow = true;
      }
      top = top && u >= under && u >= over;
      transport += (load<f32>(lower + k, FLUX) - load<f32>(upper + k, FLUX)) / dy;
    }
    if (!narrow || !top) continue;
    const raised = transport / max<f32>(u, SMALLEST_DENSITY);
    largest = max<f32>(largest, raised > 0 ? ATTRACTION_COUNTS * widening + raised : widening);
  }
  return largest;
}
