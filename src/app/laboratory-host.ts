// What the laboratory asks of the page around it.

import type { Config } from '../core/config.ts';
import type { Simulation } from '../core/simulation.ts';
import type { BackendWish, Devices } from './backends.ts';
import type { PageEvent } from './state.ts';

export interface LaboratoryHost extends Devices {
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
