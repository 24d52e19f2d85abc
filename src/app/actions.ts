// Everything that can be done on the page, whoever asks for it: a button, a key, the panel, a gesture.

import { parseConfig } from '../config/index.ts';
import { formatProblem } from '../core/problem.ts';
import type { Problem } from '../core/problem.ts';
import type { Measurement } from '../core/simulation.ts';
import { filmFormats } from '../record/film.ts';
import type { BannerActions } from './banner.ts';
import { chooseFile } from './files.ts';
import type { FileHost } from './files.ts';
import type { FilmHost } from './film-dialog.ts';
import { SIZES, parseSize } from './film-plan.ts';
import { presetHeadline } from './headline.ts';
import type { KeyActions } from './keyboard.ts';
import type { Laboratory } from './laboratory.ts';
import type { Loop } from './loop.ts';
import type { PanelActions } from './panel.ts';
import { chemicalCounts, isLive, withUsedParameters } from './parameter-use.ts';
import { effectOf, pageText, withSetting } from './panel-values.ts';
import { makeFilm, savePicture } from './recording.ts';
import type { Picture } from './recording.ts';
import { shareLink } from './share.ts';
import { hasSimulation } from './state.ts';
import type { PageEvent, PageState } from './state.ts';
import type { TransportActions } from './transport.ts';
import { FASTEST, paceAt, positionOf } from './transport.ts';
import { HOME } from '../view/camera.ts';
import type { Camera } from '../view/camera.ts';
import type { Rectangle } from '../view/layout.ts';

export interface ActionsHost {
  readonly laboratory: Laboratory;
  readonly loop: Loop;
  state(): PageState;
  dispatch(event: PageEvent): void;
  measured(measurement: Measurement): void;
  picture(): Pick<Picture, 'camera' | 'smooth' | 'series' | 'course'> & { readonly area: Rectangle };
  /** The laboratory's config was replaced. */
  changed(): void;
  setCamera(camera: Camera): void;
  setSmooth(smooth: boolean): void;
  showProblems(problems: readonly Problem[]): readonly Problem[];
  help(): void;
  openFilmDialog(): void;
  togglePanel(): void;
  /** Another of the plots below the buttons. */
  cyclePlot(by: 1 | -1): void;
  enlargePlot(): void;
  openBenchDialog(): void;
  followNext(): void;
  letGo(): void;
}

export interface Actions extends TransportActions, KeyActions, PanelActions, BannerActions {
  setCamera(camera: Camera): void;
  readonly fileHost: FileHost;
  readonly filmHost: FilmHost;
}

/** Short side of a saved picture, in pixels. */
const PICTURE_SIDE = 1080;

/** Halved so often, a step has collapsed. */
const MOST_TRIES = 20;

export function createActions(host: ActionsHost): Actions {
  const { laboratory, loop, dispatch } = host;
  const playing = () => {
    const { phase } = host.state();
    return phase === 'starting' ? laboratory.plays : phase !== 'paused';
  };
  const ready = () => hasSimulation(host.state()) && !host.state().recording;

  /** Opens raw settings; what is refused is shown under its field. */
  async function open(raw: unknown, play: boolean): Promise<void> {
    host.showProblems(await laboratory.open(raw, play));
  }

  function take(key: string, raw: Record<string, unknown>): readonly Problem[] {
    const parsed = parseConfig(withUsedParameters(raw));
    if ('problems' in parsed) return parsed.problems;
    if (effectOf(key) === 'restart') void open(parsed.config, playing());
    else {
      laboratory.adopt(parsed.config);
      host.changed();
    }
    return [];
  }

  function setSetting(key: string, value: unknown): readonly Problem[] {
    const { wanted } = laboratory;
    return wanted ? take(key, withSetting(wanted, key, value)) : [];
  }

  function setParameter(name: string, value: number): readonly Problem[] {
    const { wanted, simulation } = laboratory;
    if (!wanted || !simulation) return [];
    const parsed = parseConfig({ ...wanted, parameters: { ...wanted.parameters, [name]: value } });
    if ('problems' in parsed) return parsed.problems;
    simulation.setParameters(parsed.config.parameters);
    laboratory.adopt(parsed.config);
    host.changed();
    return [];
  }

  /** A parameter of the initial state alone does nothing to a run that goes on: it starts again. */
  function finishParameter(name: string): void {
    const { wanted, simulation } = laboratory;
    if (!wanted || !simulation || wanted.parameters[name] === simulation.config.parameters[name]) return;
    if (!isLive(wanted, name)) void open(wanted, playing());
  }

  async function step(): Promise<void> {
    const { simulation } = laboratory;
    if (!simulation || !ready() || host.state().phase === 'stopped') return;
    dispatch({ type: 'pause' });
    try {
      const { steps } = await simulation.measure();
      // One that is thrown away for its error is none: the next is shorter.
      for (let tried = 0; tried < MOST_TRIES; tried += 1) {
        simulation.run(1, Infinity);
        const measurement = await simulation.measure();
        host.measured(measurement);
        if (measurement.steps > steps || measurement.status !== 'running') break;
      }
    } catch {
      // the device is gone: `backend.lost` says so to whoever must act
    }
    loop.wake();
  }

  const setPace = (pace: number) => void setSetting('view.pace', Math.min(pace, FASTEST));
  function picture(): Picture | null {
    const { simulation, config, wish } = laboratory;
    const { camera, smooth, series, course } = host.picture();
    return simulation && config
      ? {
          simulation,
          config,
          camera,
          smooth,
          series,
          course,
          title: presetHeadline(wish ?? config)?.title ?? null,
        }
      : null;
  }

  async function saveImage(): Promise<void> {
    const current = picture();
    if (!current || !ready()) return;
    const { area } = host.picture();
    const scale = PICTURE_SIDE / Math.min(area.width, area.height);
    // The run waits, so that the picture and the time written on it are of one state.
    dispatch({ type: 'record', on: true });
    try {
      await savePicture(current, Math.round(area.width * scale), Math.round(area.height * scale));
    } catch (error) {
      dispatch({ type: 'refuse', text: `The picture could not be saved: ${(error as Error).message}` });
    } finally {
      dispatch({ type: 'record', on: false });
    }
  }

  const fileHost: FileHost = {
    take(field, file) {
      if (!host.state().recording) laboratory.setFile(field, file);
      const key = field === 'u' ? 'initialU' : 'initialV';
      const problems = setSetting(key, { file: file.name });
      if (problems.length > 0) fileHost.refuse(problems.map(formatProblem).join('\n'));
    },
    refuse: (text) => dispatch({ type: 'refuse', text }),
  };

  const filmHost: FilmHost = {
    async defaults() {
      dispatch({ type: 'pause' });
      const { width, height } = parseSize(SIZES[0]);
      return {
        formats: await filmFormats(width, height),
        time: laboratory.measurement?.time ?? 0,
        until: laboratory.config?.until ?? 0,
        pace: laboratory.config?.view.pace ?? 1,
      };
    },
    async record(wish, progress, signal) {
      dispatch({ type: 'pause' });
      if (wish.fromStart) await laboratory.reset(false);
      const current = picture();
      if (!current) throw new Error('There is nothing to record');
      dispatch({ type: 'record', on: true });
      try {
        return await makeFilm(current, wish, progress, signal, (measurement) => {
          host.measured(measurement);
          loop.wake();
        });
      } finally {
        dispatch({ type: 'record', on: false });
        loop.restart(laboratory.measurement?.time ?? 0);
      }
    },
  };

  return {
    toggle: () => dispatch({ type: 'toggle' }),
    step: () => void step(),
    reset() {
      if (!host.state().recording) void laboratory.reset(playing());
    },
    record() {
      if (ready() && host.state().phase !== 'stopped') host.openFilmDialog();
    },
    saveImage: () => void saveImage(),
    share() {
      if (laboratory.wish) void shareLink(laboratory.wish).then((text) => dispatch({ type: 'inform', text }));
    },
    togglePanel: () => host.togglePanel(),
    help: () => host.help(),
    cyclePlot: () => host.cyclePlot(1),
    enlargePlot: () => host.enlargePlot(),
    benchmark() {
      if (!host.state().recording) host.openBenchDialog();
    },
    followNext: () => host.followNext(),
    letGo: () => host.letGo(),
    resetCamera: () => host.setCamera(HOME),
    toggleField() {
      const { wanted } = laboratory;
      if (wanted && chemicalCounts(wanted))
        void setSetting('view.field', wanted.view.field === 'u' ? 'v' : 'u');
    },
    toggleScale: () =>
      void setSetting('view.scale', laboratory.wanted?.view.scale === 'linear' ? 'logarithmic' : 'linear'),
    changePace(steps) {
      const pace = laboratory.wanted?.view.pace;
      if (pace !== undefined) setPace(paceAt(Math.max(positionOf(pace) + steps, 0)));
    },
    setPace,
    setSetting,
    setParameter,
    finishParameter,
    wanted: () => laboratory.wanted,
    addParameter(key, formula, name) {
      const { wanted } = laboratory;
      if (!wanted) return [];
      return take(key, { ...wanted, [key]: formula, parameters: { ...wanted.parameters, [name]: 1 } });
    },
    openPreset(name) {
      if (name !== '') void open({ preset: name }, true);
    },
    setSmooth: (on) => host.setSmooth(on),
    refuse(problems) {
      if (problems.length > 0)
        dispatch({ type: 'refuse', text: pageText(problems.map(formatProblem).join('\n')) });
    },
    chooseFile: (field) => chooseFile(field, fileHost),
    dismiss: () => dispatch({ type: 'dismiss' }),
    proceed: () => void laboratory.proceed(),
    recover: () => void laboratory.recover(),
    setCamera: (camera) => host.setCamera(camera),
    fileHost,
    filmHost,
  };
}
