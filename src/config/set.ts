// `key=value` texts (from --set, from a link) onto raw settings. Values are read as the setting's kind asks: formulas
// stay text, numbers become numbers; what does not fit is left as it is, for parseConfig to refuse with its reason.
// A key that is no setting is a parameter: `c=5` means `parameters.c=5`.

import { nearest } from '../core/nearest.ts';
import type { Problem } from '../core/problem.ts';
import type { Setting } from '../core/setting.ts';
import { isRecord } from './check-setting.ts';
import { SETTING_KEYS } from './layers.ts';
import { findSetting } from './settings.ts';

export type RawSettings = Record<string, unknown>;
export type RawResult = { readonly raw: RawSettings } | { readonly problems: readonly Problem[] };

/** A copy of `raw` with the assignments made, in order. Only the form `key=value` itself can be refused here. */
export function applySettings(raw: Readonly<RawSettings>, assignments: readonly string[]): RawResult {
  const result: RawSettings = { ...raw };
  const problems: Problem[] = [];
  for (const assignment of assignments) {
    const equals = assignment.indexOf('=');
    const key = assignment.slice(0, Math.max(equals, 0)).trim();
    const parts = /^(?:(view|parameters)\.)?([A-Za-z]\w{0,63})$/.exec(key);
    if (equals < 0 || parts === null) {
      problems.push(malformed(assignment, equals < 0 ? assignment : key));
      continue;
    }
    const value = assignment.slice(equals + 1).trim();
    const [, group, name] = parts as unknown as [string, string | undefined, string];
    if (group === 'parameters') putInside(result, 'parameters', name, toNumber(value));
    else if (group === 'view') putInside(result, 'view', name, readValue(findSetting(key), value));
    else if (key === 'preset') result['preset'] = value;
    else if (findSetting(key) !== undefined) result[key] = readValue(findSetting(key), value);
    else putInside(result, 'parameters', name, toNumber(value));
  }
  return problems.length > 0 ? { problems } : { raw: result };
}

function malformed(assignment: string, key: string): Problem {
  const near = nearest(key.trim(), SETTING_KEYS);
  return {
    field: 'set',
    value: assignment.length > 60 ? `${assignment.slice(0, 57)}...` : JSON.stringify(assignment),
    rule: 'must be key=value with the name of a setting or of a parameter',
    remedy:
      near === null ? 'Write c=5, nx=256 or view.colormap=magma, for instance' : `Did you mean ${near}=...?`,
  };
}

function putInside(raw: RawSettings, group: 'view' | 'parameters', name: string, value: unknown): void {
  const old = Object.hasOwn(raw, group) ? raw[group] : {};
  // Anything but an object stays, for parseConfig to refuse.
  if (isRecord(old)) raw[group] = { ...old, [name]: value };
}

function readValue(setting: Setting | undefined, text: string): unknown {
  switch (setting?.kind) {
    case 'integer':
    case 'number':
      return text === 'null' ? null : toNumber(text);
    case 'initial':
      return text.startsWith('{') ? readObject(text) : text;
    default:
      return text;
  }
}

/** A decimal number, or the text itself where it is none (`Number` would also take '', '0x10' and 'Infinity'). */
function toNumber(text: string): unknown {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

function readObject(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
