// Before the command-line tests: builds the command line once, so that each test's `tumble` starts at once. A build
// that fails is left to them: each `tumble` tries again and says why it cannot.

import { buildCommand, isStale } from '../../bin/build-command.js';

export default async function setup(): Promise<void> {
  if (isStale()) await buildCommand().catch(() => undefined);
}
