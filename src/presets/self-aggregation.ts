// Cells secrete what attracts them. Uniform cells (density u0 = 1) hold v0 = u0/k = 5. A change dv moves the density by
// du/u0 = rate (1 - persistence) chi K/(K + v0)^2 dv at rest, as exp(potential) says; a change du moves the chemical by
// dv = du/(k + D_v q^2) at wavenumber q. Patterns grow where the product exceeds 1: rate chi v0 K/(K + v0)^2 = chi/4 = 2.5
// here, for waves longer than 115 um; 204 um grow fastest (kinetic dispersion relation, src/theory). Receptors that are
// bound can sense no more, so aggregates stay wide, unlike those of agents-collapse.

import type { Preset } from '../core/config.ts';

export const selfAggregation: Preset = {
  name: 'self-aggregation',
  title: 'Self-aggregation',
  watch: 'Cells make what attracts them: out of noise come aggregates, all of a kind, that slowly merge.',
  expect:
    'Some 25 aggregates by t = 100 s, about 10 times as dense as at first and 80 um wide; linear theory: waves of 204 um grow fastest, by 0.065 a second. Below chi = 4 nothing grows.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'receptor-saturation',
    chemical: 'live',
    diffusionV: '100',
    production: 'u - k*v',
    initialV: '1/k',
    parameters: { speed: 20, tumbleRate: 1, persistence: 0, rotationalDiffusion: 0, chi: 10, K: 5, k: 0.2 },
    nx: 200,
    ny: 200,
    width: 1000,
    height: 1000,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
    cells: 1_000_000,
    initialU: '1',
    until: 200,
    every: 1,
    view: { low: 0, pace: 5 },
  },
};
