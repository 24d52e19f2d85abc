// What the readers of field files throw: the rule that was broken and the remedy. Which setting and which file it was
// is added by field-file.ts.

export class FileFault extends Error {
  readonly remedy: string;

  constructor(rule: string, remedy: string) {
    super(rule);
    this.name = 'FileFault';
    this.remedy = remedy;
  }
}
