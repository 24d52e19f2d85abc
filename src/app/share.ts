// A link to the present experiment: all that differs from its preset, after the #.

import { configToHash } from '../config/index.ts';
import type { Config } from '../core/config.ts';

/** Copies the link and answers with a sentence about it. */
export async function shareLink(config: Config): Promise<string> {
  const link = `${location.origin}${location.pathname}#${configToHash(config)}`;
  const withFiles = typeof config.initialU !== 'string' || typeof config.initialV !== 'string';
  const files = withFiles ? ['A link cannot carry the initial fields that came from files.'] : [];
  try {
    await navigator.clipboard.writeText(link);
    return ['The link to this experiment was copied.', ...files].join(' ');
  } catch {
    // No permission, or a page without a secure context: the reader copies it.
    return [`Copy this link:`, link, ...files].join('\n');
  }
}
