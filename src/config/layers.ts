// Raw settings, one layer at a time: nested input taken apart into `key -> value`. Unknown keys are refused with the
// nearest known one. Keys are only ever put into maps, so `__proto__` or `constructor` are words like any other.

import { nearest } from '../core/nearest.ts';
import type { Problem } from '../core/problem.ts';
import { isRecord, problem } from './check-setting.ts';
import { findSetting, SETTINGS } from './settings.ts';

export interface Layer {
  /** Settings by key, `view.low` and the like included. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly problems: readonly Problem[];
}

export const SETTING_KEYS: readonly string[] = SETTINGS.map((setting) => setting.key);

export function readLayer(input: Readonly<Record<string, unknown>>): Layer {
  const values = new Map<string, unknown>();
  const parameters = new Map<string, unknown>();
  const problems: Problem[] = [];
  const readInside = (key: string, value: unknown, put: (inner: string, value: unknown) => void): void => {
    const remedy =
      key === 'view' ? 'Write { "scale": "linear" }, for instance' : 'Write { "c": 4 }, for instance';
    if (!isRecord(value)) problems.push(problem(key, value, 'must be an object', remedy));
    else for (const inner of Object.keys(value)) put(inner, value[inner]);
  };
  const put = (key: string, value: unknown): void => {
    if (findSetting(key) === undefined) problems.push(unknownKey(key, value));
    else values.set(key, value);
  };
  for (const key of Object.keys(input)) {
    const value = input[key];
    if (key === 'preset') continue;
    else if (key === 'parameters') readInside(key, value, (inner, number) => parameters.set(inner, number));
    else if (key === 'view') readInside(key, value, (inner, setting) => put(`view.${inner}`, setting));
    else if (key.includes('.')) problems.push(unknownKey(key, value));
    else put(key, value);
  }
  return { values, parameters, problems };
}

function unknownKey(key: string, value: unknown): Problem {
  const near = nearest(key, [...SETTING_KEYS, 'preset', 'parameters', 'view']);
  const help = 'tumble run --help lists the settings; parameters of formulas stand under "parameters"';
  return problem(key.slice(0, 60), value, 'is not a setting', near === null ? help : `Did you mean ${near}?`);
}
