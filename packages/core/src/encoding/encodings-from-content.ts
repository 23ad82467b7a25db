import { expectText } from '../expect.ts';

/**
 * The charsets that HTML or XML names within itself: of `<meta charset>`, then of `<meta content>`, then of `<?xml encoding>`.
 * Source: `requests.utils.get_encodings_from_content`.
 *
 * @example
 * ```ts
 * getEncodingsFromContent('<meta charset="utf-8">'); // [ 'utf-8' ]
 * ```
 */
export function getEncodingsFromContent(content: string): string[] {
  expectText(content, 'content');
  const found: string[] = [];
  const lines = content.split('\n');
  for (const line of lines) namedIn(line, /<meta/gi, /charset=/gi, found);
  for (const line of lines) namedIn(line, /<meta/gi, /content=["']*;?charset=/gi, found);
  namedIn(lines[0] ?? '', /^<\?xml/g, /encoding=/g, found);
  return found;
}

/**
 * Every match of Requests' pattern `OPENING.*?NAME["']*(.+?)["'>]` in one line, as three steps:
 * as one regular expression it would take the square of the line's length where a line has many openings and no name.
 */
function namedIn(line: string, opening: RegExp, name: RegExp, found: string[]): void {
  const value = /["']*(.+?)["'>]/y;
  while (opening.test(line)) {
    name.lastIndex = opening.lastIndex;
    if (!name.test(line)) return;
    value.lastIndex = name.lastIndex;
    const match = value.exec(line);
    if (!match) return;
    found.push(match[1] as string);
    opening.lastIndex = value.lastIndex;
  }
}
