// All named experiments, in the order they are shown. A preset is raw settings over the defaults of src/config; a new
// one is a file here and a line below, and tests/presets runs it.

import type { Preset } from '../core/config.ts';
import { variety } from './variety.ts';
import { travellingBandEColi } from './travelling-band-e-coli.ts';
import { noisySensing } from './noisy-sensing.ts';
import { exponentialGradient } from './exponential-gradient.ts';
import { ccl19VersusCcl21 } from './ccl19-versus-ccl21.ts';
import { capillary } from './capillary.ts';
import { adaptationStep } from './adaptation-step.ts';
import { agentsCollapse } from './agents-collapse.ts';
import { chainBallisticToDiffusive } from './chain-ballistic-to-diffusive.ts';
import { chainLecture } from './chain-lecture.ts';
import { chainUniformGradient } from './chain-uniform-gradient.ts';
import { collapse1d } from './collapse-1d.ts';
import { collapse } from './collapse.ts';
import { freeRun } from './free-run.ts';
import { gradient1d } from './gradient-1d.ts';
import { gradient2d } from './gradient-2d.ts';
import { growingColony } from './growing-colony.ts';
import { haptotaxisVersusChemotaxis } from './haptotaxis-versus-chemotaxis.ts';
import { labyrinth } from './labyrinth.ts';
import { landscape } from './landscape.ts';
import { lecture1d } from './lecture-1d.ts';
import { logarithmic } from './logarithmic.ts';
import { meanField } from './mean-field.ts';
import { receptorSaturation } from './receptor-saturation.ts';
import { saturatedWarm } from './saturated-warm.ts';
import { saturated } from './saturated.ts';
import { selfAggregation } from './self-aggregation.ts';
import { spots } from './spots.ts';
import { subcritical } from './subcritical.ts';
import { travellingBand } from './travelling-band.ts';
import { volumeFilling } from './volume-filling.ts';
import { weber } from './weber.ts';

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
  lecture1d,
  chainLecture,
  chainUniformGradient,
  chainBallisticToDiffusive,
  meanField,
  freeRun,
  gradient1d,
  gradient2d,
  weber,
  haptotaxisVersusChemotaxis,
  landscape,
  selfAggregation,
  travellingBand,
  agentsCollapse,
  adaptationStep,
  exponentialGradient,
  noisySensing,
  variety,
  travellingBandEColi,
  capillary,
  ccl19VersusCcl21,
];

export const findPreset = (name: string): Preset | undefined =>
  PRESETS.find((preset) => preset.name === name);
