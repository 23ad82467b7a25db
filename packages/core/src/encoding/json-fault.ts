/** Where a text stops being JSON, in Python's words. */
export interface JsonFault {
  readonly msg: string;
  /** In UTF-16 units from 0. */
  readonly pos: number;
}

type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | 'end of value';

/**
 * The first place where `text` breaks RFC 8259, or `null` where it is JSON. Only run where `JSON.parse` has refused a text: the engines'
 * messages quote the text, which may hold secrets, and name the place in as many ways as there are engines (RESP-13).
 */
export function jsonFault(text: string): JsonFault | null {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let i = 0;
  for (;;) {
    i = afterSpace(text, i);
    const char = text[i];
    if (wanted === 'end of value') {
      const inside = open.at(-1);
      if (inside === undefined) return i === text.length ? null : { msg: 'Extra data', pos: i };
      if (char === ',') wanted = inside === '{' ? 'name' : 'value';
      else if (char === (inside === '{' ? '}' : ']')) open.pop();
      else return { msg: "Expecting ',' delimiter", pos: i };
      i++;
    } else if ((char === '}' && wanted === 'name or }') || (char === ']' && wanted === 'value or ]')) {
      open.pop();
      wanted = 'end of value';
      i++;
    } else if (wanted === 'name' || wanted === 'name or }') {
      if (char !== '"') return { msg: 'Expecting property name enclosed in double quotes', pos: i };
      const end = afterString(text, i);
      if (typeof end !== 'number') return end;
      i = afterSpace(text, end);
      if (text[i] !== ':') return { msg: "Expecting ':' delimiter", pos: i };
      wanted = 'value';
      i++;
    } else if (char === '{' || char === '[') {
      open.push(char);
      wanted = char === '{' ? 'name or }' : 'value or ]';
      i++;
    } else {
      const end = char === '"' ? afterString(text, i) : afterScalar(text, i);
      if (typeof end !== 'number') return end;
      wanted = 'end of value';
      i = end;
    }
  }
}

function afterSpace(text: string, i: number): number {
  for (;;) {
    const char = text[i];
    if (char !== ' ' && char !== '\n' && char !== '\r' && char !== '\t') return i;
    i++;
  }
}

/** The place behind a number or a word; NaN and Infinity are none (RESP-14). */
function afterScalar(text: string, start: number): number | JsonFault {
  const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  scalar.lastIndex = start;
  return scalar.test(text) ? scalar.lastIndex : { msg: 'Expecting value', pos: start };
}

function afterString(text: string, start: number): number | JsonFault {
  for (let i = start + 1; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '"') return i + 1;
    if (char < ' ') return { msg: 'Invalid control character at', pos: i };
    if (char !== '\\') continue;
    const escaped = text[++i];
    if (escaped === undefined) break;
    if (escaped === 'u') {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) return { msg: 'Invalid \\uXXXX escape', pos: i };
      i += 4;
    } else if (!'"\\/bfnrt'.includes(escaped)) {
      return { msg: 'Invalid \\escape', pos: i - 1 };
    }
  }
  return { msg: 'Unterminated string starting at', pos: start };
}
