// The settings panel (lil-gui), made from the table of settings: presets, sliders for the formulas' parameters, and a
// field for every setting, with the settings' own documentation as tooltips. A refused value stays in its field, with
// the reason below it, and for formulas the characters at fault marked.

import GUI from 'lil-gui';
import type { Controller } from 'lil-gui';
import { declaredSpreads, findParameter, findSetting } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import type { Problem } from '../core/problem.ts';
import type { ParameterSpec, Setting } from '../core/setting.ts';
import { PRESETS } from '../presets/index.ts';
import { element } from './dom.ts';
import { formulaFault } from './formula-pointer.ts';
import {
  choicesOf,
  GROUPS,
  labelOf,
  pageText,
  panelSettings,
  shownValue,
  typedValue,
} from './panel-values.ts';
import type { PanelValue } from './panel-values.ts';
import { isIdle } from './idle-controls.ts';
import { sliderRange } from './slider-range.ts';

export interface PanelActions {
  /** What was asked for last, though it may not be ready yet. */
  wanted(): Config | null;
  /** Null when all is well. */
  setSetting(key: string, value: unknown): readonly Problem[];
  setParameter(name: string, value: number): readonly Problem[];
  /** The slider was let go, or the field left: starts again where that is the only way to take effect. */
  finishParameter(name: string): void;
  /** Takes the formula with `name` as a new parameter of value 1. */
  addParameter(key: string, formula: string, name: string): readonly Problem[];
  openPreset(name: string): void;
  setSmooth(smooth: boolean): void;
  /** Says problems that belong to no field of the panel. */
  refuse(problems: readonly Problem[]): void;
  chooseFile(field: 'u' | 'v'): void;
  benchmark(): void;
}

export interface Panel {
  readonly element: HTMLElement;
  /** Builds the panel anew for another experiment. */
  show(config: Config, smooth: boolean): void;
  /** Shows changed values of the same experiment. */
  update(config: Config): void;
  /** Puts problems under their fields; returns those that belong to none. */
  showProblems(problems: readonly Problem[]): readonly Problem[];
}

/** Letters of a name that stand beside a slider at full size. */
const LONG_NAME = 14;

const parameterHelp = ({ doc, unit, source }: ParameterSpec): string =>
  `${doc}${unit === '' ? '' : ` (${unit})`}.\n${source}`;

export function createPanel(actions: PanelActions): Panel {
  const root = element('aside', { class: 'panel', id: 'panel', 'aria-label': 'Settings' });
  const closed = new Set(['Variety among cells', 'Equation', 'Initial state', 'Grid and boundaries', 'Time']);
  let gui: GUI | null = null;
  let controllers = new Map<string, Controller>();
  let values: Record<string, PanelValue> = {};
  let shown: Config | null = null;

  function folder(parent: GUI, title: string): GUI {
    const made = parent.addFolder(title);
    if (closed.has(title)) made.close();
    made.onOpenClose((changed: GUI) => {
      if (changed !== made) return;
      if (made._closed) closed.add(title);
      else closed.delete(title);
    });
    return made;
  }

  function register(key: string, controller: Controller, tooltip: string): void {
    controllers.set(key, controller);
    controller.domElement.dataset.key = key;
    controller.domElement.title = tooltip;
  }

  function clearProblem(key: string): void {
    controllers.get(key)?.domElement.querySelector('.field-problem')?.remove();
  }

  function addSetting(parent: GUI, setting: Setting, config: Config): void {
    const { key } = setting;
    const value = shownValue(config, key);
    values[key] = setting.kind === 'choice' || setting.kind === 'integer' ? value : String(value);
    const controller =
      setting.kind === 'choice'
        ? parent.add(values, key, choicesOf(config, key, setting.choices))
        : parent.add(values, key);
    controller.name(labelOf(config, key));
    register(key, controller, pageText(setting.doc) + (setting.unit === '' ? '' : ` (${setting.unit})`));
    controller.onFinishChange((typed: PanelValue) => {
      const wanted = actions.wanted();
      if (wanted && typed === String(shownValue(wanted, key))) {
        clearProblem(key);
        return;
      }
      actions.refuse(showProblems(actions.setSetting(key, typedValue(key, typed)), key));
    });
  }

  function addParameter(parent: GUI, name: string, value: number, config: Config): void {
    const key = `parameters.${name}`;
    const spec = findParameter(config, name);
    const { low, high, step } = sliderRange(value, spec);
    let ends = { low, high };
    values[key] = value;
    const controller = parent.add(values, key, low, high).name(name);
    // Not `explicit`: dragging goes in steps, but a typed number stays as it was typed.
    (controller as unknown as { step(step: number, explicit: boolean): void }).step(step, false);
    register(key, controller, spec ? parameterHelp(spec) : `Value of ${name} in the formulas`);
    if (name.length > LONG_NAME) controller.domElement.classList.add('long-name');
    // A typed number beyond the slider's end moves the end instead of being cut; first, hence the capture. One that the
    // rule does not allow moves it only until the next: it is to be refused, which needs it to come through.
    controller.domElement.addEventListener(
      'input',
      (event) => {
        const typed = Number((event.target as HTMLInputElement).value);
        if (!Number.isFinite(typed)) return;
        const { high, low } = sliderRange(typed, spec);
        if (typed > ends.high) ends = { ...ends, high };
        else if (typed < ends.low) ends = { ...ends, low };
        controller.min(Math.min(ends.low, typed)).max(Math.max(ends.high, typed));
      },
      { capture: true },
    );
    controller.onChange((next: number) => {
      actions.refuse(showProblems(actions.setParameter(name, next), key));
    });
    controller.onFinishChange(() => actions.finishParameter(name));
  }

  function hideIdle(config: Config): void {
    for (const [key, controller] of controllers) controller.show(!isIdle(config, key));
    for (const part of gui?.folders ?? []) part.show(part.controllers.some(({ _hidden }) => !_hidden));
  }

  /** Problems under the fields they name; `edited` is cleared when none is left for it. */
  function showProblems(problems: readonly Problem[], edited?: string): readonly Problem[] {
    if (edited !== undefined) clearProblem(edited);
    return problems.filter((problem) => {
      const controller = controllers.get(problem.field);
      if (!controller) return true;
      clearProblem(problem.field);
      controller.domElement.append(describe(problem));
      for (let folder = controller.parent; folder !== gui && folder; folder = folder.parent) folder.open();
      return false;
    });
  }

  function describe(problem: Problem): HTMLElement {
    const box = element('div', { class: 'field-problem', role: 'alert' });
    const setting = findSetting(problem.field);
    const source = String(values[problem.field]);
    const fault =
      setting && shown ? formulaFault(problem.field, source, Object.keys(shown.parameters)) : null;
    if (fault) {
      const mark = element('mark', {}, fault.at === '' ? '\u00a0' : fault.at);
      box.append(element('pre', {}, fault.before, mark, fault.after));
    }
    box.append(element('span', {}, pageText(`${problem.rule}. ${problem.remedy}`)));
    const name = fault?.unknownName;
    if (name !== null && name !== undefined) {
      const add = () => {
        actions.refuse(showProblems(actions.addParameter(problem.field, source, name), problem.field));
      };
      box.append(element('button', { type: 'button', onclick: add }, `Make ${name} a parameter (1)`));
    }
    return box;
  }

  return {
    element: root,
    show(config, smooth) {
      const focused = document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset.key;
      const scroll = gui?.$children.scrollTop ?? 0;
      gui?.destroy();
      controllers = new Map();
      values = { preset: config.preset ?? '' };
      shown = config;
      gui = new GUI({ container: root, title: 'Settings' });
      const names = Object.fromEntries(PRESETS.map((preset) => [preset.title, preset.name]));
      const preset = gui.add(values, 'preset', config.preset === null ? { 'your own': '', ...names } : names);
      preset.name('Experiment').onChange((name: string) => actions.openPreset(name));
      register('preset', preset, 'The experiment to begin from');
      const parameters = folder(gui, 'Parameters');
      const spreads = declaredSpreads(config);
      for (const [name, value] of Object.entries(config.parameters))
        if (!spreads.includes(name)) addParameter(parameters, name, value, config);
      if (spreads.length > 0) {
        const variety = folder(gui, 'Variety among cells');
        for (const name of spreads) addParameter(variety, name, config.parameters[name], config);
      }
      for (const { group, title } of GROUPS) {
        const place = folder(gui, title);
        for (const setting of panelSettings(config, group)) addSetting(place, setting, config);
        if (group === 'view') {
          const holder = { smooth };
          const controller = place
            .add(holder, 'smooth')
            .name('Smooth')
            .onChange((on: boolean) => actions.setSmooth(on));
          register('smooth', controller, 'Interpolate between grid points instead of showing each as it is');
        }
        if (group === 'start') addFiles(place);
      }
      const benchmark = gui.add({ benchmark: () => actions.benchmark() }, 'benchmark');
      benchmark.name('Benchmark of this machine \u2026');
      register('benchmark', benchmark, 'Times GPU, CPU and reference on the same step (b)');
      hideIdle(config);
      if (focused !== undefined) controllers.get(focused)?.$disable.focus();
      gui.$children.scrollTop = scroll;
    },
    update(config) {
      shown = config;
      for (const key of controllers.keys()) {
        if (key.startsWith('parameters.')) values[key] = config.parameters[key.slice(11)];
        else if (findSetting(key)) {
          const value = shownValue(config, key);
          values[key] = typeof values[key] === 'string' ? String(value) : value;
        }
        controllers.get(key)?.updateDisplay();
      }
      hideIdle(config);
    },
    showProblems,
  };

  function addFiles(parent: GUI): void {
    const files = { u: () => actions.chooseFile('u'), v: () => actions.chooseFile('v') };
    for (const field of ['u', 'v'] as const) {
      const controller = parent.add(files, field).name(`${field} from a file (.npy, .png) \u2026`);
      register(
        `file-${field}`,
        controller,
        'A NumPy array or a grey image of any size; it is resampled to the grid',
      );
    }
  }
}
