// The table of exact answers that the checks are measured against, by number, and why some rows have no check. What a check
// covers it says itself; a row without one must have its reason here, which the tests insist on.

export interface Row {
  readonly row: number;
  readonly subject: string;
  /** Why there is no check. */
  readonly notCovered?: string;
  /** What of a covered row is left out. */
  readonly partly?: string;
}

const NO_DEPTH = 'three dimensions: the models have one or two';

const rows: readonly (readonly [subject: string, more?: Omit<Row, 'row' | 'subject'>])[] = [
  ['telegraph process: second moment'],
  ['telegraph process: fourth moment'],
  ['telegraph process: density and fronts'],
  ['full resets: diffusion and memory of the heading', { partly: NO_DEPTH }],
  ['full resets in a plane: fourth moment'],
  ['persistence and rotational diffusion: diffusion and memory'],
  ['tumbles that take time', { notCovered: 'tumbles take no time in the model' }],
  ['runs of Gamma-distributed length', { notCovered: 'runs end at a rate without memory in the model' }],
  ['biased reversals: drift and diffusion'],
  ['reversal rates of the place between walls'],
  [
    'symmetric rates; speed of the place',
    { partly: 'the speed of a cell is the same everywhere in the model' },
  ],
  ['linear rule: drift at any bias', { partly: NO_DEPTH }],
  ['exponential link between gradient and rate'],
  ['drift with persistence and rotational diffusion'],
  ['linear rule between walls: isotropic density'],
  ['two cues: exponents add'],
  ['receptor saturation: density'],
  ['memory kernel (de Gennes)'],
  ['linear adaptation: drift by quadrature'],
  ['linear adaptation: variance of the internal state'],
  ['receptor clusters (MWC): response to a step'],
  ['receptor clusters (MWC): response to a ramp'],
  ['receptor clusters (MWC): drift by quadrature'],
  ['CCR7 with two ligands'],
  ['discrete factor of diffusion'],
  ['Fisher-KPP front of a step'],
  ['Fisher-KPP front with a known shape'],
  ['reacting telegraph front', { notCovered: 'single cells do not divide in the model' }],
  ['linear stability of the saturated model'],
  ['the same on the grid'],
  ['virial identity in a periodic square'],
  [
    'Gaussian near the critical mass',
    { partly: 'the time of blow-up itself: peaks on the way to it are checked' },
  ],
  ['profile at the critical mass'],
  ['elliptic problem on a line'],
  ['elliptic problem between walls'],
  ['minimal model between walls: steady state'],
  ['minimal model in a plane: peaks on the way to blow-up'],
  ['travelling band of Keller and Segel'],
  ['kinetic Keller-Segel equations: growth of a wave'],
  ['noise of cells counted on a grid'],
  ['mean-field error'],
  ['equilibrium of the Scharfetter-Gummel flux'],
  ['random numbers: known answers', { partly: 'threefry: the program draws with philox only' }],
];

export const ROWS: readonly Row[] = rows.map(([subject, more], index) => ({
  row: index + 1,
  subject,
  ...more,
}));
