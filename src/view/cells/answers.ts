// How a rule answers, by its law: after a step of the attractant (tumbling rate, or what is first inside the cell), and for each
// concentration stepped to; for rules without memory the tumbling rate against the rise of the attractant. Curves of theory,
// not of a run.

import { courseTitles, doses } from '../../theory/responses.ts';
import type { Answers, Course } from '../../theory/responses.ts';
import type { RuleValues } from '../../sensing/rule.ts';
import type { Context2D } from '../canvas.ts';
import type { Rectangle } from '../layout.ts';
import { formatNumber } from '../numbers.ts';
import type { Axis } from '../plots/axes.ts';
import { drawCurve, drawFrame, drawLevel, inside } from '../plots/axes.ts';
import type { LegendEntry } from '../plots/legend.ts';
import { extent, valueAxis } from '../plots/ranges.ts';
import { MEASURED, PREDICTED, SECOND } from '../plots/style.ts';

interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly name: string;
  readonly brief: string;
  readonly colour: string;
  readonly dashed?: boolean;
}

interface Plot {
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
  /** A value of y that is drawn as a thin line: at rest. */
  readonly rest: number | null;
}

export interface AnswerPlots {
  readonly plots: readonly Plot[];
  /** What cells are used to, in words. */
  readonly note: string;
}

/** Steps by a tenth where cells tumble, by a factor of two where they answer slowly. */
const foldOf = ({ rule }: Answers): number => (rule.motion === 'tumbling' ? 1.1 : 2);
const COLOURS = [SECOND, MEASURED, PREDICTED];
const BETWEEN = 1.4;

/** Takes some milliseconds: once a change of parameters. */
export function answerPlots(answers: Answers, values: RuleValues): AnswerPlots {
  const { rule, background, second } = answers;
  const other = rule.cues === 2 ? `, second cue ${formatNumber(second)}` : '';
  const note = `By the law, not by a run; cells used to a concentration of ${formatNumber(background)}${other}`;
  if (rule.memory.length === 0) return { note, plots: [risePlot(answers)] };
  return { note, plots: [stepPlot(answers), dosePlot(answers, values)] };
}

function stepPlot(answers: Answers): Plot {
  const { rule, background } = answers;
  const fold = foldOf(answers);
  const shown = rule.motion === 'tumbling' ? rule.inner.length : 0;
  const title = courseTitles(rule)[shown];
  const valuesOf = (course: Course): readonly number[] =>
    rule.motion === 'tumbling' ? course.rate! : course.inner[0];
  const courses = [
    { course: answers.stepResponse(background, fold), name: `step up x ${fold}`, brief: 'up' },
    { course: answers.stepResponse(background, 1 / fold), name: 'step down', brief: 'down' },
    {
      course: answers.stepResponse(10 * background, fold),
      name: `up, on 10 x the background`,
      brief: 'up, 10 x',
    },
  ];
  const curves = courses.map(({ course, name, brief }, k) => ({
    ...{ x: course.times, y: valuesOf(course), name, brief },
    ...{ colour: COLOURS[(k + 1) % 3], dashed: k === 2 },
  }));
  const { times } = courses[0].course;
  const axis = { low: times[0], high: times[times.length - 1] };
  const spread = extent(...curves.map(({ y }) => y));
  return {
    x: { ...axis, names: ['time after the step', 'time'] },
    y: valueAxis({ low: Math.min(spread.low, 0), high: spread.high }, 1e-9, [title]),
    curves,
    rest: curves[0].y[0],
  };
}

function dosePlot(answers: Answers, values: RuleValues): Plot {
  const { rule, background } = answers;
  const list = doses(answers, values);
  const curves = [0.1, 1, 10].map((factor, k) => ({
    x: list,
    y: answers.doseResponse(factor * background, list),
    name: `used to ${formatNumber(factor * background)}`,
    brief: formatNumber(factor * background),
    colour: COLOURS[k],
  }));
  const { title } = rule.inner[0];
  return {
    x: {
      low: list[0],
      high: list[list.length - 1],
      logarithmic: true,
      names: ['concentration stepped to', 'concentration'],
    },
    y: valueAxis(extent(...curves.map(({ y }) => y)), 1e-9, [`${title}, largest change`, title]),
    curves,
    rest: null,
  };
}

function risePlot(answers: Answers): Plot {
  const { background } = answers;
  const backgrounds = background > 0 ? [0.1 * background, background, 10 * background] : [background];
  // Up to half as far again as where the rate of cells used to the background comes to 0.
  const [still, rising] = answers.riseResponse(background, [0, 1]);
  const reach = 1.5 * Math.abs(still / (still - rising || still || 1));
  const rises = Array.from({ length: 121 }, (_, k) => reach * (k / 60 - 1));
  const curves = backgrounds.map((from, k) => ({
    x: rises,
    y: answers.riseResponse(from, rises),
    name: `at ${formatNumber(from)}`,
    brief: formatNumber(from),
    colour: COLOURS[backgrounds.length === 1 ? 1 : k],
  }));
  const middle = curves[curves.length === 1 ? 0 : 1].y;
  return {
    x: {
      low: -reach,
      high: reach,
      names: ['rise of the attractant along the run, per time', 'rise per time'],
    },
    y: valueAxis({ low: 0, high: extent(middle).high }, 1e-9, ['tumbling rate']),
    curves,
    rest: still,
  };
}

/** Side by side, or one above the other where the area is narrow. */
export function drawAnswers(context: Context2D, area: Rectangle, unit: number, { plots }: AnswerPlots): void {
  const wide = area.width >= 1.15 * area.height;
  const gap = plots.length > 1 ? BETWEEN * unit : 0;
  plots.forEach((plot, k) => {
    const width = wide ? (area.width - gap) / plots.length : area.width;
    const height = wide ? area.height : (area.height - gap) / plots.length;
    const x = area.x + (wide ? k * (width + gap) : 0);
    const y = area.y + (wide ? 0 : k * (height + gap));
    drawPlot(context, { x, y, width, height }, unit, plot);
  });
}

function drawPlot(context: Context2D, area: Rectangle, unit: number, { x, y, curves, rest }: Plot): void {
  const legend = curves.map(({ name, brief, colour, dashed }): LegendEntry => ({
    text: name,
    brief,
    colour,
    ...(dashed ? { mark: 'dashed' } : {}),
  }));
  const frame = drawFrame(context, { area, unit, x, y, legend });
  inside(context, frame, () => {
    if (rest !== null) drawLevel(context, frame, x, rest, { colour: 'rgba(255, 255, 255, 0.3)', width: 0.6 });
    for (const curve of curves)
      drawCurve(context, frame, curve.x, curve.y, { colour: curve.colour, dashed: curve.dashed ?? false });
  });
}
