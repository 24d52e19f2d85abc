// How a command ends. Documented in `tumble --help`.

export const EXIT = {
  done: 0,
  /** A defect of Tumble or of the machine: with a stack trace where TUMBLE_DEBUG is set. */
  failed: 1,
  /** Input refused, or a disk that is full or forbidden: one line a problem. */
  refused: 2,
  /** The run stopped before its end because it could not go on (peak not resolved, negative density, ...). */
  stopped: 3,
} as const;
