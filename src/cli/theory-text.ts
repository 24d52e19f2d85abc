// A report of theory as aligned lines: sections, a name, a value, its unit. What theory does not know is said, or left out.

import { frontSpeed } from '../theory/fronts.ts';
import type { Front } from '../theory/fronts.ts';
import type { CollapseReport, StateReport, TheoryReport } from '../theory/report.ts';
import type { Threshold } from '../theory/threshold.ts';
import type { LevelWaves } from '../theory/uniform-waves.ts';
import { verdict } from '../theory/verdict.ts';
import type { Swimmer } from './theory.ts';

type Line = readonly [name: string, value: string];

function digits(value: number, count = 5): string {
  const rounded = Number(value.toPrecision(count));
  return rounded !== 0 && Math.abs(rounded) < 1e-3 ? rounded.toExponential() : String(rounded);
}
const known = (name: string, value: number | null, unit: string): Line[] =>
  value === null ? [] : [[name, `${digits(value)}${unit === '' ? '' : ` ${unit}`}`]];

/** `until`: end of the run, at which a front's speed is given beside its limit. */
export function theoryText(report: TheoryReport, swimmer: Swimmer | null, until: number): string {
  const sections: [string, Line[]][] = [
    ['Cells', cellLines(report, swimmer)],
    ['Uniform states', stateLines(report)],
    ['Waves', waveLines(report)],
    ['Thresholds', report.thresholds.map(thresholdLine)],
    ['Collapse', report.collapse ? collapseLines(report.collapse) : []],
    ['Fronts', report.front ? frontLines(report.front, report.dimension, until) : []],
    [
      'Time scales',
      report.timeScales.map(({ name, value, formula }) => [name, `${digits(value)} T = ${formula}`]),
    ],
  ];
  const filled = sections.filter(([, lines]) => lines.length > 0);
  const width = Math.max(...filled.flatMap(([, lines]) => lines.map(([name]) => name.length))) + 2;
  const texts = filled.map(
    ([title, lines]) =>
      `${title}\n${lines.map(([name, value]) => `  ${name.padEnd(width)}${value}\n`).join('')}`,
  );
  const units = 'L and T are the units of length and time of the experiment.';
  const collapse = report.collapse === null ? '' : `${report.collapse.verdict}\n`;
  return `${[`${verdict(report)}\n${collapse}`, ...texts, `${units}\n`].join('\n')}`;
}

const collapseLines = ({ criticalMass, atWall, inCorner, mass }: CollapseReport): Line[] => [
  ...known('mass at the start', mass, 'cells'),
  ...known('critical mass', criticalMass, 'cells'),
  ...known('critical mass at a wall', atWall, 'cells'),
  ...known('critical mass in a corner', inCorner, 'cells'),
];

function cellLines({ cells, dimension }: TheoryReport, swimmer: Swimmer | null): Line[] {
  if (cells === null) return [];
  const { prediction, profile } = cells;
  const lines = [
    ...known('speed', cells.speed, 'L/T'),
    ...known('memory of a heading 1/mu', cells.headingTime, 'T'),
    ...known('persistence length v/mu', cells.persistenceLength, 'L'),
    ...known('D where nothing is sensed', cells.diffusion, 'L^2/T'),
  ];
  const { drift } = prediction;
  if (drift) {
    lines.push([
      'drift',
      `${digits(drift.value)} L/T along (${digits(drift.x)}, ${digits(drift.y)}), ${drift.kind}`,
    ]);
    lines.push(
      ...known('chemotactic index', drift.index, ''),
      ...known('D about the drift', prediction.diffusion, 'L^2/T'),
    );
  } else if (profile) {
    const range = (values: readonly (number | null)[]): string => {
      const finite = values.filter((value) => value !== null);
      if (finite.length === 0) return 'not known';
      const [low, high] = [Math.min(...finite), Math.max(...finite)].map((value) => digits(value));
      return low === high ? low : `${low} to ${high}`;
    };
    const kind = `${profile.kind}, along x${dimension === 2 ? ' through the middle' : ''}`;
    lines.push(['D_eff', `${range(profile.diffusion)} L^2/T (${kind})`]);
    lines.push(['v_eff', `${range(profile.drift)} L/T (${kind})`]);
    if (profile.index.some((value) => value !== null))
      lines.push(['chemotactic index', range(profile.index)]);
    if (profile.clipped) lines.push(['rates', 'below 0 in places, where they count as 0']);
  }
  lines.push(
    ...known('mean x at rest', prediction.mean, 'L'),
    ...known('variance of x at rest', prediction.variance, 'L^2'),
  );
  if (swimmer) lines.push(['Reynolds number', `${digits(swimmer.reynolds, 2)} in water: ${swimmer.assumed}`]);
  return lines;
}

function stateLines({ uniform }: TheoryReport): Line[] {
  if (uniform === null) return [['none', 'the field is prescribed']];
  const kept: Line[] = uniform.conserved ? [['density', 'kept: the mean of the start']] : [];
  const lines = uniform.states.map((state): Line => {
    const { rate, frequency } = state.alone;
    const swing = frequency > 0 ? `, period ${digits((2 * Math.PI) / frequency)} T` : '';
    const how = state.stableAlone ? 'stable by itself' : 'unstable by itself';
    const mark = state === uniform.tracked ? '; followed below' : '';
    return [
      `u = ${digits(state.u)}, v = ${digits(state.v)}`,
      `${how} (${digits(rate)} per T${swing})${mark}`,
    ];
  });
  return [...kept, ...lines, ...(uniform.note === null ? [] : [['note', uniform.note] as const])];
}

function waveLines({ uniform }: TheoryReport): Line[] {
  const tracked = uniform?.tracked;
  if (!tracked) return [];
  if (tracked.levels.length === 0) return [['not known', tracked.note ?? '']];
  const several = tracked.levels.length > 1;
  return [
    ...coefficientLines(tracked),
    ...tracked.levels.flatMap((level) => levelLines(level, several ? `${level.level}: ` : '')),
    ...fittingLines(tracked),
  ];
}

function coefficientLines({ linearised }: StateReport): Line[] {
  if (linearised === null) return [];
  return [
    ['D_u', `${digits(linearised.diffusionU)} L^2/T`],
    ['D_v', `${digits(linearised.diffusionV)} L^2/T`],
    ['chi', `${digits(linearised.sensitivity)} U L^2/(T V)`],
  ];
}

function levelLines({ bands, fastest }: LevelWaves, prefix: string): Line[] {
  if (bands.length === 0) return [[`${prefix}wavelengths that grow`, 'none']];
  const length = (wavenumber: number): string => `${digits((2 * Math.PI) / wavenumber)} L`;
  const spans = bands.map(({ low, high }) => {
    if (low === 0) return high === Infinity ? 'all' : `from ${length(high)}`;
    return high === Infinity ? `up to ${length(low)}` : `${length(high)} to ${length(low)}`;
  });
  const lines: Line[] = [[`${prefix}wavelengths that grow`, spans.join(' and ')]];
  if (fastest === null) return lines;
  const swing = fastest.frequency > 0 ? `, period ${digits((2 * Math.PI) / fastest.frequency)} T` : '';
  const value = `${digits(fastest.wavelength)} L, by ${digits(fastest.rate)} per T${swing}`;
  return [...lines, [`${prefix}fastest wave`, value]];
}

function fittingLines({ fitting }: StateReport): Line[] {
  const line = (name: string, wave: NonNullable<StateReport['fitting']>['longest']): Line[] =>
    wave === null ? [] : [[name, `${digits(wave.wavelength)} L, ${digits(wave.rate)} per T`]];
  if (fitting === null) return [];
  return [
    ...line('longest wave that fits', fitting.longest),
    ...line('fastest wave that fits', fitting.fastest),
  ];
}

function thresholdLine({ parameter, present, threshold, unstableBeyond }: Threshold): Line {
  const name = parameter === 'u' ? 'mean density u' : parameter;
  if (threshold === null) return [name, `${digits(present)}: no threshold`];
  const beyond = `waves ${unstableBeyond ? 'grow' : 'cease to grow'} ${threshold > present ? 'above' : 'below'}`;
  return [name, `${digits(present)}: ${beyond} ${digits(threshold)}`];
}

function frontLines(front: Front, dimension: 1 | 2, until: number): Line[] {
  const late = frontSpeed(front, dimension, until);
  const from = `front into u = ${digits(front.ahead.u)}, v = ${digits(front.ahead.v)}`;
  const value = `2 sqrt(D r) = ${digits(front.speed)} L/T, D = ${digits(front.diffusion)}, r = ${digits(front.growth)}`;
  if (!(late > 0)) return [[from, value]];
  return [
    [from, value],
    [`speed at t = ${digits(until)}`, `${digits(late)} L/T (Bramson's correction)`],
  ];
}
