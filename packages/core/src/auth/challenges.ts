import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';

/** One challenge of `WWW-Authenticate` or `Proxy-Authenticate`. */
export interface Challenge {
  /** The name of the scheme as it was written: compare it without its case. */
  readonly scheme: string;
  /** The parameters by name, quotes and escapes undone. */
  readonly parameters: CaseInsensitiveDict<string>;
  /** What stands in the place of parameters: `Negotiate YII=`. */
  readonly token68?: string;
}

const LIST_SPACE = /[ \t,]*/y;
const SPACE = /[ \t]*/y;
const TOKEN = /[\w!#$%&'*+\-.^`|~]+/y;
const TOKEN_68 = /[\w\-.~+/]+=*(?=[ \t]*(?:,|$))/y;
const BARE_VALUE = /[^\s,]*/y;

/**
 * The challenges of one or several header lines, in their order (RFC 9110 section 11.6.1).
 *
 * A comma stands between challenges as well as between the parameters of one: a word that `=` follows is a parameter, any other begins a
 * challenge. What is neither is left out up to the next comma, so that one bad parameter doesn't hide the good ones.
 *
 * @example
 * ```ts
 * parseChallenges(['Basic realm="a", Digest realm="b", nonce="c"']).map((challenge) => challenge.scheme); // [ 'Basic', 'Digest' ]
 * ```
 */
export function parseChallenges(values: readonly string[]): Challenge[] {
  const challenges: Challenge[] = [];
  for (const value of values) parseLine(value, challenges);
  return challenges;
}

function parseLine(text: string, challenges: Challenge[]): void {
  let current: Challenge | undefined;
  let at = endOf(LIST_SPACE, text, 0);
  while (at < text.length) {
    const wordEnd = endOf(TOKEN, text, at);
    const next = endOf(SPACE, text, wordEnd);
    const word = text.slice(at, wordEnd);
    if (word !== '' && text[next] === '=' && current) {
      const [value, end] = readValue(text, endOf(SPACE, text, next + 1));
      current.parameters.set(word, value);
      at = end;
    } else if (word !== '' && text[next] !== '=' && (next > wordEnd || next === text.length || text[next] === ',')) {
      const end = next > wordEnd ? endOf(TOKEN_68, text, next) : next;
      current = { scheme: word, parameters: new CaseInsensitiveDict() };
      if (end > next) current = { ...current, token68: text.slice(next, end) };
      challenges.push(current);
      at = end;
    } else {
      const comma = text.indexOf(',', at);
      at = comma < 0 ? text.length : comma;
    }
    at = endOf(LIST_SPACE, text, at);
  }
}

/** Where a match that begins at `at` ends; `at` itself where nothing matches. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** A quoted string or a bare value that begins at `at`, and where it ends. A quote that is never closed runs to the end. */
function readValue(text: string, at: number): [value: string, end: number] {
  if (text[at] !== '"') {
    const end = endOf(BARE_VALUE, text, at);
    return [text.slice(at, end), end];
  }
  let value = '';
  let from = at + 1;
  for (let index = from; index < text.length; index++) {
    if (text[index] === '"') return [value + text.slice(from, index), index + 1];
    if (text[index] === '\\') {
      value += text.slice(from, index);
      index++;
      from = index;
    }
  }
  return [value + text.slice(from), text.length];
}
