// How far a command is: one line that rewrites itself on a terminal, a plain line every ten seconds elsewhere.
// Written to standard error, so that standard output holds results only.

import { cellCount } from '../core/grid.ts';
import { formatRate } from '../view/numbers.ts';
import type { Config } from '../core/config.ts';
import type { Measurement } from '../core/simulation.ts';
import type { Host } from './host.ts';

const REDRAW_SECONDS = 0.1;
const PLAIN_SECONDS = 10;

export interface Progress {
  /** `fraction` in [0, 1]; `text` says what is going on. */
  show(fraction: number, text: string): void;
  /** Takes the line away. */
  clear(): void;
}

export function createProgress(host: Pick<Host, 'now' | 'terminal'>, quiet = false): Progress {
  const { terminal } = host;
  const start = host.now();
  let last = -Infinity;
  let drawn = false;
  return {
    show(fraction, text) {
      const columns = terminal.columns();
      const now = host.now();
      if (quiet || now - last < (columns === null ? PLAIN_SECONDS : REDRAW_SECONDS)) return;
      const left =
        fraction > 0.01 ? `, ${formatSeconds(((now - start) * (1 - fraction)) / fraction)} left` : '';
      const percent = `${Math.floor(100 * fraction)}%`.padStart(4);
      // The first plain line waits its turn: short commands print none.
      if (columns === null && last === -Infinity) {
        last = now;
        return;
      }
      last = now;
      if (columns === null) {
        terminal.error(`${percent}  ${text}${left}\n`);
        return;
      }
      const bar = progressBar(fraction, Math.min(24, Math.max(0, columns - 60)));
      terminal.error(`\r\x1b[K${`${bar}${percent}  ${text}${left}`.slice(0, columns - 1)}`);
      drawn = true;
    },
    clear() {
      if (drawn) terminal.error('\r\x1b[K');
      drawn = false;
    },
  };
}

/** What a step works through, and what is counted a second: grid cells updated, or simulated cells moved. */
export const workOf = (config: Config): { readonly count: number; readonly name: string } =>
  config.model === 'run-and-tumble'
    ? { count: config.cells, name: 'cell-steps/s' }
    : { count: cellCount(config), name: 'cell updates/s' };

/** `seconds`: wall clock so far. */
export function progressText(config: Config, measurement: Measurement, seconds: number): string {
  const { count, name } = workOf(config);
  const rate = formatRate((count * measurement.steps) / Math.max(seconds, 1e-3));
  const time = Number(measurement.time.toPrecision(4));
  return `t = ${time} of ${config.until}, ${measurement.steps} steps, ${rate} ${name}`;
}

function progressBar(fraction: number, width: number): string {
  if (width < 4) return '';
  const filled = Math.floor(Math.min(1, Math.max(0, fraction)) * width);
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} `;
}

/** `0.42 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.5) return `${Number(seconds.toPrecision(2))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}
