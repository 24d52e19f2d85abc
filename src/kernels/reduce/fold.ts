// Twin of shaders/reduce/fold.wgsl: what is known of a set of values, and how two such sets join.

export interface Summary {
  sum: number;
  low: number;
  high: number;
  notFinite: number;
}

const LARGEST = 3.4028234e38;

export const empty = (): Summary => ({ sum: 0, low: LARGEST, high: -LARGEST, notFinite: 0 });

export const summaryOf = (value: number): Summary =>
  Number.isFinite(value)
    ? { sum: value, low: value, high: value, notFinite: 0 }
    : { sum: 0, low: LARGEST, high: -LARGEST, notFinite: 1 };

export const join = (a: Summary, b: Summary): Summary => ({
  sum: a.sum + b.sum,
  low: Math.min(a.low, b.low),
  high: Math.max(a.high, b.high),
  notFinite: a.notFinite + b.notFinite,
});
