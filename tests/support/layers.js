// Checks the direction of imports (rules: .dependency-cruiser.cjs). Fails when it saw suspiciously few modules or no
// imports at all: with a TypeScript that dependency-cruiser cannot read it finds nothing wrong because it reads nothing.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
const folders = ['src', 'tests', 'bench', 'vite.config.ts'].filter((path) => existsSync(path));

const { output } = await cruise(
  folders,
  { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true, outputType: 'json' },
  {},
  { tsConfig: extractTsConfig('tsconfig.json') },
);
/** @type {import('dependency-cruiser').ICruiseResult} */
const report = JSON.parse(String(output));
const written = (await readdir('src', { recursive: true })).filter((name) => /\.ts$/.test(name)).length;
const seen = report.modules.filter((module) => /^src\/.*\.ts$/.test(module.source));
const imports = seen.reduce((sum, module) => sum + module.dependencies.length, 0);

for (const { rule, from, to, cycle } of report.summary.violations) {
  const way = cycle === undefined ? [to] : cycle.map((step) => step.name ?? step);
  console.log(`${rule.severity} ${rule.name}: ${[from, ...way].join(' -> ')}`);
}
if (seen.length < written || imports === 0) {
  console.log(
    `only ${seen.length} of ${written} modules with ${imports} imports were looked at: the check is blind`,
  );
  process.exitCode = 1;
} else if (report.summary.error > 0) {
  process.exitCode = 1;
} else {
  console.log(`${seen.length} modules in src, ${imports} imports`);
}
