// Builds and tests: the page (`vite build`), the command line (`vite build --ssr`, see bin/build-command.js), and the
// test projects. WebGPU tests run on whatever adapter there is, usually SwiftShader, which computes on the CPU:
// two test files at a time, browser tests alone, since they also measure time.

import { type TestProjectInlineConfiguration, defineConfig } from 'vitest/config';
import { assemblyscript } from './bin/assemblyscript.ts';
import { ClosingLine } from './tests/support/closing-line.ts';

// Threads in WebAssembly need a page that shares no memory with other sites.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

// Bundled into the command line, because loading their hundreds of files would take longer than most commands.
// All other packages stay where they are: some hold binaries, and mediabunny must be the one its encoders know.
const BUNDLED = ['mathjs', 'commander', /^d3-/, 'fast-png', 'gl-matrix'];

/** Projects of one group run together; the groups one after the other. */
const project = (
  name: string,
  { group = 0, maxWorkers = 2, globalSetup = [] as string[] } = {},
): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    sequence: { groupOrder: group },
    maxWorkers,
    globalSetup,
  },
});

export default defineConfig(({ isSsrBuild }) => ({
  base: './',
  plugins: [assemblyscript()],
  // The number, not `localhost`: a machine without /etc/hosts does not know that name.
  server: { host: '127.0.0.1', headers },
  preview: { host: '127.0.0.1', headers },
  // Tests load packages as they are: transforming mathjs would take seconds in every test file.
  ssr: isSsrBuild ? { noExternal: BUNDLED } : {},
  build: {
    target: isSsrBuild ? 'node20' : 'es2022',
    outDir: isSsrBuild ? 'dist/cli' : 'dist/app',
    emptyOutDir: true,
    copyPublicDir: !isSsrBuild,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: isSsrBuild ? { output: { entryFileNames: 'tumble.js', codeSplitting: false } } : {},
  },
  test: {
    pool: 'forks',
    // Files that follow one another in a process share what they import, which takes longer than most of them, and the GPU.
    isolate: false,
    // glibc would give memory back after each kernel that SwiftShader compiles, and ask for it again for the next one.
    env: {
      MALLOC_ARENA_MAX: '2',
      MALLOC_MMAP_THRESHOLD_: '1000000000',
      MALLOC_TOP_PAD_: '67108864',
      MALLOC_TRIM_THRESHOLD_: '1000000000',
    },
    // No test judges how fast a machine is: these end what hangs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Its entry for Node is CommonJS in a package that says it is not; Node refuses that one.
    alias: { wgsl_reflect: 'wgsl_reflect/wgsl_reflect.module.js' },
    reporters: ['default', new ClosingLine()],
    projects: [
      ...['unit', 'shaders', 'parity', 'physics', 'presets'].map((name) => project(name)),
      project('cli', { group: 1, globalSetup: ['tests/support/built-command.ts'] }),
      project('page', {
        group: 2,
        maxWorkers: 1,
        globalSetup: ['tests/support/served-page.ts'],
      }),
    ],
  },
}));
