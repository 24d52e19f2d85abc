// The progress line: one line that rewrites itself on a terminal, an occasional plain line elsewhere.

import { describe, expect, it } from 'vitest';
import { createProgress, formatSeconds } from '../../src/cli/progress.ts';
import { formatRate } from '../../src/view/numbers.ts';

function host(columns: number | null) {
  const state = { time: 0, text: '' };
  return {
    state,
    now: () => state.time,
    terminal: {
      out: () => undefined,
      error: (text: string) => void (state.text += text),
      columns: () => columns,
    },
  };
}

describe('progress', () => {
  it('rewrites one line that fits the terminal, and takes it away', () => {
    const there = host(50);
    const progress = createProgress(there);
    for (; there.state.time < 1; there.state.time += 0.01) progress.show(there.state.time, 'x'.repeat(100));
    expect(there.state.text).not.toContain('\n');
    const lines = there.state.text.split('\r\x1b[K').slice(1);
    // At most one redraw in each tenth of a second.
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(50);
    progress.clear();
    expect(there.state.text.endsWith('\r\x1b[K')).toBe(true);
  });

  it('prints a plain line every ten seconds elsewhere, none in a short command', () => {
    const there = host(null);
    const progress = createProgress(there);
    for (; there.state.time < 35; there.state.time += 1) progress.show(there.state.time / 70, 'half');
    expect(there.state.text.split('\n')).toEqual([
      ' 14%  half, 1 min 0 s left',
      ' 28%  half, 50 s left',
      ' 42%  half, 40 s left',
      '',
    ]);
    progress.clear();
    expect(there.state.text).not.toContain('\x1b');
  });

  it('is silent when asked', () => {
    const there = host(80);
    createProgress(there, true).show(0.5, 'x');
    expect(there.state.text).toBe('');
  });
});

it('words durations and rates', () => {
  expect([0.0421, 9.4, 59.6, 200, 7500].map(formatSeconds)).toEqual([
    '0.042 s',
    '9.4 s',
    '1 min 0 s',
    '3 min 20 s',
    '2 h 5 min',
  ]);
  expect([950, 999.6, 12345, 4.56e6, 2.5e12].map(formatRate)).toEqual([
    '950',
    '1 k',
    '12.3 k',
    '4.56 M',
    '2.5 T',
  ]);
});
