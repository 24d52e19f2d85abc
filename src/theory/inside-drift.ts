// Drift of cells that answer by what is inside them, where the signal is the same everywhere: a constant gradient for a memory
// kernel, a constant slope of the free energy for the receptors of E. coli, a constant pull for cells that steer. Of all cells
// alike, without noise inside; else nothing is known in closed form.

import type { WalkConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { ligandSlope } from '../sensing/e-coli/law.ts';
import { spreadName } from '../sensing/variety.ts';
import type { SensedPlace } from '../config/index.ts';
import { mwcExponentialDrift } from './adapting-cells.ts';
import type { Drift } from './drift.ts';
import { memoryDrift, mwcWeakDrift } from './memory-drift.ts';
import { headingLossRate } from './diffusion.ts';
import type { Motor, Receptors } from './mwc.ts';
import { adaptationTime, adaptedActivity } from './mwc.ts';
import type { SensedField } from './sensed-field.ts';
import { walkOf } from './sensed-field.ts';
import { steeringIndex } from './steering.ts';

export interface InsideDrift extends Drift {
  /** Unit vector. */
  readonly x: number;
  readonly y: number;
}

/** Largest difference between places, relative to the mean, for which that mean is taken for all of them. */
const ALIKE = 0.25;
const SAMPLES = 17;
/** Scatter of the logarithm of tumbling rates up to which linear response is within about a tenth of the exact drift. */
const WEAK = 0.3;
/** A motor whose saturation does not show. */
const ENDLESS = 1e6;

/** Null where theory does not know; a value of 0 where there is no signal. */
export function insideDrift(config: WalkConfig, field: SensedField, place: SensedPlace): InsideDrift | null {
  const { rule } = field;
  const { parameters: p } = config;
  const varied = rule.parameters.some(({ name, varies }) => varies === true && p[spreadName(name)] > 0);
  if (!field.known || !field.still || varied) return null;
  const signal = signalOf(config, field, place);
  if (signal === null) return null;
  const size = Math.hypot(signal.x, signal.y);
  if (size === 0) return { value: 0, kind: 'exact', x: 1, y: 0 };
  const known = ofSignal(config, field, size, signal.even);
  if (known === null) return null;
  const sign = Math.sign(known.value);
  return { ...known, value: Math.abs(known.value), x: (sign * signal.x) / size, y: (sign * signal.y) / size };
}

function ofSignal(config: WalkConfig, { rule }: SensedField, size: number, even: boolean): Drift | null {
  const { parameters: p } = config;
  const walk = walkOf(config);
  if (rule.name === 'memory-kernel') {
    if (Math.abs(p.weight0 + p.weight1 + p.weight2 + p.weight3) > 1e-12) return null;
    const [direct, ...weights] = [p.weight0, p.weight1, p.weight2, p.weight3].map((w) => p.kappa * w);
    const kernel = { direct, rate: 1 / p.tau, weights: weights as [number, number, number] };
    return linear(memoryDrift(walk, kernel, size));
  }
  if (rule.motion === 'steering') {
    if (!even) return null;
    return {
      value: walk.speed * steeringIndex(dimension(config), size / p.rotationalDiffusion),
      kind: 'exact',
    };
  }
  if (p.K_I === undefined || p.ligandNoise + p.methylationNoise > 0) return null;
  const [receptors, motor] = [receptorsOf(config), motorOf(config)];
  const cell = { receptors, motor, speed: p.speed, persistence: p.persistence, gradient: size };
  if (dimension(config) === 1 && p.tauY === 0 && even && p.most >= ENDLESS) {
    const exact = mwcExponentialDrift(cell);
    return exact === null ? null : { value: exact, kind: 'exact' };
  }
  const { rotationalDiffusion } = walk;
  // Headings last 1/mu and are remembered for the adaptation time: free energies scatter by N f' v sqrt(tau_a/mu).
  const signalled = p.H * (1 - adaptedActivity(receptors)) * p.N * size * p.speed;
  const scatter = signalled * Math.sqrt(adaptationTime(receptors) / headingLossRate(walk));
  if (!(scatter <= WEAK)) return null;
  return linear(
    mwcWeakDrift({ ...cell, dimension: dimension(config), rotationalDiffusion, filterTime: p.tauY }),
  );
}

const linear = (value: number | null): Drift | null =>
  value === null ? null : { value, kind: 'linear response' };

export const receptorsOf = ({ parameters: p }: WalkConfig): Receptors => ({
  size: p.N,
  methylEnergy: p.alpha,
  neutralMethylation: p.m0,
  inactiveConstant: p.K_I,
  activeConstant: p.K_A,
  methylation: p.kR,
  demethylation: p.kB,
});

const motorOf = ({ parameters: p }: WalkConfig): Motor => ({
  baseRate: p.z0,
  time: p.tau,
  referenceActivity: p.a0,
  exponent: p.H,
});

/** What the rule answers to, as a vector: see above. `even`: the same everywhere, to rounding. Null where it varies too much. */
function signalOf(
  config: WalkConfig,
  { rule }: SensedField,
  { sense }: SensedPlace,
): { readonly x: number; readonly y: number; readonly even: boolean } | null {
  const { parameters: p } = config;
  const rows = dimension(config) === 1 ? 1 : SAMPLES;
  const memory = new Float64Array(rule.memory.length);
  const out = new Float64Array(2);
  const at = (x: number, y: number): readonly [number, number] => {
    const s = sense(x, y, 0, 1, 0, 0);
    if (rule.motion === 'steering') {
      rule.law.rest?.(s, p, memory);
      rule.law.pull?.(s, p, memory, out);
      return [out[0], out[1]];
    }
    if (rule.name === 'memory-kernel') return [s.cx, s.cy];
    const first = ligandSlope(s.c, p.K_I, p.K_A);
    if (rule.cues === 1) return [first * s.cx, first * s.cy];
    const second = p.share2 * ligandSlope(s.a, p.K_I2, p.K_A2);
    return [p.share * first * s.cx + second * s.ax, p.share * first * s.cy + second * s.ay];
  };
  const found = Array.from({ length: SAMPLES * rows }, (_, k) =>
    at(
      (((k % SAMPLES) + 0.5) / SAMPLES) * config.width,
      ((Math.floor(k / SAMPLES) + 0.5) / rows) * config.height,
    ),
  );
  const mean = (axis: 0 | 1): number => found.reduce((sum, vector) => sum + vector[axis], 0) / found.length;
  const [x, y] = [mean(0), dimension(config) === 1 ? 0 : mean(1)];
  const size = Math.hypot(x, y);
  const apart = Math.max(...found.map(([a, b]) => Math.hypot(a - x, dimension(config) === 1 ? 0 : b - y)));
  if (!Number.isFinite(size) || apart > ALIKE * size) return null;
  return { x, y, even: apart <= 1e-3 * size };
}
