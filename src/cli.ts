// Node's edge: hands the command line its surroundings and the process its exit code.

import { openCpu } from './backends/cpu/threads.ts';
import { main } from './cli/main.ts';
import type { Host } from './cli/host.ts';
import { canvasFactory, registerEncoders } from './platform/node-film.ts';
import { commit, date, files, machine, onInterrupt, root, terminal } from './platform/node-host.ts';
import { nativeYardstick } from './platform/native.ts';
import { createNodeStorage } from './platform/node-storage.ts';
import { cpu } from './platform/node-threads.ts';
import { now, openGpu } from './platform/node.ts';

const host: Host = {
  openGpu,
  openCpu: () => openCpu(cpu),
  now,
  date,
  terminal,
  onInterrupt,
  storage: createNodeStorage(),
  files,
  registerEncoders,
  canvasFactory,
  machine,
  commit,
  native: nativeYardstick,
  root,
};

process.exitCode = await main(host, process.argv.slice(2));
