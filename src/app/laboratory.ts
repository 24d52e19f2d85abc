// The experiment on the bench: its config, its simulation, the device it runs on. Opens and reopens them, one at a
// time, and tells the page what came of it through events. Knows no HTML; drawing hangs on `attached`.

import { initialFields, parseConfig } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import { formatProblem, InputError, type Problem } from '../core/problem.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import { checkGridFits, createExperiment } from '../simulation/index.ts';
import { backendFor, lossOf, openBackend } from './backends.ts';
import type { Chosen, Device } from './backends.ts';
import { createInitialFileStore, outOfMemory } from './initial-files.ts';
import type { LoadedFile } from './initial-files.ts';
import { pageText } from './panel-values.ts';
import { fitted, followed } from './fewer-cells.ts';
import { createKeeper, resumes } from './keeper.ts';
import type { Kept } from './keeper.ts';
import { openingNotice } from './notices.ts';
import { createOpenings } from './openings.ts';
import type { LaboratoryHost } from './laboratory-host.ts';

export interface Laboratory {
  /** Of the simulation: what this machine runs of the wish. */
  readonly config: Config | null;
  /** What was asked for, whole, which is what links carry; the same object where nothing was reduced. */
  readonly wish: Config | null;
  /** The wish asked for last, which is what a change builds on: the same, unless an opening is under way. */
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
  let access: Device | null = null;
  let opened: Promise<Chosen> | null = null;
  let first = true;
  let config: Config | null = null;
  let wish: Config | null = null;
  let wanted: Config | null = null;
  let plays = false;
  let playedBefore = false;
  let simulation: Simulation | null = null;
  let measurement: Measurement | null = null;
  const keeper = createKeeper();
  const files = createInitialFileStore();
  const openings = createOpenings();

  /** The device is gone for good: whatever is opened from now on gets a new one. */
  function lose(reason: string): void {
    opened = null;
    access = null;
    simulation = null;
    const text = `${reason.replace(/\.+$/, '')}. Restart goes on from the last state kept.`;
    host.dispatch({ type: 'lose', reason: text });
  }

  /** Makes the simulation of what is wanted, and puts it in place of the last one. */
  async function build(kept: Kept | null, say: string | null, newest: () => boolean): Promise<void> {
    host.dispatch({ type: 'start' });
    const chosen = await (opened ??= openBackend(host.wish, host));
    const asked = wanted;
    if (asked === null || !newest()) return;
    const next = fitted(asked, chosen.access);
    const backend = backendFor(chosen.access);
    // Before the initial fields: a grid that does not fit the device may not fit this page's memory either.
    checkGridFits(next, backend);
    const from = kept !== null && resumes(kept.config, next) ? kept.checkpoint : null;
    const initial = from ?? initialFields(next, files.decode(next));
    const start = kept !== null && from === null ? 'The state kept does not fit: started again.' : say;
    let made: Simulation;
    let begun: Measurement;
    try {
      made = await createExperiment(next, backend, () => backendFor(chosen.access), initial);
      begun = await made.measure();
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
      wish = asked;
      lose(reason);
      return;
    }
    simulation?.dispose();
    simulation = made;
    // The view, or a parameter, may have been changed meanwhile.
    wish = newest() ? (wanted ?? asked) : asked;
    access = chosen.access;
    config = fitted(wish, access);
    made.setParameters(config.parameters);
    files.keepOnly([config, wanted ?? config]);
    measurement = begun;
    keeper.forget(host.now());
    void backend.lost.then((reason) => {
      if (made === simulation) lose(reason);
    });
    // Whoever asks for the adapter needs no word about it.
    const news = first && !(host.wish === 'gpu' && chosen.access !== null);
    const text = openingNotice(start, { ...chosen, first: news }, asked, next);
    first = false;
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
      if (newest()) wanted = wish;
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
    get wish() {
      return wish;
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
      await enqueue({ ...wanted, whenUnresolved: 'continue' }, true, async (newest) => {
        if (current !== simulation) return;
        const from = { checkpoint: await current.checkpoint(), config: current.config };
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
      if (openings.busy && config && wish) {
        config = { ...config, view: next.view };
        wish = { ...wish, view: next.view };
      } else {
        config = config && config !== wish ? followed(config, next) : next;
        wish = next;
      }
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
      // Only a device can be lost.
      if (!config || !current || access === null) return;
      const well = () => current === simulation && measurement?.status === 'running';
      keeper.keep(current, config, host.now(), well);
    },
  };
}
