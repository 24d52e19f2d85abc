// The page put together: one state (state.ts), one experiment (laboratory.ts), one loop (loop.ts), and the parts that
// show them. Everything a button, a key or the panel can do is in `actions.ts`.

import './style.css';
import type { Config } from '../core/config.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import { dimension } from '../core/grid.ts';
import { domainRectangle, HOME, pan, zoomAt } from '../view/camera.ts';
import type { Camera } from '../view/camera.ts';
import { createActions } from './actions.ts';
import type { Devices } from './backends.ts';
import { backendWish, createAddress } from './address.ts';
import { createBanner } from './banner.ts';
import { createBenchDialog } from './bench-dialog.ts';
import { createClippedNotice } from './clipped-notice.ts';
import { createDockPlots } from './dock-plots.ts';
import { tell } from './dom.ts';
import { createEquation } from './equation.ts';
import { createFollowedCell } from './followed-cell.ts';
import { createFilmDialog } from './film-dialog.ts';
import { acceptDrops } from './files.ts';
import { createHelpDialog, keyBindings, listenToKeys } from './keyboard.ts';
import { createLaboratory } from './laboratory.ts';
import { createLoop } from './loop.ts';
import { mapRatio } from './map-canvas.ts';
import { createMeters } from './meters.ts';
import { createPage } from './page.ts';
import { createPanel } from './panel.ts';
import { listenToPointer } from './pointer.ts';
import { createReadouts } from './readouts.ts';
import { createScreen } from './screen.ts';
import { createSnapshots } from './snapshots.ts';
import { hasSimulation, INITIAL_STATE, isRunning, nextState } from './state.ts';
import type { PageEvent } from './state.ts';
import { createTransport, FASTEST } from './transport.ts';

/** What the browser's edge hands in. */
export interface AppHost extends Devices {
  readonly root: HTMLElement;
  /** Wall-clock seconds. */
  now(): number;
  canvasFormat(): GPUTextureFormat;
}

/** CSS pixels from a click within which cells are looked for first. */
const REACH = 12;

export function startApp(host: AppHost): void {
  const { now } = host;
  let state = INITIAL_STATE;
  let camera: Camera = HOME;
  let smooth = true;
  let shown: Simulation | null = null;
  const meters = createMeters();
  // Called back later than this, when there is a loop.
  const wake = () => loop.wake();
  const screen = createScreen(wake);
  const snapshots = createSnapshots(wake);
  const equation = createEquation();
  const readouts = createReadouts();
  const followed = createFollowedCell(wake, () => plots.choose(followed.tab.name));
  const plots = createDockPlots(wake, now, followed);
  const clipped = createClippedNotice(dispatch);

  const laboratory = createLaboratory({
    openGpu: () => host.openGpu(),
    openCpu: () => host.openCpu(),
    now,
    wish: backendWish(),
    dispatch,
    playing: () => state.phase === 'playing',
    recording: () => state.recording,
    attach: (simulation) =>
      screen.attach(simulation, simulation.backend.name === 'gpu' ? host.canvasFormat() : null, pixelRatio),
  });
  const address = createAddress(laboratory, (text) => dispatch({ type: 'refuse', text }));
  const pixelRatio = () => mapRatio(laboratory.software);

  const loop = createLoop({
    now,
    simulation: () => laboratory.simulation,
    measurement: () => laboratory.measurement,
    running: () => isRunning(state),
    pace: () => {
      const pace = laboratory.config?.view.pace ?? 1;
      return pace >= FASTEST ? Infinity : pace;
    },
    measured,
    behind: (behind) => tell({ behind }),
    draw,
  });

  const actions = createActions({
    laboratory,
    loop,
    state: () => state,
    dispatch,
    measured,
    picture: () => ({ camera, smooth, area: page.freeArea(), series: plots.series, course: plots.course }),
    changed,
    setCamera(next) {
      camera = next;
      loop.wake();
    },
    setSmooth(on) {
      smooth = on;
      loop.wake();
    },
    showProblems: (problems) => panel.showProblems(problems),
    help: () => help.showModal(),
    openFilmDialog: () => void film.open(),
    openBenchDialog: () => bench.open(),
    cyclePlot: (by) => plots.cycle(by),
    enlargePlot: () => plots.enlarge(),
    followNext: () => void followed.next().catch(() => undefined),
    letGo: () => followed.letGo(),
    togglePanel: () => page.togglePanel(),
  });

  const transport = createTransport(actions);
  const panel = createPanel(actions);
  const banner = createBanner(actions);
  const bindings = keyBindings(actions);
  const help = createHelpDialog(bindings);
  const film = createFilmDialog(actions.filmHost);
  const bench = createBenchDialog({
    devices: host,
    now,
    pause: () => isRunning(state) && dispatch({ type: 'toggle' }),
  });
  const page = createPage(host.root, {
    surface: screen.surface,
    overlay: screen.overlay,
    equation: equation.element,
    transport: transport.element,
    readouts: readouts.element,
    plots: plots.element,
    panel: panel.element,
    banner: banner.element,
    dialogs: [help, film.element, bench.element],
  });

  function dispatch(event: PageEvent): void {
    const before = state;
    state = nextState(state, event);
    if (state === before) return;
    if (laboratory.simulation !== shown && event.type === 'ready') showExperiment();
    // Time that passed while nothing ran is not made up for.
    if (isRunning(state) && !isRunning(before)) {
      loop.restart(laboratory.measurement?.time ?? 0);
      meters.resume();
    }
    if (isRunning(before) && !isRunning(state) && hasSimulation(state)) void settle();
    show();
  }

  /** After the last batch: the picture and the numbers of the state that it left. */
  async function settle(): Promise<void> {
    const { simulation } = laboratory;
    try {
      const measurement = await simulation?.measure();
      if (!measurement || simulation !== laboratory.simulation) return;
      measured(measurement);
      loop.wake();
    } catch {
      // the device is gone: `backend.lost` says so to whoever must act
    }
  }

  /** The buttons and the banner. */
  function show(): void {
    transport.show(state);
    banner.show(state, laboratory.measurement?.status === 'unresolved');
    tell({
      status: state.phase,
      recording: state.recording,
      backend: laboratory.simulation?.backend.name ?? '',
      preset: laboratory.config?.preset ?? '',
    });
    loop.wake();
  }

  /** Another experiment: everything that told of the last one begins anew. */
  function showExperiment(): void {
    const { config, measurement } = laboratory;
    if (!config || !measurement) return;
    if (shown === null || shown.config.width / shown.config.height !== config.width / config.height)
      camera = HOME;
    shown = laboratory.simulation;
    meters.clear();
    snapshots.clear();
    followed.begin(laboratory.simulation, config);
    plots.begin(config);
    page.describe(laboratory.wish ?? config);
    panel.show(laboratory.wanted ?? config, smooth);
    loop.restart(measurement.time);
    clipped.begin(config);
    changed();
    measured(measurement);
  }

  /** The config is another one, though the simulation may be the same. */
  function changed(): void {
    const { config } = laboratory;
    if (!config) return;
    equation.show(config);
    panel.update(laboratory.wanted ?? config);
    meters.ask(config.view.pace);
    plots.change(config);
    clipped.change(config, state);
    address.write(laboratory.wish ?? config);
    loop.wake();
  }

  function measured(measurement: Measurement): void {
    laboratory.record(measurement);
    if (laboratory.simulation) plots.measured(laboratory.simulation, measurement);
    followed.measured();
    meters.count(measurement, now());
    if (measurement.status === 'running') laboratory.keep();
    else if (measurement.reason !== null && state.phase !== 'stopped')
      dispatch({ type: 'end', reason: measurement.reason });
  }

  const shownPace = () => Math.min(laboratory.config?.view.pace ?? 1, meters.timePerSecond ?? Infinity);

  function draw(): void {
    const { config, measurement } = laboratory;
    if (!config || !measurement || state.phase === 'lost') return;
    const { view } = config;
    const area = page.freeArea();
    const running = isRunning(state);
    // What stands still is told in all its digits.
    const pace = running ? shownPace() : 0;
    const { simulation } = laboratory;
    const snapshot = () => (simulation ? snapshots.look(simulation, measurement.time) : null);
    const scene = { config, view, camera, smooth, measurement, area, now: now(), pace, running };
    const { course } = followed;
    screen.draw({ ...scene, snapshot, followed: course, figures: plots.figures, levels: plots.levels });
    plots.show(snapshot, now(), running);
    transport.showPace(view.pace, running ? meters.surePace : null);
    const { wish, backend } = laboratory;
    readouts.show(config, wish ?? config, measurement, running ? meters.stepsPerSecond : null, backend);
    const { time, steps, u } = measurement;
    tell({ time, steps, mass: u.mass, peak: u.max, marks: screen.marks, plot: plots.shown });
    tell({ followed: followed.cell ?? '', stepsFollowed: course?.t.length ?? 0 });
    tell({ levels: plots.course?.latest?.time ?? '' });
  }

  const domainAction = (change: (domain: Config) => Camera) => {
    const { config } = laboratory;
    if (config && hasSimulation(state)) actions.setCamera(change(config));
  };
  const plot = () => screen.plot(laboratory.config!, page.freeArea());
  listenToPointer(screen.surface, {
    pan: (right, down) => domainAction((domain) => pan(camera, domain, plot(), right, down)),
    zoom: (x, y, factor) => domainAction((domain) => zoomAt(camera, domain, plot(), x, y, factor)),
    home: () => actions.resetCamera(),
    click: (x, y) => {
      const { config } = laboratory;
      if (!config || !hasSimulation(state) || dimension(config) === 1) return;
      const domain = domainRectangle(camera, config, plot());
      const length = config.width / domain.width;
      const place = { x: (x - domain.x) * length, y: (domain.y + domain.height - y) * length };
      // The device may be gone: `backend.lost` says so to whoever must act.
      void followed.pick(place, REACH * length).catch(() => undefined);
    },
  });
  listenToKeys(bindings);
  acceptDrops(actions.fileHost);
  page.onLayout(() => loop.wake());
  document.addEventListener('visibilitychange', () =>
    dispatch({ type: 'visibility', hidden: document.hidden }),
  );
  show();
  loop.start();
  void address.open();
}
