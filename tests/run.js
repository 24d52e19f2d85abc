// `npm test`: types, lint, layers, then every test. One line for each check that passes, its whole output when it
// fails; the others run all the same. Arguments go to vitest: `npm test -- --project unit`, `npm test -- tests/cli`.

import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** @param {string[]} path */
const tool = (...path) => join(root, 'node_modules', ...path);

/** Name and command. @type {[string, string[]][]} */
const CHECKS = [
  ['types', [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.']],
  ['lint', [tool('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0']],
  ['format', [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['layers', [join(root, 'tests', 'support', 'layers.js')]],
];

/** @param {string[]} command @param {'pipe' | 'inherit'} stdio */
const run = (command, stdio) => spawnSync(process.execPath, command, { cwd: root, stdio, encoding: 'utf8' });

const failed = [];
for (const [name, command] of CHECKS) {
  const began = performance.now();
  const result = run(command, 'pipe');
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const good = result.status === 0;
  const note = good ? (/^\d.*$/m.exec(result.stdout)?.[0] ?? '') : '';
  console.log(`${good ? 'ok    ' : 'FAILED'} ${name.padEnd(8)}${seconds.padStart(6)} s  ${note}`);
  if (!good) {
    console.log(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`);
    failed.push(name);
  }
}

const tests = run([tool('vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)], 'inherit');
if (tests.status !== 0) failed.push('tests');
if (failed.length > 0) console.log(`FAILED: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
