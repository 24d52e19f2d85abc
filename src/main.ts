// The browser's edge: hands the page its GPU, clock and canvas format. Everything else is in src/app.

import { startApp } from './app/app.ts';
import { openCpu } from './backends/cpu/threads.ts';
import { cpu } from './platform/browser-threads.ts';
import { canvasFormat, now, openGpu } from './platform/browser.ts';
import { isolatePage } from './platform/isolation.ts';

const root = document.getElementById('tumble');
if (root && !(await isolatePage())) {
  startApp({ root, openGpu: () => openGpu(), openCpu: () => openCpu(cpu), now, canvasFormat });
}
