// How E. coli swims, in micrometres and seconds: runs of about a second at 20 um/s, tumbles that turn by 68 degrees on
// average, and a heading that rotational diffusion bends meanwhile. Sources: Berg and Brown 1972; Berg 1993.
// The heading forgets itself at mu = 1 x (1 - 0.33) + 0.062 = 0.732 a second, so D = 20^2/(2 mu) = 273.2 um^2/s.

export const E_COLI = { speed: 20, tumbleRate: 1, persistence: 0.33, rotationalDiffusion: 0.062 } as const;

/** Of the rule e-coli, which sets the tumbling rate itself. Speed: Jiang, Ouyang and Tu 2010. */
export const E_COLI_CELL = { speed: 16.5, persistence: 0.33, rotationalDiffusion: 0.062 } as const;

/** A strip, 3 mm long, up which a cloud of E. coli climbs: what its presets have in common. */
export const CLIMB = {
  nx: 300,
  ny: 30,
  width: 3000,
  height: 300,
  boundaryY: 'periodic',
  cells: 100_000,
  initialU: 'exp(-(x - 900)^2/5000)',
  until: 500,
  every: 5,
  view: { low: 0, pace: 25 },
} as const;
