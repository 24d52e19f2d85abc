// What a parameter is used for: by any formula of an experiment or by its sensing rule, or it would be refused as one
// without effect; and by anything but the initial state, or changing it does nothing to a run that goes on.

import { declaredParameters, findSetting, isRead, readsCells, SETTINGS, WALKS } from '../config/index.ts';
import { isWalk, type Config } from '../core/config.ts';
import { findRule, parametersOf } from '../sensing/index.ts';
import { usedParameters } from './formula-pointer.ts';

const formulasOf = (raw: Readonly<Record<string, unknown>>, wanted: (key: string) => boolean): unknown[] =>
  SETTINGS.filter(({ key, kind }) => (kind === 'formula' || kind === 'initial') && wanted(key)).map(
    ({ key }) => raw[key],
  );

/** Of raw settings, without the parameters that have lost their last use. */
export function withUsedParameters(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const all = raw.parameters as Readonly<Record<string, number>>;
  const rule = WALKS.some((model) => model === raw.model) ? findRule(String(raw.sensing)) : undefined;
  const declared = rule ? parametersOf(rule).map(({ name }) => name) : [];
  // Each word of a text counts as a use: so does a declared name.
  const parameters = usedParameters(all, [...formulasOf(raw, () => true), ...declared]);
  return { ...raw, parameters };
}

/** Whether a run that goes on takes notice of this parameter. */
export function isLive(config: Config, name: string): boolean {
  if (declaredParameters(config).some((spec) => spec.name === name)) return true;
  const running = formulasOf(
    config as unknown as Record<string, unknown>,
    (key) => findSetting(key)?.kind === 'formula' && isRead(config, key),
  );
  return name in usedParameters(config.parameters, running);
}

/** Of a rule with two cues: the constants that only one kind of response has. */
const CONSTANTS = { K: 'firstResponse', K2: 'secondResponse' } as const;

/** Whether a parameter does anything in this experiment: declared ones may be there for responses that are not chosen. */
export function parameterCounts(config: Config, name: string): boolean {
  if (!isWalk(config)) return true;
  const given = !readsCells(config);
  const constant = name === 'K' || name === 'K2';
  if (!given && (findRule(config.sensing)?.cues !== 2 || !constant)) return true;
  const formulas = formulasOf(config as unknown as Record<string, unknown>, (key) => isRead(config, key));
  if (name in usedParameters(config.parameters, formulas)) return true;
  return !given && constant && config[CONSTANTS[name]] === 'receptor-saturation';
}

/** Whether the chemical is there for anything: sensed, or made and consumed by the cells. */
export const chemicalCounts = (config: Config): boolean =>
  // Continuum levels show the current in its place.
  config.model !== 'run-and-tumble' ||
  config.chemical === 'live' ||
  (findRule(config.sensing)?.cues ?? 0) > 0;

/** Whether all numbers are the same; a config made anew has another record of them. */
export const sameParameters = (a: Config, b: Config): boolean =>
  a.parameters === b.parameters ||
  Object.entries(b.parameters).every(([name, value]) => a.parameters[name] === value);
