/** Where a text stops being JSON: why, in Python's words, and at which UTF-16 unit, from 0. */
export type JsonFault = readonly [msg: string, pos: number];

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
  let before: string | undefined; // how the step before this one begins
  let at = 0;

  function takes(token: RegExp): boolean {
    token.lastIndex = at;
    const found = token.test(text);
    if (found) at = token.lastIndex;
    return found;
  }

  for (;;) {
    takes(space);
    const start = at++;
    const char = text[start];
    const closer = closers.at(-1);
    if (wanted === COMMA && !closer) return char ? ['Extra data', start] : null;
    if (char && char === closer && (wanted === COMMA || before === '{' || before === '[')) {
      closers.pop();
      wanted = COMMA;
    } else if (wanted === COMMA && char === ',') {
      wanted = closer === '}' ? NAME : VALUE;
    } else if (wanted === COLON && char === ':') {
      wanted = VALUE;
    } else if (wanted === VALUE && char === '{') {
      closers.push('}');
      wanted = NAME;
    } else if (wanted === VALUE && char === '[') {
      closers.push(']');
    } else if ((wanted === NAME || wanted === VALUE) && char === '"') {
      while (takes(inString));
      const stop = text.slice(at, at + 2);
      if (stop === '' || stop === '\\') return ['Unterminated string starting at', start];
      if (stop === '\\u') return ['Invalid \\uXXXX escape', at + 1];
      if (stop[0] === '\\') return ['Invalid \\escape', at];
      if (stop[0] !== '"') return ['Invalid control character at', at];
      at++;
      wanted = wanted === NAME ? COLON : COMMA;
    } else {
      at = start;
      if (wanted !== VALUE || !takes(scalar)) return [wanted, at];
      wanted = COMMA;
    }
    before = char;
  }
}
