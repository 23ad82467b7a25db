import { expectText } from '../expect.ts';

/** A link of a `Link` header: its `url` and its parameters, names in lower case. */
export type Link = Record<string, string>;

const SPACES = ' \t';
const SPACES_AND_QUOTES = ' \t"\'';

/**
 * The links of a `Link` header (RFC 8288 section 3). Of a parameter that comes twice the first counts; one without a value has
 * `''`. What Requests lets through is let through: single quotes, an address without its angle brackets.
 * Source: `requests.utils.parse_header_links`, which loses a `;` in quotes or brackets, and all that follows a lone name (RESP-30).
 *
 * @example
 * ```ts
 * parseHeaderLinks('<http://h/?page=2>; rel="next"'); // [{ url: 'http://h/?page=2', rel: 'next' }]
 * ```
 */
export function parseHeaderLinks(value: string): Link[] {
  expectText(value, 'a Link header');
  const links: Link[] = [];
  let at = skip(value, 0, `${SPACES_AND_QUOTES},`);
  while (at < value.length) {
    const link = new Map<string, string>();
    at = readTarget(value, at, link);
    while (value[at] === ';') at = readParameter(value, at + 1, link);
    // unlike an assignment this makes `__proto__` a name like others
    links.push(Object.fromEntries(link));
    at = skip(value, at, `${SPACES_AND_QUOTES},`);
  }
  return links;
}

/**
 * The links of a `Link` header by their relation, or by their address where they have none. A link of two relations is under
 * both, a relation is in lower case (RFC 8288 section 2.1) save one that is a URI. The last link of a relation counts.
 * Source: `requests.Response.links`.
 *
 * @example
 * ```ts
 * linksOf('<http://h/?page=2>; rel=next').next?.url; // 'http://h/?page=2'
 * ```
 */
export function linksOf(value: string | null | undefined): Record<string, Link> {
  const pairs: [string, Link][] = [];
  for (const link of value ? parseHeaderLinks(value) : []) {
    const relations = (link.rel ?? '').split(/[ \t]+/).filter((relation) => relation !== '');
    if (relations.length === 0) pairs.push([link.url ?? '', link]);
    for (const relation of relations) pairs.push([relation.includes(':') ? relation : relation.toLowerCase(), link]);
  }
  return Object.fromEntries(pairs);
}

/** Reads `<address>` and gives the place of the `;` or `,` after it. */
function readTarget(value: string, start: number, link: Map<string, string>): number {
  const close = value[start] === '<' ? value.indexOf('>', start) : -1;
  if (close === -1) {
    const end = endOfText(value, start);
    link.set('url', trim(value.slice(start, end), `${SPACES_AND_QUOTES}<>`));
    return end;
  }
  link.set('url', trim(value.slice(start + 1, close), SPACES_AND_QUOTES));
  return endOfText(value, close + 1);
}

/** Reads one parameter and gives the place of the `;` or `,` after it. */
function readParameter(value: string, start: number, link: Map<string, string>): number {
  let at = start;
  while (at < value.length && value[at] !== '=' && value[at] !== ';' && !endsLink(value, at)) at++;
  const name = trim(value.slice(start, at), SPACES_AND_QUOTES).toLowerCase();
  let text = '';
  if (value[at] === '=') {
    at = skip(value, at + 1, SPACES);
    const quoted = value[at] === '"' ? readQuoted(value, at) : null;
    const end = quoted === null ? endOfText(value, at) : endOfText(value, quoted.end);
    text = quoted === null ? trim(value.slice(at, end), SPACES_AND_QUOTES) : trim(quoted.text, SPACES_AND_QUOTES);
    at = end;
  }
  if (name !== '' && !link.has(name)) link.set(name, text);
  return at;
}

/** RFC 9110 section 5.6.4; `null` where the quotes are never closed. */
function readQuoted(value: string, open: number): { text: string; end: number } | null {
  let text = '';
  for (let i = open + 1; i < value.length; i++) {
    if (value[i] === '"') return { text, end: i + 1 };
    if (value[i] === '\\' && i + 1 < value.length) i++;
    text += value.charAt(i);
  }
  return null;
}

function endOfText(value: string, start: number): number {
  let at = start;
  while (at < value.length && value[at] !== ';' && !endsLink(value, at)) at++;
  return at;
}

/** A comma that no link follows belongs to the text it stands in. */
function endsLink(value: string, at: number): boolean {
  if (value[at] !== ',') return false;
  const next = value[skip(value, at + 1, SPACES)];
  return next === undefined || next === '<' || next === ',';
}

function skip(value: string, start: number, characters: string): number {
  let at = start;
  while (at < value.length && characters.includes(value.charAt(at))) at++;
  return at;
}

function trim(text: string, characters: string): string {
  let end = text.length;
  const start = skip(text, 0, characters);
  while (end > start && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
