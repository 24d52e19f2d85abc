#!/usr/bin/env node
// `tumble`: makes sure the command line is built from the sources as they are now, then hands over to it.
// Plain JavaScript, because Node 20 runs no TypeScript. Needs a checkout with its packages installed.

import { pathToFileURL } from 'node:url';
import { buildCommand, commandFile, isStale } from './build-command.js';

/** @param {unknown} error */
const message = (error) => (error instanceof Error ? error.message : String(error));

if (isStale()) {
  process.stderr.write('tumble: building the command line (once after each change)\n');
  try {
    await buildCommand();
  } catch (error) {
    process.stderr.write(`tumble: the command line could not be built: ${message(error)}\n`);
    process.stderr.write('Run `npm ci` in the checkout; if that was done, `npm test` says what is wrong.\n');
    process.exit(1);
  }
}
await import(pathToFileURL(commandFile).href);
