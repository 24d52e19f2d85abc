// Where a text stops being JSON, and what was expected there. JSON.parse itself tells the place only for some faults,
// and in words that differ between versions of Node. Grammar: RFC 8259.

export interface JsonFault {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

const TOKEN =
  /([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const SPACE = /[ \t\r\n]*/y;

type Expected =
  | 'a value'
  | 'a value or ]'
  | 'a name in double quotes'
  | 'a name in double quotes or }'
  | ':'
  | ', or ]'
  | ', or }'
  | 'the end';

/** The first fault of `text`, or null if it is JSON. */
export function findJsonFault(text: string): JsonFault | null {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'a value';
  let position = 0;
  const afterValue = (): Expected => {
    const inside = open.at(-1);
    return inside === undefined ? 'the end' : inside === '[' ? ', or ]' : ', or }';
  };
  for (;;) {
    SPACE.lastIndex = position;
    SPACE.test(text);
    position = SPACE.lastIndex;
    if (position === text.length) return expected === 'the end' ? null : place(text, position, expected);
    TOKEN.lastIndex = position;
    const [, mark, name, scalar] = TOKEN.exec(text) ?? [];
    const next = step();
    if (next === null) return place(text, position, expected);
    expected = next;
    position = TOKEN.lastIndex;

    function step(): Expected | null {
      const wantsValue = expected === 'a value' || expected === 'a value or ]';
      if (wantsValue && (name !== undefined || scalar !== undefined)) return afterValue();
      if (wantsValue && (mark === '[' || mark === '{')) {
        open.push(mark);
        return mark === '[' ? 'a value or ]' : 'a name in double quotes or }';
      }
      const closes = (expected === 'a value or ]' || expected === ', or ]') && mark === ']';
      if (
        closes ||
        ((expected === 'a name in double quotes or }' || expected === ', or }') && mark === '}')
      ) {
        open.pop();
        return afterValue();
      }
      if (expected === ', or ]' && mark === ',') return 'a value';
      if (expected === ', or }' && mark === ',') return 'a name in double quotes';
      if (expected.startsWith('a name') && name !== undefined) return ':';
      return expected === ':' && mark === ':' ? 'a value' : null;
    }
  }
}

function place(text: string, position: number, expected: string): JsonFault {
  const before = text.slice(0, position).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1, expected };
}
