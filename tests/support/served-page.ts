// Before the page tests: builds the page as `npm start` does, into a folder of its own so as not to pull the files
// from under a page that is being watched, and serves it on a free port of this machine.

import { type PreviewServer, build, preview } from 'vite';
import type { TestProject } from 'vitest/node';

export type ServedPage = { readonly address: string } | { readonly failure: string };

declare module 'vitest' {
  export interface ProvidedContext {
    /** The page's address, ending in a slash; or why there is none, which is for the page tests to fail with. */
    readonly servedPage: ServedPage;
  }
}

/** Where the page's files are. */
export const PAGE_FOLDER = 'dist/page-test';
let server: PreviewServer | undefined;

export async function setup(project: TestProject): Promise<void> {
  project.provide(
    'servedPage',
    await serve().then(
      (address) => ({ address }),
      (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }),
    ),
  );
}

async function serve(): Promise<string> {
  // In tests this is 'test', and libraries built for that differ from what a visitor gets.
  const environment = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ mode: 'production', logLevel: 'error', build: { outDir: PAGE_FOLDER } });
  } finally {
    process.env['NODE_ENV'] = environment;
  }
  server = await preview({
    logLevel: 'error',
    build: { outDir: PAGE_FOLDER },
    preview: { host: '127.0.0.1', port: 4573, strictPort: false },
  });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error('the page is built but not served');
  return address;
}

export async function teardown(): Promise<void> {
  await server?.close();
}
