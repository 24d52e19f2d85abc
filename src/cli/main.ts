// The command line: parses the words, runs one command, and turns whatever comes back into an exit code and, for
// refusals, one line a problem on standard error. It touches no process: the host does.

import { Command, CommanderError } from 'commander';
import { InputError, formatProblem } from '../core/problem.ts';
import { benchCommand } from './bench.ts';
import { EXIT } from './exit.ts';
import { infoCommand } from './info.ts';
import { limitsCommand } from './limits.ts';
import { presetsCommand } from './presets.ts';
import { recordCommand } from './record.ts';
import { runCommand } from './run.ts';
import { theoryCommand } from './theory.ts';
import { validateCommand } from './validate.ts';
import type { Host } from './host.ts';

/** @param words Arguments after the program's name. Resolves with the exit code; never rejects. */
export async function main(host: Host, words: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
  const exit = (value: number) => (code = value);
  const program = new Command('tumble')
    .description(
      'Tumble, a laboratory for chemotaxis: run-and-tumble cells and Keller-Segel fields on the GPU.',
    )
    .addHelpText(
      'after',
      '\nExample:\n  tumble run labyrinth --set nx=128 --set ny=128\n\n`tumble help <command>` shows examples of each.',
    );
  const commands = [
    presetsCommand(host),
    infoCommand(host),
    runCommand(host, exit),
    recordCommand(host, exit),
    theoryCommand(host),
    limitsCommand(host, exit),
    benchCommand(host),
    validateCommand(host, exit),
  ];
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands]) {
    command
      .exitOverride()
      .configureHelp({ sortSubcommands: false, helpWidth: Math.min(host.terminal.columns() ?? 100, 110) })
      .configureOutput({
        writeOut: host.terminal.out,
        writeErr: host.terminal.error,
        outputError: (text, write) => write(text.replace(/^error: /, 'tumble: ')),
      });
  }
  try {
    if (words.length === 0) {
      program.outputHelp();
      return EXIT.done;
    }
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    return report(host, error);
  }
}

function report(host: Host, error: unknown): number {
  // Commander has printed its message already; it ends with 1 for wrong usage, which is a refusal here.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.refused;
  if (error instanceof InputError) {
    for (const problem of error.problems) host.terminal.error(`tumble: ${oneLine(formatProblem(problem))}\n`);
    return EXIT.refused;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  host.terminal.error(`tumble: this is a defect of Tumble, please report it:\n${text}\n`);
  return EXIT.failed;
}

/** Control characters from input must neither break the line nor reach the terminal. */
const oneLine = (text: string): string =>
  text.replace(/\s*[\r\n]+\s*/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u{fffd}');
