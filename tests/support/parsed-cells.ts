// Settings of run-and-tumble cells through parseConfig: what comes out, or why not.

import { expect } from 'vitest';
import { parseConfig } from '../../src/config/index.ts';
import type { Config, RunAndTumbleConfig } from '../../src/core/config.ts';
import { formatProblem, type Problem } from '../../src/core/problem.ts';

export function acceptAny(raw: unknown): Config {
  const parsed = parseConfig(raw);
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.config;
}

/** Of cells, with these settings. */
export function accept(raw: Record<string, unknown> = {}): RunAndTumbleConfig {
  const config = acceptAny({ model: 'run-and-tumble', ...raw });
  if (config.model !== 'run-and-tumble') throw new Error('these are no cells');
  return config;
}

export function refuse(raw: Record<string, unknown>): readonly Problem[] {
  const parsed = parseConfig({ model: 'run-and-tumble', ...raw });
  if ('config' in parsed) throw new Error(`${JSON.stringify(raw)} was accepted`);
  for (const part of parsed.problems) {
    expect(formatProblem(part)).not.toMatch(/\n|undefined/);
    for (const text of Object.values(part)) expect(text.length).toBeGreaterThan(0);
  }
  return parsed.problems;
}

export const fields = (raw: Record<string, unknown>): string[] => refuse(raw).map(({ field }) => field);
export const only = (raw: Record<string, unknown>): Problem => {
  const problems = refuse(raw);
  expect(problems.map(formatProblem)).toHaveLength(1);
  return problems[0]!;
};
