// What the plot of a rule's answers shows: curves of its law, computed anew where a parameter changed.

import type { Config } from '../core/config.ts';
import { isWalk } from '../core/config.ts';
import { answersOf } from '../theory/responses.ts';
import { answerPlots, drawAnswers } from '../view/cells/answers.ts';
import type { AnswerPlots } from '../view/cells/answers.ts';
import { sameParameters } from './parameter-use.ts';
import type { Drawing, PlotTab } from './plot-tabs.ts';

export const ANSWERS_TAB: PlotTab = {
  name: 'answers',
  tab: 'Response',
  title: 'Step response and dose response of the sensing rule, by its law',
};

export interface AnswersWatch {
  begin(config: Config): void;
  /** Other values of parameters in the same run. */
  change(config: Config): void;
  drawing(): Drawing | null;
}

export function createAnswersWatch(): AnswersWatch {
  let config: Config | null = null;
  let plots: AnswerPlots | null = null;
  return {
    begin(next) {
      config = next;
      plots = null;
    },
    change(next) {
      if (config !== null && !sameParameters(config, next)) plots = null;
      config = next;
    },
    drawing() {
      if (config === null || !isWalk(config)) return null;
      if (plots === null) {
        const answers = answersOf(config);
        if (answers === null) return null;
        plots = answerPlots(answers, config.parameters);
      }
      const shown = plots;
      return { notes: [shown.note], draw: (context, area, unit) => drawAnswers(context, area, unit, shown) };
    },
  };
}
