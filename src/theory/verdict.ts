// What theory predicts of an experiment in a sentence or two, for a line on the page and the head of `tumble theory`. Of
// collapse it says nothing: see the critical mass.

import type { Wave } from './dispersion.ts';
import type { StateReport, TheoryReport } from './report.ts';

const digits = (value: number, count = 3): string => String(Number(value.toPrecision(count)));

export function verdict(report: TheoryReport): string {
  if (report.uniform === null) return ofPrescribed(report);
  const { tracked, note } = report.uniform;
  if (tracked === null) return `There is no uniform state: ${note ?? 'none was found'}.`;
  const state = `The uniform state u = ${digits(tracked.u)}, v = ${digits(tracked.v)}`;
  if (!tracked.stableAlone) {
    const how = tracked.alone.frequency > 0 ? 'oscillates away' : 'is left';
    return `${state} is unstable even where all is uniform: it ${how} at ${digits(tracked.alone.rate, 4)} a unit of time.`;
  }
  if (tracked.levels.length === 0) return `${state}: nothing is known of its waves, for ${tracked.note}.`;
  return tracked.levels[0].bands.length > 0 ? ofUnstable(state, tracked) : ofStable(state, tracked);
}

function ofUnstable(state: string, { levels, fitting }: StateReport): string {
  const { bands, fastest } = levels[0];
  const { low, high } = bands[bands.length - 1];
  const [shortest, longest] = [(2 * Math.PI) / high, (2 * Math.PI) / low];
  const which = !Number.isFinite(high)
    ? Number.isFinite(longest)
      ? `shorter than ${digits(longest)}`
      : 'of any length'
    : Number.isFinite(longest)
      ? `of ${digits(shortest)} to ${digits(longest)}`
      : `longer than ${digits(shortest)}`;
  const first = fastest === null ? '' : `, the fastest ${describe(fastest)}`;
  const end = fitting?.fastest
    ? 'a pattern is expected out of noise'
    : 'but none of them fits the domain: no pattern is expected out of noise';
  return `${state} is unstable: waves ${which} grow${first}; ${end}.`;
}

function ofStable(state: string, { fitting }: StateReport): string {
  const longest = fitting?.longest;
  const slowest = longest
    ? `, the longest that fits, ${digits(longest.wavelength)} long, at ${digits(-longest.rate, 4)} a unit of time`
    : '';
  return `${state} is stable: every wave decays${slowest}; no pattern is expected out of noise.`;
}

function describe({ wavelength, rate, frequency }: Wave): string {
  const swing = frequency > 0 ? `, swinging once in ${digits((2 * Math.PI) / frequency)}` : '';
  return `${digits(wavelength)} long at ${digits(rate, 4)} a unit of time${swing}`;
}

function ofPrescribed({ cells }: TheoryReport): string {
  if (cells === null) return 'Drift and diffusion are given: nothing more is predicted.';
  const { drift, density, mean, variance } = cells.prediction;
  const parts: string[] = [];
  if (drift) {
    const { value, x, y, walls } = drift;
    const way =
      y === 0 ? (x > 0 ? 'towards larger x' : 'towards smaller x') : `along (${digits(x)}, ${digits(y)})`;
    parts.push(
      `cells drift ${way} at a speed of ${digits(value)}${walls ? ' until they come to the walls' : ''}`,
    );
  }
  if (density) {
    const flat = Math.max(...density) - Math.min(...density) <= 1e-9 * Math.max(...density);
    parts.push(
      flat
        ? 'cells come to rest evenly along x'
        : mean !== null && variance !== null
          ? `cells come to rest about x = ${digits(mean)} with standard deviation ${digits(Math.sqrt(variance))}`
          : 'cells come to rest unevenly along x',
    );
  }
  if (parts.length === 0)
    return 'Theory has no closed answer for this field: the coefficients at each place are all it says.';
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
