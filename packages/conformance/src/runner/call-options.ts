import { camelCase } from './camel-case.ts';
import type { CaseContext } from './context.ts';
import type { ResponseLike } from './package.ts';
import { liveValue } from './tags.ts';

/** The options of a call as the package takes them: names in camelCase, times in milliseconds, `null` left out save for `json`. */
export function callOptions(context: CaseContext, raw: unknown): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(raw ?? {})) {
    const value = optionValue(context, key, given);
    options[camelCase(key)] = value === null && key !== 'json' ? undefined : value;
  }
  return options;
}

function optionValue(context: CaseContext, key: string, given: unknown): unknown {
  if (key === 'timeout') return Array.isArray(given) ? given.map(milliseconds) : milliseconds(given);
  if (key === 'verify' && given === '$ca') return context.caPath;
  if (key !== 'hooks') return liveValue(context.requests, given);
  const events = Object.entries(given as Record<string, string | string[]>);
  return Object.fromEntries(
    events.map(([event, kinds]) => [event, [kinds].flat().map((kind) => makeHook(context, kind))]),
  );
}

function milliseconds(seconds: unknown): unknown {
  return seconds === null || seconds === undefined ? null : (seconds as number) * 1000;
}

type Hook = (response: ResponseLike) => unknown;

/** A hook that notes what it saw, and then throws or replaces the response where its kind says so. */
function makeHook({ requests, hookLog }: CaseContext, kind: string): Hook {
  return (response) => {
    hookLog.push([kind, response.statusCode]);
    if (kind === 'throw') throw new Error('from a hook');
    if (kind !== 'replace') return undefined;
    const init = { statusCode: 299, url: response.url, content: new TextEncoder().encode('replaced') };
    const other = new requests.Response(init) as unknown as Record<string, unknown>;
    // The fields of a response made by hand can be set, whether or not the constructor took them.
    for (const [name, value] of Object.entries(init)) {
      if (other.statusCode === null || other[name] !== value) other[name] = value;
    }
    return other;
  };
}
