// Why a formula was refused, and where in it. The position is what lets the page underline the fault and the
// command line put a caret below it.

export interface Fault {
  /** 0-based character and number of characters at fault; length 0 at the end of the formula. */
  readonly position: number;
  readonly length: number;
  readonly rule: string;
  readonly remedy: string;
}

const WINDOW = 76;

export class ExpressionError extends Error {
  readonly source: string;
  readonly position: number;
  readonly length: number;
  /** What must hold, and what to do instead: the last two parts of a `Problem`. */
  readonly rule: string;
  readonly remedy: string;

  constructor(source: string, fault: Fault) {
    super(`${fault.rule}. ${fault.remedy}`);
    this.name = 'ExpressionError';
    this.source = source;
    this.position = fault.position;
    this.length = fault.length;
    this.rule = fault.rule;
    this.remedy = fault.remedy;
  }

  /** Two lines, the formula (at most 76 characters around the fault) and a caret under the fault. */
  pointer(): string {
    const start = Math.max(0, Math.min(this.position - WINDOW / 2, this.source.length - WINDOW));
    const line = this.source.slice(start, start + WINDOW).replace(/[^\x20-\x7e]/g, ' ');
    const carets = '^'.repeat(Math.max(1, Math.min(this.length, WINDOW - (this.position - start))));
    return `${line}\n${' '.repeat(this.position - start)}${carets}`;
  }

  /** One line: the neighbourhood of the fault with the fault itself in square brackets, e.g. `u*(1-[w])`. */
  marked(): string {
    const end = this.position + this.length;
    const before = this.source.slice(Math.max(0, this.position - 20), this.position);
    const fault = this.source.slice(this.position, Math.min(end, this.position + 40));
    return `${before}[${fault}]${this.source.slice(end, end + 20)}`.replace(/[^\x20-\x7e]/g, ' ');
  }
}
