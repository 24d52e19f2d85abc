// What is the same for the whole of a dispatch of a kernel of cells: the domain, the law, the clock, and where things lie. A
// module's variables are a thread's own.

import {
  CELL_STRIDE,
  CellFunction,
  Clock,
  Law,
  LAW_SHIFT,
  Option,
  Parameters,
  SENSED_BYTES,
} from '../layout';
import { UNIT } from '../lib/fixed';
import { constantsOf, endOf, lastOf, listOf, metOf, startOf, tileOf, valuesOf, wordsOf } from './rows';

export let options: u32 = 0;
export let law: u32 = 0;
export let twoDimensional: bool = false;
export let periodicX: bool = false;
export let periodicY: bool = false;
export let live: bool = false;
/** Whether the live field is read: not by a law without cues, but where the gradient is measured. */
export let readsField: bool = false;

export let parameters: usize = 0;
export let clock: usize = 0;
export let field: usize = 0;
export let cells: u32 = 0;
export let keyLow: u32 = 0;
export let keyHigh: u32 = 0;
export let steps: u32 = 0;
export let periodX: v128 = f32x4.splat(0);
export let periodY: v128 = f32x4.splat(0);
/** Length of a unit of position. */
export let unitX: v128 = f32x4.splat(0);
export let unitY: v128 = f32x4.splat(0);

/** When the step that cells catch up with began, and its length; where they are looked at, the newest state's time and 0. */
export let beginning: f32 = 0;
export let length: f32 = 0;
/** Time between the two states of the field. */
export let between: f32 = 0;

/** Index in the table of the formulas' functions. */
export let formulas: u32 = 0;
/** How many parameters vary from cell to cell. */
export let varied: u32 = 0;
/** Vectors of the parameters. */
export let values: usize = 0;
export let constants: usize = 0;
export let words: usize = 0;
export let tile: usize = 0;
export let list: usize = 0;
export let start: usize = 0;
export let met: usize = 0;
export let last: usize = 0;
export let end: usize = 0;

/** For kernels that only need to know the domain. */
export function setDomain(thread: u32, record: usize, made: u32): void {
  parameters = record;
  options = made;
  law = made >> LAW_SHIFT;
  twoDimensional = (made & Option.twoDimensional) != 0;
  periodicX = (made & Option.periodicX) != 0;
  periodicY = (made & Option.periodicY) != 0;
  live = (made & Option.live) != 0;
  cells = load<u32>(record + Parameters.cells);
  keyLow = load<u32>(record + Parameters.seed_low);
  keyHigh = load<u32>(record + Parameters.seed_high);
  const x = load<f32>(record + Parameters.period_x);
  const y = load<f32>(record + Parameters.period_y);
  periodX = f32x4.splat(x);
  periodY = f32x4.splat(y);
  unitX = f32x4.splat(x * UNIT);
  unitY = f32x4.splat(y * UNIT);
  values = valuesOf(thread);
  constants = constantsOf(thread);
  words = wordsOf(thread);
  tile = tileOf(thread);
  list = listOf(thread);
  start = startOf(thread);
  met = metOf(thread);
  last = lastOf(thread);
  end = endOf(thread);
}

/** For kernels that ask for parameters. */
export function setValues(thread: u32, functions: u32, record: usize, made: u32): void {
  setDomain(thread, record, made);
  formulas = functions;
  call_indirect<void>(formulas + CellFunction.values, values, 4, parameters, constants);
}

/** For kernels that sense. `present`: they look at the newest state, whether or not a step is due. */
export function setSenses(
  thread: u32,
  functions: u32,
  record: usize,
  ofClock: usize,
  v: usize,
  made: u32,
  own: u32,
  present: bool,
): void {
  setValues(thread, functions, record, made);
  varied = own;
  clock = ofClock;
  readsField = live && (present || law != Law.rates);
  field = v;
  steps = load<u32>(clock + Clock.steps);
  beginning = load<f32>(clock + (present ? Clock.time : Clock.taken_time));
  length = present ? 0 : load<f32>(clock + Clock.taken);
  between = load<f32>(clock + (present ? Clock.last : Clock.taken));
  // what no formula fills: cues that a rule has not, the second axis of a line
  memory.fill(start, 0, 3 * SENSED_BYTES);
}

/** A parameter in four lanes. */
@inline
export function value(offset: usize): v128 {
  return v128.load(values + offset);
}

@inline
export function one(parameter: usize): f32 {
  return load<f32>(values + parameter);
}

export function fillRow(row: usize, number: v128): void {
  for (let at: usize = 0; at < CELL_STRIDE; at += 16) v128.store(row + at, number);
}
