import { RequestException } from '../errors.ts';

/** What a netrc file says of one machine; what it leaves out is `''`. */
export interface NetrcEntry {
  readonly login: string;
  readonly account: string;
  readonly password: string;
}

/** The entries of a netrc file by machine; that of `default` has this name. */
export type NetrcEntries = ReadonlyMap<string, NetrcEntry>;

/**
 * Reads the text of a netrc file, by the rules of Python's `netrc` module: `machine NAME` or `default`, then `login` (or `user`), `account` and
 * `password` in any order; `macdef NAME` up to an empty line, left out; values quoted or not, a backslash before a character that means something;
 * `#` begins a comment where a keyword could stand.
 * @throws {RequestException} where the file is broken. It names the line, never what stands there: that may be a password.
 *
 * @example
 * ```ts
 * parseNetrc('machine example.com login me password "two words"').get('example.com')?.password; // 'two words'
 * ```
 */
export function parseNetrc(text: string): NetrcEntries {
  const entries = new Map<string, NetrcEntry>();
  const tokens = new NetrcTokens(text);
  for (let word = tokens.keyword(); word !== ''; ) {
    if (word === 'macdef') {
      tokens.next();
      tokens.skipMacro();
      word = tokens.keyword();
    } else if (word === 'machine' || word === 'default') {
      const name = word === 'default' ? word : tokens.next();
      if (name === '') throw broken(tokens, 'a machine without a name');
      word = readEntry(tokens, name, entries);
    } else {
      throw broken(tokens, 'a word that is none of machine, default and macdef');
    }
  }
  return entries;
}

/** Reads the entry of one machine; gives the keyword that ends it. */
function readEntry(tokens: NetrcTokens, name: string, entries: Map<string, NetrcEntry>): string {
  const entry = { login: '', account: '', password: '' };
  for (;;) {
    const word = tokens.keyword();
    if (word === '' || word === 'machine' || word === 'default' || word === 'macdef') {
      entries.set(name, entry);
      return word;
    }
    if (word === 'login' || word === 'user') entry.login = tokens.next();
    else if (word === 'account' || word === 'password') entry[word] = tokens.next();
    else throw broken(tokens, 'a word that is none of login, user, account and password');
  }
}

function broken(tokens: NetrcTokens, what: string): RequestException {
  return new RequestException(`the netrc file is broken: ${what} (line ${tokens.line})`);
}

const BLANK = /[ \t\r\n]*/y;
const BARE = /(?:[^ \t\r\n\\]|\\[\s\S]?)+/y;
const QUOTED = /(?:[^"\\]|\\[\s\S]?)*/y;

/** The words of a netrc file, one after the other. */
class NetrcTokens {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line that was read last, counted from 1. */
  get line(): number {
    return this.#text.slice(0, this.#at).trimEnd().split('\n').length;
  }

  /** The next word, its quotes and escapes undone; `''` at the end, and where it is empty. */
  next(): string {
    this.#take(BLANK);
    if (this.#text[this.#at] !== '"') return undoEscapes(this.#take(BARE));
    this.#at++;
    const word = undoEscapes(this.#take(QUOTED));
    this.#at++;
    return word;
  }

  /** The next word where a keyword may stand: comments are passed over. */
  keyword(): string {
    for (;;) {
      this.#take(BLANK);
      if (this.#text[this.#at] !== '#') return this.next();
      const end = this.#text.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.#text.length : end;
    }
  }

  /** Passes over the lines of a macro, which an empty line ends. */
  skipMacro(): void {
    // the rest of the macro's own line may end with the empty one
    const rest = /\r?\n\r?\n/g;
    rest.lastIndex = this.#at;
    if (!rest.test(this.#text)) throw broken(this, 'a macro that no empty line ends');
    this.#at = rest.lastIndex;
  }

  #take(pattern: RegExp): string {
    const from = this.#at;
    pattern.lastIndex = from;
    if (pattern.test(this.#text)) this.#at = pattern.lastIndex;
    return this.#text.slice(from, this.#at);
  }
}

function undoEscapes(word: string): string {
  return word.includes('\\') ? word.replace(/\\([\s\S]?)/g, '$1') : word;
}
