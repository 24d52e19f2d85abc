// Adler's bands with the cells' own machinery: E. coli eat aspartate and climb the gradient that they leave, over a background
// that they adapt to. N cells per height, each eating q, move a band at q N/s_inf at the most (NUMERICS row 38): 3 um/s here.
// Uptake stops below Km. Methylation is that of 32 degrees (Shimizu, Tu and Berg 2010, Mol. Syst. Biol. 6, 382), receptors
// bind aspartate. At half the rates cells could not follow: where they eat faster than they adapt they tumble all the time.
// Sources: Adler 1966, Science 153, 708; Fu et al. 2018, Nat. Commun. 9, 2177.

import type { Preset } from '../core/config.ts';
import { E_COLI_CELL } from './e-coli.ts';

export const travellingBandEColi: Preset = {
  name: 'travelling-band-e-coli',
  title: 'Travelling band of E. coli',
  watch: 'Cells eat the attractant around them and follow it down the channel, adapting as they go.',
  expect:
    'From t = 200 s on the band moves at 2.97 um/s, 99% of q N/s_inf = 3: nearly all cells are in it and eat. Before that they eat on the spot, and tumble much, for what they sense falls wherever they run.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'e-coli',
    chemical: 'live',
    diffusionV: '800',
    production: '-q*u*v/(Km + v)',
    initialV: 'level',
    parameters: {
      ...E_COLI_CELL,
      ...{ level: 200, K_I: 1, K_A: 1000, kR: 0.03, kB: 0.03, q: 0.24, Km: 0.5 },
    },
    nx: 384,
    ny: 32,
    width: 4800,
    height: 400,
    boundaryY: 'periodic',
    cells: 1_000_000,
    initialU: 'x < 300',
    until: 900,
    every: 5,
    view: { low: 0, pace: 30 },
  },
};
