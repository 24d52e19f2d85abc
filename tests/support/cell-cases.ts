// Experiments with cells that the kernels are tried on: every rule, in every kind of domain, with all declared parameters.

import type { ResponseName, RunAndTumbleConfig } from '../../src/core/config.ts';
import type { SensingRule } from '../../src/sensing/index.ts';
import { parametersOf, SENSING_RULES } from '../../src/sensing/index.ts';
import { cellsConfig } from './configs.ts';

// Rational functions: WGSL promises its sine, say, only to 2^-11.
const CUE = '0.5 + 2/(1 + ((x - 40 - 4*t)/30)^2 + ((y - 30)/25)^2)';
const SECOND_CUE = '1 + 2/(1 + ((x - 70)/25)^2 + ((y - 40 + 3*t)/30)^2)';
const BIAS = '1.4*(x - 50)/(15 + abs(x - 50))';

/** With these tumbling rates stay between 0 and 2, mostly; where they do not they are clipped. */
const CHOSEN: Readonly<Record<string, number>> = { chi: 0.7, psi: 0.5, gain: 1, K: 0.8, K2: 1.2, tau: 0.5 };
/** Of rules with an inside: fast, noisy and varied, so that whatever they compute has an effect within twenty steps. */
const INSIDE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'memory-kernel': {
    speed: 18,
    kappa: 0.8,
    tau: 0.9,
    weight0: 0.2,
    weight1: 0.3,
    ligandNoise: 0.02,
    kappaSpread: 0.3,
  },
  'e-coli': {
    ...{ K_I: 0.8, K_A: 40, kR: 0.03, kB: 0.02, tauY: 0.8, H: 3, tau: 0.8, ligandNoise: 0.003 },
    ...{ methylationNoise: 1e-4, kRSpread: 0.3, tauSpread: 0.2 },
  },
  'e-coli-two-ligands': {
    ...{ K_I: 0.8, K_A: 40, K_I2: 0.5, K_A2: 30, share: 0.7, share2: -0.3, kR: 0.03, kB: 0.03, tauY: 0.8 },
    ...{ H: 3, ligandNoise: 0.003, tauYSpread: 0.2 },
  },
  ccr7: {
    ...{ speed: 18, rotationalDiffusion: 0.3, chi: 30, K19: 0.9, K21: 1.1, kRec: 0.3, k19: 0.5, k21: 0.1 },
    ...{ ligandNoise: 0.1, k19Spread: 0.4 },
  },
};
const PULL = 20;
const PAIRS: readonly (readonly ResponseName[])[] = [
  ['logarithmic', 'linear'],
  ['receptor-saturation', 'logarithmic'],
  ['linear', 'receptor-saturation'],
];

function experiment(rule: SensingRule, responses: readonly ResponseName[] = []): RunAndTumbleConfig {
  const chosen = INSIDE[rule.name] ?? (rule.motion === 'crawling' ? { ...CHOSEN, chi: PULL } : CHOSEN);
  const [firstResponse = 'linear', secondResponse = 'linear'] = responses;
  return {
    ...cellsConfig,
    ...{ sensing: rule.name, firstResponse, secondResponse },
    ...{ attractant: CUE, secondCue: SECOND_CUE },
    ratePlus: `tumbleRate*(1 + ${BIAS})`,
    rateMinus: `tumbleRate*(1 - ${BIAS})`,
    cells: 300,
    parameters: Object.fromEntries(
      parametersOf(rule).map(({ name, default: value }) => [name, chosen[name] ?? value]),
    ),
  };
}

interface Domain {
  readonly label: string;
  readonly ny: number;
  readonly boundaryX: RunAndTumbleConfig['boundaryX'];
  readonly boundaryY: RunAndTumbleConfig['boundaryY'];
  readonly persistence: number;
  readonly rotationalDiffusion: number;
}

const WALLS = { boundaryX: 'no-flux', boundaryY: 'no-flux' } as const;
const TORUS = { boundaryX: 'periodic', boundaryY: 'periodic' } as const;
const CHANNEL = { boundaryX: 'periodic', boundaryY: 'no-flux' } as const;

export const DOMAINS: readonly Domain[] = [
  { label: 'ring', ny: 1, ...TORUS, persistence: -1, rotationalDiffusion: 0 },
  { label: 'line between walls', ny: 1, ...WALLS, persistence: 0.33, rotationalDiffusion: 0 },
  { label: 'torus', ny: 9, ...TORUS, persistence: 0.33, rotationalDiffusion: 0.1 },
  { label: 'box', ny: 9, ...WALLS, persistence: 0, rotationalDiffusion: 0 },
  { label: 'channel', ny: 9, ...CHANNEL, persistence: -0.5, rotationalDiffusion: 0.1 },
];

/** The experiment in that domain, 100 x 70 L on 13 x 9 cells of the grid. */
export function inDomain(config: RunAndTumbleConfig, domain: Domain): RunAndTumbleConfig {
  const { ny, boundaryX, boundaryY, persistence, rotationalDiffusion } = domain;
  const turning = 'persistence' in config.parameters ? { persistence, rotationalDiffusion } : {};
  return {
    ...config,
    ...{ nx: 13, ny, width: 100, height: 70, boundaryX, boundaryY },
    parameters: { ...config.parameters, ...turning },
  };
}

interface Case {
  readonly label: string;
  readonly config: RunAndTumbleConfig;
  /** With these alone every two of rule (with its responses), domain and kind of chemical meet. */
  readonly paired: boolean;
}

/** A rule's experiment in a domain, on a field that is prescribed. */
export function cellCase(name: string, label: string): RunAndTumbleConfig {
  const rule = SENSING_RULES.find((each) => each.name === name);
  const domain = DOMAINS.find((each) => each.label === label);
  if (!rule || !domain) throw new Error(`no case ${name}, ${label}`);
  return inDomain(experiment(rule), domain);
}

/** Every rule in every domain on a prescribed field and, where it reads one, a live one; each response as either cue's. */
export const CELL_CASES: readonly Case[] = SENSING_RULES.flatMap((rule, ordinal) =>
  DOMAINS.flatMap((domain, place) =>
    (rule.cues > 0 ? (['prescribed', 'live'] as const) : (['prescribed'] as const)).flatMap(
      (chemical, kind) => {
        const pairs = !rule.choices?.includes('firstResponse')
          ? [[]]
          : PAIRS.slice(0, domain.label === 'box' ? PAIRS.length : 1);
        return pairs.map((pair) => ({
          label: [rule.name, ...pair, domain.label, chemical].join(', '),
          paired: rule.cues === 0 || pairs.length > 1 || (ordinal + place + kind) % 2 === 0,
          config: { ...inDomain(experiment(rule, pair), domain), chemical },
        }));
      },
    ),
  ),
);
