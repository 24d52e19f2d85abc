// The experiment on the bench: its config, its simulation, the device it runs on. Opens and reopens them, one at a
// time, and tells the page what came of it through events. Knows no HTML; drawing hangs on `attached`.

import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import { initialFields, parseConfig } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import { formatProblem, InputError, type Problem } from '../core/problem.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import { checkGridFits, createSimulation } from '../simulation/index.ts';
import { backendFor, lossOf, openBackend } from './backends.ts';
import type { BackendWish } from './backends.ts';
import { createInitialFileStore, outOfMemory } from './initial-files.ts';
import type { LoadedFile } from './initial-files.ts';
import { pageText } from './panel-values.ts';
import { fitted } from './fewer-cells.ts';
import { createKeeper, resumes } from './keeper.ts';
import type { Kept } from './keeper.ts';
import { openingNotice } from './notices.ts';
import { createOpenings } from './openings.ts';
import type { PageEvent } from './state.ts';

export interface LaboratoryHost {
  openGpu(): Promise<GpuAccess | GpuAbsence>;
  /** Wall-clock seconds. */
  now(): number;
  readonly wish: BackendWish;
  dispatch(event: PageEvent): void;
  playing(): boolean;
  /** A film or a picture is being made: nothing else may touch the simulation. */
  recording(): boolean;
  /** A simulation is about to replace the last one: prepare to draw it. */
  attach(simulation: Simulation, config: Config): Promise<void>;
}

export interface Laboratory {
  /** Of the simulation. */
  readonly config: Config | null;
  /** What was asked for last, which is what a change builds on: the same, unless an opening is under way. */
  readonly wanted: Config | null;
  /** Whether what was opened last is to run at once. */
  readonly plays: boolean;
  /** Null while there is none, and after the device was lost. */
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

export function createLaboratory(host: LaboratoryHost): Laboratory {
  let access: GpuAccess | null = null;
  let opened = false;
  let notice: string | null = null;
  let config: Config | null = null;
  let wanted: Config | null = null;
  let plays = false;
  let playedBefore = false;
  let simulation: Simulation | null = null;
  let measurement: Measurement | null = null;
  const keeper = createKeeper();
  const files = createInitialFileStore();
  const openings = createOpenings();

  async function openDevice(): Promise<void> {
    if (opened) return;
    ({ access, notice } = await openBackend(host.wish, () => host.openGpu(), host.now));
    opened = true;
  }

  /** The device is gone for good: whatever is opened from now on gets a new one. */
  function lose(reason: string): void {
    opened = false;
    access = null;
    simulation = null;
    const text = `${reason.replace(/\.+$/, '')}. Restart goes on from the last state kept.`;
    host.dispatch({ type: 'lose', reason: text });
  }

  /** Makes the simulation of what is wanted, and puts it in place of the last one. */
  async function build(kept: Kept | null, say: string | null, newest: () => boolean): Promise<void> {
    host.dispatch({ type: 'start' });
    await openDevice();
    const wish = wanted;
    if (wish === null || !newest()) return;
    const next = fitted(wish, access);
    const backend = backendFor(access);
    // Before the initial fields: a grid that does not fit the device may not fit this page's memory either.
    checkGridFits(next, backend);
    const from = kept !== null && resumes(kept.config, next) ? kept.checkpoint : null;
    const initial = from ?? initialFields(next, files.decode(next));
    const start = kept !== null && from === null ? 'The state kept does not fit: started again.' : say;
    let made: Simulation;
    let first: Measurement;
    try {
      made = await createSimulation(next, backend, initial);
      first = await made.measure();
      if (!newest()) {
        backend.dispose();
        return;
      }
      await host.attach(made, next);
      const reason = await lossOf(backend);
      if (reason !== null) throw new Error(reason);
    } catch (error) {
      const reason = await lossOf(backend);
      backend.dispose();
      if (reason === null) throw error;
      config = next;
      lose(reason);
      return;
    }
    simulation?.dispose();
    simulation = made;
    // The view, or a parameter, may have been changed meanwhile.
    const latest = newest() ? fitted(wanted ?? next, access) : next;
    config = latest;
    made.setParameters(latest.parameters);
    files.keepOnly([latest, wanted ?? latest]);
    measurement = first;
    keeper.forget(host.now());
    void backend.lost.then((reason) => {
      if (made === simulation) lose(reason);
    });
    const text = openingNotice([start, notice], wish, next);
    notice = null;
    host.dispatch({ type: 'ready', play: plays, notice: text });
  }

  /** Opens `next` after what is under way. Refusals come back; anything else is said and ends in `failed`. */
  async function enqueue(
    next: Config,
    play: boolean,
    work: (newest: () => boolean) => Promise<void>,
  ): Promise<readonly Problem[]> {
    if (!openings.busy) playedBefore = host.playing();
    wanted = next;
    plays = play;
    let problems: readonly Problem[] = [];
    await openings.add(async (newest) => {
      try {
        await work(newest);
      } catch (error) {
        if (newest()) problems = refuse(error);
      }
      if (newest()) wanted = config;
    });
    return problems;
  }

  /** Says what is wrong; what ran before is still there and goes on. Returns the problems of refused input. */
  function refuse(error: unknown): readonly Problem[] {
    const refusal = error instanceof RangeError ? outOfMemory() : error;
    if (simulation) host.dispatch({ type: 'ready', play: playedBefore, notice: null });
    const text = refusal instanceof Error ? refusal.message : String(refusal);
    if (refusal instanceof InputError) {
      host.dispatch({ type: 'refuse', text });
      return refusal.problems;
    }
    const said = `Something went wrong: ${text}`;
    host.dispatch(simulation ? { type: 'refuse', text: said } : { type: 'fail', text: said });
    return [];
  }

  return {
    get config() {
      return config;
    },
    get wanted() {
      return wanted;
    },
    get plays() {
      return plays;
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
      if (host.recording()) {
        host.dispatch({ type: 'refuse', text: 'A film is being made: stop it first.' });
        return Promise.resolve([]);
      }
      const parsed = parseConfig(raw);
      if ('problems' in parsed) {
        host.dispatch({ type: 'refuse', text: pageText(parsed.problems.map(formatProblem).join('\n')) });
        return Promise.resolve(parsed.problems);
      }
      return enqueue(parsed.config, play, (newest) => build(null, null, newest));
    },
    async reset(play) {
      if (wanted) await enqueue(wanted, play, (newest) => build(null, null, newest));
    },
    async proceed() {
      const current = simulation;
      if (wanted?.model !== 'keller-segel' || !current) return;
      const next: Config = { ...wanted, whenUnresolved: 'continue' };
      await enqueue(next, true, async (newest) => {
        if (current !== simulation) return;
        const from = { checkpoint: await current.checkpoint(), config: next };
        await build(from, 'Peaks are no longer resolved: trust the mass, not the height.', newest);
      });
    },
    async recover() {
      const from = keeper.kept;
      if (!wanted) return;
      const say = from ? null : 'No state had been kept: started again.';
      await enqueue(wanted, false, (newest) => build(from, say, newest));
    },
    adopt(next) {
      // What is shown keeps its grid until the new one is ready.
      config = openings.busy && config ? { ...config, view: next.view } : next;
      wanted = next;
    },
    setFile(field, file) {
      files.add(field, file);
    },
    record(next) {
      measurement = next;
    },
    keep() {
      const current = simulation;
      // Only a GPU can be lost.
      if (!config || !current || access === null) return;
      const well = () => current === simulation && measurement?.status === 'running';
      keeper.keep(current, config, host.now(), well);
    },
  };
}
