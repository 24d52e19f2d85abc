// The settings as text: for `tumble run --help` and as the README's table. Both follow from settings.ts.

import { DEFAULT_PARAMETERS, SETTINGS, type Setting } from './settings.ts';

/** What values a setting takes, e.g. `3 .. 32768 or 1`. */
export function describeRange(setting: Setting): string {
  switch (setting.kind) {
    case 'choice':
      return setting.choices.join(' | ');
    case 'integer': {
      const most = setting.most === Number.MAX_SAFE_INTEGER ? '2^53 - 1' : String(setting.most);
      return `${setting.least} .. ${most}${setting.or === undefined ? '' : ` or ${setting.or}`}`;
    }
    case 'number': {
      const range = setting.above === 0 ? 'above 0' : 'number';
      return setting.or === undefined ? range : `${range} or ${setting.or}`;
    }
    case 'formula':
      return `formula in ${setting.names.join(', ')}`;
    case 'initial':
      return `formula in ${setting.names.join(', ')}, rand, randn; or file`;
  }
}

/** One line a setting, in columns, for a terminal. */
export function settingsHelp(): string {
  const width = Math.max(...SETTINGS.map((setting) => setting.key.length));
  const lines = SETTINGS.map((setting) => {
    const unit = setting.unit === '' ? '' : ` [${setting.unit}]`;
    return `  ${setting.key.padEnd(width)}  ${setting.doc}${unit}; ${describeRange(setting)} (${setting.default})`;
  });
  const parameters = Object.entries(DEFAULT_PARAMETERS).map(([name, value]) => `${name}=${value}`);
  const names = `  ${'<name>'.padEnd(width)}  a parameter of the formulas, e.g. --set ${parameters[0]} (${parameters.join(', ')})`;
  return `Settings (--set key=value; L, T, U, V: your units of length, time and the two densities):\n${[...lines, names].join('\n')}\n`;
}

/** The same as a Markdown table. */
export function settingsTable(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = SETTINGS.map(
    (setting) =>
      `| \`${setting.key}\` | ${setting.doc} | ${cell(describeRange(setting))} | ${setting.unit} | \`${setting.default}\` |`,
  );
  return (
    ['| setting | meaning | values | unit | default |', '|---|---|---|---|---|', ...rows].join('\n') + '\n'
  );
}
