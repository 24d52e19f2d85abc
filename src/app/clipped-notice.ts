// Says in the banner that rates have come to be clipped at zero by a change of a parameter: once when it begins, and with
// the newest words as long as that notice stands. Somebody who has closed it is not told again until rates were whole.

import type { Config } from '../core/config.ts';
import { bannerRates } from './notices.ts';
import type { PageEvent, PageState } from './state.ts';

export interface ClippedNotice {
  /** Another experiment: its opening has told what there is to tell. */
  begin(config: Config): void;
  /** Other parameters of it. */
  change(config: Config, state: PageState): void;
}

export function createClippedNotice(dispatch: (event: PageEvent) => void): ClippedNotice {
  let before = '';
  return {
    begin(config) {
      before = bannerRates(config);
    },
    change(config, state) {
      const text = bannerRates(config);
      if (text === before) return;
      const standing = state.notice !== null && state.notice.text.endsWith(before) && before !== '';
      const begins = before === '';
      before = text;
      if (text === '') {
        if (standing) dispatch({ type: 'dismiss' });
      } else if (begins || standing) dispatch({ type: 'inform', text });
    },
  };
}
