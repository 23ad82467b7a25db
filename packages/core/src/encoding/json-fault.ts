/** Where a text stops being JSON, in Python's words. */
export interface JsonFault {
  readonly msg: string;
  /** In UTF-16 units from 0. */
  readonly pos: number;
}

// what is to come next, as the fault says where something else comes
const VALUE = 'Expecting value';
const NAME = 'Expecting property name enclosed in double quotes';
const COLON = "Expecting ':' delimiter";
const COMMA = "Expecting ',' delimiter";

/**
 * The first place where `text` breaks RFC 8259, or `null` where it is JSON. Only run where `JSON.parse` has refused a text: the engines'
 * messages quote the text, which may hold secrets, and name the place in as many ways as there are engines (RESP-13).
 */
export function jsonFault(text: string): JsonFault | null {
  const space = /[ \n\r\t]*/y;
  // NaN and Infinity are none (RESP-14)
  const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  // one step at a time: a repeated group would overflow the engine's stack on a long string
  const inString = /[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
  /** What closes the objects and arrays that are open, the innermost last. */
  const closers: string[] = [];
  let wanted = VALUE;
  let empty = false; // whether the innermost has nothing in it yet, and may close at once
  let at = 0;

  function takes(token: RegExp): boolean {
    token.lastIndex = at;
    const found = token.test(text);
    if (found) at = token.lastIndex;
    return found;
  }

  for (;;) {
    takes(space);
    const char = text[at];
    const closer = closers.at(-1);
    if (wanted === COMMA && closer === undefined) return char === undefined ? null : { msg: 'Extra data', pos: at };
    if (char === closer && (empty || wanted === COMMA)) {
      closers.pop();
      wanted = COMMA;
      at++;
    } else if (char === ',' && wanted === COMMA) {
      wanted = closer === '}' ? NAME : VALUE;
      at++;
    } else if (char === ':' && wanted === COLON) {
      wanted = VALUE;
      at++;
    } else if (char === '"' && (wanted === NAME || wanted === VALUE)) {
      const start = at++;
      while (takes(inString));
      const end = text[at];
      if (end === undefined || text.slice(at) === '\\') return { msg: 'Unterminated string starting at', pos: start };
      if (end === '\\') {
        return text[at + 1] === 'u'
          ? { msg: 'Invalid \\uXXXX escape', pos: at + 1 }
          : { msg: 'Invalid \\escape', pos: at };
      }
      if (end !== '"') return { msg: 'Invalid control character at', pos: at };
      wanted = wanted === NAME ? COLON : COMMA;
      at++;
    } else if (wanted === VALUE && (char === '{' || char === '[')) {
      closers.push(char === '{' ? '}' : ']');
      wanted = char === '{' ? NAME : VALUE;
      empty = true;
      at++;
      continue;
    } else if (wanted === VALUE && takes(scalar)) {
      wanted = COMMA;
    } else {
      return { msg: wanted, pos: at };
    }
    empty = false;
  }
}
