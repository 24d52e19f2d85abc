// `tumble presets`: the named experiments and what to expect of each.

import { Command } from 'commander';
import { PRESETS } from '../presets/index.ts';
import type { Host } from './host.ts';

export function presetsCommand(host: Host): Command {
  return new Command('presets')
    .summary('list the named experiments and what to expect of each')
    .description('Lists the named experiments, what to watch in each, and what must come out.')
    .option('--json', 'as JSON, with the settings of each')
    .addHelpText('after', '\nExample:\n  tumble presets\n  tumble run collapse-1d')
    .action(({ json }: { json?: true }) => {
      if (json) {
        host.terminal.out(`${JSON.stringify(PRESETS, null, 2)}\n`);
        return;
      }
      const width = Math.min(host.terminal.columns() ?? 100, 100);
      const blocks = PRESETS.map(({ name, title, watch, expect }) =>
        [
          `${name}: ${title}`,
          ...wrapText(`Watch: ${watch}`, width),
          ...wrapText(`Expect: ${expect}`, width),
        ].join('\n'),
      );
      host.terminal.out(`${blocks.join('\n\n')}\n`);
    });
}

/** Lines of at most `width` characters, indented by four, broken at spaces. */
function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`    ${word}`);
  }
  return lines;
}
