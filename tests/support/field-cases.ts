// Models of fields on grids that ask something of the CPU backend's rows: bands, tiles, edges, formulas.

import { baseConfig } from './configs.ts';

const walls = { boundaryX: 'no-flux', boundaryY: 'no-flux' } as const;
const varying = { diffusionU: '1 + 0.2*u + 0.1*sin(x)', diffusionV: 'exp(-0.01*y)*(1 + 0.1*v)' };
const strong = { parameters: { c: 60, a: 0.1 } };
const sized = (nx: number, ny: number) => ({ nx, ny, width: 0.2 * nx, height: 0.2 * ny });

// 8192 cells and more are shared by threads, 1024 columns are a tile.
export const FIELD_CASES = Object.entries({
  'three bands, two tiles': sized(1101, 23),
  'three bands between walls': { ...sized(150, 90), ...walls },
  'fewer columns than a vector has lanes': sized(3, 40),
  'a column': sized(1, 40),
  'two rows': { ...sized(9000, 2), boundaryY: 'no-flux' as const },
  'a line in three pieces': sized(20001, 1),
  'a line between walls': { ...sized(30, 1), ...walls },
  'cells that are not square': { ...sized(61, 33), height: 17 },
  'diffusivities that vary': { ...sized(70, 35), ...varying },
  'diffusivities that vary between walls': { ...sized(70, 35), ...varying, ...walls },
  'diffusivities that vary on a line': { ...sized(50, 1), ...varying },
  'advection that rules': { ...sized(64, 37), ...strong },
  'advection that rules, diffusivities that vary': { ...sized(64, 37), ...strong, ...varying },
  'no diffusion at all': { ...sized(40, 23), diffusionU: '0' },
  'a diffusivity below zero': { ...sized(40, 23), diffusionU: 'x > 4 ? -1 : 1' },
  'formulas of place and time': {
    ...sized(45, 30),
    sensitivity: 'c*u*(1 + 0.5*sin(x + t))/(1 + v)',
    growth: 'a*u*(1 - u)*exp(-y/10) - 0.1*t*u',
    production: 'u^1.5 - a*v*(1 + 0.1*cos(y - t))',
  },
  'formulas without u as a factor': {
    ...sized(45, 30),
    sensitivity: 'tanh(c*u)*(u > 0 ? 1 : 0)',
    growth: 'a - 0.1*u^2',
    production: '1',
  },
}).map(([label, settings]) => ({ label, config: { ...baseConfig, ...settings } }));
