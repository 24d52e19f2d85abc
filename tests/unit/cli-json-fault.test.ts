// The JSON fault finder against JSON.parse as the judge of what is JSON, and against places known by hand.

import { expect, it } from 'vitest';
import { findJsonFault } from '../../src/cli/json-fault.ts';

it.each([
  ['', 1, 1, 'a value'],
  ['{', 1, 2, 'a name in double quotes or }'],
  ['{\n  "nx": 256,\n}', 3, 1, 'a name in double quotes'],
  ['{\n  "nx" 256\n}', 2, 8, ':'],
  ['{\n  "nx": 2O6\n}', 2, 10, ', or }'],
  ["{ 'nx': 256 }", 1, 3, 'a name in double quotes or }'],
  ['[1, 2', 1, 6, ', or ]'],
  ['{"a": [1, 2}}', 1, 12, ', or ]'],
  ['{"a": 1} {"b": 2}', 1, 10, 'the end'],
  ['{"a": "x\ny"}', 1, 7, 'a value'],
  ['{"a": 01}', 1, 8, ', or }'],
  ['// a comment\n{}', 1, 1, 'a value'],
])('%j: line %i, column %i, expected %s', (text, line, column, expected) => {
  expect(findJsonFault(text)).toEqual({ line, column, expected });
  expect(() => JSON.parse(text) as unknown).toThrow();
});

it('agrees with JSON.parse on every text one character away from a JSON text', () => {
  const sample = '{"a": [1.5e-3, true, null, {}, []], "b\\u00e9\\n": {"c": "d"}, "e": -0}';
  expect(findJsonFault(sample)).toBeNull();
  let broken = 0;
  const check = (text: string) => {
    let valid = true;
    try {
      JSON.parse(text);
    } catch {
      valid = false;
      broken += 1;
    }
    expect(findJsonFault(text) === null, text).toBe(valid);
  };
  for (let at = 0; at <= sample.length; at++) {
    check(sample.slice(0, at) + sample.slice(at + 1));
    for (const extra of '{}[]:,"\\x1 .-eEu\n\t') check(sample.slice(0, at) + extra + sample.slice(at));
  }
  expect(broken).toBeGreaterThan(500);
});
