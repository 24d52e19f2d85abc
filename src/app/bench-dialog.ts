// The dialog that measures this machine: the benchmark of the command line, shorter, with a table that grows. The page's
// own run is paused meanwhile; what else the browser does shares the machine and shows in the spread.

import type { CpuAccess } from '../backends/cpu/threads.ts';
import { isAbsent } from '../backends/gpu/access.ts';
import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import { benchAccuracy, isAccuracyRow, QUICK_ACCURACY } from '../bench/accuracy.ts';
import type { AccuracyRow } from '../bench/accuracy.ts';
import { benchCells, QUICK_CELLS } from '../bench/cells.ts';
import type { CellRow } from '../bench/cells.ts';
import { benchFields, QUICK_GRIDS } from '../bench/fields.ts';
import type { FieldRow } from '../bench/fields.ts';
import type { Spread } from '../bench/measure.ts';
import { microseconds, percent } from '../bench/row.ts';
import { formatRate } from '../view/numbers.ts';
import type { Devices } from './backends.ts';
import { download, element } from './dom.ts';

export interface BenchDialogHost {
  readonly devices: Devices;
  /** Seconds since an arbitrary moment. */
  now(): number;
  /** Nothing else may compute while this measures. */
  pause(): void;
}

export interface BenchDialog {
  readonly element: HTMLDialogElement;
  open(): void;
}

type AnyRow = FieldRow | CellRow | AccuracyRow;
type Subject = keyof typeof SUBJECTS;

const SUBJECTS = {
  fields: 'Keller-Segel fields',
  cells: 'Run-and-tumble cells',
  answers: 'Keller-Segel fields: time at a given error',
} as const;
const STEP_HEADS = ['size', 'computed by', 'a step', 'cells/s', 'of copy'] as const;
const HEADS: Readonly<Record<Subject, readonly string[]>> = {
  fields: STEP_HEADS,
  cells: STEP_HEADS,
  answers: ['scheme', 'computed by', 'error', 'simulated time/s', 'a run'],
};

/** Ends a measurement between two timings; no fault. */
class Stopped extends Error {}

/** A line of the table. */
function cellsOf(row: AnyRow): string[] {
  const by = row.backend === 'gpu' ? row.adapter : row.backend;
  const rateOf = ({ median, min, max }: Spread): string =>
    `${formatRate(median)} (${formatRate(min)} \u2026 ${formatRate(max)})`;
  if (isAccuracyRow(row)) {
    const { attempt, nx, ny, error, simulatedTimePerSecond, seconds } = row;
    const scheme = `${attempt}, ${nx} \u00d7 ${ny}`;
    return [scheme, by, percent(error), rateOf(simulatedTimePerSecond), `${seconds.median.toPrecision(3)} s`];
  }
  const size =
    row.model === 'keller-segel' ? `${row.nx} \u00d7 ${row.ny}` : `${row.cells} cells, ${row.placed}`;
  const step = microseconds(row.secondsPerStep.median).replace('us', '\u00b5s');
  return [size, by, step, rateOf(row.cellsPerSecond), percent(row.shareOfCopy)];
}

export function createBenchDialog({ devices, now, pause }: BenchDialogHost): BenchDialog {
  const subject = element(
    'select',
    { id: 'bench-subject' },
    ...Object.entries(SUBJECTS).map(([value, text]) => element('option', { value }, text)),
  );
  // Rows of another subject would stand under the wrong heads.
  subject.addEventListener('change', () => {
    rows = [];
    show();
  });
  const head = element('tr', {});
  const body = element('tbody', {});
  const table = element('table', { class: 'bench-table', hidden: true }, element('thead', {}, head), body);
  const message = element('p', { role: 'status', 'aria-live': 'polite', class: 'film-message' });
  const button = (action: string, text: string, press: () => void) =>
    element('button', { type: 'button', class: 'text-button', 'data-action': action, onclick: press }, text);
  const close = button('bench-close', 'Close', () => {
    if (running) stopping = true;
    else dialog.close();
  });
  const save = button('bench-save', 'Save lines', () => {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    download(lines, 'application/jsonl', 'benchmark.jsonl');
  });
  const go = button('bench-go', 'Measure', () => void measure());
  const dialog = element(
    'dialog',
    { class: 'dialog bench', 'aria-labelledby': 'bench-title' },
    element('h2', { id: 'bench-title' }, 'Benchmark of this machine'),
    element(
      'p',
      {},
      'The same time step on the GPU, the CPU and the reference, in turn; \u201cof copy\u201d is the share of the speed at ' +
        'which the same device copies memory. Close other programs first: they share the machine.',
    ),
    element('div', { class: 'dialog-row' }, element('label', { for: 'bench-subject' }, 'Measure'), subject),
    table,
    message,
    element('div', { class: 'dialog-buttons' }, close, save, go),
  );
  let rows: AnyRow[] = [];
  let running = false;
  let stopping = false;
  save.disabled = true;

  const host = {
    now,
    date: () => new Date(),
    machine: () => ({
      cpu: 'a processor that the browser does not name',
      cores: navigator.hardwareConcurrency,
      system: navigator.userAgent,
      node: 'none: a browser',
    }),
    commit: () => Promise.resolve(null),
    rest: async () => {
      // Long enough to be drawn and clicked in.
      await new Promise((resume) => setTimeout(resume, 20));
      if (stopping) throw new Stopped();
    },
  };

  function show(): void {
    head.replaceChildren(
      ...HEADS[subject.value as Subject].map((text) => element('th', { scope: 'col' }, text)),
    );
    body.replaceChildren(
      ...rows.map((row) => element('tr', {}, ...cellsOf(row).map((text) => element('td', {}, text)))),
    );
    table.hidden = rows.length === 0;
    save.disabled = rows.length === 0 || running;
  }

  async function measure(): Promise<void> {
    pause();
    running = true;
    stopping = false;
    rows = [];
    go.disabled = subject.disabled = true;
    close.textContent = 'Stop';
    show();
    message.textContent = 'Opening the devices';
    const told = (_fraction: number, text: string): void => {
      if (stopping) throw new Stopped();
      message.textContent = `Measuring ${text}`;
    };
    let gpu: GpuAccess | GpuAbsence | null = null;
    let cpu: CpuAccess | null = null;
    const asked = subject.value as Subject;
    const sizes = { fields: QUICK_GRIDS.sizes, cells: QUICK_CELLS.sizes, answers: [] }[asked];
    try {
      gpu = await devices.openGpu();
      cpu = await devices.openCpu();
      const bench = { host, gpu, cpu, native: null, progress: told };
      // One size after the other, so that the table grows.
      for (const size of sizes) {
        const found =
          asked === 'fields'
            ? await benchFields({ ...bench, plan: { ...QUICK_GRIDS, sizes: [size] } }, 'ssprk2')
            : await benchCells({ ...bench, plan: { ...QUICK_CELLS, sizes: [size] } }, false);
        rows.push(...found);
        show();
      }
      if (asked === 'answers') {
        rows = await benchAccuracy({ ...bench, plan: QUICK_ACCURACY });
        show();
      }
      message.textContent = isAbsent(gpu) ? `Done. No GPU: ${gpu.reason}.` : 'Done.';
    } catch (error) {
      message.textContent =
        error instanceof Stopped ? 'Stopped.' : error instanceof Error ? error.message : String(error);
    } finally {
      if (gpu !== null && !isAbsent(gpu)) gpu.close();
      cpu?.close();
      running = false;
      go.disabled = subject.disabled = false;
      close.textContent = 'Close';
      show();
    }
  }

  // Escape stops the measurement before it hides it.
  dialog.addEventListener('cancel', (event) => {
    if (!running) return;
    event.preventDefault();
    stopping = true;
  });
  // A key that is pressed at once is meant for the page, not for a button that is gone.
  dialog.addEventListener('close', () => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && dialog.contains(activeElement)) activeElement.blur();
  });
  return {
    element: dialog,
    open() {
      if (!dialog.open) dialog.showModal();
    },
  };
}
