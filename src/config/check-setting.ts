// One value against the declaration of its setting. Answers with the checked value or with the problem; formulas are
// checked for type here and for grammar in check-grammar.ts, which needs to know all parameters.

import type { FieldFile } from '../core/config.ts';
import { nearest } from '../core/nearest.ts';
import type { Problem } from '../core/problem.ts';
import type { Setting } from '../core/setting.ts';

export type Checked = { readonly value: unknown } | { readonly problem: Problem };

/** A value for a message: short whatever it is, and never evaluated. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string')
    return value.length > 80 ? `"${value.slice(0, 77)}..."` : JSON.stringify(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The text of a formula for a message, without quotation marks; other values as `show` has them. */
export function showSource(value: unknown): string {
  if (typeof value !== 'string') return show(value);
  const text = value
    .slice(0, 61)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
  if (text === '') return '(empty)';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** A bound for a message or a table: 1e9, not 1000000000. */
export function showBound(bound: number): string {
  const [plain, scientific] = [String(bound), bound.toExponential()].map((text) => text.replace('e+', 'e'));
  return plain!.length > 6 && scientific!.length < plain!.length ? scientific! : plain!;
}

export const problem = (field: string, value: unknown, rule: string, remedy: string): Problem => ({
  field,
  value: show(value),
  rule,
  remedy,
});

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Default of a setting for a remedy, e.g. `Use 256`. */
const fallback = (setting: Setting): string => `The default is ${String(setting.default)}`;

export function checkSetting(setting: Setting, value: unknown): Checked {
  const refuse = (rule: string, remedy = fallback(setting)): Checked => ({
    problem: problem(setting.key, value, rule, remedy),
  });
  switch (setting.kind) {
    case 'choice': {
      if (typeof value === 'string' && setting.choices.includes(value)) return { value };
      const near = typeof value === 'string' ? nearest(value, setting.choices) : null;
      return refuse(
        `must be one of ${setting.choices.join(', ')}`,
        near === null ? fallback(setting) : `Did you mean ${near}?`,
      );
    }
    case 'integer': {
      const { least, most, or } = setting;
      const range = `a whole number from ${least} to ${most}${or === undefined ? '' : `, or ${or}`}`;
      if (typeof value !== 'number') return refuse(`must be ${range}`);
      const inside = Number.isInteger(value) && ((value >= least && value <= most) || value === or);
      return inside ? { value } : refuse(`must be ${range}`);
    }
    case 'number': {
      const { above, most, or } = setting;
      if (or !== undefined && value === or) return { value };
      const extra = or === undefined ? '' : `, or ${or}`;
      if (typeof value !== 'number' || !Number.isFinite(value))
        return refuse(`must be a finite number${extra}`);
      if (value <= above) return refuse(`must be above ${showBound(above)}${extra}`);
      return value <= most ? { value } : refuse(`must be at most ${showBound(most)}${extra}`);
    }
    case 'formula':
      return checkFormulaType(setting, value);
    case 'initial':
      if (isRecord(value)) return checkFile(setting, value);
      if (typeof value === 'string' && /\.(npy|png)$/i.test(value.slice(-5)))
        return checkFile(setting, { file: value });
      return checkFormulaType(setting, value);
  }
}

/** Numbers are formulas too. */
function checkFormulaType(setting: Setting, value: unknown): Checked {
  if (typeof value === 'string') return { value };
  if (typeof value === 'number' && Number.isFinite(value)) return { value: String(value) };
  const kinds = setting.kind === 'initial' ? 'a formula, a number or a file' : 'a formula or a number';
  return { problem: problem(setting.key, value, `must be ${kinds}`, fallback(setting)) };
}

/** `{ "file": "start.npy", "frame": -1, "black": 0, "white": 1 }`; only `file` is needed. */
function checkFile(setting: Setting, value: Record<string, unknown>): Checked {
  const refuse = (key: string, rule: string, remedy: string): Checked => ({
    problem: problem(`${setting.key}.${key.slice(0, 40)}`, value[key], rule, remedy),
  });
  const known = ['file', 'frame', 'black', 'white'];
  const stray = Object.keys(value).find((key) => !known.includes(key));
  if (stray !== undefined) {
    const near = nearest(stray, known);
    return refuse(
      stray,
      'is not a property of a field file',
      near === null ? `Use ${known.join(', ')}` : `Did you mean ${near}?`,
    );
  }
  const { file, frame = -1, black = 0, white = 1 } = value;
  if (
    typeof file !== 'string' ||
    file.length > 4096 ||
    file.includes('\0') ||
    !/\.(npy|png)$/i.test(file.slice(-5))
  )
    return refuse('file', 'must be the path of a .npy or .png file', 'Convert other formats first');
  if (typeof frame !== 'number' || !Number.isInteger(frame))
    return refuse(
      'frame',
      'must be a whole number; negative ones count from the end',
      'Use -1 for the last frame',
    );
  if (!isLevel(black))
    return refuse('black', 'must be a finite number', 'Give the value that black stands for');
  if (!isLevel(white))
    return refuse('white', 'must be a finite number', 'Give the value that white stands for');
  const checked: FieldFile = { file, frame, black, white };
  return { value: checked };
}

const isLevel = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 3e38;
