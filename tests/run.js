// `npm test`: types, lint, layers, then every test. One line for each check that passes, its whole output when it
// fails; the others run all the same. Arguments go to vitest: `npm test -- --project unit`, `npm test -- tests/cli`.

import { spawn } from 'node:child_process';
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

/** @param {string[]} command @param {'pipe' | 'inherit'} stdio @returns {Promise<{ good: boolean, out: string }>} */
const run = (command, stdio) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['inherit', stdio, stdio] });
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (out += text));
    child.on('error', (error) => resolve({ good: false, out: out + error.message }));
    child.on('close', (code) => resolve({ good: code === 0, out }));
  });

/** @param {string[]} command */
const timed = async (command) => {
  const began = performance.now();
  const result = await run(command, 'pipe');
  return { ...result, seconds: ((performance.now() - began) / 1000).toFixed(1) };
};

// Side by side, for none of them uses more than one processor; told in their order.
const checks = CHECKS.map(([name, command]) => ({ name, result: timed(command) }));
const failed = [];
for (const { name, result } of checks) {
  const { good, out, seconds } = await result;
  const note = good ? (/^\d.*$/m.exec(out)?.[0] ?? '') : '';
  console.log(`${good ? 'ok    ' : 'FAILED'} ${name.padEnd(8)}${seconds.padStart(6)} s  ${note}`);
  if (!good) {
    console.log(out);
    failed.push(name);
  }
}

const tests = await run([tool('vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)], 'inherit');
if (!tests.good) failed.push('tests');
if (failed.length > 0) console.log(`FAILED: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
