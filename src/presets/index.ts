// All named experiments, in the order they are shown. A preset is raw settings over the defaults of src/config; a new
// one is a file here and a line below, and tests/presets runs it.

import type { Preset } from '../core/config.ts';
import { collapse1d } from './collapse-1d.ts';
import { collapse } from './collapse.ts';
import { growingColony } from './growing-colony.ts';
import { labyrinth } from './labyrinth.ts';
import { logarithmic } from './logarithmic.ts';
import { receptorSaturation } from './receptor-saturation.ts';
import { saturatedWarm } from './saturated-warm.ts';
import { saturated } from './saturated.ts';
import { spots } from './spots.ts';
import { subcritical } from './subcritical.ts';
import { volumeFilling } from './volume-filling.ts';

export const PRESETS: readonly Preset[] = [
  saturated,
  saturatedWarm,
  collapse,
  subcritical,
  spots,
  labyrinth,
  growingColony,
  volumeFilling,
  receptorSaturation,
  logarithmic,
  collapse1d,
];

export const findPreset = (name: string): Preset | undefined =>
  PRESETS.find((preset) => preset.name === name);
