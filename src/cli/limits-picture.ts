// What `tumble limits` found, as a picture: drift, chemotactic index and bits per tumble against steepness, with theory's lines.

import { theoryPoint } from '../observables/limits.ts';
import type { TheoryPoint } from '../observables/limits.ts';
import { plotSvg, stackedSvg } from '../record/plot-svg.ts';
import type { PlottedAxis, PlottedCurve } from '../record/plot-svg.ts';
import type { GradientResult } from '../observables/gradient-run.ts';
import { isEven } from './limits-text.ts';
import type { Limits } from './limits-text.ts';

const POINTS = 60;
/** Theory's lines end where they leave the measured values this far below them. */
const ROOM = 1.25;

export function limitsPicture({ config, gradients, plan, results, theory: steepest }: Limits): string {
  const { unit, relative, rule } = gradients;
  const x: PlottedAxis = {
    label: relative ? 'steepness d ln c/dx' : 'steepness dc/dx',
    unit,
    scale: 'logarithmic',
  };
  // Signs turn with the way: a repellent, or a gradient to the left.
  const rising = results.filter(({ steepness }) => steepness > 0);
  const ends = rising.map(({ steepness }) => Math.log(steepness));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const points: readonly TheoryPoint[] =
    rising.length < 2
      ? []
      : Array.from({ length: POINTS + 1 }, (_, k) =>
          theoryPoint(config, gradients, plan, Math.exp(low + ((high - low) * k) / POINTS)),
        );
  const speed = config.parameters.speed;
  const line = (name: string, of: (point: TheoryPoint) => number | null, most: number): PlottedCurve => ({
    name,
    kind: 'exact',
    points: points.flatMap((point) => {
      const value = of(point);
      return value === null || !(Math.abs(value) <= ROOM * most) ? [] : [[point.steepness, value] as const];
    }),
  });
  const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs), 0);
  const most = largest(rising.map(({ drift }) => drift.value));
  const bounded = points.some(({ bound }) => bound !== null && bound <= ROOM * most);
  const title = `${rule.title}: drift in even gradients`;
  type Point = readonly [number, number, number];
  /** Crosses: where receptors saturate, so that theory's line is not of the same gradient. */
  const measured = (of: (result: GradientResult) => Point | null): readonly PlottedCurve[] =>
    [true, false].flatMap((even) => {
      const places = rising.filter((result) => isEven(result) === even).map(of);
      const found = places.filter((place) => place !== null);
      if (found.length === 0) return [];
      return [{ name: even ? 'measured' : 'uneven', kind: 'measured' as const, points: found }];
    });
  const told = measured(({ steepness, information }) =>
    information ? [steepness, information.perTumble.value, information.perTumble.error] : null,
  );
  const indices = measured(({ steepness, index }) => index && [steepness, index.value, index.error]);
  const heights = (curves: readonly PlottedCurve[]): number =>
    largest(curves.flatMap(({ points: places }) => places.map(([, value]) => value)));
  const plots = [
    plotSvg(title, x, { label: 'drift', unit: 'L/T' }, [
      line(steepest.kind, ({ drift }) => drift, most),
      ...(bounded ? [line('upper bound', ({ bound }) => bound, most)] : []),
      ...measured(({ steepness, drift }) => [steepness, drift.value, drift.error]),
    ]),
  ];
  if (speed !== undefined)
    plots.push(
      plotSvg('Mean cosine between heading and gradient', x, { label: 'chemotactic index', unit: '1' }, [
        line(steepest.kind, ({ drift }) => (drift === null ? null : drift / speed), heights(indices)),
        ...indices,
      ]),
    );
  if (rule.motion === 'tumbling')
    plots.push(
      plotSvg(
        'What a tumble tells of the heading',
        x,
        { label: 'information', unit: 'bits per tumble', scale: 'logarithmic' },
        [line(`${steepest.kind}, of that drift`, ({ perTumble }) => perTumble, heights(told)), ...told],
      ),
    );
  return stackedSvg(plots);
}
