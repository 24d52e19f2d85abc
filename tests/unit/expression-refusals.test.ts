// What a formula must not be, and that hostile text is refused quickly, with the character at fault.

import { describe, expect, test } from 'vitest';
import { ExpressionError, parseExpression } from '../../src/core/expression/index.ts';

const NAMES = ['u', 'v', 'x', 'growth_rate'];

function refusal(source: string): ExpressionError {
  try {
    parseExpression(source, { names: NAMES });
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${source.slice(0, 60)} was accepted`);
}

describe('a refused formula names the character', () => {
  test.each([
    ['u*(1-w)', 5, 'unknown name w'],
    ['u+', 2, 'unexpected end'],
    ['u*(1-v', 6, 'parenthesis ) expected'],
    ['(u))', 3, 'unexpected operator )'],
    ['2u', 1, 'operator is missing'],
    ['u(1-u)', 1, 'operator is missing'],
    ['u v', 2, 'operator is missing'],
    ['0x10', 1, 'operator is missing'],
    ['sin', 0, 'has no argument'],
    ['1 + sin(u, v)', 4, 'takes 1 argument, not 2'],
    ['max(u)', 0, 'takes 2 to 16 arguments'],
    ['u = 1', 2, '"="'],
    ['u < v < 1', 6, 'cannot be chained'],
    ['u + 1/0', 4, 'Infinity'],
    ['u*log(0)', 2, '-Infinity'],
    ['sqrt(-1)', 0, 'NaN'],
    ['1e38*10*u', 0, '1e+39'],
    ['1e39', 0, 'single precision'],
    ['1e-60*u', 0, 'is 1e-60, and single precision begins at 1.2e-38'],
    ['u*(1e-30*1e-20)', 3, 'single precision begins'],
    ['u + exp(-100)', 4, 'single precision begins'],
    ['u ? 1', 5, 'false part'],
    ['u; v', 1, '";"'],
    ['"u"', 0, 'no meaning'],
    ['[u]', 0, 'no meaning'],
    ['u.constructor', 1, 'no meaning'],
    ['constructor', 0, 'unknown name'],
    ['__proto__', 0, 'unknown name'],
    ['rand', 0, 'unknown name'],
    ['u # v', 2, 'no meaning'],
    ['µ*u', 0, 'no meaning'],
    ['', 0, 'cannot be empty'],
    [' \n', 0, 'cannot be empty'],
  ])('%j at %i: %s', (source, position, words) => {
    const error = refusal(source);
    expect(error.message).toContain(words);
    expect(error.position).toBe(position);
    const [line, caret] = error.pointer().split('\n') as [string, string];
    expect(caret.indexOf('^')).toBe(position);
    expect(line).toHaveLength(source.length);
  });

  test('the smallest numbers of single precision and 0 pass', () => {
    for (const source of ['1.2e-38*u', '-1.2e-38*u', '0*u', 'exp(-1000)*u'])
      expect(() => parseExpression(source, { names: NAMES })).not.toThrow();
  });

  test('the nearest known name is suggested, functions for calls', () => {
    expect(refusal('u*grwth_rate').remedy).toBe('Did you mean growth_rate?');
    expect(refusal('sqr(u)').remedy).toBe('Did you mean sqrt?');
    expect(refusal('u*w').remedy).toContain('u, v, x, growth_rate');
  });

  test('the one-line form marks the fault; long formulas are windowed around it', () => {
    expect(refusal('u*(1-w)').marked()).toBe('u*(1-[w])');
    const error = refusal(`${'u+'.repeat(150)}w+${'v+'.repeat(150)}v`);
    const [line, caret] = error.pointer().split('\n') as [string, string];
    expect(line.length).toBeLessThanOrEqual(76);
    expect(line[caret.indexOf('^')]).toBe('w');
  });
});

describe('hostile text is refused at once (what takes exponential time would take hours)', () => {
  test.each([
    ['nested parentheses', `${'('.repeat(999)}u${')'.repeat(999)}`],
    ['open parentheses', '('.repeat(2000)],
    ['a chain of signs', `${'-'.repeat(1999)}u`],
    ['a tower of powers', `u${'^u'.repeat(999)}`],
    ['a tower of conditionals', `${'u?u:'.repeat(490)}u`],
    ['a long product', `u${'*u'.repeat(200)}`],
    ['a long sum', `u${'+u'.repeat(999)}`],
    ['nested calls', `${'sin('.repeat(300)}u${')'.repeat(300)}`],
    ['ten million letters', 'u'.repeat(1e7)],
    ['ten million parentheses', '('.repeat(1e7)],
  ])('%s', (_, source) => {
    const start = performance.now();
    refusal(source);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('the longest sum and the deepest nesting that are allowed still pass', () => {
    expect(() => parseExpression(`u${'+u'.repeat(249)}`, { names: NAMES })).not.toThrow();
    expect(() => parseExpression(`${'(1+'.repeat(19)}u${')'.repeat(19)}`, { names: NAMES })).not.toThrow();
  });

  test('random text never throws anything but a refusal', () => {
    const alphabet = [
      'u',
      'v',
      '1',
      '.5',
      'e',
      '(',
      ')',
      '+',
      '-',
      '*',
      '/',
      '^',
      '?',
      ':',
      '<',
      '==',
      ',',
      'sin',
      'max',
      ' ',
    ];
    let state = 12345;
    const next = (count: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * count);
    };
    let accepted = 0;
    for (let round = 0; round < 3000; round++) {
      const source = Array.from({ length: 1 + next(12) }, () => alphabet[next(alphabet.length)]).join('');
      try {
        parseExpression(source, { names: NAMES });
        accepted++;
      } catch (error) {
        expect(error, source).toBeInstanceOf(ExpressionError);
      }
    }
    // Both outcomes must have been met, or the loop has tested nothing.
    expect(accepted).toBeGreaterThan(50);
    expect(accepted).toBeLessThan(2900);
  });
});
