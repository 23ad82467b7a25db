import { expectText } from '../expect.ts';
import { trimQuotes } from '../headers/trim-quotes.ts';

/** A link of a `Link` header: its `url` and its parameters, names in lower case. */
export type Link = Record<string, string>;

/** Text up to one of `ends` or to the comma before the next link: a comma that no link follows belongs to the text that it stands in. */
const textUpTo = (ends: string): string => String.raw`[^${ends},]*(?:,(?![ \t]*(?:[<,]|$))[^${ends},]*)*`;

/** `; name="quoted"`, `; name=text`, or, after the comma in front, `<address>`, an address without its angle brackets, or none. */
function linkParts(): RegExp {
  const text = textUpTo(';');
  const value = String.raw`[ \t]*(?:"([^"\\]*(?:\\.[^"\\]*)*)"${text}|(${text}))`;
  return new RegExp(
    `;(${textUpTo('=;')})(?:=${value})?|[ \\t"',]*(?:<([^<>]*)>${text}|([^ \\t"',;]${text})|(?=;))`,
    'gsy',
  );
}

/**
 * The links of a `Link` header (RFC 8288 section 3). Of a parameter that comes twice the first counts; one without a value has
 * `''`. What Requests lets through is let through: single quotes, an address without its angle brackets.
 * Source: `requests.utils.parse_header_links`, which loses a `;` in quotes or brackets, and all that follows a lone name (RESP-30).
 *
 * @example
 * ```ts
 * parseHeaderLinks('<http://h/?page=2>; rel="next"'); // [ { url: 'http://h/?page=2', rel: 'next' } ]
 * ```
 */
export function parseHeaderLinks(value: string): Link[] {
  expectText(value, 'a Link header');
  const links: Map<string, string>[] = [];
  // with a comma in front the first link begins as all others do
  for (const [, name, quoted, text, address, bare] of `,${value}`.matchAll(linkParts())) {
    if (name === undefined) {
      links.push(new Map([['url', /[^ \t"'<>](?:.*[^ \t"'<>])?/s.exec(address ?? bare ?? '')?.[0] ?? '']]));
      continue;
    }
    const link = links.at(-1) as Map<string, string>;
    const key = trimQuotes(name).toLowerCase();
    if (key && !link.has(key)) link.set(key, trimQuotes(quoted?.replace(/\\(.)/gs, '$1') ?? text ?? ''));
  }
  // unlike an assignment this makes `__proto__` a name like others
  return links.map((link) => Object.fromEntries(link));
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
  for (const link of parseHeaderLinks(value ?? '')) {
    const relations = link.rel
      ?.match(/[^ \t]+/g)
      ?.map((relation) => (relation.includes(':') ? relation : relation.toLowerCase()));
    for (const key of relations ?? [link.url as string]) pairs.push([key, link]);
  }
  return Object.fromEntries(pairs);
}
