// The same experiment begun at the uniform state (1, 1/a) with noise, so that the pattern is there in seconds.

import type { Preset } from '../core/config.ts';
import { SATURATED_MODEL } from './saturated.ts';

export const saturatedWarm: Preset = {
  name: 'saturated-warm',
  title: 'Saturating sensitivity, warm start',
  watch: 'The noise first fades, for diffusion wins at short range; then one length scale grows out of it.',
  expect:
    'A pattern of wavelength about 10 is visible from t = 10 on and grows at the rate 0.0513; holes with bright rims open at about t = 90.',
  settings: {
    ...SATURATED_MODEL,
    initialU: 'max(0, 1 + 0.1*randn)',
    initialV: '1/a',
    until: 130,
    view: { pace: 10 },
  },
};
