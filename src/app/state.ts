// What the page is doing, as plain data and one function: events in, next state out. No DOM, no clock, no GPU, so the
// rules (when does it run, what does the banner say, what does the space bar do now) can be read and tested alone.

export type Phase =
  /** Opening the device, compiling, or making the initial state. */
  | 'starting'
  | 'playing'
  | 'paused'
  /** The run ended by itself: unresolved, not finite, ... The last good state stays on the screen. */
  | 'stopped'
  /** The device is gone. */
  | 'lost'
  /** Nothing to show: the input was refused before anything ran, or no backend could be opened. */
  | 'failed';

export type NoticeKind = 'problem' | 'stopped' | 'lost' | 'information';

export interface Notice {
  readonly kind: NoticeKind;
  readonly text: string;
}

export interface PageState {
  readonly phase: Phase;
  /** The tab is in the background. */
  readonly hidden: boolean;
  /** A film is being made: it drives the simulation, so the page must not. */
  readonly recording: boolean;
  /** The banner, or null. */
  readonly notice: Notice | null;
}

export type PageEvent =
  | { readonly type: 'start' }
  /** An experiment is ready; `play` says whether it runs at once. */
  | { readonly type: 'ready'; readonly play: boolean; readonly notice: string | null }
  | { readonly type: 'toggle' }
  | { readonly type: 'pause' }
  | { readonly type: 'end'; readonly reason: string }
  /** Input was refused; what ran before goes on. */
  | { readonly type: 'refuse'; readonly text: string }
  | { readonly type: 'fail'; readonly text: string }
  | { readonly type: 'lose'; readonly reason: string }
  | { readonly type: 'inform'; readonly text: string }
  | { readonly type: 'dismiss' }
  | { readonly type: 'visibility'; readonly hidden: boolean }
  | { readonly type: 'record'; readonly on: boolean };

export const INITIAL_STATE: PageState = { phase: 'starting', hidden: false, recording: false, notice: null };

/** Whether the loop may advance the simulation now. */
export const isRunning = (state: PageState): boolean =>
  state.phase === 'playing' && !state.hidden && !state.recording;

/** Whether there is a simulation that can be stepped, recorded or saved. */
export const hasSimulation = (state: PageState): boolean =>
  state.phase === 'playing' || state.phase === 'paused' || state.phase === 'stopped';

export function nextState(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case 'start':
      return { ...state, phase: 'starting', recording: false };
    case 'ready':
      return {
        ...state,
        phase: event.play ? 'playing' : 'paused',
        notice: event.notice === null ? null : { kind: 'information', text: event.notice },
      };
    case 'toggle':
      if (state.recording) return state;
      if (state.phase === 'playing') return { ...state, phase: 'paused' };
      if (state.phase === 'paused') return { ...state, phase: 'playing' };
      return state;
    case 'pause':
      return state.phase === 'playing' ? { ...state, phase: 'paused' } : state;
    case 'end':
      if (!hasSimulation(state)) return state;
      return { ...state, phase: 'stopped', notice: { kind: 'stopped', text: event.reason } };
    case 'refuse': {
      const notice: Notice = { kind: 'problem', text: event.text };
      return state.phase === 'starting' ? { ...state, phase: 'failed', notice } : { ...state, notice };
    }
    case 'fail':
      return { ...state, phase: 'failed', recording: false, notice: { kind: 'problem', text: event.text } };
    case 'lose':
      if (state.phase === 'failed') return state;
      return { ...state, phase: 'lost', recording: false, notice: { kind: 'lost', text: event.reason } };
    case 'inform':
      return { ...state, notice: { kind: 'information', text: event.text } };
    case 'dismiss':
      return { ...state, notice: null };
    case 'visibility':
      return { ...state, hidden: event.hidden };
    case 'record':
      return { ...state, recording: event.on };
  }
}
