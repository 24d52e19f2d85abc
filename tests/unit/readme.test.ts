// The README's tables say what the program does, because this test makes them: each stands between two markers and
// must equal what the code generates. `npm run readme` writes them anew.

import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parametersTable, sensingTable, settingsTable } from '../../src/config/index.ts';
import { FUNCTIONS } from '../../src/core/expression/index.ts';
import { PRESETS } from '../../src/presets/index.ts';

const README = new URL('../../README.md', import.meta.url);

const presetsTable = (): string =>
  [
    '| preset | what to watch | what to expect |',
    '|---|---|---|',
    ...PRESETS.map(({ name, watch, expect: expected }) => `| \`${name}\` | ${watch} | ${expected} |`),
  ].join('\n') + '\n';

const functionsList = (): string => `${[...FUNCTIONS.keys()].map((name) => `\`${name}\``).join(' ')}\n`;

const TABLES: Readonly<Record<string, () => string>> = {
  presets: presetsTable,
  settings: settingsTable,
  sensing: sensingTable,
  parameters: parametersTable,
  functions: functionsList,
};

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
function section(readme: string, name: string): { from: number; to: number } {
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const from = readme.indexOf(open) + open.length;
  const to = readme.indexOf(close);
  if (from < open.length || to < from) throw new Error(`README.md has no section ${name}`);
  return { from, to };
}

describe('README', () => {
  it.each(Object.keys(TABLES))('has the current table of %s', (name) => {
    let readme = readFileSync(README, 'utf8');
    const table = TABLES[name]();
    if (process.env['TUMBLE_WRITE_README'] === '1') {
      const { from, to } = section(readme, name);
      readme = readme.slice(0, from) + table + readme.slice(to);
      writeFileSync(README, readme);
    }
    const { from, to } = section(readme, name);
    expect(readme.slice(from, to)).toBe(table);
  });
});
