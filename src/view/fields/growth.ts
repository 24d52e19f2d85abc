// Growth rates of waves as they are measured: from the spectra of a run while its pattern is still small, so that each wave
// grows on its own, as linear theory says. Only of u near the uniform state that theory speaks of. Rates are slopes over the
// later half of that time: at first waves that decay are mixed in. Waves much weaker than the strongest are left out, since
// those are driven by the others.

import type { RadialSpectrum } from '../../observables/wavelength.ts';

export interface MeasuredGrowth {
  readonly wavenumbers: readonly number[];
  /** 1/T. */
  readonly rates: readonly number[];
  /** First and last time of the spectra they are from. */
  readonly from: number;
  readonly to: number;
}

export interface GrowthMeter {
  /** Takes over the spectrum of a field with this mean; `state` is the uniform state it is to be near, null for none. */
  add(time: number, spectrum: RadialSpectrum, mean: number, state: number | null): void;
  /** Null as long as there are too few spectra. */
  readonly measured: MeasuredGrowth | null;
  clear(): void;
}

/** Standard deviation over mean up to which waves count as small. */
const SMALL = 0.05;
/** How far the mean may be from that of the uniform state. */
const NEAR = 0.05;
/**
 * Power relative to the strongest wave's below which a wave is left out. Two strong waves drive a third one in proportion to
 * SMALL times their amplitude, so this keeps that below about a quarter of its own amplitude.
 */
const WEAK = 0.05;
const FEWEST = 3;
const CAPACITY = 64;

interface Sample {
  readonly time: number;
  readonly spectrum: RadialSpectrum;
}

export function createGrowthMeter(): GrowthMeter {
  let samples: Sample[] = [];
  let over = false;
  let measured: MeasuredGrowth | null = null;
  return {
    add(time, spectrum, mean, state) {
      const last = samples[samples.length - 1];
      if (over || state === null || (last !== undefined && time <= last.time)) return;
      const near = Math.abs(mean - state) <= NEAR * Math.abs(state);
      if (!near || contrast(spectrum, mean) > SMALL) {
        // What was measured before the waves were large stays.
        over = measured !== null;
        if (!over) samples = [];
        return;
      }
      samples.push({ time, spectrum });
      if (samples.length > CAPACITY) samples = samples.filter((_, index) => index % 2 === 0);
      measured = slopes(samples) ?? measured;
    },
    get measured() {
      return measured;
    },
    clear() {
      samples = [];
      over = false;
      measured = null;
    },
  };
}

/** Standard deviation of the field over its mean: the power of all modes is its variance. */
const contrast = ({ power, modes }: RadialSpectrum, mean: number): number =>
  Math.sqrt(power.reduce((sum, value, ring) => sum + value * modes[ring], 0)) / Math.abs(mean);

/** Half the least-squares slope of the logarithm of each ring's power, over the later half of the time. */
function slopes(samples: readonly Sample[]): MeasuredGrowth | null {
  const end = samples[samples.length - 1];
  const middle = (samples[0].time + end.time) / 2;
  const window = samples.filter(({ time }) => time >= middle);
  if (window.length < FEWEST) return null;
  const mean = window.reduce((sum, { time }) => sum + time, 0) / window.length;
  const square = window.reduce((sum, { time }) => sum + (time - mean) ** 2, 0);
  const strongest = end.spectrum.power.reduce((most, value) => Math.max(most, value), 0);
  const wavenumbers: number[] = [];
  const rates: number[] = [];
  end.spectrum.wavenumbers.forEach((wavenumber, ring) => {
    if (window.some(({ spectrum }) => !(spectrum.power[ring] > 0))) return;
    if (end.spectrum.power[ring] < WEAK * strongest) return;
    const slope = window.reduce(
      (sum, { time, spectrum }) => sum + ((time - mean) * Math.log(spectrum.power[ring])) / square,
      0,
    );
    wavenumbers.push(wavenumber);
    rates.push(slope / 2);
  });
  return { wavenumbers, rates, from: window[0].time, to: end.time };
}
