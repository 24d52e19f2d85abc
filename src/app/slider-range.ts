// Sensible ends for the slider of a parameter: from 0 to about four times the value it had when the experiment was opened,
// rounded, so that the slider neither jumps nor runs out while it is dragged. A declared range is kept, and is the
// slider's own where it is narrow; most declared ranges only keep numbers finite.

export interface SliderRange {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** End of a slider and its step, in powers of ten: 200 or 250 positions, each a round number. */
const ENDS = [
  [1, 0.005],
  [2, 0.01],
  [5, 0.02],
  [10, 0.05],
] as const;

/** What a sensing rule declares of a parameter. */
type Declared = { readonly least: number; readonly most: number };

/** A declared range no wider than this is a slider's. */
const NARROW = 2;

export function sliderRange(opened: number, declared: Declared | undefined = undefined): SliderRange {
  if (!declared) return rangeAround(opened);
  const { least, most } = declared;
  if (most - least <= NARROW) return { low: least, high: most, step: (most - least) / 200 };
  const { low, high, step } = rangeAround(opened);
  return { low: Math.max(low, least), high: Math.min(high, most), step };
}

function rangeAround(opened: number): SliderRange {
  const size = Math.abs(opened);
  if (size === 0) return { low: 0, high: 1, step: 0.005 };
  const power = 10 ** Math.floor(Math.log10(4 * size));
  const [factor, division] =
    ENDS.find(([candidate]) => candidate * power >= 4 * size * (1 - 1e-12)) ?? ENDS[3];
  const end = Number((factor * power).toPrecision(1));
  const step = Number((division * power).toPrecision(1));
  return opened > 0 ? { low: 0, high: end, step } : { low: -end, high: 0, step };
}
