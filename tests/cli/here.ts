// `tumble` within the test's own process: the same surroundings as src/cli.ts gives it, but for the terminal, which is read. For
// cases by the dozen, where starting a process would take ten times as long as the command.

import { openCpu } from '../../src/backends/cpu/threads.ts';
import type { Host } from '../../src/cli/host.ts';
import { main } from '../../src/cli/main.ts';
import { canvasFactory, registerEncoders } from '../../src/platform/node-film.ts';
import { commit, date, files, machine, onInterrupt, root } from '../../src/platform/node-host.ts';
import { nativeYardstick } from '../../src/platform/native.ts';
import { createNodeStorage } from '../../src/platform/node-storage.ts';
import { cpu } from '../../src/platform/node-threads.ts';
import { now, openGpu } from '../../src/platform/node.ts';
import type { Ended } from './command.ts';

/** Runs `tumble ...words` in a folder; one at a time, since a process is in one folder. */
export async function tumbleHere(folder: string, words: readonly string[]): Promise<Ended> {
  let [out, error] = ['', ''];
  const host: Host = {
    ...{ openGpu, openCpu: () => openCpu(cpu), now, date, onInterrupt, files, machine, commit, root },
    ...{ storage: createNodeStorage(), registerEncoders, canvasFactory, native: nativeYardstick },
    terminal: {
      out: (text) => void (out += text),
      error: (text) => void (error += text),
      columns: () => null,
    },
  };
  const before = process.cwd();
  process.chdir(folder);
  try {
    return { code: await main(host, [...words]), out, error };
  } finally {
    process.chdir(before);
  }
}
