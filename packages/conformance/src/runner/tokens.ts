import { fromBase64, fromLatin1, toBase64, toLatin1 } from '../byte-text.ts';

type Tokens = Readonly<Record<string, string>>;

/** `{a}` in every string and key of a case becomes the host and port that it stands for. */
export function expandTokens<T>(value: T, tokens: Tokens): T {
  return mapStrings(value, (text) => replaceEach(text, tokens)) as T;
}

/** The inverse, over what came out: texts, keys, and bytes shown as base64. Errors stay what they are. */
export function foldTokens(value: unknown, tokens: Tokens): unknown {
  if (value instanceof Error) return value;
  if (Array.isArray(value)) return value.map((item) => foldTokens(item, tokens));
  if (typeof value === 'string') return foldText(value, tokens);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === '$b64' && typeof first[1] === 'string') {
    return { $b64: toBase64(fromLatin1(foldText(toLatin1(fromBase64(first[1])), tokens))) };
  }
  return Object.fromEntries(entries.map(([key, item]) => [foldText(key, tokens), foldTokens(item, tokens)]));
}

function replaceEach(text: string, tokens: Tokens): string {
  if (!text.includes('{')) return text;
  return Object.entries(tokens).reduce((done, [name, real]) => done.replaceAll(`{${name}}`, real), text);
}

/** Where a query or a form escapes the colon, the token shows as `{a%}`. */
function foldText(text: string, tokens: Tokens): string {
  return Object.entries(tokens).reduce(
    (done, [name, real]) => done.replaceAll(real, `{${name}}`).replaceAll(real.replace(':', '%3A'), `{${name}%}`),
    text,
  );
}

function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [map(key), mapStrings(item, map)]));
}
