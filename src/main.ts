// The browser's edge: hands the page its GPU, clock and canvas format. Everything else is in src/app.

import { startApp } from './app/app.ts';
import { canvasFormat, now, openGpu } from './platform/browser.ts';

const root = document.getElementById('tumble');
if (root) startApp({ root, openGpu: () => openGpu(), now, canvasFormat });
