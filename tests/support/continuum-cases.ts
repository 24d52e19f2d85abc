// Experiments that the kernels of continuum levels are tried on: every sensing rule on a line and in a plane, one of them in
// every kind of domain, and coefficients by formula. The cues move with time (cell-cases.ts).

import type { FokkerPlanckConfig, RunAndTumbleConfig, TwoStateConfig } from '../../src/core/config.ts';
import { answersAtOnce, SENSING_RULES } from '../../src/sensing/index.ts';
import { cellCase, DOMAINS } from './cell-cases.ts';

/** The settings that all levels of one experiment share. */
function shared(config: RunAndTumbleConfig): Omit<RunAndTumbleConfig, 'levels' | 'model'> {
  const walk: Partial<RunAndTumbleConfig> = { ...config };
  delete (walk as { levels?: unknown }).levels;
  return walk as RunAndTumbleConfig;
}

export const twoState = (config: RunAndTumbleConfig): TwoStateConfig => ({
  ...shared(config),
  model: 'two-state',
});

const FROM_CELLS = { coefficients: 'cells', diffusion: '1', driftX: '0', driftY: '0' } as const;

export const fokkerPlanck = (
  config: RunAndTumbleConfig,
  coefficients: Partial<FokkerPlanckConfig> = FROM_CELLS,
): FokkerPlanckConfig => ({ ...shared(config), model: 'fokker-planck', ...FROM_CELLS, ...coefficients });

/** Rational functions of the place, with a part of the domain where nothing diffuses. */
const GIVEN = {
  coefficients: 'given',
  diffusion: '(abs(x - 30) > 12)*(2 + x/100)',
  driftX: '2*(x - 50)/(10 + abs(x - 50)) + t/4',
  driftY: '1 - y/(20 + y)',
} as const;

export interface ContinuumCase<C> {
  readonly label: string;
  readonly config: C;
}

const isLine = ({ ny }: { readonly ny: number }): boolean => ny === 1;

export const TWO_STATE_CASES: readonly ContinuumCase<TwoStateConfig>[] = SENSING_RULES.filter(
  answersAtOnce,
).flatMap(({ name }) =>
  DOMAINS.filter(isLine).map(({ label }) => ({
    label: `${name}, ${label}`,
    config: twoState(cellCase(name, label)),
  })),
);

export const FOKKER_PLANCK_CASES: readonly ContinuumCase<FokkerPlanckConfig>[] = [
  // What depends on the inside of a cell has no such equation, but for cells that crawl.
  ...SENSING_RULES.filter((rule) => answersAtOnce(rule) || rule.motion === 'crawling').flatMap(({ name }) =>
    DOMAINS.filter(
      ({ label }) => name === 'linear' || label === 'line between walls' || label === 'channel',
    ).map(({ label }) => ({ label: `${name}, ${label}`, config: fokkerPlanck(cellCase(name, label)) })),
  ),
  ...DOMAINS.map(({ label }) => ({
    label: `given, ${label}`,
    config: fokkerPlanck(cellCase('linear', label), GIVEN),
  })),
];
