// The experiment on the bench: its config, its simulation, the device it runs on. Opens and reopens them, one at a
// time, and tells the page what came of it through events. Knows no HTML; drawing hangs on `attached`.

import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import { initialFields, parseConfig } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import { cellCount } from '../core/grid.ts';
import { formatProblem, InputError } from '../core/problem.ts';
import type { Problem } from '../core/problem.ts';
import type { Measurement, Simulation, Snapshot } from '../core/simulation.ts';
import { checkGridFits, createSimulation } from '../simulation/index.ts';
import { backendFor, openBackend, referenceGrid } from './backends.ts';
import type { BackendWish } from './backends.ts';
import { createInitialFileStore } from './initial-files.ts';
import type { LoadedFile } from './initial-files.ts';
import type { PageEvent } from './state.ts';

export interface LaboratoryHost {
  openGpu(): Promise<GpuAccess | GpuAbsence>;
  /** Wall-clock seconds. */
  now(): number;
  readonly wish: BackendWish;
  dispatch(event: PageEvent): void;
  playing(): boolean;
  /** A simulation is about to replace the last one: prepare to draw it. */
  attach(simulation: Simulation, config: Config): Promise<void>;
}

export interface Laboratory {
  readonly config: Config | null;
  readonly simulation: Simulation | null;
  readonly measurement: Measurement | null;
  /** For people: what it runs on. */
  readonly backend: string;
  readonly software: boolean;
  /** Opens raw settings from the start. Problems come back and leave what runs alone. */
  open(raw: unknown, play: boolean): Promise<readonly Problem[]>;
  /** Starts the present experiment again. */
  reset(play: boolean): Promise<void>;
  /** Goes on from the present state although the peak is not resolved. */
  proceed(): Promise<void>;
  /** Opens the device again and goes on from the last kept state. */
  recover(): Promise<void>;
  /** Takes a config that differs only in what does not need a restart. */
  adopt(config: Config): void;
  setFile(field: 'u' | 'v', file: LoadedFile): void;
  record(measurement: Measurement): void;
  /** Keeps a copy of the state now and then, for `recover`. */
  keep(): void;
}

const KEEP_SECONDS = 10;
/** Keeping a copy of more cells than this would be felt as a hitch. */
const MOST_KEPT_CELLS = 1 << 22;

interface Kept {
  readonly snapshot: Snapshot;
  readonly config: Config;
}

/** A typed array that this browser cannot allocate throws RangeError. */
const outOfMemory = (): InputError =>
  new InputError([
    {
      field: 'nx, ny',
      value: 'this size',
      rule: 'the initial state does not fit into the memory that this browser gives a page',
      remedy: 'Use a smaller grid',
    },
  ]);

export function createLaboratory(host: LaboratoryHost): Laboratory {
  let access: GpuAccess | null = null;
  let opened = false;
  let notice: string | null = null;
  let config: Config | null = null;
  let simulation: Simulation | null = null;
  let measurement: Measurement | null = null;
  let kept: Kept | null = null;
  let lastKept = 0;
  const files = createInitialFileStore();
  /** Openings run one after another; each waits for the one before. */
  let queue: Promise<unknown> = Promise.resolve();

  async function openDevice(): Promise<void> {
    if (opened) return;
    const sample = parseConfig({ nx: 96, ny: 96 });
    if ('problems' in sample) throw new InputError(sample.problems);
    const result = await openBackend(host.wish, () => host.openGpu(), sample.config, host.now);
    ({ access, notice } = result);
    opened = true;
  }

  /** The largest grid of the same shape that this backend is given. */
  function fitted(wanted: Config): Config {
    if (access !== null) return wanted;
    const grid = referenceGrid(wanted.nx, wanted.ny);
    return grid.nx === wanted.nx && grid.ny === wanted.ny ? wanted : { ...wanted, ...grid };
  }

  async function build(wanted: Config, from: Kept | null, play: boolean, say: string | null): Promise<void> {
    host.dispatch({ type: 'start' });
    await openDevice();
    const next = fitted(wanted);
    const reduced =
      next === wanted
        ? null
        : `The grid was reduced from ${wanted.nx} \u00d7 ${wanted.ny} to ${next.nx} \u00d7 ${next.ny}.`;
    const backend = backendFor(access);
    // Before the initial fields: a grid that does not fit the device may not fit this page's memory either.
    checkGridFits(next, backend);
    const initial = from
      ? {
          u: Float64Array.from(from.snapshot.u),
          v: Float64Array.from(from.snapshot.v),
          time: from.snapshot.time,
        }
      : initialFields(next, files.decode(next));
    let made: Simulation;
    try {
      made = await createSimulation(next, backend, initial);
    } catch (error) {
      backend.dispose();
      throw error;
    }
    const first = await made.measure();
    await host.attach(made, next);
    simulation?.dispose();
    simulation = made;
    config = next;
    files.keepOnly(next);
    measurement = first;
    kept = null;
    lastKept = host.now();
    void backend.lost.then((reason) => {
      if (made !== simulation) return;
      host.dispatch({
        type: 'lose',
        reason: `${reason.replace(/\.+$/, '')}. Restart goes on from the last state kept.`,
      });
    });
    const words = [say, notice, reduced].filter((text) => text !== null);
    notice = null;
    host.dispatch({ type: 'ready', play, notice: words.length === 0 ? null : words.join(' ') });
  }

  /** Runs an opening after those before it. Refusals come back; anything else is said and ends in `failed`. */
  function enqueue(work: () => Promise<void>): Promise<readonly Problem[]> {
    const run = async (): Promise<readonly Problem[]> => {
      const play = host.playing();
      try {
        await work();
        return [];
      } catch (error) {
        const refusal = error instanceof RangeError ? outOfMemory() : error;
        // What ran before is still there: go back to it.
        if (simulation) host.dispatch({ type: 'ready', play, notice: null });
        const text = refusal instanceof Error ? refusal.message : String(refusal);
        if (refusal instanceof InputError) {
          host.dispatch({ type: 'refuse', text });
          return refusal.problems;
        }
        const said = `Something went wrong: ${text}`;
        host.dispatch(simulation ? { type: 'refuse', text: said } : { type: 'fail', text: said });
        return [];
      }
    };
    const result = queue.then(run);
    queue = result;
    return result;
  }

  return {
    get config() {
      return config;
    },
    get simulation() {
      return simulation;
    },
    get measurement() {
      return measurement;
    },
    get backend() {
      return access?.description ?? 'plain TypeScript (reference)';
    },
    get software() {
      return access?.software ?? true;
    },
    open(raw, play) {
      const parsed = parseConfig(raw);
      if ('problems' in parsed) {
        host.dispatch({ type: 'refuse', text: parsed.problems.map(formatProblem).join('\n') });
        return Promise.resolve(parsed.problems);
      }
      return enqueue(() => build(parsed.config, null, play, null));
    },
    async reset(play) {
      const present = config;
      if (present) await enqueue(() => build(present, null, play, null));
    },
    async proceed() {
      const present = config;
      const current = simulation;
      if (!present || !current) return;
      await enqueue(async () => {
        const next: Config = { ...present, whenUnresolved: 'continue' };
        const from = { snapshot: await current.snapshot(), config: next };
        await build(next, from, true, 'Peaks are no longer resolved: trust the mass, not the height.');
      });
    },
    async recover() {
      const present = config;
      const from = kept;
      if (!present) return;
      opened = false;
      access = null;
      simulation = null;
      const say = from ? null : 'No state had been kept: started again.';
      await enqueue(() => build(present, from, false, say));
    },
    adopt(next) {
      config = next;
    },
    setFile(field, file) {
      files.add(field, file);
    },
    record(next) {
      measurement = next;
    },
    keep() {
      const present = config;
      const current = simulation;
      if (!present || !current || access === null || cellCount(present) > MOST_KEPT_CELLS) return;
      if (host.now() - lastKept < KEEP_SECONDS) return;
      lastKept = host.now();
      current.snapshot().then(
        (snapshot) => {
          if (current === simulation && measurement?.status === 'running')
            kept = { snapshot, config: present };
        },
        () => undefined, // the device went meanwhile: the copy before this one counts
      );
    },
  };
}
